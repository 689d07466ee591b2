// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "services/inference/latency_histogram.h"

namespace inferno::serving {

/// What happened in one part of the time.
struct TrafficSlot {
    WallTime begin{};
    std::uint64_t requests = 0;
    std::uint64_t errors = 0;
    std::optional<double> p50; ///< seconds
    std::optional<double> p95;
};
struct VersionTraffic {
    std::uint64_t requests = 0; ///< copies not counted
    std::uint64_t errors = 0;   ///< of these
    std::optional<double> p50;  ///< seconds of what was answered, copies too
    std::optional<double> p95;
    std::optional<double> p99;
    std::optional<double> mean;
    std::uint64_t agreed = 0;
    std::uint64_t disagreed = 0;
    std::uint64_t dropped = 0;      ///< copies that were not asked, or not answered
    std::vector<TrafficSlot> slots; ///< the newest last; it is not over
};

/// What each version of the models was asked and how it answered. A request costs one short lock; a version takes
/// 110 KB from its first request on, and never more. Versions that are not kept are not counted. Safe from any thread.
class TrafficFigures {
public:
    using Version = std::pair<std::string, std::string>; ///< model, version
    static constexpr std::chrono::seconds kSlot{30};
    static constexpr int kSlots = 60;

    /// Counts these from now on, and forgets all others.
    void keep(const std::set<Version>& versions);
    void answered(const Version& version, std::chrono::nanoseconds took, bool success, WallTime now);
    /// A copy; `took`: nothing where it failed.
    void compared(const Version& version, bool agreed, std::optional<std::chrono::nanoseconds> took, WallTime now);
    void dropped(const Version& version);
    VersionTraffic of(const Version& version, WallTime now) const;

private:
    struct Slot {
        std::int64_t number = -1; ///< of its part of the time
        std::uint64_t requests = 0;
        std::uint64_t errors = 0;
        LatencyHistogram latency{};
    };
    struct Counted {
        std::uint64_t requests = 0;
        std::uint64_t errors = 0;
        std::uint64_t agreed = 0;
        std::uint64_t disagreed = 0;
        std::uint64_t dropped = 0;
        LatencyHistogram latency;
        std::vector<Slot> slots; ///< empty until something happens

        Slot& at(WallTime now);
    };

    mutable std::mutex mutex_;
    std::map<Version, Counted> counted_;
};

} // namespace inferno::serving
