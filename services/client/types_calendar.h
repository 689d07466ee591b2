// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// The documents of the calendar; conventions as in types.h.
namespace inferno::client {

/// A run, or a fire that is to come.
struct CalendarItem {
    std::string job;
    std::string run_id; ///< "" where planned
    std::string status; ///< "planned" or the run's
    std::string start;
    std::string end;     ///< "" where not known
    double estimate = 0; ///< seconds, p50 of the job; 0 where unknown
    int attempt = 0;     ///< of a run
    int attempts_max = 0;
    std::string reason;   ///< of a run: why it is in this state
    std::string fire;     ///< planned: as the schedule says
    std::string change;   ///< planned: "", "moved" (from `fire` to `start`) or "skipped"
    std::string blackout; ///< planned, and will not start: why
};

/// What falls into one part of the time. `often_…` is what the jobs in `often` have of it, which are no items.
struct CalendarPart {
    std::string from;
    int runs = 0; ///< skipped ones left out
    int failed = 0;
    int planned = 0;
    int often_runs = 0;
    int often_failed = 0;
    int often_planned = 0;
    double often_busy = 0; ///< seconds that they take, by their usual duration
};

/// `GET /calendar/view`.
struct CalendarView {
    std::string from;
    std::string to;
    double part = 3600;     ///< seconds
    std::string planned_to; ///< "" = to the end; else what is later was too much to plan
    int workers = 0;        ///< runs that may run at once
    std::vector<CalendarItem> items;
    std::vector<std::string> often; ///< jobs that are only counted
    std::vector<CalendarPart> parts;
};

/// A fire of a job that is not made as its schedule says.
struct FireException {
    std::string job;
    std::string fire; ///< as the schedule says
    std::string to;   ///< moved there; "" = skipped
    std::string by;
};

void to_json(nlohmann::json& json, const CalendarItem& value);
void from_json(const nlohmann::json& json, CalendarItem& value);
void to_json(nlohmann::json& json, const CalendarPart& value);
void from_json(const nlohmann::json& json, CalendarPart& value);
void to_json(nlohmann::json& json, const CalendarView& value);
void from_json(const nlohmann::json& json, CalendarView& value);
void to_json(nlohmann::json& json, const FireException& value);
void from_json(const nlohmann::json& json, FireException& value);

} // namespace inferno::client
