// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/schedule/zone.h"

namespace inferno::api {

/// What a report is of. [from, to)
struct ReportPeriod {
    std::string name; ///< "March 2026", "Tuesday 24 March 2026"
    std::string id;   ///< "AUDIT-2026-03"
    WallTime from{};
    WallTime to{};
    bool partial = false; ///< not over yet, or older than the vault
};

/// daily, weekly, monthly: the last complete day, week (from Monday) or calendar month of the zone; the current one
/// where the vault (`firstEvent`) is younger than that. "FROM..TO": RFC 3339 or local dates, TO not included.
/// Errors: input.invalid, time.invalid. Pure.
Result<ReportPeriod> reportPeriod(const std::string& period, WallTime now, std::optional<WallTime> firstEvent,
                                  const schedule::Zone& zone);

} // namespace inferno::api
