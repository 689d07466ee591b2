// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/overview_page.h"
#include "models/words.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// The overview's ranking with its acts, what changed since the last look, and the arrangement of its tiles.
class TestOverviewPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;
    OverviewPage* page_ = nullptr;

    void open(Mood mood) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        page_ = qobject_cast<OverviewPage*>(app_->pageObject(u"overview"_s));
    }
    client::Job* job(const char* name) {
        auto& jobs = backend_->sample().jobs;
        const auto found = std::ranges::find_if(jobs, [&](const auto& one) { return one.definition.name == name; });
        return found == jobs.end() ? nullptr : &*found;
    }
    int rowOf(const QString& name) {
        for (int row = 0; row < page_->attention()->count(); ++row)
            if (page_->attention()->at(row, u"name"_s) == name)
                return row;
        return -1;
    }
    QStringList titles() {
        QStringList all;
        for (const auto& row : page_->changes()->rows())
            all.append(row.first().toString());
        return all;
    }

private Q_SLOTS:
    void init() {
        open(Mood::Normal);
        app_->start();
        QTRY_COMPARE(page_->state(), PageState::Ready);
        QTRY_VERIFY(page_->lanes()->count() > 5);
        QTRY_COMPARE(page_->attention()->count(), 2);
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void tenThousandFailuresInAChain() {
        backend_->sample().jobs.clear();
        for (int i = 0; i < 10'000; ++i) {
            client::Job one;
            one.id = "job_" + std::to_string(i);
            one.definition.name = "j" + std::to_string(i);
            if (i > 0)
                one.definition.depends_on = {"j" + std::to_string(i - 1)};
            one.status = "ready";
            one.last_status = "failed";
            one.last_run = "2026-03-24T08:00:00Z";
            backend_->sample().jobs.push_back(one);
        }
        backend_->reconnectNow();
        QTRY_COMPARE(page_->attentionTotal(), 10'000);
        QTRY_COMPARE(page_->failing(), 10'000);
        QCOMPARE(page_->attention()->count(), 50);
        QCOMPARE(page_->attention()->at(0, u"name"_s), u"j0"_s); // it holds back all others
        QVERIFY(page_->attention()->at(0, u"reason"_s).toString().contains(u"9999"_s));
        QVERIFY(page_->lanes()->count() <= 11);
        app_->navigate(u"jobs"_s);
        QVERIFY2(page_->stored().size() < 8000, "the last look must not keep all names");
    }

    void theActRaisesTheLimitAndRuns() {
        QCOMPARE(rowOf(u"post_processing"_s), 0);
        QCOMPARE(page_->attention()->at(0, u"actText"_s), u"Retry with 12 GiB"_s);
        QVERIFY(page_->attention()->at(0, u"why"_s).toString().contains(u"8 GiB"_s));
        page_->act(0);
        QTRY_COMPARE(job("post_processing")->definition.resources.memory_limit_gb, 12.0);
        QTRY_COMPARE(job("post_processing")->status, std::string("running"));
        QTRY_VERIFY(app_->canUndo());
        app_->undo();
        QTRY_COMPARE(job("post_processing")->definition.resources.memory_limit_gb, 8.0);
        QTRY_COMPARE(rowOf(u"post_processing"_s), -1); // it runs
    }

    void aPathThatIsShortIsHurried() {
        const int row = rowOf(u"compliance_report"_s);
        QVERIFY(row > 0); // the failure comes first
        QCOMPARE(page_->attention()->at(row, u"actText"_s), u"Raise priority"_s);
        page_->act(row);
        QTRY_COMPARE(job("batch_inference")->definition.priority, std::string("high"));
        QTRY_COMPARE(job("compliance_report")->definition.priority, std::string("high"));
        QTRY_COMPARE(page_->attention()->at(rowOf(u"compliance_report"_s), u"actText"_s), u"Show the path"_s);
        app_->undo();
        QTRY_COMPARE(job("batch_inference")->definition.priority, std::string("normal"));
        QTRY_COMPARE(page_->attention()->at(rowOf(u"compliance_report"_s), u"actText"_s), u"Raise priority"_s);
    }

    void aPausedQueueComesFirst() {
        backend_->sample().queue.paused = true;
        page_->refresh();
        QTRY_COMPARE(page_->attention()->count(), 3);
        QCOMPARE(page_->attention()->at(0, u"actText"_s), u"Resume"_s);
        page_->act(0);
        QTRY_VERIFY(!backend_->sample().queue.paused);
    }

    void theLanesTellWhatIsDue() {
        bool told = false;
        for (const auto& row : page_->lanes()->rows())
            told = told || (row.at(0) == u"compliance_report"_s && row.at(2).toString().startsWith(u"due 12:00"_s));
        QVERIFY(told);
    }

    void sinceTheLastLook() {
        QCOMPARE(page_->sinceText(), QString()); // nobody has looked before
        page_->setStored(uR"({"look":{"at":"2026-03-24T07:30:00Z","jobs":25,"sealed":4210000,)"
                         uR"("failed":["vault_backup"],"paused":false,"cut":false}})"_s);
        QTRY_VERIFY(page_->changes()->count() > 0);
        QVERIFY2(titles().contains(u"post_processing failed"_s), qPrintable(titles().join(u';')));
        QVERIFY(titles().contains(u"vault_backup recovered"_s));
        QVERIFY(titles().contains(u"993 more events in the vault"_s));
        QVERIFY(page_->sinceText().startsWith(u"Since 08:30: 3"_s)); // failed, recovered, one gone
        job("smtp_probe")->updated = "2026-03-24T09:00:00Z";
        backend_->announce("smtp_probe");
        QTRY_VERIFY(titles().contains(u"smtp_probe was changed"_s));
        page_->markSeen();
        QVERIFY(page_->changes()->count() == 0);
        QVERIFY(page_->sinceText().startsWith(u"Since 10:42"_s));
    }

    void whoeverLeavesHasLooked() {
        QSignalSpy stored(page_, &OverviewPage::storedChanged);
        app_->navigate(u"overview"_s);
        app_->navigate(u"jobs"_s);
        QVERIFY(!stored.isEmpty());
        QVERIFY(page_->stored().contains(u"2026-03-24T09:42:07Z"_s));
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_VERIFY(!app_->connected());
        const QString before = page_->stored();
        app_->navigate(u"overview"_s);
        app_->navigate(u"jobs"_s);
        QCOMPARE(page_->stored(), before); // nobody saw how things stand
    }

    void tilesAreArrangedAndKept() {
        TileBoard& board = *page_->board();
        QAbstractItemModelTester tester(board.tiles(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto ids = [&] {
            QStringList all;
            for (const auto& row : board.tiles()->rows())
                all.append(row.first().toString());
            return all;
        };
        QCOMPARE(page_->stored(), QString());
        board.move(0, 2);
        QCOMPARE(ids(), (QStringList{u"rate"_s, u"queue"_s, u"runs"_s, u"seal"_s, u"host"_s}));
        board.hide(0);
        board.add(u"next"_s);
        board.add(u"next"_s); // once is enough
        QCOMPARE(ids(), (QStringList{u"queue"_s, u"runs"_s, u"seal"_s, u"host"_s, u"next"_s}));
        board.setPreset(1);
        QCOMPARE(ids().first(), u"seal"_s);
        QVERIFY(!board.arranged());
        const QString kept = page_->stored();
        open(Mood::Normal);
        page_->setStored(kept);
        QCOMPARE(page_->board()->preset(), 1);
        page_->board()->setPreset(0);
        QCOMPARE(page_->board()->tiles()->at(4, u"tileId"_s), u"next"_s);
        page_->board()->putBack();
        QVERIFY(!page_->board()->arranged());
        page_->setStored(u"{\"board\":{\"operator\":[\"nonsense\",\"seal\",\"seal\"]}}"_s);
        QCOMPARE(page_->board()->tiles()->count(), 1); // what is not known is left out
        page_->board()->hide(0);
        QCOMPARE(page_->board()->tiles()->count(), 1); // one stays
    }

    void tilesFillTheirRows() {
        TileBoard board;
        for (const int count : {1, 5, 7, 10}) {
            for (const double width : {300.0, 900.0, 1400.0}) {
                for (int index = 0; index < count; ++index) {
                    const QRectF cell = board.cell(index, width, count);
                    QVERIFY(cell.left() >= 0 && cell.right() <= width + 0.5);
                    QVERIFY(cell.bottom() <= board.heightOf(width, count) + 0.5);
                    for (int other = 0; other < index; ++other)
                        QVERIFY(!cell.intersects(board.cell(other, width, count)));
                }
            }
        }
        QCOMPARE(board.indexAt(1390, 20, 1400), 4);
        QCOMPARE(board.indexAt(-50, 20, 1400), 0);
    }

    void aPresetWithModelsAsksForThem() {
        QCOMPARE(page_->modelsText(), u"0"_s);
        page_->board()->setPreset(2);
        QTRY_VERIFY(page_->modelsText() != u"0"_s);
    }

    void theCapacityOfTheDay() {
        QTRY_VERIFY(!page_->busy().isEmpty());
        QCOMPARE(page_->capacityLimit(), 8);
        QVERIFY(page_->capacityNow() > 0.4 && page_->capacityNow() < 0.5);
        QVERIFY(page_->capacityTop() >= 8);
    }
};

QTEST_GUILESS_MAIN(TestOverviewPage)
#include "tst_overview_page.moc"
