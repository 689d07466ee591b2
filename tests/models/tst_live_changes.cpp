// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/live_changes.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// The live stream, gathered: nothing is lost or late, and a flood is few changes.
class TestLiveChanges : public QObject {
    Q_OBJECT

private:
    static client::Run run(const std::string& id, const std::string& status) {
        client::Run run;
        run.id = id;
        run.status = status;
        return run;
    }

private Q_SLOTS:
    void oneChangeIsToldAtOnce() {
        FakeBackend backend;
        LiveChanges changes(backend);
        QSignalSpy jobs(&changes, &LiveChanges::jobChanged);
        backend.announce("vault_backup");
        QCOMPARE(jobs.size(), 1);
    }

    void aFloodIsToldTogetherAndAsItIsNow() {
        FakeBackend backend;
        LiveChanges changes(backend);
        QStringList told;
        connect(&changes, &LiveChanges::runChanged, this,
                [&](const client::Run& run) { told.append(QString::fromStdString(run.id + ":" + run.status)); });
        Q_EMIT backend.runChanged(run("first", "running"));
        QCOMPARE(told, (QStringList{u"first:running"_s}));
        for (int i = 0; i < 1000; ++i)
            Q_EMIT backend.runChanged(run(i % 2 == 0 ? "a" : "b", i < 998 ? "running" : "completed"));
        QCOMPARE(told.size(), 1);
        QTRY_COMPARE(told, (QStringList{u"first:running"_s, u"a:completed"_s, u"b:completed"_s}));
    }

    void whatIsDeletedIsToldAfterItsChanges() {
        FakeBackend backend;
        LiveChanges changes(backend);
        QStringList told;
        connect(&changes, &LiveChanges::jobChanged, this,
                [&](const client::Job& job) { told.append(QString::fromStdString(job.definition.name)); });
        connect(&changes, &LiveChanges::jobDeleted, this, [&](const QString& id) { told.append(id); });
        backend.announce("smtp_probe");
        backend.announce("vault_backup");
        Q_EMIT backend.jobDeleted(u"gone"_s);
        QCOMPARE(told, (QStringList{u"smtp_probe"_s, u"vault_backup"_s, u"gone"_s}));
    }

    void aFloodLeavesTheWindowsFiguresAlone() {
        FakeBackend backend;
        AppState app(backend, FakeBackend::clock(), {QTimeZone::utc(), u"me"_s, {}, true});
        app.start();
        QTRY_COMPARE(app.jobNames().size(), 24);
        QTest::qWait(100); // what came with the start is counted
        QSignalSpy counted(&app, &AppState::jobNamesChanged);
        const std::vector<client::Job> jobs = backend.sample().jobs;
        for (int i = 0; i < 1000; ++i) {
            client::Job job = jobs[static_cast<std::size_t>(i) % jobs.size()];
            job.status = "running";
            Q_EMIT backend.jobChanged(job);
        }
        QTRY_COMPARE(app.runningCount(), 24);
        QVERIFY2(counted.size() <= 4, qPrintable(QString::number(counted.size())));
    }
};

QTEST_GUILESS_MAIN(TestLiveChanges)
#include "tst_live_changes.moc"
