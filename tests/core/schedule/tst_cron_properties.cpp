// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <rapidcheck.h>

#include "core/schedule/cron_expression.h"

using namespace inferno;
using namespace inferno::schedule;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// The judge: cronie's main loop (cron.c), minute by minute, with its virtual time. It shares with the code under test
// only the parsed sets.

bool fits(const CronExpression& expression, LocalMinute minute) {
    const auto day = floor<days>(minute);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{minute - day};
    const auto has = [&](Field field, auto value) { return expression.field(field).has(static_cast<int>(value)); };
    const bool dom = has(Field::DayOfMonth, static_cast<unsigned>(date.day()));
    const bool dow = has(Field::DayOfWeek, std::chrono::weekday{day}.c_encoding());
    const bool either = !expression.field(Field::DayOfMonth).text.starts_with('*') &&
                        !expression.field(Field::DayOfWeek).text.starts_with('*');
    return has(Field::Minute, clock.minutes().count()) && has(Field::Hour, clock.hours().count()) &&
           has(Field::Month, static_cast<unsigned>(date.month())) && (either ? dom || dow : dom && dow);
}

class Cronie {
public:
    Cronie(const CronExpression& expression, const Zone& zone)
        : expression_(expression), zone_(zone), wild_(expression.field(Field::Minute).text.starts_with('*') ||
                                                      expression.field(Field::Hour).text.starts_with('*')) {}

    /// The first fire after `after` and not after `until`.
    std::optional<WallTime> next(WallTime after, WallTime until) {
        const auto first = floor<minutes>(after) - 6h; // settled before anything is asked of it
        virtual_ = localMinute(first - 1min);
        for (auto time = first; time <= until; time += 1min)
            if (wakes(localMinute(time)) && time > after)
                return time;
        return std::nullopt;
    }

private:
    LocalMinute localMinute(std::chrono::sys_time<minutes> time) {
        if (time < period_.begin || time >= period_.end)
            period_ = zone_.periodAt(time);
        return floor<minutes>(LocalSecond{time.time_since_epoch() + period_.offset});
    }

    /// One turn of the loop; whether it starts the job.
    bool wakes(LocalMinute now) {
        const auto late = (now - virtual_).count();
        if (late == 1 || late > 180 || late < -180) {
            virtual_ = now;
            return fits(expression_, now);
        }
        if (late <= 0)
            return wild_ && fits(expression_, now);
        bool starts = wild_ && fits(expression_, now);
        while (virtual_ < now) {
            virtual_ += 1min;
            // Up to five minutes cronie makes up for wildcards as well.
            starts = starts || ((!wild_ || late <= 5) && fits(expression_, virtual_));
        }
        return starts;
    }

    const CronExpression& expression_;
    const Zone& zone_;
    bool wild_;
    LocalMinute virtual_;
    ZonePeriod period_{};
};

struct Change {
    const char* zone;
    const char* near;
};
// One hour both ways, half an hour, two hours, midnight, a skipped day, lasting changes, negative daylight saving.
constexpr std::array kChanges = {
    Change{"America/New_York", "2026-03-08T07:00:00Z"},    Change{"America/New_York", "2026-11-01T06:00:00Z"},
    Change{"Europe/Riga", "2021-03-28T01:00:00Z"},         Change{"Europe/Riga", "2021-10-31T01:00:00Z"},
    Change{"Australia/Lord_Howe", "2017-09-30T15:30:00Z"}, Change{"Australia/Lord_Howe", "2018-03-31T15:00:00Z"},
    Change{"Antarctica/Troll", "2026-03-29T01:00:00Z"},    Change{"Antarctica/Troll", "2026-10-25T01:00:00Z"},
    Change{"America/Sao_Paulo", "2018-11-04T03:00:00Z"},   Change{"America/Sao_Paulo", "2018-02-18T02:00:00Z"},
    Change{"Pacific/Apia", "2011-12-30T10:00:00Z"},        Change{"Pacific/Apia", "2012-03-31T14:00:00Z"},
    Change{"Asia/Amman", "2022-02-24T22:00:00Z"},          Change{"Asia/Pyongyang", "2018-05-04T15:00:00Z"},
    Change{"America/Caracas", "2007-12-09T07:00:00Z"},     Change{"Europe/Dublin", "2024-10-27T01:00:00Z"},
    Change{"America/Asuncion", "2023-10-01T04:00:00Z"},    Change{"Asia/Kolkata", "2026-03-08T07:00:00Z"}};

rc::Gen<std::string> fieldText(Field field) {
    return rc::gen::exec([field] {
        const auto [low, high] = rangeOf(field);
        const auto value = [low = low, high = high] { return *rc::gen::inRange(low, high + 1); };
        std::string text;
        const int items = *rc::gen::weightedElement<int>({{6, 1}, {2, 2}, {1, 3}});
        for (int i = 0; i < items; ++i) {
            text += i == 0 ? "" : ",";
            const int form = *rc::gen::weightedElement<int>({{4, 0}, {2, 1}, {4, 2}, {2, 3}, {2, 4}});
            const int a = value();
            const int b = value();
            const std::string range = std::to_string(std::min(a, b)) + "-" + std::to_string(std::max(a, b));
            switch (form) {
            case 0: text += "*"; break;
            case 1: text += "*/" + std::to_string(*rc::gen::inRange(1, 40)); break;
            case 2: text += std::to_string(a); break;
            case 3: text += range; break;
            default: text += range + "/" + std::to_string(*rc::gen::inRange(1, 12)); break;
            }
        }
        return text;
    });
}

/// Mostly with free days, so that something happens near the change of the clock.
std::string expressionText() {
    std::string text = *fieldText(Field::Minute) + " " + *fieldText(Field::Hour);
    for (const Field field : {Field::DayOfMonth, Field::Month, Field::DayOfWeek})
        text += " " + (*rc::gen::inRange(0, 4) == 0 ? *fieldText(field) : "*");
    return text;
}

} // namespace

class TestCronProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=1500");
    }

    void nextIsWhatCronieDoesAroundClockChanges() {
        QVERIFY(rc::check("next agrees with a minute by minute run of cronie's loop", [] {
            const std::string text = expressionText();
            const Change change = *rc::gen::elementOf(kChanges);
            const int reach = *rc::gen::element(3, 26) * 3600;
            const auto offset = seconds{*rc::gen::inRange(-reach, reach)};
            const Zone zone = *Zone::find(change.zone);
            const WallTime start = *parseRfc3339(change.near) + offset;
            const CronExpression expression = *CronExpression::parse(text);
            RC_LOG() << text << " in " << change.zone << " after " << formatInZone(start, zone) << '\n';

            const WallTime until = start + days{4};
            Cronie cronie(expression, zone);
            WallTime after = start;
            for (int i = 0; i < 4; ++i) {
                const std::optional<WallTime> expected = cronie.next(after, until);
                const auto next = expression.next(after, zone);
                // Beyond what the zone's data cover there is none within these days either: that is as late as can be.
                const std::optional<WallTime> actual = next ? next->value_or(WallTime::max()) : WallTime::max();
                if (!expected) {
                    RC_ASSERT(!actual || *actual > until);
                    break;
                }
                RC_LOG() << "expected " << formatInZone(*expected, zone) << '\n';
                RC_ASSERT(actual.has_value());
                RC_ASSERT(formatInZone(*actual, zone) == formatInZone(*expected, zone));
                after = *actual;
            }
        }));
    }

    void theCalendarSkipsNoDay() {
        QVERIFY(rc::check("firstMatch agrees with a day by day scan of 45 years", [] {
            std::string text = "7 5";
            for (const Field field : {Field::DayOfMonth, Field::Month, Field::DayOfWeek})
                text += " " + *fieldText(field);
            const CronExpression expression = *CronExpression::parse(text);
            const auto from = std::chrono::local_days{days{*rc::gen::inRange(-3000, 60'000)}};
            RC_LOG() << text << " from day " << from.time_since_epoch().count() << '\n';
            const std::optional<LocalMinute> actual = expression.firstMatch(from);
            std::optional<LocalMinute> expected;
            for (auto day = from; !expected && day < from + days{45 * 366}; day += days{1})
                if (fits(expression, LocalMinute{day} + 5h + 7min))
                    expected = LocalMinute{day} + 5h + 7min;
            RC_ASSERT(actual == expected);
            RC_ASSERT(expected.has_value() != expression.neverFires());
        }));
    }

    void minutesWithinADay() {
        QVERIFY(rc::check("firstMatch agrees with a minute scan of two days", [] {
            const CronExpression expression =
                *CronExpression::parse(*fieldText(Field::Minute) + " " + *fieldText(Field::Hour) + " * * *");
            const LocalMinute from{minutes{*rc::gen::inRange(29'000'000, 29'100'000)}};
            LocalMinute expected = from;
            while (!fits(expression, expected))
                expected += 1min;
            RC_ASSERT(expression.firstMatch(from) == expected);
            RC_ASSERT(expression.matches(expected));
        }));
    }

    void anyTextIsTakenOrRefusedWithAPlace() {
        QVERIFY(rc::check("no text breaks the parser", [] {
            const auto text = *rc::gen::container<std::string>(rc::gen::oneOf(
                rc::gen::elementOf(std::string("*/-,0123456789 \tmonJAN@~?L#")), rc::gen::arbitrary<char>()));
            const auto parsed = CronExpression::check(text);
            if (!parsed) {
                RC_ASSERT(parsed.error().column >= 1U);
                RC_ASSERT(parsed.error().column + parsed.error().length <= text.size() + 2);
            }
        }));
    }
};

QTEST_GUILESS_MAIN(TestCronProperties)
#include "tst_cron_properties.moc"
