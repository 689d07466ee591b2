// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/schedule/zone.h"

#include <cstdio>
#include <cstdlib>
#include <date/tz.h>
#include <filesystem>
#include <optional>

#include "core/base/nearest.h"

namespace inferno::schedule {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr std::string_view kUtc = "UTC";
constexpr sys_seconds kBeginOfTime{sys_days{std::chrono::year{-9999} / 1 / 1}};
constexpr sys_seconds kEndOfTime{sys_days{std::chrono::year{2200} / 1 / 1}};

/// `date` reads only the explicit changes of a TZif file, not the rule that follows them. If the last change lies in
/// 2037 or later, the zone goes on changing, and the file ends with that year.
sys_seconds horizonOf(const date::time_zone& zone) {
    sys_seconds lastChange{};
    date::sys_info info = zone.get_info(sys_days{std::chrono::year{2037} / 1 / 1});
    while (info.end < kEndOfTime) {
        const date::sys_info following = zone.get_info(info.end);
        if (following.offset != info.offset)
            lastChange = info.end;
        info = following;
    }
    if (lastChange == sys_seconds{})
        return kEndOfTime;
    const year_month_day date{std::chrono::floor<days>(lastChange)};
    return sys_days{(date.year() + std::chrono::years{1}) / 1 / 1};
}

const date::time_zone* lookUp(std::string_view name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        return nullptr;
    }
}

std::vector<std::string> knownNames() {
    std::vector<std::string> names;
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones)
            names.push_back(zone.name());
    } catch (const std::runtime_error&) {
        // No time zone data at all: the caller's message says so.
    }
    return names;
}

/// The name behind /etc/localtime, a link into the zoneinfo folder; empty where it is none.
std::string nameOfHost() {
    std::error_code ignored;
    const std::string target = std::filesystem::weakly_canonical("/etc/localtime", ignored).string();
    static constexpr std::string_view kFolder = "zoneinfo/";
    const std::size_t at = target.find(kFolder);
    return at == std::string::npos ? "" : target.substr(at + kFolder.size());
}

struct CivilTime {
    year_month_day date;
    int hour;
    int minute;
    int second;
};

/// The parts of a time in some zone, and its offset.
CivilTime civilTime(WallTime time, seconds offset) {
    const auto local = std::chrono::floor<seconds>(time) + offset;
    const auto day = std::chrono::floor<days>(local);
    const std::chrono::hh_mm_ss clock{local - day};
    return {year_month_day{day}, static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count())};
}

/// "2026-03-24", with "10:42" and ":07" after a blank or a T; nothing if it reads otherwise.
std::optional<LocalSecond> readLocal(std::string_view text) {
    // Lent to parseRfc3339, which checks each part: a local time is RFC 3339 short of its offset.
    std::string full{text};
    if (full.size() == 10)
        full += "T00:00:00";
    else if (full.size() == 16)
        full += ":00";
    else if (full.size() != 19)
        return std::nullopt;
    const auto time = parseRfc3339(full + "Z");
    if (!time)
        return std::nullopt;
    return LocalSecond{std::chrono::floor<seconds>(time->time_since_epoch())};
}

} // namespace

Result<Zone> Zone::find(std::string_view name) {
    if (name == kUtc)
        return utc();
    if (const date::time_zone* zone = lookUp(name))
        return Zone(zone, horizonOf(*zone));
    const std::vector<std::string> names = knownNames();
    if (names.empty())
        return fail(ErrorCode::CronZone, "this system has no time zone data", "install the package tzdata");
    const std::string near = nearest(name, names);
    return fail(ErrorCode::CronZone, "'" + std::string(name) + "' is not in the time zone database",
                near.empty() ? "use a name such as Europe/Rome or UTC" : "did you mean " + near + "?");
}

Result<Zone> Zone::local() {
    if (const char* variable = std::getenv("TZ")) {
        std::string_view name = variable;
        if (name.starts_with(':'))
            name.remove_prefix(1);
        if (const std::size_t at = name.find("zoneinfo/"); name.starts_with('/') && at != std::string_view::npos)
            name.remove_prefix(at + 9);
        auto zone = find(name.empty() ? kUtc : name);
        if (!zone)
            return failBecause(zone.error(), ErrorCode::CronZone,
                               "the variable TZ holds '" + std::string(variable) + "', which is no IANA name",
                               "set TZ to a name such as Europe/Rome, or unset it");
        return zone;
    }
    const std::string name = nameOfHost();
    return name.empty() ? utc() : find(name);
}

Zone Zone::utc() {
    return Zone(nullptr, kEndOfTime);
}

std::string Zone::name() const {
    return zone_ ? zone_->name() : std::string(kUtc);
}

ZonePeriod Zone::periodAt(sys_seconds time) const {
    if (!zone_)
        return {kBeginOfTime, sys_days{std::chrono::year{9999} / 1 / 1}, 0s, false, std::string(kUtc)};
    date::sys_info info = zone_->get_info(time);
    return {info.begin, info.end, info.offset, info.save != 0min, std::move(info.abbrev)};
}

seconds Zone::offsetAt(WallTime time) const {
    return periodAt(std::chrono::floor<seconds>(time)).offset;
}

std::string Zone::abbreviationAt(WallTime time) const {
    return periodAt(std::chrono::floor<seconds>(time)).abbreviation;
}

std::string formatInZone(WallTime time, const Zone& zone) {
    const seconds offset = zone.offsetAt(time);
    const CivilTime civil = civilTime(time, offset);
    const auto east = std::chrono::floor<minutes>(std::chrono::abs(offset)).count();
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d%c%02d:%02d", static_cast<int>(civil.date.year()),
                  static_cast<unsigned>(civil.date.month()), static_cast<unsigned>(civil.date.day()), civil.hour,
                  civil.minute, civil.second, offset < 0s ? '-' : '+', static_cast<int>(east / 60),
                  static_cast<int>(east % 60));
    return text;
}

std::string formatLocal(WallTime time, const Zone& zone) {
    const CivilTime civil = civilTime(time, zone.offsetAt(time));
    char text[32];
    const int length = std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d", static_cast<int>(civil.date.year()),
                                     static_cast<unsigned>(civil.date.month()), static_cast<unsigned>(civil.date.day()),
                                     civil.hour, civil.minute);
    if (civil.second != 0)
        std::snprintf(text + length, sizeof text - static_cast<std::size_t>(length), ":%02d", civil.second);
    return text;
}

Result<WallTime> parseTimeInZone(std::string_view text, const Zone& zone) {
    const std::optional<LocalSecond> local = readLocal(text);
    if (!local) {
        auto time = parseRfc3339(text);
        if (!time)
            return fail(ErrorCode::TimeInvalid, "'" + std::string(text) + "' cannot be read",
                        "write it as 2026-03-24 10:42, or with an offset as 2026-03-24T10:42:00+01:00");
        return time;
    }
    // The period that holds the local time by the offset of a day before, or one of the next two.
    ZonePeriod period = zone.periodAt(sys_seconds{local->time_since_epoch()} - 26h);
    while (period.localEnd() <= *local) {
        const ZonePeriod following = zone.periodAt(period.end);
        if (following.localBegin() > *local)
            return fail(ErrorCode::TimeInvalid,
                        "in " + zone.name() + " the clock skips " + std::string(text) + ": it goes forward to " +
                            formatLocal(period.end, zone),
                        "choose a time that exists, or write it with an offset");
        period = following;
    }
    const sys_seconds time{local->time_since_epoch() - period.offset};
    if (time >= zone.horizon())
        return fail(ErrorCode::CronHorizon, "the data of " + zone.name() + " end before " + std::string(text),
                    "write the time with an offset");
    return WallTime{time};
}

} // namespace inferno::schedule
