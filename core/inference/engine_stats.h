// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "core/inference/batcher.h"

namespace inferno::inference {

/// How often a time was in which range. The bounds are the same for ever, so that figures of several engines add up.
class Histogram {
public:
    /// Upper bounds in microseconds, each included; what is beyond the last is counted behind it.
    static constexpr std::array<std::int64_t, 16> kBoundsUs{
        100,    250,     500,     1'000,   2'500,     5'000,     10'000,    25'000,
        50'000, 100'000, 250'000, 500'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};

    void add(std::chrono::nanoseconds time);

    const std::array<std::uint64_t, kBoundsUs.size() + 1>& counts() const { return counts_; }
    std::uint64_t count() const { return count_; }
    std::uint64_t sumUs() const { return sumUs_; }

private:
    std::array<std::uint64_t, kBoundsUs.size() + 1> counts_{};
    std::uint64_t count_ = 0;
    std::uint64_t sumUs_ = 0;
};

/// What has become of a model's requests since it was loaded.
struct ModelFigures {
    std::uint64_t batches = 0;
    std::uint64_t items = 0;     ///< in these batches
    std::uint64_t failures = 0;  ///< of `items`: answered with an error
    std::uint64_t retries = 0;   ///< of `batches`: failed as a whole, and were computed item by item
    std::uint64_t unread = 0;    ///< the handler could not read the input
    std::uint64_t refused = 0;   ///< the queue was full, or the wait too long
    std::uint64_t expired = 0;   ///< still waiting at their deadline
    std::uint64_t cancelled = 0; ///< nobody wanted the answer; one that was being computed is in `items` too
    std::uint64_t timedOut = 0;  ///< given up, as the worker hung: not in `items`
    Histogram queueTime;         ///< of each item, from its arrival to the start of its batch
    Histogram computeTime;       ///< of each batch
};

struct ModelStats {
    ModelKey key;
    std::string handler;
    BatchLimits limits;  ///< as asked for
    bool batches = true; ///< false: the model's answers cannot be split, so that each item is computed alone
    int queued = 0;      ///< items
    int running = 0;     ///< batches
    ModelFigures figures;
};

struct EngineStats {
    int workers = 0;
    int lost = 0; ///< threads that hang in a computation; others took their places
    std::vector<ModelStats> models;
};

/// The body of the reply to `stats` (docs/formats/engine-frames.md).
std::string toJson(const EngineStats& stats);

} // namespace inferno::inference
