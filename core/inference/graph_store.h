// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/inference/graph_input.h"

namespace inferno::inference {

/// The graph that a model knows: the features of users (and of what else is a node: devices, cards), and the edges
/// between them, in memory. Immutable; safe from several threads at once.
class GraphStore {
public:
    /// Reads graph.json (docs/formats/model-files.md). Null: there is no such file. Error: model.invalid, naming the
    /// element.
    static Result<std::unique_ptr<GraphStore>> read(const std::filesystem::path& file);

    /// The node `id` and what is at most `hops` edges away from it, whichever way they point, with all edges among
    /// these nodes: as much as a network of so many layers sees. The node is number 0. Errors: model.input (no such
    /// node; more nodes or edges than GraphLimits). O(nodes and edges in it).
    Result<Graph> around(const std::string& id) const;

    /// The least of the ids; "" of an empty graph.
    std::string firstId() const;

private:
    struct Edge {
        std::size_t source = 0;
        std::size_t target = 0;
    };
    Result<std::vector<std::size_t>> reachable(std::size_t from, const std::string& id) const;

    std::size_t hops_ = 0;
    std::size_t width_ = 0; ///< features of a node
    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<float> features_; ///< of node 0, of node 1 …
    std::vector<Edge> edges_;
    std::vector<std::vector<std::size_t>> edgesOf_; ///< of each node, those that begin or end there

    class Reader;
};

} // namespace inferno::inference
