// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/fields_model.h"
#include "models/job_filter.h"
#include "models/job_store.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// Item models apply only differences: one change is one dataChanged, and never a reset.
class TestJobModels : public QObject {
    Q_OBJECT

private:
    const QTimeZone zone_{"Europe/Berlin"};
    const fakes::Sample sample_ = fakes::makeSample();

    client::Job job(const char* name) const {
        return *std::ranges::find_if(sample_.jobs, [&](const auto& job) { return job.definition.name == name; });
    }

private Q_SLOTS:
    void oneChangeIsOneSignal() {
        JobStore store(FakeBackend::clock(), zone_);
        QAbstractItemModelTester tester(&store, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy first(&store, &QAbstractItemModel::rowsInserted);
        store.replaceAll(sample_.jobs);
        QCOMPARE(store.rowCount(), 24);
        QCOMPARE(first.count(), 1); // each computes all of them anew: with thousands of jobs that is felt
        QSignalSpy changed(&store, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&store, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&store, &QAbstractItemModel::modelReset);

        store.replaceAll(sample_.jobs); // nothing new
        QCOMPARE(changed.count(), 0);
        client::Job running = job("vault_backup");
        running.status = "running";
        store.apply(running);
        QCOMPARE(changed.count(), 1);
        auto read = sample_.jobs;
        read.erase(read.begin() + 3);
        read.push_back(job("smtp_probe"));
        read.back().id = "job_new";
        read.back().definition.name = "newcomer";
        store.replaceAll(read);
        QCOMPARE(store.rowCount(), 24);
        QCOMPARE(inserted.count(), 1);
        QVERIFY(store.byName(u"newcomer"_s));
        QCOMPARE(changed.count(), 2); // vault_backup is as it was read
        QCOMPARE(reset.count(), 0);
    }

    void aChangeWithoutRunsKeepsThem() {
        JobStore store(FakeBackend::clock(), zone_);
        store.replaceAll(sample_.jobs);
        client::Job bare = job("log_rotation");
        const auto runs = bare.recent.size();
        bare.recent.clear();
        store.apply(bare);
        QCOMPARE(store.byName(u"log_rotation"_s)->recent.size(), runs);
    }

    void aRunChangesTheBars() {
        JobStore store(FakeBackend::clock(), zone_);
        store.replaceAll(sample_.jobs);
        QSignalSpy changed(&store, &QAbstractItemModel::dataChanged);
        client::Run run;
        run.id = "run_x";
        run.job_id = job("log_rotation").id;
        run.status = "running";
        run.started = "2026-03-24T09:42:00Z";
        store.applyRun(run);
        QCOMPARE(changed.count(), 1);
        run.status = "failed";
        store.applyRun(run);
        const auto& recent = store.byName(u"log_rotation"_s)->recent;
        QCOMPARE(recent.size(), 20U);
        QCOMPARE(recent.back().status, std::string("failed"));
    }

    void showsTheLastResultOfAJobThatWaits() {
        JobStore store(FakeBackend::clock(), zone_);
        store.replaceAll(sample_.jobs);
        const auto shown = [&](const char* name, JobStore::Role role) {
            for (int row = 0; row < store.rowCount(); ++row) {
                if (store.index(row).data(int(JobStore::Role::Name)) == QLatin1String(name))
                    return store.index(row).data(int(role));
            }
            return QVariant();
        };
        QCOMPARE(shown("vault_backup", JobStore::Role::Status), u"completed"_s);
        QCOMPARE(shown("post_processing", JobStore::Role::Status), u"failed"_s);
        QCOMPARE(shown("embedding_refresh", JobStore::Role::Status), u"running"_s);
        QCOMPARE(shown("vault_backup", JobStore::Role::NextRun), u"11:00"_s);
        QCOMPARE(shown("vault_backup", JobStore::Role::NextRelative), u"in 17 min"_s);
        QCOMPARE(shown("batch_inference", JobStore::Role::NextRun), u"waiting"_s);
        QCOMPARE(shown("tenant_export", JobStore::Role::NextRun), u"on request"_s);
        QCOMPARE(shown("gpu_benchmark", JobStore::Role::NextRun), u"disabled"_s);
        QCOMPARE(store.downstreamCount(u"post_processing"_s), 4);
        QCOMPARE(store.downstreamCount(u"tenant_export"_s), 0);
    }

    void filters_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("rows");
        QTest::newRow("all") << u""_s << 24;
        QTest::newRow("status") << u"status:failed"_s << 1;
        QTest::newRow("tag") << u"tag:gpu"_s << 5;
        QTest::newRow("not") << u"tag:gpu -status:disabled"_s << 3;
        QTest::newRow("words of name or command") << u"embed"_s << 3;
        QTest::newRow("none") << u"zzz"_s << 0;
    }
    void filters() {
        QFETCH(QString, words);
        QFETCH(int, rows);
        JobStore store(FakeBackend::clock(), zone_);
        JobFilter filter(store, FakeBackend::clock(), zone_);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
        store.replaceAll(sample_.jobs);
        filter.setWords(words);
        QCOMPARE(filter.rowCount(), rows);
    }

    void tabsAndOrder() {
        JobStore store(FakeBackend::clock(), zone_);
        JobFilter filter(store, FakeBackend::clock(), zone_);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::Fatal);
        store.replaceAll(sample_.jobs);
        QCOMPARE(filter.countOf(JobFilter::Tab::Failing), 1);
        QCOMPARE(filter.countOf(JobFilter::Tab::Running), 3);
        QCOMPARE(filter.countOf(JobFilter::Tab::NextHour), 5);
        QCOMPARE(filter.rowOf(u"post_processing"_s), 0);
        QSignalSpy reset(&filter, &QAbstractItemModel::modelReset);
        client::Job failed = job("vault_backup");
        failed.last_status = "failed";
        store.apply(failed);
        QCOMPARE(filter.rowOf(u"vault_backup"_s), 1);
        QCOMPARE(filter.countOf(JobFilter::Tab::Failing), 2);
        QCOMPARE(reset.count(), 0);
        filter.setSort(JobFilter::SortBy::Name, true);
        QCOMPARE(filter.rowOf(u"vault_backup"_s), 0);
    }

    void fieldsApplyDifferences() {
        FieldsModel model({"name", "total"});
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows({{u"a"_s, 1}, {u"b"_s, 2}});
        QCOMPARE(changed.count(), 0);
        model.setRows({{u"a"_s, 1}, {u"b"_s, 3}, {u"c"_s, 4}});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(model.at(1, u"total"_s).toInt(), 3);
        model.setRows({{u"a"_s, 1}});
        QCOMPARE(model.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(reset.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestJobModels)
#include "tst_job_models.moc"
