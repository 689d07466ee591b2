// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_simulation.h"

#include <algorithm>

#include "models/fires.h"

namespace inferno::models {

namespace {

constexpr std::chrono::hours kWindow{24};  // how old a missed fire may be and still run
constexpr std::size_t kCatchUpLimit = 100; // misfire all: so many, the newest

/// The runs of one job, as its overlap policy lets them begin.
class Runs {
public:
    Runs(const SimulationRules& rules, std::vector<SimulatedFire>& fires) : rules_(rules), fires_(fires) {}

    /// Whether all its runs (max_runs) have begun.
    bool done() const { return rules_.maxRuns > 0 && begun_ >= rules_.maxRuns; }

    void fire(WallTime at) {
        if (inBlackout(at)) {
            fires_.push_back({at, Fate::Blackout, {}, {}});
            return;
        }
        if (rules_.overlap == "allow")
            allow(at);
        else if (rules_.overlap == "replace")
            replace(at);
        else if (lastEnd() <= at)
            start(at, Fate::Starts, at);
        else if (rules_.overlap == "queue" && lastBegin() <= at)
            start(at, Fate::Waits, lastEnd()); // behind the one that runs; further ones find it waiting
        else
            fires_.push_back({at, Fate::StillRunning, {}, {}});
    }
    /// A missed one that is made up for: it waits its turn whatever the policy.
    void catchUp(WallTime at, WallTime now) { start(at, Fate::CaughtUp, std::max(now, lastEnd())); }
    void miss(WallTime at) { fires_.push_back({at, Fate::Missed, {}, {}}); }
    bool inBlackout(WallTime at) const {
        return std::ranges::any_of(rules_.blackouts, [&](const auto& span) { return span.from <= at && at < span.to; });
    }

private:
    WallTime lastEnd() const { return last_.empty() ? WallTime::min() : fires_[last_.back()].ends; }
    WallTime lastBegin() const { return last_.empty() ? WallTime::min() : fires_[last_.back()].begins; }

    void start(WallTime at, Fate fate, WallTime begins) {
        last_.push_back(fires_.size());
        fires_.push_back({at, fate, begins, begins + rules_.takes});
        ++begun_;
    }
    void allow(WallTime at) {
        std::vector<WallTime> ends; // of those that run or wait
        for (const std::size_t run : last_)
            if (fires_[run].ends > at)
                ends.push_back(fires_[run].ends);
        const auto most = static_cast<std::size_t>(rules_.maxParallel);
        if (most == 0 || ends.size() < most) {
            start(at, ends.empty() ? Fate::Starts : Fate::Beside, at);
        } else {
            std::ranges::sort(ends);
            start(at, Fate::Waits, ends[ends.size() - most]);
        }
        std::erase_if(last_, [&](std::size_t run) { return fires_[run].ends <= at && run + 1 != fires_.size(); });
    }
    void replace(WallTime at) {
        const bool active = lastEnd() > at;
        if (active)
            fires_[last_.back()].ends = at;
        start(at, active ? Fate::Replaces : Fate::Starts, at);
    }

    const SimulationRules& rules_;
    std::vector<SimulatedFire>& fires_;
    std::vector<std::size_t> last_; ///< those that may be running, by their beginning
    int begun_ = 0;
};

/// The fires that passed while the service was away, when it is back.
void catchUp(Runs& runs, const std::vector<WallTime>& missed, const SimulationRules& rules, bool onTime) {
    std::size_t kept = 0; // so many of the newest are made up for
    for (auto at = missed.rbegin(); at != missed.rend() && *at >= *rules.awayUntil - kWindow; ++at)
        ++kept;
    if (rules.misfire == "skip" || (rules.misfire == "latest" && onTime))
        kept = 0;
    else
        kept = std::min(kept, rules.misfire == "latest" ? 1 : kCatchUpLimit);
    for (std::size_t at = 0; at < missed.size(); ++at) {
        if (runs.done())
            return;
        if (missed.size() - at > kept)
            runs.miss(missed[at]);
        else
            runs.catchUp(missed[at], *rules.awayUntil);
    }
}

} // namespace

int Simulation::count(Fate fate) const {
    return static_cast<int>(std::ranges::count(fires, fate, &SimulatedFire::fate));
}

Simulation simulate(const schedule::Recurrence& recurrence, const schedule::Zone& zone, const SimulationRules& rules) {
    Simulation out;
    Runs runs(rules, out.fires);
    const WallTime until = std::min(rules.to, rules.ends.value_or(rules.to));
    const auto times = fireTimes(recurrence, zone, rules.from, Simulation::kMost + 1, until);
    out.cut = times.size() > Simulation::kMost;
    std::vector<WallTime> missed;
    bool back = !rules.awayUntil;
    for (const WallTime at : times) {
        if (rules.starts && at < *rules.starts)
            continue;
        if (!back && at < *rules.awayUntil) {
            if (runs.inBlackout(at))
                runs.fire(at);
            else
                missed.push_back(at);
            continue;
        }
        if (!std::exchange(back, true))
            catchUp(runs, missed, rules, at == *rules.awayUntil);
        if (runs.done() || out.fires.size() >= Simulation::kMost)
            break;
        runs.fire(at);
    }
    if (!back)
        catchUp(runs, missed, rules, false);
    return out;
}

} // namespace inferno::models
