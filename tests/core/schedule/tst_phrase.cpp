// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/schedule/other_forms.h"
#include "core/schedule/phrase.h"

using namespace inferno;
using namespace inferno::schedule;

/// Plain words become one expression, always the same; what is not known is named. And expressions become texts of
/// other programs.
class TestPhrase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void phrases_data() {
        QTest::addColumn<QString>("cron");
        const auto row = [](const char* phrase, const char* cron) { QTest::newRow(phrase) << QString::fromUtf8(cron); };
        row("weekdays 9:15", "15 9 * * 1-5");
        row("Weekdays at 09:15", "15 9 * * 1-5");
        row("sundays at 2:30 and on the 1st", "30 2 1 * 0");
        row("every 15 minutes", "*/15 * * * *");
        row("every minute", "* * * * *");
        row("every 15 minutes from 9 to 17", "*/15 9-17 * * *");
        row("every 2 hours at :15", "15 */2 * * *");
        row("every 2 hours between 8 and 18 on weekdays", "0 8-18/2 * * 1-5");
        row("every hour", "0 * * * *");
        row("hourly at :05", "5 * * * *");
        row("minute 10", "10 * * * *");
        row("daily at midnight", "0 0 * * *");
        row("every day at 9am and 5 pm", "0 9,17 * * *");
        row("at 9:15 and 9:45", "15,45 9 * * *");
        row("mon, wed and fri at noon", "0 12 * * 1,3,5");
        row("monday to thursday at 22", "0 22 * * 1-4");
        row("fri-mon at 6", "0 6 * * 0,1,5,6");
        row("weekends at 10", "0 10 * * 0,6");
        row("1st and 15th at 4:00", "0 4 1,15 * *");
        row("on the first of january at 0:30", "30 0 1 1 *");
        row("monthly", "0 0 1 * *");
        row("every 3 months on the 2nd at 1", "0 1 2 */3 *");
        row("quarterly at 5", "0 5 1 1,4,7,10 *");
        row("yearly", "0 0 1 1 *");
        row("weekly at 3", "0 3 * * 0");
        row("every second hour", "0 */2 * * *");
    }
    void phrases() {
        QFETCH(QString, cron);
        const auto made = cronOfPhrase(QTest::currentDataTag());
        QVERIFY2(made.has_value(), made ? "" : made.error().detail.c_str());
        QCOMPARE(QString::fromStdString(*made), cron);
    }

    void namesWhatItDoesNotKnow_data() {
        QTest::addColumn<QString>("named");
        const auto row = [](const char* phrase, const char* named) {
            QTest::newRow(phrase) << QString::fromUtf8(named);
        };
        row("whenever I like", "whenever");
        row("weekdays 9:15 except holidays", "except");
        row("last day of the month", "last");
        row("second tuesday at 3", "nth weekday");
        row("at 25:00", "25:00");
        row("at 9:75", "9:75");
        row("13pm", "13pm");
        row("on the 32nd", "no month");
        row("9:15 and 10:30", "one expression");
        row("every 99 minutes", "99");
        row("every 5 mondays", "mondays");
        row("", "no words");
        row("from 17 to 9", "later");
    }
    void namesWhatItDoesNotKnow() {
        QFETCH(QString, named);
        const auto made = cronOfPhrase(QTest::currentDataTag());
        QVERIFY2(!made.has_value(), made ? made->c_str() : "");
        QVERIFY2(QString::fromStdString(made.error().detail).contains(named), made.error().detail.c_str());
    }

    void otherForms_data() {
        QTest::addColumn<QString>("crontab");
        QTest::addColumn<QString>("timer");
        const auto row = [](const char* text, const char* crontab, const char* timer) {
            QTest::newRow(text) << QString::fromUtf8(crontab) << QString::fromUtf8(timer);
        };
        row("30 2 * * 0", "CRON_TZ=Europe/Berlin\n30 2 * * 0 date +\\%F\n",
            "[Timer]\nOnCalendar=Sun *-*-* 02:30:00 Europe/Berlin\nPersistent=true\n");
        row("30 2 1 * 0", "CRON_TZ=Europe/Berlin\n30 2 1 * 0 date +\\%F\n",
            "[Timer]\nOnCalendar=*-*-01 02:30:00 Europe/Berlin\nOnCalendar=Sun *-*-* 02:30:00 Europe/Berlin\n"
            "Persistent=true\n");
        row("*/20 8-17 * 1,4 1-5", "CRON_TZ=Europe/Berlin\n*/20 8-17 * 1,4 1-5 date +\\%F\n",
            "[Timer]\nOnCalendar=Mon..Fri *-01,04-* 08..17:00,20,40:00 Europe/Berlin\nPersistent=true\n");
        row("@reboot", "CRON_TZ=Europe/Berlin\n@reboot date +\\%F\n", "[Timer]\nOnBootSec=0\n");
        row("@every 90m", "", "");
    }
    void otherForms() {
        QFETCH(QString, crontab);
        QFETCH(QString, timer);
        const auto recurrence = Recurrence::parse(QTest::currentDataTag()).value();
        const auto zone = Zone::find("Europe/Berlin").value();
        QCOMPARE(QString::fromStdString(crontabOf(recurrence, zone, "date +%F")), crontab);
        QCOMPARE(QString::fromStdString(systemdTimerOf(recurrence, zone)), timer);
        const auto last = Recurrence::parse("0 9 L * *", {false, true, "job"}).value();
        QCOMPARE(crontabOf(last, zone, "x"), std::string());
        QCOMPARE(systemdTimerOf(last, zone), std::string());
    }
};

QTEST_GUILESS_MAIN(TestPhrase)
#include "tst_phrase.moc"
