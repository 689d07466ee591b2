// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/schedule/zone.h"

namespace inferno::schedule {

/// The five fields, in the order in which they are written.
enum class Field : std::uint8_t { Minute, Hour, DayOfMonth, Month, DayOfWeek };
inline constexpr std::size_t kFieldCount = 5;
inline constexpr std::array<Field, kFieldCount> kFields = {Field::Minute, Field::Hour, Field::DayOfMonth, Field::Month,
                                                           Field::DayOfWeek};

/// "minute", "hour", "day of month", "month", "day of week".
std::string_view nameOf(Field field);
/// The least and greatest value of a field: 0-59, 0-23, 1-31, 1-12, 0-7 (0 and 7 are both Sunday).
struct FieldRange {
    int low;
    int high;
};
FieldRange rangeOf(Field field);

/// One item of a field's list: first, first-last, or *, each range with a step.
struct CronItem {
    int first;
    int last;
    int step;   ///< 1 where none was written
    bool whole; ///< written as *
};

/// A day that no number names: it lies elsewhere in each month.
struct DayRule {
    enum class Kind : std::uint8_t {
        LastDay,        ///< L, L-3: `value` days before the last of the month
        LastWeekday,    ///< LW: the last Monday to Friday
        NearestWeekday, ///< 15W: the Monday to Friday nearest to day `value`, within the month
        NthWeekday,     ///< 5#2: weekday `value` for the `nth` time
        LastOfWeekday,  ///< 5L: weekday `value` for the last time
    };
    Kind kind = Kind::LastDay;
    int value = 0;
    int nth = 0;
    bool operator==(const DayRule&) const = default;
};

/// What an expression may use beyond cron's own grammar. Whoever writes it asks for it; it is never guessed.
struct CronSyntax {
    bool seconds = false;    ///< six fields, the first of which is the second
    bool extensions = false; ///< L, LW, L-3 and 15W in days of the month, 5L and 5#2 in days of the week (0 is Sunday),
                             ///< ? for * in both, H, H/15, H(0-29) and H(0-29)/10 in every field
    std::string hashedBy;    ///< what H is worked out of: the same text, the same times; a job's name
    bool operator==(const CronSyntax&) const = default;
};

/// One parsed field. `mask` has bit n set where value n fires; Sunday is bit 0 alone, never bit 7.
struct CronField {
    std::string text;
    std::vector<CronItem> items;
    std::vector<DayRule> rules; ///< days beside those of `mask`
    std::uint64_t mask = 0;
    std::string resolved; ///< the text, with values for H and * for ?
    /// The text begins with *: for cron the field is then a wildcard, also as */2 or *,5. So it is with ?, not with H.
    bool star = false;

    bool has(int value) const { return (mask >> value & 1) != 0; }
    /// Ascending.
    std::vector<int> values() const;
};

/// Why an expression was refused, and where: for an editor that marks the place.
struct CronProblem {
    ErrorCode code = ErrorCode::CronSyntax; ///< CronSyntax or CronRange
    std::optional<Field> field;             ///< nothing for the second, a wrong number of fields, an unknown macro
    std::size_t column = 1;                 ///< of the first offending character, from 1, in bytes
    std::size_t length = 0;                 ///< how many bytes offend; 0 where something is missing
    std::string why;
    std::string hint;

    Error toError() const;
};

/// A cron expression of five fields, or a macro (@yearly @annually @monthly @weekly @daily @midnight @hourly).
/// Grammar and meaning are those of cronie (entry.c, cron.c, crontab(5)):
/// - Fields are numbers, three-letter names of months and weekdays in any case, lists, ranges and steps on ranges.
///   Ranges that run backwards are refused, but for days of the week that end on Sunday (sat-sun).
/// - If day of month or day of week begins with *, a day must fit both; otherwise it may fit either.
/// - Daylight saving. An expression whose minute or hour begins with * is a wildcard: it fires at every real minute
///   that fits. Any other has fixed times: those that the clock skips fire once, at the first minute after the gap
///   (gaps under 3 h); those that the clock repeats fire in the first pass alone (up to 3 h). After a larger jump
///   nothing is made up for, and nothing is held back.
///
/// Immutable; safe from any thread. `next` costs O(fields): bit masks, no scan of minutes, and a few zone lookups.
class CronExpression {
public:
    /// Error: cron.syntax, cron.range; the detail names the field and the column. @reboot has no times, and is
    /// refused here: see parseTrigger.
    static Result<CronExpression> parse(std::string_view text, const CronSyntax& syntax = {});
    /// The same, with the place of the problem as numbers.
    static std::expected<CronExpression, CronProblem> check(std::string_view text, const CronSyntax& syntax = {});

    /// As it was written, without white space around it.
    const std::string& text() const { return text_; }
    /// The same times, with nothing more to know: values for H. Read with extensions it is the same expression again.
    std::string resolved() const;
    /// For a macro the fields that it stands for.
    const CronField& field(Field field) const { return fields_[static_cast<std::size_t>(field)]; }
    bool isMacro() const { return text_.starts_with('@'); }
    /// The seconds of each minute that fires; nothing in an expression of five fields.
    const std::optional<CronField>& second() const { return second_; }

    /// Neither second, minute nor hour begins with *.
    bool hasFixedTime() const {
        return !field(Field::Minute).star && !field(Field::Hour).star && !(second_ && second_->star);
    }
    /// Day of month and day of week are both restricted, and a day needs to fit only one of them.
    bool dayIsEither() const { return !field(Field::DayOfMonth).star && !field(Field::DayOfWeek).star; }
    /// No calendar has such a day (30 February).
    bool neverFires() const { return never_; }

    /// The first fire time strictly after `after`; nothing if there is none, ever. Whole minutes, or seconds.
    /// Error: cron.horizon, where the answer or `after` lies beyond zone.horizon().
    Result<std::optional<WallTime>> next(WallTime after, const Zone& zone) const;

    /// The first minute not before `from` that fits all five fields, by the calendar alone, as if every day had its
    /// 24 hours; nothing beyond the year 2200.
    std::optional<LocalMinute> firstMatch(LocalMinute from) const;
    /// Whether a reading of the clock fits all five fields.
    bool matches(LocalMinute minute) const;

private:
    friend class CronParser;
    CronExpression() = default;
    /// Bit d set where day d of that month fits.
    std::uint32_t daysOf(std::chrono::year_month month) const;
    Result<std::optional<WallTime>> nextMinute(WallTime after, const Zone& zone) const;

    std::string text_;
    std::array<CronField, kFieldCount> fields_;
    std::optional<CronField> second_;
    bool never_ = false;
};

/// The macro @reboot: when the service starts for the first time after the machine did.
struct AtBoot {
    bool operator==(const AtBoot&) const = default;
};
/// What a line of a crontab can be triggered by.
using Trigger = std::variant<CronExpression, AtBoot>;
/// As CronExpression::parse, taking @reboot as well.
Result<Trigger> parseTrigger(std::string_view text);

} // namespace inferno::schedule
