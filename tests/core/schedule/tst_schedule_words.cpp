// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/schedule/warnings.h"
#include "core/schedule/words.h"

using namespace inferno;
using namespace inferno::schedule;

class TestScheduleWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentences_data() {
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* expression, const char* sentence) {
            QTest::newRow(expression) << QString::fromUtf8(sentence);
        };
        row("* * * * *", "Every minute");
        row("*/15 * * * *", "Every 15 minutes");
        row("0,15,30,45 * * * *", "Every 15 minutes");
        row("*/35 * * * *", "At minutes 0 and 35 of every hour");
        row("@hourly", "Every hour");
        row("5 * * * *", "Every hour at minute 5");
        row("0 */2 * * *", "Every 2 hours");
        row("30 */2 * * *", "Every 2 hours at minute 30");
        row("@daily", "Every day at 00:00");
        row("0 9,18 * * *", "Every day at 09:00 and 18:00");
        row("15 9 * * 1-5", "Weekdays at 09:15");
        row("0 10 * * 6,0", "Weekends at 10:00");
        row("0 10 * * sat-sun", "Weekends at 10:00");
        row("0 3 * * 7", "Sundays at 03:00");
        row("0 3 * * mon,wed,fri", "Mondays, Wednesdays and Fridays at 03:00");
        row("0 3 * * 1-4", "Mondays to Thursdays at 03:00");
        row("0 2 1 * 1", "At 02:00 on day 1 or on Mondays");
        row("0 2 1 * *", "At 02:00 on day 1");
        row("0 2 1,15 * *", "At 02:00 on days 1 and 15");
        row("@yearly", "At 00:00 on day 1 in January");
        row("0 12 * 3-5 *", "Every day at 12:00 from March to May");
        row("0 16 */2 * sat", "At 16:00 on odd days, only on Saturdays");
        row("0 12 1-31 * MON", "Every day at 12:00");
        row("0 12 1-7 * */7", "At 12:00 on days 1 to 7, only on Sundays");
        row("*/10 9-17 * * 1-5", "Every 10 minutes from 09:00 to 17:50 on weekdays");
        row("* 5 * * *", "Every minute from 05:00 to 05:59");
        row("30 9-17 * * *", "Every hour from 09:30 to 17:30");
        row("0,5 1,3,5 * * *", "Every day at 01:00, 01:05, 03:00, 03:05, 05:00 and 05:05");
        row("7 1-9,12 * * *", "At minute 7 of hours 1 to 9 and 12");
        row("*/20 1,12 * 6 *", "Every 20 minutes of hours 1 and 12 in June");
        row("0 0 30 2 *", "Never: there is no day 30 in February");
        row("0 0 31 2,4 *", "Never: there is no day 31 in February and April");
    }
    void sentences() {
        const auto expression = CronExpression::parse(QTest::currentDataTag());
        QVERIFY(expression);
        QTEST(QString::fromStdString(describe(*expression)), "sentence");
    }

    void eachFieldIsExplained() {
        const auto fields = explain(*CronExpression::parse("*/15 9-17 1 jan,jun 1-5"));
        QCOMPARE(fields.size(), std::size_t{5});
        QCOMPARE(fields[0].words, "every 15 minutes");
        QCOMPARE(fields[1].words, "hours 9 to 17");
        QCOMPARE(fields[2].words, "day 1");
        QCOMPARE(fields[3].words, "January and June");
        QCOMPARE(fields[3].text, "jan,jun");
        QCOMPARE(fields[4].words, "Monday to Friday");
        QCOMPARE(fields[4].values, (std::vector{1, 2, 3, 4, 5}));
        QVERIFY(explain(*CronExpression::parse("@daily"))[2].all);
    }

    void warnings_data() {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QStringList>("kinds");
        const auto row = [](const char* expression, const char* zone, QStringList kinds) {
            QTest::newRow(expression) << QString::fromUtf8(zone) << kinds;
        };
        const auto kind = [](WarningKind kind) { return QString::fromStdString(std::string(idOf(kind))); };
        row("0 12 * * *", "Europe/Rome", {});
        row("30 2 * * *", "Europe/Rome", {kind(WarningKind::SkippedHour), kind(WarningKind::RepeatedHour)});
        row("31 2 * * *", "UTC", {});
        row("*/5 * * * 1", "Europe/Rome", {});
        row("15 2 1 * 1", "UTC", {kind(WarningKind::EitherDay)});
        row("0 0 30 2 *", "Europe/Rome", {kind(WarningKind::NeverFires)});
        row("*/60 * * * *", "UTC", {kind(WarningKind::StepTooLarge)});
        row("*/35 */5 * * *", "UTC", {kind(WarningKind::UnevenStep), kind(WarningKind::UnevenStep)});
    }
    void warnings() {
        QFETCH(QString, zone);
        QStringList kinds;
        for (const Warning& warning :
             warningsOf(*CronExpression::parse(QTest::currentDataTag()), *Zone::find(zone.toStdString()),
                        *parseRfc3339("2026-01-01T00:00:00Z")))
            kinds.append(QString::fromStdString(std::string(idOf(warning.kind))));
        QTEST(kinds, "kinds");
    }

    void clockChangesAreToldWithDateAndTime() {
        const auto from = *parseRfc3339("2026-01-01T00:00:00Z");
        const Zone rome = *Zone::find("Europe/Rome");
        const auto fixed = warningsOf(*CronExpression::parse("30 2 * * *"), rome, from);
        QCOMPARE(fixed[0].text, "On 2026-03-29 the clock of Europe/Rome goes from 02:00 to 03:00: the time 02:30 does "
                                "not exist that day, and it starts once at 03:00");
        QCOMPARE(fixed[1].text, "On 2026-10-25 the clock of Europe/Rome goes back from 03:00 to 02:00: 02:30 comes "
                                "twice, and it starts in the first pass only");
        const auto wild = warningsOf(*CronExpression::parse("*/30 * * * *"), rome, from);
        QVERIFY(wild[1].text.ends_with("02:00 comes twice, and it starts in both passes"));
    }
};

QTEST_GUILESS_MAIN(TestScheduleWords)
#include "tst_schedule_words.moc"
