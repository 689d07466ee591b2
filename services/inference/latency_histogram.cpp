// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/latency_histogram.h"

#include <algorithm>
#include <cmath>

namespace inferno::serving {
namespace {

constexpr double kFirst = 1e-6; ///< seconds

} // namespace

void LatencyHistogram::add(std::chrono::nanoseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    std::size_t bucket = 0;
    if (seconds >= kFirst)
        bucket =
            std::min<std::size_t>(1 + static_cast<std::size_t>(kPerOctave * std::log2(seconds / kFirst)), kBuckets - 1);
    ++counts_[bucket];
    least_ = count_ == 0 ? seconds : std::min(least_, seconds);
    most_ = std::max(most_, seconds);
    sum_ += seconds;
    ++count_;
}

std::optional<double> LatencyHistogram::quantile(double part) const {
    if (count_ == 0)
        return std::nullopt;
    const auto rank =
        std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_))), 1, count_);
    if (rank == count_)
        return most_;
    std::uint64_t below = 0;
    std::size_t bucket = 0;
    while (below + counts_[bucket] < rank)
        below += counts_[bucket++];
    const double middle =
        bucket == 0 ? kFirst / 2 : kFirst * std::exp2((static_cast<double>(bucket) - 0.5) / kPerOctave);
    return std::clamp(middle, least_, most_);
}

std::optional<double> LatencyHistogram::mean() const {
    return count_ == 0 ? std::nullopt : std::optional(sum_ / static_cast<double>(count_));
}

} // namespace inferno::serving
