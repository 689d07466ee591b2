// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/jobs/job.h"
#include "services/executors/executor.h"

namespace inferno::jobs {
class JobStore;
}
namespace inferno::rules {
class MetricSource;
}

namespace inferno::scheduler {

/// Makes what the executor starts of what the store ordered: environment, folder, token (launch_spec.h). Called on the
/// scheduler's thread. An error fails the attempt with the error's words.
using PrepareLaunch = std::function<Result<executors::LaunchSpec>(const jobs::LaunchOrder&)>;

struct SchedulerOptions {
    int maxConcurrent = 1; ///< launches at once; the default of the configuration is the number of cores
    std::chrono::milliseconds progressInterval = std::chrono::seconds(2);
    std::string missedCause = "service_down"; ///< why what was due before the start was not started
    rules::MetricSource* figures = nullptr;   ///< of the host, for conditions; borrowed
    std::string bootId{};                     ///< of the machine, for @reboot; "": there is none
};

/// Launches at once for what the configuration says: 0 is as many as there are cores.
int workersOf(std::int64_t configured);

struct SchedulerStatus {
    bool running = false; ///< the loop runs
    int maxConcurrent = 0;
    int launches = 0; ///< now running
    std::optional<WallTime> nextWake;
    std::string held; ///< why nothing new starts: "queue_paused", "vault_unavailable", "vault_locked"; "" if it does
    std::string lastError; ///< the newest failure of the loop; "" when it has recovered
};

/// The loop that turns due fires into runs and runs into launches. One pass: take in results, record due fires (which
/// advances the schedules' cursors), dispatch by priority and then age within `maxConcurrent`, pass on cancellations.
/// Between passes it sleeps until the next instant at which something is due; a change in the store, a result or a
/// change of the machine's clock wakes it. A failing store or executor never ends the loop: it says so in `status` and
/// tries again with growing pauses, and nothing is lost, since each step is one transaction.
///
/// `start` first settles every launch that the store has no result of: adopted, void (the next launch number begins,
/// not an attempt), or outcome unknown (the run has failed).
///
/// Safe from any thread, but for `step`, which is for tests and must not be mixed with `start`. `store`, `executor` and
/// `clock` are borrowed. The destructor stops the loop; launches go on.
class Scheduler {
public:
    Scheduler(jobs::JobStore& store, executors::Executor& executor, PrepareLaunch prepare, const Clock& clock,
              SchedulerOptions options);
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    /// Adopts, then runs the loop on a thread of its own.
    Result<void> start();
    /// Ends the loop after the present pass. Launches go on.
    void stop();
    /// Another pass soon.
    void wake();
    /// While a reason is set ("vault_locked"), cursors stand and nothing new starts; what was due meanwhile counts as
    /// missed for that reason. "" lets it go on.
    void hold(const std::string& reason);
    /// So many launches at once from now on, at least one; what runs beyond that goes on.
    void limit(int maxConcurrent);

    SchedulerStatus status() const;

    /// Adoption, as at start. For tests.
    Result<void> adopt();
    /// One pass. Returns when the next one is due, if anything is. For tests with a clock of their own.
    Result<std::optional<WallTime>> step();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_; ///< shared with callbacks that may outlive this object
};

} // namespace inferno::scheduler
