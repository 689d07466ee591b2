// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/schedule/blackout.h"
#include "core/sqlite/database.h"

/// Times in which schedules do not fire: maintenance windows, freezes, holidays. A fire within one is recorded as a
/// skipped run that names it; runs that people or other jobs start are not held back. Values and functions without
/// state of their own.
namespace inferno::jobs {

struct BlackoutDefinition {
    std::string name;             ///< as a job's
    std::optional<WallTime> from; ///< with `to`: once
    std::optional<WallTime> to;   ///< excluded
    std::string schedule;         ///< a cron expression or @every: begins again and again, with `duration`
    std::chrono::milliseconds duration{0};
    std::vector<std::string> dates; ///< "2026-12-25": whole days of `timezone`
    std::string timezone;
    std::vector<std::string> tags; ///< only jobs that have one of them; empty: all
    std::string reason;

    /// Whether it concerns a job with these tags.
    bool concerns(const std::vector<std::string>& jobTags) const;
    bool operator==(const BlackoutDefinition&) const = default;
};

/// Reads an API document: name, exactly one of (from, to), (schedule, duration) and dates, and timezone (else
/// `defaultZone`), tags, reason. Errors: job.invalid naming the field, input.invalid, cron.*, time.invalid.
Result<BlackoutDefinition> parseBlackout(const nlohmann::json& document, const std::string& defaultZone);
nlohmann::json toJson(const BlackoutDefinition& definition);
Result<schedule::Blackout> blackoutOf(const BlackoutDefinition& definition);

/// All of a database, ready to be asked.
class Blackouts {
public:
    static Result<Blackouts> load(sqlite::Database& db);
    /// Why a fire of a job with these tags does not start; nothing if it may: "blackout NAME", with its reason.
    std::optional<std::string> covering(WallTime fire, const std::vector<std::string>& jobTags) const;
    bool empty() const { return all_.empty(); }

private:
    std::vector<std::pair<BlackoutDefinition, schedule::Blackout>> all_;
};
Result<std::vector<BlackoutDefinition>> loadBlackouts(sqlite::Database& db);

} // namespace inferno::jobs
