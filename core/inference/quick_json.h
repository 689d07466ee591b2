// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/inference/graph_input.h"

namespace inferno::inference {

// The quick way into requests that are as they should be. Of whatever else comes, these say nothing at all, and the
// readers in tensor_json.cpp and graph_input.cpp find out what is wrong with it, if anything is: both ways lead to the
// same values. Safe from several threads at once.

/// {"inputs": …, "dtype": …}, see tensorFromJson.
std::optional<Tensor> quickTensor(std::string_view body);

/// {"node_features": …, "edge_index": …, "target": …}, {"user_id": …}, or both, see readGraphQuestion.
struct QuickQuestion {
    std::optional<Graph> graph; ///< nothing: only a user was named
    std::string userId;         ///< as JSON; empty: none was named
    std::string user;           ///< the same as the graph store has it
};
std::optional<QuickQuestion> quickQuestion(std::string_view body);

} // namespace inferno::inference
