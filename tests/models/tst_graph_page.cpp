// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/words.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// The graph's edits, groups, impact and overlay.
class TestGraphPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;
    GraphPage* page_ = nullptr;

    std::vector<std::string> edgesOf(const char* name) {
        const client::Job* job = app_->jobStore().byName(QLatin1String(name));
        return job ? job->definition.depends_on : std::vector<std::string>();
    }
    int rowOf(FieldsModel* model, const QString& name) {
        for (int row = 0; row < model->count(); ++row)
            if (model->at(row, u"name"_s) == name)
                return row;
        return -1;
    }
    QPointF placeOf(const QString& name) { return page_->centreOf(name); }

private Q_SLOTS:
    void init() {
        backend_ = std::make_unique<FakeBackend>(Mood::Normal);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
        page_ = qobject_cast<GraphPage*>(app_->pageObject(u"graph"_s));
        QTRY_COMPARE(page_->state(), PageState::Ready);
        QTRY_VERIFY(!page_->planning());
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void anEdgeIsDrawnAndTakenBack() {
        const QPointF before = placeOf(u"embedding_refresh"_s);
        page_->setEditing(true);
        page_->beginLink(u"vault_backup"_s);
        QVERIFY(page_->linkText().contains(u"vault_backup"_s));
        page_->endLink(u"token_cleanup"_s);
        QTRY_COMPARE(edgesOf("token_cleanup"), std::vector<std::string>{"vault_backup:success"});
        QTRY_COMPARE(page_->edges()->count(), 14);
        QCOMPARE(placeOf(u"embedding_refresh"_s), before); // what stands stays
        QVERIFY(placeOf(u"token_cleanup"_s).x() > placeOf(u"vault_backup"_s).x());
        app_->undo();
        QTRY_COMPARE(edgesOf("token_cleanup"), std::vector<std::string>());
        QTRY_COMPARE(page_->edges()->count(), 13);
    }

    void aCircleIsRefusedInWords() {
        page_->setEditing(true);
        const auto before = edgesOf("source_sync");
        page_->connectJobs(u"batch_inference"_s, u"source_sync"_s);
        QCOMPARE(page_->refusal(), u"That would be a circle: batch_inference → source_sync → nightly_conversion → "
                                   u"post_processing → batch_inference"_s);
        int red = 0;
        for (const auto& row : page_->edges()->rows())
            red += row.at(10).toBool() ? 1 : 0;
        QCOMPARE(red, 4); // with the one that is not there
        QTest::qWait(50);
        QCOMPARE(edgesOf("source_sync"), before);
        page_->cancelLink();
        QCOMPARE(page_->refusal(), QString());
        page_->connectJobs(u"source_sync"_s, u"source_sync"_s);
        QCOMPARE(page_->refusal(), u"A job cannot wait for itself."_s);
    }

    void anEdgeIsChangedAndRemovedByItsKeys() {
        page_->setEditing(true);
        page_->choose(u"drift_report"_s);
        page_->nextEdge();
        QCOMPARE(page_->edgeText(), u"drift_report waits for embedding_refresh, if it succeeds"_s);
        page_->setChosenCondition(u"completion"_s);
        QTRY_COMPARE(edgesOf("drift_report"), std::vector<std::string>{"embedding_refresh:completion"});
        QTRY_VERIFY(app_->canUndo());
        QSignalSpy said(app_.get(), &AppState::messageShown);
        page_->removeChosenEdge();
        QTRY_COMPARE(said.count(), 1); // only then it can be taken back
        QTRY_COMPARE(edgesOf("drift_report"), std::vector<std::string>());
        app_->undo();
        QTRY_COMPARE(edgesOf("drift_report"), std::vector<std::string>{"embedding_refresh:completion"});
    }

    void nothingIsEditedWhileTheServiceIsAway() {
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(page_->state(), PageState::Offline);
        page_->connectJobs(u"vault_backup"_s, u"token_cleanup"_s);
        QTest::qWait(50);
        QCOMPARE(edgesOf("token_cleanup"), std::vector<std::string>());
        QVERIFY(page_->nodes()->count() == 24); // what was read stays
    }

    void groupsCloseAndOpen() {
        page_->setGrouped(true);
        QTRY_VERIFY(rowOf(page_->nodes(), u"#etl"_s) >= 0);
        const int etl = rowOf(page_->nodes(), u"#etl"_s);
        QCOMPARE(page_->nodes()->at(etl, u"status"_s), u"failed"_s); // the worst of its jobs
        QVERIFY(page_->nodes()->at(etl, u"members"_s).toInt() >= 4);
        page_->choose(u"#etl"_s);
        QVERIFY(page_->members().contains(u"post_processing"_s));
        page_->open(u"#etl"_s);
        QTRY_VERIFY(rowOf(page_->nodes(), u"post_processing"_s) >= 0);
        QVERIFY(rowOf(page_->outline(), u"post_processing"_s) >= 0);
        page_->collapse(u"post_processing"_s);
        QTRY_VERIFY(rowOf(page_->nodes(), u"post_processing"_s) < 0);
        QCOMPARE(page_->chosen(), u"#etl"_s);
    }

    void whatIsTooMuchIsGrouped() {
        auto& jobs = backend_->sample().jobs;
        jobs.clear();
        for (int i = 0; i < 10'000; ++i) {
            client::Job one;
            one.id = "job_" + std::to_string(i);
            one.definition.name = "j" + std::to_string(i);
            one.definition.tags = {"t" + std::to_string(i % 20)};
            if (i > 0)
                one.definition.depends_on = {"j" + std::to_string(i / 2)};
            one.status = "ready";
            jobs.push_back(one);
        }
        backend_->reconnectNow();
        QTRY_COMPARE(page_->nodes()->count(), 20);
        QVERIFY(page_->groupedWhy().contains(u"10,000"_s));
        page_->setGrouped(false);
        QVERIFY(page_->grouped());
        page_->open(u"#t3"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page_->nodes()->count(), 519, 20'000);
        page_->open(u"#t4"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page_->nodes()->count(), 1018, 20'000);
        QSignalSpy said(app_.get(), &AppState::messageShown);
        page_->open(u"#t5"_s);
        QCOMPARE(said.count(), 1); // and says why not
    }

    void whatItMeansIfItStaysFailed() {
        page_->choose(u"post_processing"_s);
        QVERIFY(page_->impactFailed());
        QVERIFY2(page_->impactText().contains(u"compliance_report misses 12:00"_s), qPrintable(page_->impactText()));
        QCOMPARE(page_->impactRows()->count(), 4);
        QCOMPARE(page_->impactRows()->at(0, u"name"_s), u"post_processing"_s);
        const int report = rowOf(page_->impactRows(), u"compliance_report"_s);
        QVERIFY(report > 0);
        QVERIFY(page_->impactRows()->at(report, u"slack"_s).toString().endsWith(u" m"_s));
        QCOMPARE(page_->criticalPath()->count(), 3);
        QVERIFY(page_->dueAt() > 0 && page_->dueAt() < 1);
        QCOMPARE(page_->helps()->count(), 2);
        page_->help(0);
        QTRY_COMPARE(app_->jobStore().byName(u"post_processing"_s)->status, std::string("running"));
    }

    void whatItWouldMeanIfItFailed() {
        page_->choose(u"source_sync"_s);
        QVERIFY(!page_->impactFailed());
        QCOMPARE(page_->impactTitle(), u"If its next run fails"_s);
        QVERIFY(page_->impactText().contains(u"do not start"_s));
        page_->choose(u"token_cleanup"_s);
        QCOMPARE(page_->impactText(), QString());
    }

    void theLastRunsBelowTheGraph() {
        QCOMPARE(page_->runLanes()->count(), 0);
        page_->setLastRun(true);
        QVERIFY(page_->runLanes()->count() > 3);
        const int row = rowOf(page_->nodes(), u"embedding_refresh"_s);
        QCOMPARE(page_->nodes()->at(row, u"status"_s), u"completed"_s); // it runs now
        page_->setLastRun(false);
        QCOMPARE(page_->nodes()->at(row, u"status"_s), u"running"_s);
    }

    void aSearchWithPlusIsolates() {
        QCOMPARE(page_->find(u"+post_pro+"_s), u"post_processing"_s);
        QCOMPARE(page_->isolated(), u"post_processing"_s);
        QVERIFY(page_->dimmedCount() > 10);
        QCOMPARE(page_->find(u"nothing of that"_s), QString());
    }

    void everyEdgeIsALineOfTheOutline() {
        QSet<QString> told;
        for (const auto& row : page_->outline()->rows())
            if (!row.at(2).toString().isEmpty())
                told.insert(row.at(2).toString() + u'>' + row.at(0).toString());
        for (const auto& row : page_->edges()->rows())
            QVERIFY(told.contains(row.at(0).toString() + u'>' + row.at(1).toString()));
    }

    void anOutlineThatNobodySeesWaits() {
        constexpr int kStatus = 5;
        const QString name = u"post_processing"_s;
        const auto told = [&] { return page_->outline()->rows().at(rowOf(page_->outline(), name)).at(kStatus); };
        const auto tell = [&](const char* status) {
            client::Job job = *app_->jobStore().byName(name);
            job.status = status;
            app_->jobStore().apply(job);
        };
        page_->setOutlineShown(false);
        const QVariant before = told();
        tell("running");
        QTRY_COMPARE(page_->nodes()->at(rowOf(page_->nodes(), name), u"status"_s), u"running"_s);
        QCOMPARE(told(), before);
        page_->setOutlineShown(true);
        QCOMPARE(told(), u"running"_s);
        tell("paused");
        QTRY_COMPARE(told(), u"paused"_s);
        page_->setOutlineShown(false);
        client::Job fresh = *app_->jobStore().byName(name);
        fresh.id = "job-fresh";
        fresh.definition.name = "fresh";
        app_->jobStore().apply(fresh);
        QTRY_VERIFY(rowOf(page_->outline(), u"fresh"_s) >= 0); // what comes and goes is told at once
    }

    void aScheduleThatChangesIsSaidAnew() {
        client::Job job = *app_->jobStore().byName(u"post_processing"_s);
        job.schedule_words = "Every day at 04:00";
        app_->jobStore().apply(job);
        QTRY_COMPARE(page_->nodes()->at(rowOf(page_->nodes(), u"post_processing"_s), u"schedule"_s),
                     u"Every day at 04:00"_s);
    }
};

QTEST_GUILESS_MAIN(TestGraphPage)
#include "tst_graph_page.moc"
