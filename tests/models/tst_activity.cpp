// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QTest>

#include "models/activity.h"
#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/fakes/fake_backend.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

/// The list of what goes on, and of what was done, against the sample.
class TestActivity : public QObject {
    Q_OBJECT

private:
    FakeBackend backend_;
    AppState app_{backend_, FakeBackend::clock(), {QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true}};
    Activity& activity() { return *app_.activity(); }
    QStringList works() {
        QStringList ids;
        for (const FieldsModel::Row& row : activity().works()->rows())
            ids.append(row.at(0).toString());
        return ids;
    }

private Q_SLOTS:
    void initTestCase() {
        new QAbstractItemModelTester(activity().works(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
        new QAbstractItemModelTester(activity().said(), QAbstractItemModelTester::FailureReportingMode::QtTest, this);
        app_.start();
        QTRY_VERIFY(activity().works()->count() > 0);
    }

    void runsAndTheirProgress() {
        QVERIFY(works().contains(u"job:embedding_refresh"_s));
        const auto row = works().indexOf(u"job:embedding_refresh"_s);
        const double progress = activity().works()->at(static_cast<int>(row), u"progress"_s).toDouble();
        QVERIFY2(progress > 0 && progress < 1, qPrintable(QString::number(progress)));
        QVERIFY(activity().works()->at(static_cast<int>(row), u"detail"_s).toString().startsWith(u"running for "_s));
        activity().stop(u"job:embedding_refresh"_s);
        QTRY_VERIFY(!works().contains(u"job:embedding_refresh"_s));
        QTRY_VERIFY(activity().said()->count() > 0);
    }

    void aVerificationIsStoppedFromHere() {
        auto& audit = *qobject_cast<AuditPage*>(app_.pageObject(u"audit"_s));
        audit.check()->start(u"full"_s);
        QTRY_VERIFY(works().contains(u"verify"_s));
        activity().show(u"verify"_s);
        QCOMPARE(app_.currentPage(), u"audit"_s);
        activity().stop(u"verify"_s);
        QTRY_VERIFY(!works().contains(u"verify"_s));
    }

    void theLastIsTakenBackFirst() {
        int undone = 0;
        app_.offerUndo(u"first"_s, [&] { undone += 1; });
        QCOMPARE(activity().said()->at(0, u"canUndo"_s).toBool(), true);
        app_.offerUndo(u"second"_s, [&] { undone += 10; });
        QCOMPARE(activity().said()->at(0, u"text"_s).toString(), u"second"_s);
        QCOMPARE(activity().said()->at(0, u"canUndo"_s).toBool(), true);
        QCOMPARE(activity().said()->at(1, u"canUndo"_s).toBool(), false);
        app_.undo();
        QCOMPARE(undone, 10);
        QCOMPARE(activity().said()->at(0, u"canUndo"_s).toBool(), false);
        app_.undo(); // what was done before
        QCOMPARE(undone, 11);
        app_.undo(); // there is nothing more
        QCOMPARE(undone, 11);
        QCOMPARE(app_.redoText(), QString()); // neither of them can be done again
        for (int i = 0; i < 2 * Activity::kSaidMax; ++i)
            app_.say(u"note"_s, true);
        QCOMPARE(activity().said()->count(), Activity::kSaidMax);
        QCOMPARE(activity().said()->at(0, u"failed"_s).toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestActivity)
#include "tst_activity.moc"
