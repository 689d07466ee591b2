// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/error.h"

namespace date {
class time_zone;
}

namespace inferno::schedule {

/// A reading of a wall clock somewhere, in whole minutes; which instant it means depends on a zone.
using LocalMinute = std::chrono::local_time<std::chrono::minutes>;
using LocalSecond = std::chrono::local_time<std::chrono::seconds>;

/// A stretch of time in which a zone's offset does not change: [begin, end).
struct ZonePeriod {
    std::chrono::sys_seconds begin;
    std::chrono::sys_seconds end;
    std::chrono::seconds offset; ///< local time minus UTC
    bool daylight = false;
    std::string abbreviation; ///< "CET"; "+0530" where the zone has no letters

    LocalSecond localBegin() const { return LocalSecond{begin.time_since_epoch() + offset}; }
    LocalSecond localEnd() const { return LocalSecond{end.time_since_epoch() + offset}; }
};

/// An IANA time zone, from the system's tzdata. Immutable, two words, cheap to copy; safe from any thread.
/// A lookup of an offset costs a binary search in the zone's table. The table is read once per process: a process
/// sees the rules that were installed when it first asked for a zone.
/// Debian's tables end in 2037 for most zones with daylight saving; what lies beyond `horizon()` is not known.
class Zone {
public:
    /// By its IANA name, such as "Europe/Rome" or "UTC". Error: cron.zone, with the nearest name.
    static Result<Zone> find(std::string_view name);
    /// The host's zone: TZ, else /etc/localtime, else UTC, as the C library does.
    /// Error: cron.zone, if TZ holds no IANA name (a POSIX rule such as "CET-1CEST" is not taken).
    static Result<Zone> local();
    /// Known without any tzdata.
    static Zone utc();

    std::string name() const;
    ZonePeriod periodAt(std::chrono::sys_seconds time) const;
    std::chrono::seconds offsetAt(WallTime time) const;
    std::string abbreviationAt(WallTime time) const;
    /// The end of what the zone's data covers. Never later than the year 2200.
    std::chrono::sys_seconds horizon() const { return horizon_; }

    bool operator==(const Zone&) const = default;

private:
    Zone(const date::time_zone* zone, std::chrono::sys_seconds horizon) : zone_(zone), horizon_(horizon) {}

    const date::time_zone* zone_; ///< of the process's table, which is never freed; null for UTC
    std::chrono::sys_seconds horizon_;
};

/// RFC 3339 with the zone's offset, whole seconds: "2026-03-29T03:30:00+02:00"; UTC has "+00:00".
std::string formatInZone(WallTime time, const Zone& zone);
/// For people: "2026-03-29 03:30" (with ":07" where there are seconds).
std::string formatLocal(WallTime time, const Zone& zone);

/// Reads RFC 3339 with an offset, or a local date-time of `zone`: "2026-03-24", "2026-03-24 10:42",
/// "2026-03-24T10:42:07". A local time that occurs twice means the first; one that the clock skips is refused.
/// Error: time.invalid, cron.horizon.
Result<WallTime> parseTimeInZone(std::string_view text, const Zone& zone);

} // namespace inferno::schedule
