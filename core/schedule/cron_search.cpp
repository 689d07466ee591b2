// SPDX-License-Identifier: GPL-3.0-or-later
// Fire times on the real time line: CronExpression::next, where the calendar meets the zone's changes of offset.
#include <bit>

#include "core/schedule/cron_expression.h"

namespace inferno::schedule {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

// cronie wakes once a minute and compares the clock with the minute it expected (cron.c). Over 180 minutes late, or
// more than 180 early, it takes the new time as it is. A gap of n minutes makes it n + 1 late, an overlap n - 1 early.
constexpr seconds kGapMadeUpFor = 179min;
constexpr seconds kOverlapHeldBack = 181min;

LocalMinute minuteAtOrAfter(LocalSecond time) {
    return std::chrono::ceil<minutes>(time);
}

/// Where the minutes that fixed times must not run in again end, by the later clock; nothing if there are none.
std::optional<LocalSecond> endOfRepeat(const ZonePeriod& before, const ZonePeriod& after) {
    const seconds overlap = before.offset - after.offset;
    if (overlap <= 0s || overlap > kOverlapHeldBack)
        return std::nullopt;
    return before.localEnd();
}

/// Puts the search behind `time`: its period, and the first minute after it that may fire by its clock.
ZonePeriod enter(sys_seconds time, const Zone& zone, bool fixed, LocalMinute& from) {
    const ZonePeriod period = zone.periodAt(time);
    from = std::chrono::floor<minutes>(LocalSecond{time.time_since_epoch() + period.offset}) + 1min;
    if (fixed && time - period.begin <= kOverlapHeldBack)
        if (const auto repeated = endOfRepeat(zone.periodAt(period.begin - 1s), period))
            from = std::max(from, minuteAtOrAfter(*repeated));
    return period;
}

} // namespace

Result<std::optional<WallTime>> CronExpression::next(WallTime after, const Zone& zone) const {
    if (!second_)
        return nextMinute(after, zone);
    const auto first = [&](int from) { return std::countr_zero(second_->mask >> from << from); };
    const auto minute = std::chrono::floor<minutes>(after);
    const auto second = static_cast<int>(std::chrono::floor<seconds>(after - minute).count());
    INFERNO_TRY(const auto now, nextMinute(minute - 1s, zone));
    if (now && *now == minute && second < 59)
        if (const int later = first(second + 1); later < 60)
            return std::optional<WallTime>{minute + seconds{later}};
    INFERNO_TRY(auto next, nextMinute(minute, zone));
    if (next)
        *next += seconds{first(0)};
    return next;
}

Result<std::optional<WallTime>> CronExpression::nextMinute(WallTime after, const Zone& zone) const {
    if (never_)
        return std::optional<WallTime>{};
    const auto beyond = [&] {
        return fail(ErrorCode::CronHorizon,
                    "the next time of '" + text_ + "' after " + formatUtc(after) + " lies beyond " +
                        formatUtc(zone.horizon()) + ", where the data of " + zone.name() + " end",
                    "use the zone UTC for times so far ahead");
    };
    const bool fixed = hasFixedTime();
    LocalMinute from;
    ZonePeriod period = enter(std::chrono::floor<seconds>(after), zone, fixed, from);
    for (;;) {
        const std::optional<LocalMinute> match = firstMatch(from);
        if (!match)
            return beyond();
        const sys_seconds time{match->time_since_epoch() - period.offset};
        if (std::min(time, period.end) >= zone.horizon())
            return beyond();
        if (time < period.end)
            return std::optional<WallTime>{time};

        const ZonePeriod following = zone.periodAt(period.end);
        const seconds gap = following.offset - period.offset;
        if (fixed && gap > 0s && gap <= kGapMadeUpFor && LocalSecond{*match} < following.localBegin())
            return std::optional<WallTime>{std::chrono::ceil<minutes>(period.end)};
        const auto repeated = fixed ? endOfRepeat(period, following) : std::nullopt;
        const LocalMinute begin = minuteAtOrAfter(repeated.value_or(following.localBegin()));
        // No clock reading from `from` to `match` fits, and in two days offsets cannot make up for the difference:
        // the changes of the clock that lie in between need no look.
        if (begin >= from && time - 48h > following.begin) {
            period = enter(time - 48h, zone, fixed, from);
        } else {
            period = following;
            from = begin;
        }
    }
}

} // namespace inferno::schedule
