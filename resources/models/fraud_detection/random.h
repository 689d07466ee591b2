// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace inferno::fraud {

/// Numbers from a seed, the same on every machine: the standard fixes the bits of std::mt19937_64, and not what
/// std::normal_distribution and its like make of them. One for each part of a graph, so that one part more leaves the
/// others as they are.
class Random {
public:
    explicit Random(std::uint64_t seed) : bits_(seed) {}

    /// From 0 to below 1, in steps of 2^-53.
    double uniform() { return static_cast<double>(bits_() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return uniform() < probability; }
    /// From `low` to `high`, both included.
    int between(int low, int high) { return low + static_cast<int>(uniform() * (high - low + 1)); }

    /// Mean 0, deviation 1, within ±6: the sum of twelve uniform numbers (Irwin-Hall), which needs no logarithm.
    double normal() {
        double sum = -6;
        for (int i = 0; i < 12; ++i)
            sum += uniform();
        return sum;
    }
    /// Log-normal with this median.
    double around(double median, double spread) { return median * std::exp(spread * normal()); }
    /// Knuth's way: multiply until it is below exp(-mean). For means below some hundreds.
    int poisson(double mean) {
        const double end = std::exp(-mean);
        int count = 0;
        for (double product = uniform(); product > end; product *= uniform())
            ++count;
        return count;
    }

private:
    std::mt19937_64 bits_;
};

} // namespace inferno::fraud
