// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/schedule/recurrence.h"
#include "models/calendar_plan.h"

/// What a schedule would do in the coming days, by the rules of docs/jobs.md ("Fires"): its blackouts, its overlap
/// policy with runs that all take the same time, and its policy for missed starts where the service is away. Pure.
namespace inferno::models {

/// What becomes of a fire.
enum class Fate { Starts, Beside, Waits, Replaces, StillRunning, Blackout, Missed, CaughtUp };

struct SimulatedFire {
    WallTime at{};
    Fate fate = Fate::Starts;
    WallTime begins{}; ///< of its run, where it starts one: `at`, or later
    WallTime ends{};   ///< earlier than it would by itself where a later one takes its place

    bool runs() const { return fate != Fate::StillRunning && fate != Fate::Blackout && fate != Fate::Missed; }
};

struct SimulationRules {
    WallTime from{};
    WallTime to{};
    std::chrono::milliseconds takes{0}; ///< each run; 0 = none is running when the next fires
    std::string overlap = "skip";
    std::string misfire = "latest";
    int maxParallel = 0; ///< of overlap allow; 0 = no bound
    int maxRuns = 0;
    std::optional<WallTime> starts;
    std::optional<WallTime> ends;
    std::vector<BlackoutSpan> blackouts; ///< in order
    std::optional<WallTime> awayUntil;   ///< the service is away from `from` until then
};

struct Simulation {
    static constexpr int kMost = 5000;

    std::vector<SimulatedFire> fires; ///< in order of `at`, at most kMost
    bool cut = false;                 ///< there are more
    int count(Fate fate) const;
};

Simulation simulate(const schedule::Recurrence& recurrence, const schedule::Zone& zone, const SimulationRules& rules);

} // namespace inferno::models
