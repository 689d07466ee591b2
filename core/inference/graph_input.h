// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/inference/tensor.h"

namespace inferno::inference {

class GraphStore;

/// What one request or one neighbourhood may have at most.
struct GraphLimits {
    static constexpr std::size_t kNodes = 100'000;
    static constexpr std::size_t kEdges = 1'000'000;
    static constexpr std::size_t kFeatures = 4'096; ///< of a node
};

/// A graph that a model computes over, and the node that is asked about. A plain value.
struct Graph {
    Tensor features; ///< float32 [nodes, features of a node]
    Tensor edges;    ///< int64 [2, edges]: the sources, then the targets; numbers of rows of `features`
    std::int64_t target = 0;
};

/// The tensors of a graph. REQUIRES at least one node, nodes × width features, and as many sources as targets.
Graph graphOf(const std::vector<float>& features, std::int64_t width, const std::vector<std::int64_t>& sources,
              const std::vector<std::int64_t>& targets, std::int64_t target);

/// The edges of one graph that holds several side by side: those of each are shifted by the nodes before it.
Tensor joinedEdges(std::span<const Tensor* const> edges, std::span<const std::int64_t> nodes);

/// Appends a node's features, which errors call `name` ("node_features[3]"). Error: model.input, naming the element (no
/// list, empty, too many, not as many as `width` unless that is 0, no finite number of type float32).
Result<void> appendFeatures(const nlohmann::json& row, std::string_view name, std::size_t width,
                            std::vector<float>& features);

struct GraphQuestion {
    Graph graph;
    std::string userId; ///< as JSON; empty: none was named
};

/// Reads {"node_features": [[..], ..], "edge_index": [[sources], [targets]], "target": 0}, the names of PyTorch
/// Geometric; without `target` node 0 is asked about. {"user_id": 77}, a number or text, without features asks about
/// the neighbourhood of a user in `store` (null: the model has none). Error: model.input, naming the element.
Result<GraphQuestion> readGraphQuestion(std::string_view body, const GraphStore* store);

} // namespace inferno::inference
