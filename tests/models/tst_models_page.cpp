// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/model_words.h"
#include "models/models_page.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// The models page: its registry, who answers and how that is changed, the figures, the playground, the register form.
class TestModelsPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    ModelsPage& page() { return *qobject_cast<ModelsPage*>(app_->pageObject(u"models"_s)); }
    ModelTraffic& traffic() { return *page().traffic(); }
    ModelPlayground& playground() { return *page().playground(); }
    void open(Mood mood) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
    }
    /// A version of the sample is chosen, and its traffic is read.
    bool ready(const char* version) {
        app_->navigate(u"models"_s, u"fraud_detection/"_s + QLatin1String(version));
        return QTest::qWaitFor([&] { return page().version() == QLatin1String(version) && traffic().known(); });
    }
    std::map<std::string, int> weights() { return backend_->sampleModels().splits.at("fraud_detection").weights; }
    QString row(int at, const char* field) { return page().rows()->at(at, QLatin1String(field)).toString(); }
    using Tester = QAbstractItemModelTester;
    static constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

private Q_SLOTS:
    void init() { open(Mood::Normal); }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void states_data() {
        QTest::addColumn<Mood>("mood");
        QTest::addColumn<PageState>("state");
        QTest::newRow("ready") << Mood::Normal << PageState::Ready;
        QTest::newRow("empty") << Mood::Empty << PageState::EmptyFirst;
        QTest::newRow("error") << Mood::Broken << PageState::Error;
        QTest::newRow("offline") << Mood::Offline << PageState::Offline;
        QTest::newRow("locked") << Mood::Locked << PageState::Locked;
    }
    void states() {
        QFETCH(Mood, mood);
        QFETCH(PageState, state);
        open(mood);
        QCOMPARE(page().state(), PageState::Loading);
        QTRY_COMPARE(page().state(), state);
        QCOMPARE(page().writable(), mood != Mood::Offline);
    }

    void theRegistryTellsWhoAnswers() {
        QTRY_COMPARE(page().state(), PageState::Ready);
        QCOMPARE(row(1, "share"), u"100 %"_s);    // the only version
        QTRY_COMPARE(row(3, "share"), u"90 %"_s); // of a model that is not chosen
        QCOMPARE(row(4, "share"), u"10 %"_s);
        QCOMPARE(row(2, "share"), u"–"_s);
        QTRY_COMPARE(row(5, "share"), u"100 %"_s); // the default, where there are no weights
        QCOMPARE(row(6, "share"), u"–"_s);
        QVERIFY(ready("1.2"));
        traffic().setFirstShare(70);
        QCOMPARE(row(3, "share"), u"90 %"_s); // a draft is only that
        traffic().apply();
        QTRY_COMPARE(row(3, "share"), u"70 %"_s);
        QCOMPARE(row(4, "share"), u"30 %"_s);
        backend_->sampleModels().splits.at("fraud_detection").shadow = "1.1";
        page().refresh();
        QTRY_COMPARE(row(2, "share"), QCoreApplication::translate("inferno::models::ModelsPage", "copies"));
        page().select(2);
        page().unload();
        QTRY_COMPARE(row(2, "share"), u"–"_s);
    }

    void theRegistryIsFiltered() {
        const Tester tester(page().rows(), kFatal);
        QTRY_COMPARE(page().state(), PageState::Ready);
        QCOMPARE(page().countText(),
                 QCoreApplication::translate("inferno::models::ModelsPage", "%n version(s)", "", 7));
        QCOMPARE(row(3, "name"), u"fraud_detection"_s);
        QCOMPARE(row(3, "version"), u"1.2"_s);
        QCOMPARE(row(3, "requests"), u"1,118,204"_s);
        QCOMPARE(row(3, "lastUsed"), u"2 s ago"_s);
        QCOMPARE(row(3, "size"), u"18 MiB"_s);
        page().setWords(u"FRAUD graph"_s);
        QCOMPARE(page().rows()->count(), 3);
        page().setOnlyDefaults(true);
        QCOMPARE(page().rows()->count(), 1);
        page().setWords(u"unhealthy tensor"_s);
        QCOMPARE(page().rows()->count(), 1);
        page().setWords(u"nothing"_s);
        QCOMPARE(page().state(), PageState::EmptyFiltered);
        QCOMPARE(page().filterText(), u"“nothing”, default versions only"_s);
        page().clearFilters();
        QCOMPARE(page().state(), PageState::Ready);
        QCOMPARE(page().rows()->count(), 7);
    }

    void aRouteChoosesAVersion() {
        app_->navigate(u"models"_s, u"fraud_detection"_s); // before anything is read: the default one
        QTRY_COMPARE(page().version(), u"1.2"_s);
        QCOMPARE(app_->path(), (QStringList{u"Models"_s, u"fraud_detection"_s, u"1.2"_s}));
        page().setWords(u"invoice"_s);
        app_->navigate(u"models"_s, u"fraud_detection/1.3"_s); // though the filter hides it
        QCOMPARE(page().version(), u"1.3"_s);
        QCOMPARE(page().selectedRow(), 4);
        QVERIFY(!page().isDefault());
        QCOMPARE(page().shortHashText().size(), 9);
    }

    // The older one is the first, whichever of them is chosen, so that colours stay.
    void thePairThatIsBalanced() {
        QVERIFY(ready("1.3"));
        QCOMPARE(traffic().first(), u"1.2"_s);
        QCOMPARE(traffic().second(), u"1.3"_s);
        QCOMPARE(traffic().firstShare(), 90);
        QCOMPARE(traffic().secondShare(), 10);
        QCOMPARE(traffic().firstText(), u"1.2 · 1,118,204 requests"_s);
        QCOMPARE(traffic().about(), u"since Sat 09:00, sticky by field user_id"_s);
        page().select(3);
        QTRY_COMPARE(page().version(), u"1.2"_s);
        QCOMPARE(traffic().first(), u"1.2"_s);
        QCOMPARE(traffic().second(), u"1.3"_s);
        QCOMPARE(traffic().partners(), (QStringList{u"1.1"_s, u"1.3"_s}));
        QCOMPARE(traffic().partner(), 1);
        traffic().setPartner(0);
        QCOMPARE(traffic().first(), u"1.1"_s);
        QCOMPARE(traffic().together(), 90);
        QCOMPARE(traffic().restText(), u"1.3 keeps 10 %"_s);
        traffic().setFirstShare(1000);
        QCOMPARE(traffic().firstShare(), 90); // never what the others have
    }

    void aSplitIsDraftedAndApplied() {
        QVERIFY(ready("1.3"));
        const Tester tester(traffic().segments(), kFatal);
        QCOMPARE(traffic().change(), QString());
        traffic().setFirstShare(70);
        QCOMPARE(traffic().change(), u"split"_s);
        QCOMPARE(traffic().changeTitle(), u"Send 70 % to 1.2 and 30 % to 1.3"_s);
        QCOMPARE(traffic().changeText(), u"Now: 1.2 with 90 %, 1.3 with 10 %."_s);
        QCOMPARE(traffic().command(), u"inferno models split fraud_detection 1.2=70 1.3=30"_s);
        QCOMPARE(weights().at("1.2"), 90); // a draft is only that
        traffic().read();
        QTest::qWait(20);
        QCOMPARE(traffic().firstShare(), 70); // and outlives a reading
        traffic().setFirstShare(90);
        QCOMPARE(traffic().change(), QString());
        traffic().setFirstShare(70);
        traffic().setReason(u"  1.3 holds up "_s);
        traffic().apply();
        QVERIFY(traffic().applying());
        QTRY_VERIFY(!traffic().applying());
        QCOMPARE(weights(), (std::map<std::string, int>{{"1.2", 70}, {"1.3", 30}}));
        QCOMPARE(backend_->sampleModels().reason, "1.3 holds up");
        QCOMPARE(traffic().change(), QString());
        QCOMPARE(traffic().reason(), QString());
        QVERIFY(!traffic().undoText().isEmpty());
        traffic().undo();
        QTRY_COMPARE(weights(), (std::map<std::string, int>{{"1.2", 90}, {"1.3", 10}}));
        QTRY_COMPARE(traffic().firstShare(), 90);
        QCOMPARE(traffic().undoText(), QString());
    }

    void aRefusedChangeStays() {
        QVERIFY(ready("1.3"));
        traffic().setFirstShare(50);
        traffic().setReason(u"half"_s);
        backend_->setMood(Mood::Broken);
        traffic().apply();
        QTRY_VERIFY(!traffic().changeError().isEmpty());
        QCOMPARE(traffic().change(), u"split"_s);
        QCOMPARE(traffic().reason(), u"half"_s);
        QCOMPARE(traffic().firstShare(), 50);
        QCOMPARE(weights().at("1.2"), 90);
        traffic().cancelChange();
        QCOMPARE(traffic().firstShare(), 90);
        QCOMPARE(traffic().changeError(), QString());
    }

    void aVersionIsPromotedAndRolledBack() {
        QVERIFY(ready("1.2"));
        QVERIFY(traffic().canPromote()); // it is the default, but does not have all requests
        QVERIFY(ready("1.3"));
        traffic().startPromotion();
        QCOMPARE(traffic().command(), u"inferno models default fraud_detection 1.3"_s);
        traffic().setReason(u"it's better"_s);
        QCOMPARE(traffic().command(), u"inferno models default fraud_detection 1.3 --reason 'it'\\''s better'"_s);
        traffic().apply();
        QTRY_COMPARE(backend_->sampleModels().splits.at("fraud_detection").default_version, "1.3");
        QTRY_VERIFY(!traffic().applying());
        QVERIFY(weights().empty());
        QCOMPARE(backend_->sampleModels().reason, "it's better");
        QCOMPARE(traffic().secondShare(), 100);
        QCOMPARE(traffic().whyNoPromotion(), u"It has all requests"_s);
        traffic().startRollBack();
        QCOMPARE(traffic().changeTitle(), u"Go back to 1.2 with 90 %, 1.3 with 10 %"_s);
        traffic().apply();
        QTRY_COMPARE(weights(), (std::map<std::string, int>{{"1.2", 90}, {"1.3", 10}}));
        QTRY_VERIFY(!traffic().applying());
        QCOMPARE(traffic().whyNoRollBack(), u"The last change was a rollback"_s);
    }

    void whatCannotBeDoneSaysWhy() {
        app_->navigate(u"models"_s, u"invoice_layout/1.2"_s);
        QTRY_VERIFY(page().version() == "1.2"_L1 && traffic().known());
        QCOMPARE(traffic().whyNoPromotion(), u"1.2 is not ready"_s);
        QCOMPARE(traffic().whyNoRollBack(), u"The traffic was never changed"_s);
        app_->navigate(u"models"_s, u"doc_embedder"_s);
        QTRY_VERIFY(page().name() == "doc_embedder"_L1 && traffic().known());
        QCOMPARE(traffic().second(), QString()); // one version: nothing to balance
        traffic().setFirstShare(10);
        QCOMPARE(traffic().change(), QString());
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(traffic().whyNoPromotion(), u"The service does not answer"_s);
    }

    void figuresSideBySide() {
        QVERIFY(ready("1.3"));
        const FieldsModel& rows = *page().figures()->rows();
        QCOMPARE(rows.count(), 6);
        QCOMPARE(rows.at(1, u"first"_s).toString(), u"0.02 %"_s);
        QCOMPARE(rows.at(3, u"name"_s).toString(), u"Latency p95"_s);
        QCOMPARE(rows.at(3, u"first"_s).toString(), u"15.1 ms"_s);
        QCOMPARE(rows.at(3, u"second"_s).toString(), u"24.6 ms"_s);
        QCOMPARE(rows.at(3, u"change"_s).toString(), u"+9.5 ms"_s);
        QCOMPARE(rows.at(3, u"tone"_s).toString(), u"warning"_s);
        const ModelFigures& figures = *page().figures();
        QCOMPARE(figures.times(), (QStringList{u"10:12"_s, u"10:27"_s, u"10:42"_s}));
        QCOMPARE(figures.firstRate().size(), ModelFigures::kPoints);
        QVERIFY(figures.rateTop() >= 311 && figures.rateTop() <= 500);
        QVERIFY(!figures.idle());
        QCOMPARE(figures.timeAt(0), u"10:12:30"_s);
        QVERIFY(std::isfinite(figures.firstRate().first()) && std::isfinite(figures.firstLatency().last()));
        // A version that nobody asks has gaps, not a latency of nothing.
        traffic().setPartner(0);
        QCOMPARE(traffic().first(), u"1.1"_s);
        QVERIFY(std::isnan(page().figures()->firstLatency().last()));
        QCOMPARE(page().figures()->firstRate().last(), 0.0);
    }

    // Only what came while the page is shown is read, each few seconds; and a change by somebody else is seen.
    void theLiveStreamIsHeeded() {
        QTRY_COMPARE(page().state(), PageState::Ready);
        QSignalSpy moved(page().rows(), &QAbstractItemModel::dataChanged);
        client::Model model = backend_->sampleModels().models.at(3);
        model.requests += 1;
        Q_EMIT backend_->modelChanged(model);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(row(3, "requests"), u"1,118,205"_s);
        model.version = "1.10";
        Q_EMIT backend_->modelChanged(model);
        QCOMPARE(row(5, "version"), u"1.10"_s); // after 1.3
    }

    void aVersionIsUnloadedAndLoadedAgain() {
        QVERIFY(ready("1.1"));
        page().unload();
        QCOMPARE(page().status(), u"unloading"_s);
        QTRY_COMPARE(page().status(), u"unloaded"_s);
        QCOMPARE(backend_->sampleModels().models.size(), std::size_t(6));
        QVERIFY(!page().loaded());
        page().refresh();
        QTRY_VERIFY(!page().refreshing());
        QCOMPARE(page().rows()->count(), 7); // it stays, to be loaded again
        QCOMPARE(playground().choices()->count(), 4);
        QCOMPARE(playground().choices()->at(playground().chosen(), u"name"_s).toString(), u"fraud_detection"_s);
        page().load();
        QCOMPARE(page().status(), u"loading"_s);
        QTRY_COMPARE(page().status(), u"ready"_s);
        QCOMPARE(backend_->sampleModels().models.size(), std::size_t(7));
        QTRY_VERIFY(traffic().known());
    }

    void theDefaultIsNotUnloaded() {
        QVERIFY(ready("1.1"));
        QCOMPARE(page().whyNoUnload(), QString());
        QVERIFY(ready("1.3"));
        QVERIFY(page().whyNoUnload().startsWith("It gets requests"_L1));
        QVERIFY(ready("1.2"));
        QVERIFY(page().whyNoUnload().startsWith("It is the default"_L1));
        QSignalSpy said(app_.get(), &AppState::messageShown);
        page().unload();
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said.first().at(1).toBool());
        QCOMPARE(page().status(), u"ready"_s);
    }

    void aModelIsRegistered() {
        QTRY_COMPARE(page().state(), PageState::Ready);
        ModelRegistration& form = *page().registration();
        QVERIFY(!form.complete());
        form.setPath(u"models/new.pt"_s);
        QVERIFY(!form.pathError().isEmpty());
        form.setPath(u"/srv/models/new model.pt"_s);
        form.setBatchSize(u"0"_s);
        QVERIFY(!form.batchError().isEmpty());
        form.setBatchSize(u"16"_s);
        form.setName(u"fraud_detection"_s);
        form.setVersion(u"1.3"_s);
        form.setHandler(2);
        QVERIFY(form.complete());
        QCOMPARE(form.command(), u"inferno models register '/srv/models/new model.pt' --name fraud_detection "
                                 "--version 1.3 --handler graph_fraud --batch-size 16"_s);
        form.send();
        QTRY_VERIFY(!form.versionError().isEmpty()); // it exists
        QSignalSpy done(&form, &ModelRegistration::registered);
        form.setVersion(u"1.4"_s);
        QVERIFY(form.versionError().isEmpty());
        form.send();
        QVERIFY(form.running());
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(page().version(), u"1.4"_s);
        QCOMPARE(form.path(), QString());
        QCOMPARE(backend_->sampleModels().models.back().batch_size, 16);
        form.setPath(u"/srv/none.txt"_s);
        form.send();
        QTRY_VERIFY(form.errorText().contains("/srv/none.txt"_L1));
    }

    void aRiskIsJudged() {
        QVERIFY(ready("1.3"));
        QCOMPARE(playground().request(), u"{\n  \"user_id\": 77\n}"_s);
        playground().run();
        QVERIFY(playground().running());
        ModelTrial& trial = *playground().first();
        QTRY_VERIFY(trial.answered());
        QCOMPARE(trial.outcome(), u"Critical risk"_s);
        QCOMPARE(trial.figure(), u"0.934"_s);
        QCOMPARE(trial.rank(), 4);
        QCOMPARE(trial.subject(), u"User 77"_s);
        QCOMPARE(trial.bounds(), (QList<double>{0.1, 0.4, 0.7, 0.9}));
        QCOMPARE(trial.latencyText(), u"19.2 ms"_s);
        QCOMPARE(playground().history()->count(), 1);
        playground().setRequest(u"{\"user\": 77}"_s);
        playground().run();
        QTRY_VERIFY(!trial.errorTitle().isEmpty());
        QCOMPARE(trial.rank(), -1);
        QCOMPARE(playground().history()->count(), 1); // an error is no answer
        playground().recall(0);
        QCOMPARE(trial.figure(), u"0.934"_s);
        QCOMPARE(playground().request(), u"{\n  \"user_id\": 77\n}"_s);
    }

    void twoVersionsAreCompared() {
        QVERIFY(ready("1.3"));
        playground().runBoth();
        QTRY_VERIFY(playground().second()->answered() && playground().first()->answered());
        QCOMPARE(playground().second()->label(), u"fraud_detection 1.2"_s);
        QCOMPARE(playground().second()->outcome(), u"High risk"_s);
        const FieldsModel& rows = *playground().differences();
        QCOMPARE(rows.count(), 7);
        QCOMPARE(playground().differenceText(), u"2 of 7 values differ"_s);
        playground().setOnlyDifferent(true);
        QCOMPARE(rows.count(), 2);
        QCOMPARE(rows.at(0, u"path"_s).toString(), u"fraud_probability"_s);
        QCOMPARE(rows.at(0, u"leftValue"_s).toString(), u"0.934"_s);
        QCOMPARE(playground().history()->count(), 2);
    }

    void aRequestThatIsNoJsonIsNotSent() {
        QVERIFY(ready("1.3"));
        playground().setRequest(u"{\n  \"user_id\": \n}"_s);
        QVERIFY(playground().requestError().startsWith("Line 3"_L1));
        playground().run();
        QVERIFY(!playground().running());
        playground().setRequest(u"@/no/such/file"_s);
        QCOMPARE(playground().requestError(), QString());
        playground().run();
        QVERIFY(!playground().running());
        QVERIFY(!playground().requestError().isEmpty());
    }

    void aFileIsSent() {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("{\"user_id\": 77}");
        file.flush();
        QVERIFY(ready("1.3"));
        playground().setRequest(u'@' + file.fileName());
        playground().run();
        QTRY_COMPARE(playground().first()->figure(), u"0.934"_s);
        QCOMPARE(playground().command(),
                 u"inferno models predict fraud_detection --version 1.3 --input "_s + file.fileName());
    }

    void whatWasTypedStaysWithAnotherVersion() {
        QVERIFY(ready("1.3"));
        app_->navigate(u"models"_s, u"doc_embedder"_s);
        QVERIFY(playground().request().startsWith(u'[')); // nobody has typed: the sample of its handler
        playground().setRequest(u"[[1, 2]]"_s);
        QVERIFY(ready("1.2"));
        QCOMPARE(playground().request(), u"[[1, 2]]"_s);
        playground().useSample();
        QVERIFY(playground().request().contains("77"_L1));
    }

    void stoppedAnswersAreDropped() {
        QVERIFY(ready("1.3"));
        playground().run();
        playground().stop();
        QVERIFY(!playground().running());
        QTest::qWait(20);
        QVERIFY(!playground().first()->answered());
        QCOMPARE(playground().history()->count(), 0);
    }

    void answersAreRead_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        using Kind = ModelAnswer::Kind;
        QTest::newRow("risk") << QByteArray(R"({"fraud_probability":0.5,"risk_level":"medium","thresholds":{"low":0.2,)"
                                            R"("medium":0.4,"high":0.7,"critical":0.9}})")
                              << int(Kind::Risk);
        QTest::newRow("a risk without its scale") << QByteArray(R"({"risk_level":"high"})") << int(Kind::Json);
        QTest::newRow("classes") << QByteArray(R"({"cat":0.1,"dog":0.9})") << int(Kind::Classes);
        QTest::newRow("one number") << QByteArray(R"({"seconds":0.4})") << int(Kind::Json);
        QTest::newRow("not from 0 to 1") << QByteArray(R"({"a":0.1,"b":4})") << int(Kind::Json);
        QTest::newRow("list") << QByteArray("[[1,2],[3,4]]") << int(Kind::Json);
        QTest::newRow("text") << QByteArray("hello") << int(Kind::Text);
        QTest::newRow("nothing") << QByteArray() << int(Kind::Text);
    }
    void answersAreRead() {
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QCOMPARE(int(readAnswer(body.toStdString()).kind), kind);
    }

    void figuresAsWords() {
        QCOMPARE(millisText(0.0008), u"0.8 ms"_s);
        QCOMPARE(millisText(0.148), u"148 ms"_s);
        QCOMPARE(millisText(2.4), u"2.4 s"_s);
        QCOMPARE(millisText({}), u"–"_s);
        QCOMPARE(millisChange(0.0246, 0.0151), u"−9.5 ms"_s);
        QCOMPARE(shareText(0.0002), u"0.02 %"_s);
        QCOMPARE(shareText(0.9), u"90 %"_s);
        QCOMPARE(shareText(0.041), u"4.1 %"_s);
        QVERIFY(versionLess(u"1.9"_s, u"1.10"_s));
        QCOMPARE(wholePercents({1, 1, 1}), (QList<int>{34, 33, 33}));
        QCOMPARE(wholePercents({0, 0}), (QList<int>{0, 0}));
        QCOMPARE(wholePercents({9, 1}), (QList<int>{90, 10}));
        QCOMPARE(scaleTop(27.4), 40.0);
        QCOMPARE(scaleTop(311), 400.0);
        QCOMPARE(scaleTop(0), 4.0);
        QCOMPARE(shellWord(u"a b'c"_s), u"'a b'\\''c'"_s);
    }

    // 200 models: nothing is read of them but when one is chosen.
    void manyModels() {
        auto& all = backend_->sampleModels().models;
        for (int i = 0; i < 200; ++i) {
            client::Model model = all.front();
            model.name = "model_" + std::to_string(i);
            all.push_back(model);
        }
        page().refresh();
        QTRY_COMPARE(page().rows()->count(), 207);
        page().setWords(u"model_19"_s);
        QCOMPARE(page().rows()->count(), 11);
        QCOMPARE(page().countText(),
                 QCoreApplication::translate("inferno::models::ModelsPage", "%1 of %n version(s)", "", 207).arg(11));
    }
};

QTEST_GUILESS_MAIN(TestModelsPage)
#include "tst_models_page.moc"
