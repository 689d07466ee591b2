// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/report_period.h"

#include <array>
#include <cstdio>

namespace inferno::api {
namespace {

using namespace std::chrono;

constexpr std::array kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                "July",    "August",   "September", "October", "November", "December"};
constexpr std::array kDays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string iso(local_days day) {
    const year_month_day date(day);
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

std::string longDate(local_days day) {
    const year_month_day date(day);
    return std::to_string(static_cast<unsigned>(date.day())) + " " + kMonths[static_cast<unsigned>(date.month()) - 1] +
           " " + std::to_string(static_cast<int>(date.year()));
}

local_days monthStart(local_days day) {
    const year_month_day date(day);
    return local_days(date.year() / date.month() / 1d);
}

local_days nextMonth(local_days start) {
    return monthStart(start + days(32));
}

/// A period in whole local days.
struct Days {
    local_days from;
    local_days to;
    std::string name;
    std::string id;
};

Days dayOf(local_days day) {
    return {day, day + days(1), std::string(kDays[weekday(day).c_encoding()]) + " " + longDate(day),
            "AUDIT-" + iso(day)};
}
Days weekOf(local_days day) {
    const local_days monday = day - (weekday(day) - Monday);
    return {monday, monday + days(7), "Week of " + longDate(monday), "AUDIT-" + iso(monday) + "-W"};
}
Days monthOf(local_days day) {
    const local_days first = monthStart(day);
    const year_month_day date(first);
    return {first, nextMonth(first),
            std::string(kMonths[static_cast<unsigned>(date.month()) - 1]) + " " +
                std::to_string(static_cast<int>(date.year())),
            "AUDIT-" + iso(first).substr(0, 7)};
}

} // namespace

Result<ReportPeriod> reportPeriod(const std::string& period, WallTime now, std::optional<WallTime> firstEvent,
                                  const schedule::Zone& zone) {
    ReportPeriod out;
    if (const auto dots = period.find(".."); dots != period.npos) {
        INFERNO_TRY(out.from, schedule::parseTimeInZone(period.substr(0, dots), zone));
        INFERNO_TRY(out.to, schedule::parseTimeInZone(period.substr(dots + 2), zone));
        if (out.from >= out.to)
            return fail(ErrorCode::InputInvalid, "the period " + period + " ends before it begins", "write FROM..TO");
        out.name = schedule::formatLocal(out.from, zone) + " to " + schedule::formatLocal(out.to, zone);
        out.id = "AUDIT-" + schedule::formatLocal(out.from, zone).substr(0, 10);
    } else {
        const auto kind = period == "daily"     ? &dayOf
                          : period == "weekly"  ? &weekOf
                          : period == "monthly" ? &monthOf
                                                : nullptr;
        if (!kind)
            return fail(ErrorCode::InputInvalid, "'" + period + "' is no period",
                        "use daily, weekly, monthly or FROM..TO");
        const auto today = floor<days>(local_time<nanoseconds>(now.time_since_epoch() + zone.offsetAt(now)));
        const Days current = kind(today);
        Days chosen = kind(current.from - days(1));
        INFERNO_TRY(const WallTime currentStart, schedule::parseTimeInZone(iso(current.from), zone));
        if (!firstEvent || *firstEvent >= currentStart)
            chosen = current;
        INFERNO_TRY(out.from, schedule::parseTimeInZone(iso(chosen.from), zone));
        INFERNO_TRY(out.to, schedule::parseTimeInZone(iso(chosen.to), zone));
        out.name = chosen.name;
        out.id = chosen.id;
    }
    out.partial = out.to > now || !firstEvent || *firstEvent > out.from;
    return out;
}

} // namespace inferno::api
