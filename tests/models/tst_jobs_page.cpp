// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_risks.h"
#include "models/job_store.h"
#include "models/jobs_page.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// The list of jobs: tokens, views, groups, acts on many at once and their undo, risks, and ten thousand of them.
class TestJobsPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    JobsPage& jobs() { return *qobject_cast<JobsPage*>(app_->pageObject(u"jobs"_s)); }
    const client::JobDefinition& job(const char* name) {
        return app_->jobStore().byName(QLatin1String(name))->definition;
    }
    void open() {
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
        QTRY_COMPARE(jobs().state(), PageState::Ready);
    }

private Q_SLOTS:
    void init() {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>();
        open();
    }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void tokens_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("rows");
        QTest::newRow("next") << u"next:<1h"_s << 5;
        QTest::newRow("later") << u"next:>1d"_s << 3;
        QTest::newRow("duration") << u"duration:>1h"_s << 3;
        QTest::newRow("enabled") << u"enabled:no"_s << 2;
        QTest::newRow("last") << u"last:<1h -status:running"_s << 3;
        QTest::newRow("name") << u"name:embed"_s << 2;
        QTest::newRow("command") << u"command:embed.py"_s << 2;
        QTest::newRow("no time") << u"next:soon"_s << 0;
    }
    void tokens() {
        QFETCH(QString, words);
        QFETCH(int, rows);
        jobs().addTokens(words);
        QCOMPARE(jobs().shown(), rows);
        QCOMPARE(jobs().filterProblem().isEmpty(), !words.contains(u"soon"_s));
    }

    void viewsAreKept() {
        jobs().addTokens(u"tag:gpu -status:disabled"_s);
        QCOMPARE(jobs().saveView(u"  "_s).isEmpty(), false);
        QCOMPARE(jobs().saveView(u"Running"_s), u"A view of this name exists"_s);
        QCOMPARE(jobs().saveView(u"GPU"_s), QString());
        QCOMPARE(jobs().tab(), 4);
        QCOMPARE(jobs().tokens()->count(), 0); // they are the view now
        QCOMPARE(jobs().shown(), 3);
        QCOMPARE(jobs().views()->rows()->at(4, u"count"_s), u"3"_s);
        jobs().addTokens(u"status:running"_s);
        QCOMPARE(jobs().shown(), 1);
        jobs().setTab(0);
        jobs().clearFilters();
        const QString kept = jobs().views()->stored();
        init(); // the window is opened again
        jobs().views()->setStored(kept);
        jobs().setTab(4);
        QCOMPARE(jobs().shown(), 3);
        jobs().removeView(4);
        QCOMPARE(jobs().tab(), 0);
        QCOMPARE(jobs().views()->count(), 4);
        app_->undo();
        QCOMPARE(jobs().views()->count(), 5);
        jobs().removeView(1); // those that come with the window stay
        QCOMPARE(jobs().views()->count(), 5);
        jobs().views()->setStored(u"{"_s);
        QCOMPARE(jobs().views()->count(), 4);
    }

    void groupsStandTogether() {
        QAbstractItemModelTester tester(jobs().model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (const int by : {1, 2}) {
            jobs().setGroupBy(by);
            for (const bool down : {false, true}) {
                jobs().sortOn(1);
                QStringList groups;
                for (int row = 0; row < jobs().shown(); ++row) {
                    const QString group = jobs().model()->index(row, 0).data(JobFilter::kGroupRole).toString();
                    if (groups.isEmpty() || groups.last() != group) {
                        QVERIFY2(!groups.contains(group), qPrintable(group));
                        groups.append(group);
                    }
                }
                QVERIFY(groups.size() > 3);
                if (by == 1)
                    QCOMPARE(groups.first(), u"Failed"_s);
                Q_UNUSED(down)
            }
        }
    }

    void ticksAndBulk() {
        jobs().setChecked(u"vault_backup"_s, true);
        jobs().setChecked(u"gpu_benchmark"_s, true); // disabled already
        QCOMPARE(jobs().checkedCount(), 2);
        jobs().actOnChecked(u"disable"_s);
        QTRY_VERIFY(!job("vault_backup").enabled);
        QTRY_VERIFY(app_->canUndo());
        app_->undo();
        QTRY_VERIFY(job("vault_backup").enabled);
        QVERIFY(!job("gpu_benchmark").enabled); // as it was
        const auto before = backend_->sample().runs.size();
        jobs().actOnChecked(u"run"_s);
        QTRY_COMPARE(backend_->sample().runs.size(), before + 2);
        jobs().checkAll(true);
        QCOMPARE(jobs().checkedCount(), 24);
        jobs().checkAll(false);
        jobs().checkRange(3, 1);
        QCOMPARE(jobs().checkedCount(), 3);
    }

    void deletingManyAndTakingItBack() {
        // A parent and its children: the children go first, and come last.
        for (const char* name : {"post_processing", "batch_inference", "fraud_scoring"})
            jobs().setChecked(QLatin1String(name), true);
        const auto was = job("batch_inference");
        QStringList gone;
        connect(backend_.get(), &Backend::jobDeleted, this, [&](const QString& id) { gone.append(id); });
        const QStringList order = {QString::fromStdString(app_->jobStore().byName(u"fraud_scoring"_s)->id),
                                   QString::fromStdString(app_->jobStore().byName(u"batch_inference"_s)->id),
                                   QString::fromStdString(app_->jobStore().byName(u"post_processing"_s)->id)};
        jobs().actOnChecked(u"delete"_s);
        QTRY_COMPARE(jobs().total(), 21);
        QCOMPARE(gone, order);
        QTRY_COMPARE(jobs().checkedCount(), 0);
        QTRY_VERIFY(app_->canUndo());
        app_->undo();
        QTRY_COMPARE(jobs().total(), 24);
        QCOMPARE(job("batch_inference").command, was.command);
        QCOMPARE(job("batch_inference").depends_on, was.depends_on);
    }

    void oneErrorIsToldAndTheOthersAreDone() {
        jobs().setChecked(u"vault_backup"_s, true);
        jobs().setChecked(u"smtp_probe"_s, true);
        backend_->setMood(FakeBackend::Mood::Broken);
        QSignalSpy said(app_.get(), &AppState::messageShown);
        jobs().actOnChecked(u"disable"_s);
        QTRY_COMPARE(said.count(), 1);
        QVERIFY(said.first().at(1).toBool());
    }

    void renaming() {
        jobs().select(u"vault_backup"_s);
        QVERIFY(!jobs().rename(u"vault_backup"_s, u"smtp_probe"_s).isEmpty());
        QVERIFY(!jobs().rename(u"vault_backup"_s, u" "_s).isEmpty());
        QCOMPARE(jobs().rename(u"vault_backup"_s, u"backup"_s), QString());
        QTRY_COMPARE(jobs().selected(), u"backup"_s);
        QTRY_VERIFY(app_->canUndo());
        app_->undo();
        QTRY_VERIFY(app_->jobStore().byName(u"vault_backup"_s));
    }

    void definitionsAreExported() {
        jobs().setChecked(u"vault_backup"_s, true);
        const auto document = nlohmann::json::parse(jobs().document().toStdString());
        QCOMPARE(document["jobs"].size(), 1U);
        QVERIFY(document["jobs"][0]["name"] == "vault_backup");
        QVERIFY(!document["jobs"][0].contains("overlap")); // as it is built in
        QTemporaryDir home;
        qputenv("HOME", home.path().toUtf8());
        qunsetenv("XDG_CONFIG_HOME");
        QDir(home.path()).mkdir(u"Downloads"_s);
        QSignalSpy said(app_.get(), &AppState::messageShown);
        jobs().exportChecked();
        QVERIFY(!said.first().at(1).toBool());
        const QString path = said.first().at(0).toString().section(u" in "_s, 1);
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void risksOfTheNextDay() {
        const auto zone = schedule::Zone::find("Europe/Berlin").value();
        const WallTime now = parseRfc3339("2026-03-28T20:00:00Z").value();
        client::CalendarView plan;
        plan.from = "2026-03-28T20:00:00Z";
        plan.to = "2026-03-29T20:00:00Z";
        plan.part = 900;
        plan.workers = 2;
        const auto item = [&](const char* name, const char* start, double estimate) {
            client::CalendarItem one;
            one.job = name;
            one.status = "planned";
            one.start = one.fire = start;
            one.estimate = estimate;
            plan.items.push_back(one);
        };
        item("model_validation", "2026-03-29T01:00:00Z", 60); // 02:30 does not exist
        item("vault_backup", "2026-03-29T10:00:00Z", 60);
        plan.items.back().blackout = "DB";
        for (const char* name : {"smtp_probe", "token_cleanup", "geoip_update"})
            item(name, "2026-03-29T12:00:00Z", 900);
        const auto risks = risksOf(plan, app_->jobStore().jobs(), zone, now);
        QCOMPARE(risks.value(u"model_validation"_s).kind, Risk::ClockChange);
        QCOMPARE(risks.value(u"vault_backup"_s).kind, Risk::Blackout);
        QCOMPARE(risks.value(u"smtp_probe"_s).kind, Risk::Collision);
        QVERIFY(risks.value(u"smtp_probe"_s).text.contains(u"14:00"_s));
        QVERIFY(!risks.contains(u"log_rotation"_s));
        jobs().model()->setRisks(risks);
        jobs().addTokens(u"risk:any"_s);
        QCOMPARE(jobs().shown(), 5);
        jobs().removeToken(0);
        jobs().addTokens(u"risk:clock"_s);
        QCOMPARE(jobs().shown(), 1);
    }

    void withoutAServiceTheNextRunIsPlanned() {
        client::Job stale = *app_->jobStore().byName(u"vault_backup"_s);
        stale.next_run = "2026-03-24T04:00:00Z"; // nobody has told a newer one
        app_->jobStore().apply(stale);
        const int row = jobs().model()->rowOf(u"vault_backup"_s);
        const auto shown = [&](JobStore::Role role) { return jobs().model()->index(row, 0).data(int(role)); };
        QCOMPARE(shown(JobStore::Role::NextRun), u"11:00"_s);
        QCOMPARE(shown(JobStore::Role::NextRelative), u"planned"_s);
    }

    void tenThousandJobs() {
        auto& sample = backend_->sample();
        const client::Job like = *app_->jobStore().byName(u"vault_backup"_s);
        for (int i = 0; i < 10'000; ++i) {
            client::Job job = like;
            job.id = "job_many" + std::to_string(i);
            job.definition.name = "many_" + std::to_string(i);
            job.definition.tags = {"many", "t" + std::to_string(i % 40)};
            job.definition.schedules = {std::to_string(i % 60) + " " + std::to_string(i % 24) + " * * *"};
            sample.jobs.push_back(job);
        }
        jobs().refresh();
        QTRY_COMPARE_WITH_TIMEOUT(jobs().total(), 10'024, 20'000);
        QSignalSpy reset(jobs().model(), &QAbstractItemModel::modelReset);
        jobs().addTokens(u"tag:t7"_s);
        QCOMPARE(jobs().shown(), 250);
        jobs().clearFilters();
        jobs().setGroupBy(2);
        QCOMPARE(jobs().shown(), 10'024);
        jobs().select(u"many_9999"_s);
        QVERIFY(jobs().selectedRow() >= 0);
        QCOMPARE(jobs().nameAt(jobs().selectedRow()), u"many_9999"_s);
        // A busy moment is counted once.
        QSignalSpy counted(&jobs(), &JobsPage::countsChanged);
        for (int i = 0; i < 200; ++i)
            backend_->announce("many_" + std::to_string(i));
        QVERIFY(counted.count() <= 2);
        QTRY_VERIFY(counted.count() >= 1);
        jobs().checkAll(true);
        QCOMPARE(jobs().checkedCount(), 10'024);
        jobs().checkAll(false);
        QCOMPARE(reset.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestJobsPage)
#include "tst_jobs_page.moc"
