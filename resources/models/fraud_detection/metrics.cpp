// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/models/fraud_detection/metrics.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <vector>

namespace inferno::fraud {
namespace {

/// Calls `step(users, found)` for each score from the highest to the lowest: how many have it, and how many of them are
/// to be found. Ends when it answers false.
void eachScore(std::span<const float> scores, std::span<const std::uint8_t> truth,
               const std::function<bool(double users, double found)>& step) {
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, std::greater{}, [&](std::size_t i) { return scores[i]; });
    for (std::size_t i = 0; i < order.size();) {
        double users = 0;
        double found = 0;
        const float score = scores[order[i]];
        do {
            ++users;
            found += truth[order[i]];
        } while (++i < order.size() && scores[order[i]] == score);
        if (!step(users, found))
            return;
    }
}

double all(std::span<const std::uint8_t> truth) {
    return std::accumulate(truth.begin(), truth.end(), 0.0);
}

} // namespace

double prAuc(std::span<const float> scores, std::span<const std::uint8_t> truth) {
    double users = 0;
    double found = 0;
    double sum = 0;
    eachScore(scores, truth, [&](double more, double gain) {
        users += more;
        found += gain;
        sum += gain * found / users;
        return true;
    });
    return found > 0 ? sum / found : 0;
}

double recallAt(std::size_t alerts, std::span<const float> scores, std::span<const std::uint8_t> truth) {
    auto left = static_cast<double>(alerts);
    double found = 0;
    eachScore(scores, truth, [&](double users, double gain) {
        const double taken = std::min(users, left);
        found += gain * taken / users;
        left -= taken;
        return left > 0;
    });
    const double total = all(truth);
    return total > 0 ? found / total : 0;
}

} // namespace inferno::fraud
