// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "core/base/clock.h"

namespace inferno::fakes {

/// A clock that stands until a test moves it. Safe from any thread.
class ManualClock final : public Clock {
public:
    explicit ManualClock(WallTime start) : wall_(start.time_since_epoch().count()) {}

    WallTime now() const override { return WallTime{std::chrono::nanoseconds{wall_.load()}}; }
    MonoTime monotonic() const override { return MonoTime{std::chrono::nanoseconds{mono_.load()}}; }

    /// Time passes: both clocks go on.
    void advance(std::chrono::nanoseconds by) {
        wall_ += by.count();
        mono_ += by.count();
    }
    /// Somebody sets the clock: only civil time moves.
    void set(WallTime to) { wall_ = to.time_since_epoch().count(); }

private:
    std::atomic<std::int64_t> wall_;
    std::atomic<std::int64_t> mono_{1'000'000'000};
};

} // namespace inferno::fakes
