// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <set>

#include "core/schedule/recurrence.h"
#include "core/schedule/words.h"

using namespace inferno;
using namespace inferno::schedule;
using namespace std::chrono_literals;
using std::chrono::days;

namespace {

const CronSyntax kExtended{false, true, "nightly"};
const CronSyntax kSeconds{true, false, ""};

CronExpression extended(const char* text, const CronSyntax& syntax = kExtended) {
    auto expression = CronExpression::parse(text, syntax);
    if (!expression)
        qFatal("%s: %s", text, expression.error().message().c_str());
    return *std::move(expression);
}

} // namespace

/// What goes beyond cron's own grammar and is there for who asks: L, W, #, H, ?, seconds.
class TestCronExtensions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void daysThatNoNumberNames_data() {
        QTest::addColumn<QByteArrayList>("dates");
        QTest::newRow("0 9 L * *") << QByteArrayList{"2026-02-28", "2026-03-31", "2026-04-30"};
        QTest::newRow("0 9 L-3 * *") << QByteArrayList{"2026-02-25", "2026-03-28", "2026-04-27"};
        QTest::newRow("0 9 LW * *") << QByteArrayList{"2026-02-27", "2026-03-31", "2026-04-30", "2026-05-29"};
        QTest::newRow("0 9 1W 8,11 *") << QByteArrayList{"2026-08-03", "2026-11-02"};
        QTest::newRow("0 9 15W 8,11 *") << QByteArrayList{"2026-08-14", "2026-11-16"};
        QTest::newRow("0 9 31W 4,5 *") << QByteArrayList{"2026-05-29", "2027-05-31"}; // April has no such day
        QTest::newRow("0 9 1,L 2,3 *") << QByteArrayList{"2026-02-28", "2026-03-01", "2026-03-31"};
        QTest::newRow("0 9 * * 5#2") << QByteArrayList{"2026-02-13", "2026-03-13", "2026-04-10"};
        QTest::newRow("0 9 * * fri#5") << QByteArrayList{"2026-05-29", "2026-07-31", "2026-10-30"};
        QTest::newRow("0 9 ? * friL") << QByteArrayList{"2026-02-27", "2026-03-27", "2026-04-24"};
        QTest::newRow("0 9 * 2 7L") << QByteArrayList{"2026-02-22", "2027-02-28"};
        QTest::newRow("0 9 L * 1") << QByteArrayList{"2026-02-16", "2026-02-23", "2026-02-28", "2026-03-02"}; // or
        QTest::newRow("0 9 L * ?") << QByteArrayList{"2026-02-28"};
    }
    void daysThatNoNumberNames() {
        QFETCH(QByteArrayList, dates);
        const auto expression = extended(QTest::currentDataTag());
        const auto utc = *Zone::find("UTC");
        WallTime time = *parseRfc3339("2026-02-10T12:00:00Z");
        for (const QByteArray& date : dates) {
            const auto next = expression.next(time, utc);
            QVERIFY(next && *next);
            QCOMPARE(formatUtc(**next).substr(0, 10), date.toStdString());
            time = **next;
        }
    }

    /// Each kind of rule, in every month of 28 years, against the calendar of the standard library.
    void everyMonthOf28Years() {
        using namespace std::chrono;
        const auto utc = *Zone::find("UTC");
        const auto nearest = [](year_month_day date) {
            const weekday day{sys_days{date}};
            const auto last = (date.year() / date.month() / std::chrono::last).day();
            const unsigned number{date.day()};
            if (day == Saturday)
                return number == 1 ? 3U : number - 1;
            if (day == Sunday)
                return date.day() == last ? number - 2 : number + 1;
            return number;
        };
        for (year_month month = 2001y / 1; month < 2029y / 1; month += months{1}) {
            const year_month_day end = month / last;
            const auto only = [&](const std::string& text, unsigned day) {
                const auto expression = extended(text.c_str());
                const auto next = expression.next(sys_days{month / 1} - 1s, utc);
                QVERIFY(next && *next);
                const bool inMonth = **next < sys_days{(month + months{1}) / 1};
                QVERIFY2(day == 0 ? !inMonth : **next == sys_days{month / day},
                         (text + " " + formatUtc(**next)).c_str());
            };
            for (const unsigned day : {1U, 15U, 29U, 31U})
                only("0 0 " + std::to_string(day) + "W * *", day <= unsigned(end.day()) ? nearest(month / day) : 0);
            only("0 0 L * *", unsigned(end.day()));
            for (const unsigned number : {0U, 3U, 6U}) {
                const weekday day{number};
                only("0 0 * * " + std::to_string(number) + "L",
                     unsigned(year_month_day{sys_days{month / day[last]}}.day()));
                for (unsigned nth = 1; nth <= 5; ++nth) {
                    const year_month_weekday found = month / day[nth];
                    only("0 0 * * " + std::to_string(number) + "#" + std::to_string(nth),
                         found.ok() ? unsigned(year_month_day{sys_days{found}}.day()) : 0);
                }
            }
        }
    }

    void aDayThatNeverComesIsKnown() {
        QVERIFY(extended("0 0 31W 2,4 *").neverFires());
        QVERIFY(extended("0 0 30W 2 *").neverFires());
        QVERIFY(!extended("0 0 29W 2 *").neverFires());
        QVERIFY(!extended("0 0 * 2 1#5").neverFires()); // a leap year whose February begins on a Monday
        QVERIFY(!extended("0 0 31W 2 1").neverFires()); // or on Mondays
    }

    void secondsAreExact() {
        const auto utc = *Zone::find("UTC");
        const auto expression = extended("*/20 59 * * * *", kSeconds);
        WallTime time = *parseRfc3339("2026-02-10T11:58:59.5Z");
        for (const char* wanted :
             {"2026-02-10T11:59:00Z", "2026-02-10T11:59:20Z", "2026-02-10T11:59:40Z", "2026-02-10T12:59:00Z"}) {
            time = **expression.next(time, utc);
            QCOMPARE(formatUtc(time), wanted);
        }
        QCOMPARE(formatUtc(**extended("59 * * * * *", kSeconds).next(*parseRfc3339("2026-02-10T11:58:59Z"), utc)),
                 "2026-02-10T11:59:59Z");
        // A macro stands for five fields also where six are asked for.
        QCOMPARE(formatUtc(**extended("@hourly", kSeconds).next(time, utc)), "2026-02-10T13:00:00Z");
    }

    /// Against a scan of every second of two days, over both changes of the clock.
    void secondsMeetTheClocksChanges() {
        const auto rome = *Zone::find("Europe/Rome");
        for (const char* text : {"30 30 2 * * *", "15,45 30 2 * * *", "*/25 30 2 * * *", "0 0 2 * * *"}) {
            const auto expression = extended(text, kSeconds);
            const auto minutes =
                *CronExpression::parse(std::string_view(text).substr(std::string_view(text).find(' ') + 1));
            for (const char* from : {"2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"}) {
                const WallTime begin = *parseRfc3339(from);
                std::vector<WallTime> wanted;
                // A minute that fires has all its seconds; which minutes fire, five fields say, wild or fixed alike.
                const bool wild = expression.second()->star;
                for (WallTime minute = begin; minute < begin + days{1};) {
                    const auto next = wild ? std::optional<WallTime>() : *minutes.next(minute, rome);
                    if (!next)
                        break;
                    for (const int second : expression.second()->values())
                        wanted.push_back(*next + std::chrono::seconds{second});
                    minute = *next;
                }
                std::erase_if(wanted, [&](WallTime time) { return time >= begin + days{1}; });
                std::vector<WallTime> found;
                for (auto next = *expression.next(begin, rome); next && *next < begin + days{1};
                     next = *expression.next(*next, rome))
                    found.push_back(*next);
                if (!wild)
                    QVERIFY2(found == wanted, text);
                else // every real minute that fits: none in spring, two in autumn, three seconds each
                    QCOMPARE(found.size(),
                             std::string_view(from).substr(5, 2) == "03" ? std::size_t{0} : std::size_t{6});
            }
        }
    }

    void hashedTimesAreStableInRangeAndSpread() {
        std::set<int> minutes;
        std::array<int, 4> quarters{};
        for (int i = 0; i < 400; ++i) {
            const CronSyntax syntax{false, true, "job" + std::to_string(i)};
            const auto expression = *CronExpression::parse("H H H H H", syntax);
            QCOMPARE(expression.field(Field::Minute).values(),
                     CronExpression::parse("H H H H H", syntax)->field(Field::Minute).values());
            for (const Field field : kFields)
                QCOMPARE(expression.field(field).values().size(), std::size_t{1});
            QVERIFY(expression.field(Field::DayOfMonth).values().front() <= 28);
            minutes.insert(expression.field(Field::Minute).values().front());
            ++quarters[static_cast<std::size_t>(expression.field(Field::Minute).values().front() / 15)];
            const auto stepped =
                CronExpression::parse("H/15 H(8-17) * * H(1-5)", syntax)->field(Field::Minute).values();
            QCOMPARE(stepped.size(), std::size_t{4});
            QVERIFY(stepped[0] < 15 && stepped[3] - stepped[0] == 45);
            const int hour = CronExpression::parse("H/15 H(8-17) * * *", syntax)->field(Field::Hour).values().front();
            QVERIFY(hour >= 8 && hour <= 17);
        }
        QVERIFY(minutes.size() > 55);
        for (const int count : quarters)
            QVERIFY(count > 70 && count < 130);
        QVERIFY(extended("H/15 H * * *").hasFixedTime());
        // What was promised stays: a changed hash would move every job.
        QCOMPARE(extended("H H * * *").field(Field::Minute).values(), std::vector<int>{12});
    }

    void resolvedItIsTheSame() {
        for (const char* text :
             {"H H(8-17) * * *", "H/15 * * * *", "0 9 H,L * ?", "5,H 9 ? * fri#2,3L", "0 9 15W,LW * ?"}) {
            const auto expression = extended(text);
            const auto again = extended(expression.resolved().c_str(), {false, true, "another name"});
            QCOMPARE(again.resolved(), expression.resolved());
            for (const Field field : kFields) {
                QCOMPARE(again.field(field).mask, expression.field(field).mask);
                QCOMPARE(again.field(field).star, expression.field(field).star);
                QVERIFY(again.field(field).rules == expression.field(field).rules);
            }
        }
        QCOMPARE(extended("  0\t9  * * 1-5 ").resolved(), "0 9 * * 1-5");
        QCOMPARE(extended("*/5 0 9 * * ?", {true, true, ""}).resolved(), "*/5 0 9 * * *");
    }

    void recurrencesAreReadAgain() {
        for (const auto& [text, syntax] : {std::pair{"*/5 0 9 L * *", CronSyntax{true, true, ""}},
                                           {"0 9 L * *", {false, true, ""}},
                                           {"@daily", {}},
                                           {"@reboot", {}},
                                           {"@every 6h+15m", {}}}) {
            const auto once = Recurrence::parse(text, syntax);
            QVERIFY2(once, text);
            QCOMPARE(Recurrence::stored(once->text())->text(), once->text());
        }
        const auto utc = *Zone::find("UTC");
        const auto every = *Recurrence::parse(" @every 6h+15m ");
        QCOMPARE(formatUtc(**every.next(*parseRfc3339("2026-11-30T06:14:59Z"), utc)), "2026-11-30T06:15:00Z");
        QCOMPARE(formatUtc(**every.next(*parseRfc3339("2026-11-30T06:15:00Z"), utc)), "2026-11-30T12:15:00Z");
        QVERIFY(!*Recurrence::parse("@reboot")->next(WallTime{}, utc));
        QVERIFY(Recurrence::parse("@reboot")->atBoot());
        for (const char* wrong : {"@every", "@every x", "@every 0.5", "@every 5m+5m", "@every 5m+6m", "@every -5m"})
            QCOMPARE(Recurrence::parse(wrong).error().code, ErrorCode::DurationInvalid);
        QCOMPARE(Recurrence::parse("@everyday").error().code, ErrorCode::CronSyntax);
    }

    void refusals_data() {
        QTest::addColumn<bool>("extensions");
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("0 9 L * *") << false << 5 << QByteArray("--cron-extensions");
        QTest::newRow("0 9 * * 5#2") << false << 10 << QByteArray("--cron-extensions");
        QTest::newRow("H 9 * * *") << false << 1 << QByteArray("--cron-extensions");
        QTest::newRow("0 0 9 * * *") << false << 11 << QByteArray("--cron-fields 6");
        QTest::newRow("0 9 * * L") << true << 9 << QByteArray("friL");
        QTest::newRow("0 9 * * 5#6") << true << 9 << QByteArray("5#2");
        QTest::newRow("0 9 L-40 * *") << true << 7 << QByteArray("1 to 30");
        QTest::newRow("0 9 32W * *") << true << 5 << QByteArray("1 to 31");
        QTest::newRow("0 9 1-5W * *") << true << 8 << QByteArray("15W");
        QTest::newRow("L 9 * * *") << true << 1 << QByteArray("stand in days");
        QTest::newRow("? 9 * * *") << true << 1 << QByteArray("write *");
        QTest::newRow("H(0-3)/15 9 * * *") << true << 1 << QByteArray("at most 4");
        QTest::newRow("H(3-0) 9 * * *") << true << 3 << QByteArray("backwards");
        QTest::newRow("H(*) 9 * * *") << true << 1 << QByteArray("brackets");
        QTest::newRow("H(0-3 9 * * *") << true << 1 << QByteArray("brackets");
        QTest::newRow("Hx 9 * * *") << true << 2 << QByteArray("not allowed");
        QTest::newRow("0 9 * * foo#2") << true << 9 << QByteArray("not a name");
    }
    void refusals() {
        QFETCH(bool, extensions);
        QFETCH(int, column);
        QFETCH(QByteArray, said);
        const auto problem = CronExpression::check(QTest::currentDataTag(), {false, extensions, "x"});
        QVERIFY(!problem);
        const std::string text = problem.error().why + " · " + problem.error().hint;
        QVERIFY2(text.find(said.toStdString()) != std::string::npos, text.c_str());
        QVERIFY2(problem.error().column == static_cast<std::size_t>(column),
                 (text + " " + std::to_string(problem.error().column)).c_str());
    }

    void words_data() {
        QTest::addColumn<bool>("seconds");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("0 9 L * *") << false << QByteArray("At 09:00 on the last day of the month");
        QTest::newRow("0 9 L-3 * *") << false << QByteArray("At 09:00 on 3 days before the last day of the month");
        QTest::newRow("0 9 LW 1 *") << false << QByteArray("At 09:00 on the last weekday of the month in January");
        QTest::newRow("0 9 1,15W * *") << false
                                       << QByteArray(
                                              "At 09:00 on day 1 and the weekday nearest to day 15 of the month");
        QTest::newRow("0 9 * * 5#2") << false << QByteArray("At 09:00 on the second Friday of the month");
        QTest::newRow("0 9 ? * 1,5L") << false << QByteArray("At 09:00 on Mondays and the last Friday of the month");
        QTest::newRow("0 9 L * 1") << false << QByteArray("At 09:00 on the last day of the month or on Mondays");
        QTest::newRow("0 0 31W 2 *")
            << false << QByteArray("Never: the weekday nearest to day 31 of the month in February does not exist");
        QTest::newRow("*/10 * * * * *") << true << QByteArray("Every 10 seconds");
        QTest::newRow("* * 9 * * *") << true << QByteArray("Every second from 09:00 to 09:59");
        QTest::newRow("30 0 9 * * *") << true << QByteArray("Every day at 09:00, at second 30");
        QTest::newRow("0 0 9 * * *") << true << QByteArray("Every day at 09:00");
    }
    void words() {
        QFETCH(bool, seconds);
        QTEST(QByteArray::fromStdString(describe(extended(QTest::currentDataTag(), {seconds, true, "x"}))), "sentence");
    }
};

QTEST_GUILESS_MAIN(TestCronExtensions)
#include "tst_cron_extensions.moc"
