// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>

#include "core/base/error.h"

namespace inferno {

/// An instant of civil time, UTC, in nanoseconds.
using WallTime = std::chrono::sys_time<std::chrono::nanoseconds>;
/// An instant of a clock that never goes back; comparable within one boot only.
using MonoTime = std::chrono::steady_clock::time_point;

/// Where engines get time from, so that a test can move it. Safe from any thread.
class Clock {
public:
    virtual ~Clock() = default;
    virtual WallTime now() const = 0;
    virtual MonoTime monotonic() const = 0;
};

/// The machine's clocks.
class SystemClock final : public Clock {
public:
    WallTime now() const override;
    MonoTime monotonic() const override;
};

/// RFC 3339 in UTC: "2026-03-24T09:42:07Z"; with milliseconds ("…07.512Z") where there are any.
std::string formatUtc(WallTime time);
/// Reads RFC 3339 with an offset or Z, fraction optional up to nanoseconds. Error: time.invalid.
Result<WallTime> parseRfc3339(std::string_view text);

} // namespace inferno
