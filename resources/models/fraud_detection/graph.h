// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace inferno::fraud {

/// What is known of a user, summed up over the 30 days before the day that it is looked at. Raw: euros, days, counts,
/// and shares from 0 to 1.
inline constexpr std::array<std::string_view, 12> kFeatureNames = {
    "transactions", "amount_mean", "amount_max",     "amount_total",  "last_week_share", "account_age_days",
    "night_share",  "merchants",   "declined_share", "foreign_share", "devices",         "cards"};
inline constexpr std::size_t kFeatures = kFeatureNames.size();
using Features = std::array<double, kFeatures>;

inline constexpr int kDays = 365;

enum class Kind : std::uint8_t {
    Honest,
    Ring,    ///< one of some young accounts that take turns with a few devices and cards
    BustOut, ///< an old account that was good until it spends all it can within a week
};

/// Two users, first < second, that used one device or one card.
using Edge = std::pair<int, int>;

/// A synthetic year of a payment service. Users are numbered by the day that they are looked at: a prefix of all is
/// what was known by then. One size in all vectors but `edges`, which is sorted, without doubles.
struct Graph {
    std::vector<int> day; ///< 0 to 364, ascending
    std::vector<Features> features;
    std::vector<Kind> kind;
    std::vector<int> ring;            ///< its number; -1: in none
    std::vector<std::uint8_t> fraud;  ///< what is so: kind != Honest
    std::vector<std::uint8_t> marked; ///< what the investigators say, and a model may learn from: sometimes wrong
    std::vector<Edge> edges;

    int users() const { return static_cast<int>(day.size()); }
};

struct GraphOptions {
    int users = 20000; ///< at least 2,000
    std::uint64_t seed = 1;
};

/// The same for the same options, on every machine.
Graph makeGraph(const GraphOptions& options);

/// Users [0, trainEnd) to train on, [trainEnd, validateEnd) to choose by, the others to test on. No day is in two.
struct Split {
    int trainEnd = 0;
    int validateEnd = 0;
};
/// The first 60 % of the days, the next 15 %, the rest.
Split splitByTime(const Graph& graph);

/// The edges among the first `users`: what was known when they were looked at.
std::vector<Edge> edgesAmong(std::span<const Edge> edges, int users);

} // namespace inferno::fraud
