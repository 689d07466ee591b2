// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "resources/models/fraud_detection/graph.h"

namespace inferno::fraud {

/// Some users of a graph with all of their neighbours' neighbours (whole components of it), so that a model says of
/// each what it says in the whole graph.
struct SampleStore {
    struct User {
        int name = 0; ///< from 1; not its number in the graph
        int user = 0; ///< its number in the graph
    };
    std::vector<User> users; ///< by name
    std::vector<Edge> edges; ///< of names
    int rings = 0;           ///< of fraud, of which a user is in it
};

inline constexpr int kSampleUser = 77;

/// About `users` (at least 100) of the test period, of which kSampleUser is of its first ring; that was not chosen by
/// what a model says of it. Error input.invalid: no ring is in the test period of so small a graph.
Result<SampleStore> sampleStore(const Graph& graph, int users);

/// {"features": names, "users": {"77": values, …}, "edges": [[a, b], …]}
std::string storeJson(const Graph& graph, const SampleStore& store);

} // namespace inferno::fraud
