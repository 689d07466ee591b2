// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "core/schedule/cron_expression.h"

using namespace inferno;
using namespace inferno::schedule;
using namespace Qt::StringLiterals;

namespace {

/// The rows of an outside table, without its header; nothing if it is not there.
std::optional<QList<QByteArrayList>> readTable(const char* name) {
    QFile file(qEnvironmentVariable("INFERNO_TESTDATA") + "/cron/"_L1 + QLatin1StringView(name));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    QList<QByteArrayList> rows;
    file.readLine();
    while (!file.atEnd()) {
        QByteArray line = file.readLine();
        if (line.endsWith('\n'))
            line.chop(1);
        rows.append(line.split('\t'));
    }
    return rows;
}

/// The next fire time as text: RFC 3339 in the zone, "never", or the error.
std::string nextOf(const std::string& expression, const std::string& from, const std::string& zoneName) {
    const auto zone = Zone::find(zoneName);
    const auto parsed = CronExpression::parse(expression);
    const auto after = parseRfc3339(from);
    if (!zone || !parsed || !after)
        return !zone ? zone.error().message() : !parsed ? parsed.error().message() : after.error().message();
    const auto time = parsed->next(*after, *zone);
    if (!time)
        return std::string(idOf(time.error().code));
    return *time ? formatInZone(**time, *zone) : "never";
}

} // namespace

class TestCronExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outsideVectors_data() {
        QTest::addColumn<QByteArrayList>("row");
        const auto rows = readTable("next_fire.tsv");
        if (!rows)
            QSKIP("no outside vectors: set INFERNO_TESTDATA to the folder that holds cron/next_fire.tsv");
        QVERIFY(rows->size() >= 1000 - 1);
        for (const QByteArrayList& row : *rows)
            QTest::newRow(QByteArrayList{row[0], row[1], row[2]}.join(" ").constData()) << row;
    }
    void outsideVectors() {
        QFETCH(QByteArrayList, row);
        QCOMPARE(nextOf(row[1].toStdString(), row[2].toStdString(), row[0].toStdString()), row[3].toStdString());
    }

    void outsideRefusals_data() {
        QTest::addColumn<QByteArray>("expression");
        const auto rows = readTable("invalid.tsv");
        if (!rows)
            QSKIP("no outside vectors: set INFERNO_TESTDATA to the folder that holds cron/invalid.tsv");
        for (const QByteArrayList& row : *rows)
            QTest::newRow(row[0].constData()) << row[0];
    }
    void outsideRefusals() {
        QFETCH(QByteArray, expression);
        const auto parsed = CronExpression::parse(expression.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().code == ErrorCode::CronSyntax || parsed.error().code == ErrorCode::CronRange);
        QVERIFY(parsed.error().detail.find("column ") != std::string::npos);
        QVERIFY(!parsed.error().hint.empty());
    }

    void errorsNameFieldAndColumn_data() {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* expression, const char* code, const char* detail, const char* hint) {
            QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(code)
                                      << QString::fromUtf8(detail) << QString::fromUtf8(hint);
        };
        row("61 * * * *", "cron.range", "minute, column 1: 61 is not within 0 to 59", "use a minute from 0 to 59");
        row("  0 24 * * *", "cron.range", "hour, column 5: 24 is not within 0 to 23", "midnight is hour 0");
        row("0 0 32 * *", "cron.range", "day of month, column 5: 32 is not within 1 to 31",
            "use a day of month from 1 to 31");
        row("0 0 1,2,0 * *", "cron.range", "day of month, column 9: 0 is not within 1 to 31",
            "use a day of month from 1 to 31");
        row("0 0 * 13 *", "cron.range", "month, column 7: 13 is not within 1 to 12", "use a month from 1 to 12");
        row("0 0 * * 1-8", "cron.range", "day of week, column 11: 8 is not within 0 to 7",
            "use a day of week from 0 to 7");
        row("5/15 * * * *", "cron.syntax", "minute, column 2: a step needs a range before it", "write 5-59/15");
        row("0 22-6 * * *", "cron.range", "hour, column 3: the range 22-6 runs backwards", "write 22-23,0-6");
        row("0 0 * * fri-tue", "cron.range", "day of week, column 9: the range fri-tue runs backwards",
            "write 5-6,0-2");
        row("*/0 * * * *", "cron.range", "minute, column 3: a step of 0 never moves on", "write a step of 1 or more");
        row("* * * SEPT *", "cron.syntax", "month, column 7: 'SEPT' is not a name of this field",
            "names have three letters: did you mean 'sep'?");
        row("* * L * *", "cron.syntax", "day of month, column 5: 'L' is not allowed here",
            "L, W and # are of Quartz, not of cron: name the days, or ask for extensions (--cron-extensions)");
        row("* * ? * *", "cron.syntax", "day of month, column 5: '?' is not allowed here",
            "write * for every value, or ask for extensions (--cron-extensions)");
        row("* * ¹ * *", "cron.syntax", "day of month, column 5: '¹' is not allowed here",
            "write numbers, lists (1,5), ranges (1-5), steps (*/15) or *");
        row("1, * * * *", "cron.syntax", "minute, column 3: a value is missing",
            "write a number, or * for every value");
        row("* * * *", "cron.syntax", "day of week, column 8: five fields are needed, and there are 4",
            "write minute, hour, day of month, month and day of week, such as: 15 9 * * 1-5");
        row("* * * * * *", "cron.syntax", "column 11: five fields are needed, and there are 6",
            "for seconds in front ask for six fields (--cron-fields 6); else write minute, hour, day of month, month "
            "and "
            "day of week, such as: 15 9 * * 1-5");
        row("", "cron.syntax", "column 1: the expression is empty",
            "write minute, hour, day of month, month and day of week, such as: 15 9 * * 1-5");
        row("@dialy", "cron.syntax", "column 1: '@dialy' is no macro", "did you mean @daily?");
        row("@daily 5", "cron.syntax", "column 8: nothing may follow a macro", "write @daily alone");
    }
    void errorsNameFieldAndColumn() {
        QFETCH(QString, expression);
        const auto parsed = CronExpression::parse(expression.toStdString());
        QVERIFY(!parsed);
        QTEST(QString::fromStdString(std::string(idOf(parsed.error().code))), "code");
        QTEST(QString::fromStdString(parsed.error().detail), "detail");
        QTEST(QString::fromStdString(parsed.error().hint), "hint");
    }

    void problemsPointAtTheirPlace() {
        const auto problem = CronExpression::check("0 0 * jan,foo *").error();
        QCOMPARE(problem.field, Field::Month);
        QCOMPARE(problem.column, std::size_t{11});
        QCOMPARE(problem.length, std::size_t{3});
    }

    void fieldsAreSets() {
        const auto expression = *CronExpression::parse("*/35  8-10,22 1,31\tjan-MAR sat-sun");
        QCOMPARE(expression.text(), "*/35  8-10,22 1,31\tjan-MAR sat-sun");
        QCOMPARE(expression.field(Field::Minute).values(), (std::vector{0, 35}));
        QVERIFY(expression.field(Field::Minute).star);
        QCOMPARE(expression.field(Field::Hour).values(), (std::vector{8, 9, 10, 22}));
        QCOMPARE(expression.field(Field::DayOfMonth).mask, (std::uint64_t{1} << 31 | 2));
        QCOMPARE(expression.field(Field::Month).values(), (std::vector{1, 2, 3}));
        QCOMPARE(expression.field(Field::DayOfWeek).values(), (std::vector{0, 6}));
        QVERIFY(expression.dayIsEither());
        QVERIFY(!expression.hasFixedTime());
        QVERIFY(CronExpression::parse("30 1-9 * * *")->hasFixedTime());
        QVERIFY(!CronExpression::parse("@hourly")->hasFixedTime());
        QVERIFY(CronExpression::parse("@daily")->hasFixedTime());
        QCOMPARE(CronExpression::parse(" @daily ")->text(), "@daily");
    }

    void rebootIsATriggerOfItsOwn() {
        QVERIFY(std::holds_alternative<AtBoot>(*parseTrigger("@reboot")));
        QVERIFY(std::holds_alternative<CronExpression>(*parseTrigger("@daily")));
        QVERIFY(!parseTrigger("@reboot 5"));
        QVERIFY(!CronExpression::parse("@reboot"));
    }

    void rareAndImpossibleDays() {
        QCOMPARE(nextOf("0 0 29 2 *", "2096-03-01T00:00:00Z", "UTC"), "2104-02-29T00:00:00+00:00");
        // AND: the 29th of February that is a Sunday, across a century without one.
        QCOMPARE(nextOf("0 0 29 2 */7", "2088-03-01T00:00:00Z", "UTC"), "2128-02-29T00:00:00+00:00");
        QCOMPARE(nextOf("0 0 30 2 *", "2026-01-01T00:00:00Z", "Europe/Rome"), "never");
        QCOMPARE(nextOf("0 0 31 4,6 *", "2026-01-01T00:00:00Z", "UTC"), "never");
        QCOMPARE(nextOf("0 0 30 2 1", "2026-01-01T00:00:00Z", "UTC"), "2026-02-02T00:00:00+00:00");
    }

    void beyondTheZoneDataIsRefused() {
        QCOMPARE(nextOf("0 0 1 * *", "2037-11-15T00:00:00Z", "America/New_York"), "2037-12-01T00:00:00-05:00");
        QCOMPARE(nextOf("0 0 1 * *", "2037-12-15T00:00:00Z", "America/New_York"), "cron.horizon");
        QCOMPARE(nextOf("0 0 29 2 *", "2036-03-01T00:00:00Z", "Europe/Riga"), "cron.horizon");
        QCOMPARE(nextOf("0 0 1 * *", "2060-01-15T00:00:00Z", "Asia/Kolkata"), "2060-02-01T00:00:00+05:30");
        QCOMPARE(nextOf("0 0 1 1 *", "2199-06-01T00:00:00Z", "UTC"), "cron.horizon");
    }

    void aSearchThatBeginsWithinARepeatedHour() {
        // A wildcard past its last fire of the first pass has the second pass before it, however rare its day.
        QCOMPARE(nextOf("*/30 1 1 11 *", "2026-11-01T01:30:00-04:00", "America/New_York"), "2026-11-01T01:00:00-05:00");
        // A fixed time was due in the first pass, also for one who asks in the second.
        QCOMPARE(nextOf("30 1 * * *", "2026-11-01T01:10:00-05:00", "America/New_York"), "2026-11-02T01:30:00-05:00");
        QCOMPARE(nextOf("30 1,2 * * *", "2026-11-01T01:10:00-05:00", "America/New_York"), "2026-11-01T02:30:00-05:00");
    }

    /// Changes of the clock that the outside vectors leave out; cronie's rules, worked out by hand.
    void largeJumpsAreTakenAsTheyAre() {
        // 30 December 2011 does not exist in Apia, and 24 h are too far to make up for.
        QCOMPARE(nextOf("0 12 30 12 *", "2011-12-29T00:00:00-10:00", "Pacific/Apia"), "2012-12-30T12:00:00+14:00");
        QCOMPARE(nextOf("0 12 * * *", "2011-12-29T12:00:00-10:00", "Pacific/Apia"), "2011-12-31T12:00:00+14:00");
        // Two hours are made up for.
        QCOMPARE(nextOf("30 2 * * *", "2026-03-28T12:00:00+00:00", "Antarctica/Troll"), "2026-03-29T03:00:00+02:00");
    }
};

QTEST_GUILESS_MAIN(TestCronExpression)
#include "tst_cron_expression.moc"
