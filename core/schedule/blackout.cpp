// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/blackout.h"

#include <algorithm>
#include <charconv>

namespace inferno::schedule {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kLongest = days{366};

std::optional<unsigned> numberOf(std::string_view text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

/// "2026-12-25" or "20261225".
std::optional<local_days> dayOf(std::string_view text) {
    const bool dashed = text.size() == 10 && text[4] == '-' && text[7] == '-';
    if (!dashed && text.size() != 8)
        return std::nullopt;
    const auto year = numberOf(text.substr(0, 4));
    const auto month = numberOf(text.substr(dashed ? 5 : 4, 2));
    const auto day = numberOf(text.substr(dashed ? 8 : 6, 2));
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                           std::chrono::day{*day}};
    return date.ok() ? std::optional(local_days{date}) : std::nullopt;
}

} // namespace

Result<Blackout> Blackout::of(When when, Zone zone) {
    if (const auto* once = std::get_if<Once>(&when); once && once->from >= once->to)
        return fail(ErrorCode::InputInvalid, "the blackout ends before it begins", "give a later end");
    if (const auto* again = std::get_if<Again>(&when)) {
        if (again->length < seconds{1} || again->length > kLongest)
            return fail(ErrorCode::InputInvalid, "a blackout lasts between a second and 366 days",
                        "give its length, such as 8h");
        if (again->begins.atBoot())
            return fail(ErrorCode::InputInvalid, "@reboot names no time for a blackout to begin",
                        "give a cron expression");
    }
    if (const auto* calendar = std::get_if<Days>(&when); calendar && calendar->days.empty())
        return fail(ErrorCode::InputInvalid, "the blackout names no day", "give dates, such as 2026-12-25");
    return Blackout(std::move(when), std::move(zone));
}

bool Blackout::covers(WallTime time) const {
    if (const auto* once = std::get_if<Once>(&when_))
        return time >= once->from && time < once->to;
    if (const auto* again = std::get_if<Again>(&when_)) {
        // The first beginning that is late enough to last until now: is it here already?
        const auto begin = again->begins.next(time - again->length, zone_);
        return begin && *begin && **begin <= time;
    }
    const auto instant = std::chrono::floor<seconds>(time);
    const auto local = LocalSecond{instant.time_since_epoch() + zone_.periodAt(instant).offset};
    return std::get<Days>(when_).days.contains(std::chrono::floor<days>(local));
}

Result<std::set<local_days>> readDays(std::string_view text) {
    std::set<local_days> found;
    const bool calendar = text.find("BEGIN:VCALENDAR") != std::string_view::npos;
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        if (calendar) {
            // DTSTART;VALUE=DATE:20261225 - a time behind the date is no whole day.
            const std::size_t colon = line.find(':');
            if (!line.starts_with("DTSTART") || colon == std::string_view::npos || line.size() - colon - 1 != 8)
                continue;
            line.remove_prefix(colon + 1);
        } else if (line.empty() || line.starts_with('#')) {
            continue;
        } else {
            line = line.substr(0, line.find_first_of(" \t,;"));
        }
        const auto day = dayOf(line);
        if (!day)
            return fail(ErrorCode::InputInvalid,
                        "line " + std::to_string(number) + ": '" + std::string(line) + "' is no date",
                        "write a line for each day: 2026-12-25 Christmas");
        found.insert(*day);
    }
    if (found.empty())
        return fail(ErrorCode::InputInvalid, "there is no day in it",
                    "write a line for each day: 2026-12-25 Christmas");
    return found;
}

} // namespace inferno::schedule
