// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace inferno::serving {

/// How long answers took, in a fixed room of 1.8 KB: buckets from 1 µs to 134 s, each 2^(1/8) times as wide as the one
/// before, one below and one above. A quantile is the middle of its bucket and so at most 4.5 % off; the
/// longest is known exactly. Not safe from several threads at once.
class LatencyHistogram {
public:
    static constexpr double kMostOff = 0.045;

    void add(std::chrono::nanoseconds took);
    std::uint64_t count() const { return count_; }
    /// Seconds; `part` from 0 to 1 (nearest rank). Nothing where nothing was added.
    std::optional<double> quantile(double part) const;
    std::optional<double> mean() const;

private:
    static constexpr std::size_t kPerOctave = 8;
    static constexpr std::size_t kOctaves = 27;
    static constexpr std::size_t kBuckets = kPerOctave * kOctaves + 2;

    std::array<std::uint64_t, kBuckets> counts_{};
    std::uint64_t count_ = 0;
    double sum_ = 0; ///< seconds
    double least_ = 0;
    double most_ = 0;
};

} // namespace inferno::serving
