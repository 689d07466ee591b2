// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/rules/alert_condition.h"

using namespace inferno;
using namespace inferno::rules;
using namespace std::chrono_literals;

/// What an alert rule may say, and how a mistake is told.
class TestAlertCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsRead_data() {
        QTest::addColumn<bool>("audit");
        QTest::addColumn<QString>("figure");
        QTest::addColumn<QString>("comparison");
        QTest::addColumn<double>("value");
        QTest::addColumn<qint64>("seconds");
        const auto row = [](const char* text, bool audit, const char* figure, const char* comparison, double value,
                            qint64 seconds) {
            QTest::newRow(text) << audit << QString::fromUtf8(figure) << QString::fromUtf8(comparison) << value
                                << seconds;
        };
        row("failed_logins > 5 in 10m", true, "failed_logins", ">", 5, 600);
        row("failure_rate > 0.10 in 1h", false, "failure_rate", ">", 10, 3600);
        row("failure_rate>=10%in 1h", false, "failure_rate", ">=", 10, 3600);
        row("cpu_usage > 90% for 5m", false, "cpu_usage_percent", ">", 90, 300);
        row("cpu_usage_percent > 90", false, "cpu_usage_percent", ">", 90, 0);
        row("  disk_free < 8GB for 1h30m ", false, "disk_free", "<", 8.0 * (1ULL << 30), 5400);
        row("oldest_waiting > 15m", false, "oldest_waiting", ">", 900, 0);
        row("oldest_waiting > 900 for 60", false, "oldest_waiting", ">", 900, 60);
        row("load1 = .5", false, "load1", "==", 0.5, 0);
        row("queue_depth != 0 for 1d", false, "queue_depth", "!=", 0, 86'400);
        row("critical_events >= 1 in 24h", true, "critical_events", ">=", 1, 86'400);
    }
    void whatIsRead() {
        QFETCH(bool, audit);
        QFETCH(QString, figure);
        QFETCH(QString, comparison);
        QFETCH(double, value);
        QFETCH(qint64, seconds);
        const auto condition =
            parseAlertCondition(QTest::currentDataTag(), audit ? AlertScope::Audit : AlertScope::Queue);
        QVERIFY2(condition, condition ? "" : condition.error().message().c_str());
        QCOMPARE(QString::fromStdString(condition->figure), figure);
        QCOMPARE(QString::fromStdString(condition->comparison), comparison);
        QVERIFY(std::abs(condition->value - value) < 1e-9);
        QCOMPARE(condition->window.count(), seconds * 1000);
        QCOMPARE(QString::fromStdString(condition->text), QString::fromUtf8(QTest::currentDataTag()).trimmed());
    }

    void mistakes_data() {
        QTest::addColumn<bool>("audit");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* text, bool audit, const char* said) {
            QTest::newRow(text) << audit << QString::fromUtf8(said);
        };
        row("", true, "column 1: a figure is missing");
        row("failed_login > 5 in 10m", true, "did you mean failed_logins?");
        row("failed_logins > 5 in 10m", false, "is no figure of the queue · inferno audit alert-rule create takes it");
        row("cpu_usage > 90% for 5m", true, "inferno batch-queue alert-rule create takes it");
        row("failed_logins over 5", true, "column 15: after failed_logins a comparison");
        row("failed_logins > many in 1h", true, "column 17: 'many' is no value of failed_logins · it is a number");
        row("failed_logins > 5% in 1h", true, "'5%' is no value");
        row("failed_logins >", true, "a value is missing");
        row("failed_logins > 5", true, "is counted over a time · end with in and a duration");
        row("failed_logins > 5 for 10m", true, "end with in");
        row("cpu_usage > 90% in 5m", false, "is a level · end with for");
        row("cpu_usage > 190%", false, "write 0 to 100");
        row("failure_rate > 50 in 1h", false, "a share from 0 to 1");
        row("failure_rate > 0.1 in soon", false, "column 23: 'soon' is no duration");
        row("failure_rate > 0.1 in", false, "a duration is missing");
        row("failure_rate > 0.1 in 0s", false, "from 1s");
        row("failure_rate > 0.1 in 1h and load > 2", false, "'and load > 2' is left over");
        row("file_exists > 1", false, "there is no figure 'file_exists'");
        row("disk_free < 80%", false, "it is a size");
        row("load1 > nan", false, "'nan' is no value");
        row("load1 > 1e999", false, "is no value");
    }
    void mistakes() {
        QFETCH(bool, audit);
        QFETCH(QString, said);
        const auto condition =
            parseAlertCondition(QTest::currentDataTag(), audit ? AlertScope::Audit : AlertScope::Queue);
        QVERIFY(!condition);
        QCOMPARE(condition.error().code, ErrorCode::ConditionInvalid);
        const QString message = QString::fromStdString(condition.error().message());
        QVERIFY2(message.contains(said), qPrintable(message));
    }

    void itIsBounded() {
        QVERIFY(!parseAlertCondition(std::string(2000, 'a'), AlertScope::Queue));
        for (const AlertFigure& figure : alertFigures()) {
            const std::string end = figure.time == AlertTime::In ? " in 1h" : " for 1h";
            QVERIFY2(parseAlertCondition(std::string(figure.name) + " > 1" + end, figure.scope), figure.name.data());
        }
    }
};

QTEST_GUILESS_MAIN(TestAlertCondition)
#include "tst_alert_condition.moc"
