// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "core/base/clock.h"

namespace inferno::scheduler {

/// Sleeps until an instant of the machine's civil clock, and wakes as well when somebody sets that clock: a fire at
/// 02:00 is due when the clock says 02:00, however it came there. One thread waits; `wake` is safe from any.
class WakeTimer {
public:
    /// Aborts if the system has no descriptor left for it: it is made once, at start.
    static std::unique_ptr<WakeTimer> create();
    virtual ~WakeTimer() = default;

    /// Returns at `until`, after `atMost`, on `wake`, or when the clock was set, whichever is first. A call of `wake`
    /// that comes before is not lost. With neither it waits for `wake` alone.
    virtual void wait(std::optional<WallTime> until, std::optional<std::chrono::milliseconds> atMost) = 0;
    virtual void wake() = 0;
};

} // namespace inferno::scheduler
