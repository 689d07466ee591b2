// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/graph_store.h"

#include <algorithm>
#include <unordered_set>

#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

constexpr std::size_t kHops = 2; // a network of two layers
constexpr std::size_t kMostHops = 8;

} // namespace

class GraphStore::Reader {
public:
    explicit Reader(std::filesystem::path file) : file_(std::move(file)) {}

    Result<std::unique_ptr<GraphStore>> read(const json& document) {
        INFERNO_CHECK(takeHops(document));
        INFERNO_CHECK(takeNodes(document));
        INFERNO_CHECK(takeEdges(document));
        return std::move(store_);
    }

private:
    std::unexpected<Error> refused(const std::string& why) const {
        return fail(ErrorCode::ModelInvalid, file_.string() + ": " + why,
                    R"(a graph store is {"users": {"77": [0.1, 0.2], ..}, "edges": [[77, 12], ..]})");
    }

    Result<void> takeHops(const json& document) {
        const json hops = document.value("hops", json(kHops));
        if (!hops.is_number_unsigned() || hops.get<std::uint64_t>() > kMostHops)
            return refused("hops is not a whole number from 0 to " + std::to_string(kMostHops));
        store_->hops_ = hops.get<std::size_t>();
        return {};
    }

    Result<void> takeNodes(const json& document) {
        if (const auto names = document.find("features"); names != document.end()) {
            if (!names->is_array() || names->empty())
                return refused("features is not a list of the features' names");
            store_->width_ = names->size();
        }
        const auto users = document.find("users");
        if (users == document.end() || !users->is_object())
            return refused("there is no object \"users\"");
        for (const auto& [id, row] : users->items()) {
            const std::string name = "users[" + json(id).dump() + "]";
            if (auto taken = appendFeatures(row, name, store_->width_, store_->features_); !taken)
                return refused(taken.error().detail);
            store_->width_ = row.size();
            store_->numbers_.emplace(id, store_->numbers_.size());
        }
        store_->edgesOf_.resize(store_->numbers_.size());
        return {};
    }

    Result<void> takeEdges(const json& document) {
        const auto edges = document.find("edges");
        if (edges == document.end() || !edges->is_array())
            return refused("there is no list \"edges\"");
        for (std::size_t i = 0; i < edges->size(); ++i) {
            const json& edge = (*edges)[i];
            const std::string name = "edges[" + std::to_string(i) + "]";
            if (!edge.is_array() || edge.size() != 2)
                return refused(name + " is not a pair of nodes");
            INFERNO_TRY(const std::size_t source, nodeOf(edge[0], name));
            INFERNO_TRY(const std::size_t target, nodeOf(edge[1], name));
            store_->edgesOf_[source].push_back(store_->edges_.size());
            if (target != source)
                store_->edgesOf_[target].push_back(store_->edges_.size());
            store_->edges_.push_back({source, target});
        }
        return {};
    }

    Result<std::size_t> nodeOf(const json& id, const std::string& name) const {
        const auto at = store_->numbers_.find(id.is_string() ? id.get<std::string>() : id.dump());
        if (at == store_->numbers_.end())
            return refused(name + " names the user " + id.dump() + ", whom \"users\" lacks");
        return at->second;
    }

    std::filesystem::path file_;
    std::unique_ptr<GraphStore> store_{new GraphStore};
};

Result<std::unique_ptr<GraphStore>> GraphStore::read(const std::filesystem::path& file) {
    INFERNO_TRY(const json document, readJsonFile(file));
    if (document.is_null())
        return std::unique_ptr<GraphStore>();
    return Reader(file).read(document);
}

Result<Graph> GraphStore::around(const std::string& id) const {
    const auto at = numbers_.find(id);
    if (at == numbers_.end())
        return fail(ErrorCode::ModelInput, "the model's graph store knows no user " + id,
                    "name one of the users in graph.json beside the model, or send node_features and edge_index");
    INFERNO_TRY(const std::vector<std::size_t> nodes, reachable(at->second, id));
    std::unordered_map<std::size_t, std::int64_t> rows;
    std::vector<float> features;
    for (const std::size_t node : nodes) {
        rows.emplace(node, static_cast<std::int64_t>(rows.size()));
        const auto from = features_.begin() + static_cast<std::ptrdiff_t>(node * width_);
        features.insert(features.end(), from, from + static_cast<std::ptrdiff_t>(width_));
    }
    std::vector<std::int64_t> sources;
    std::vector<std::int64_t> targets;
    for (const std::size_t node : nodes)
        for (const std::size_t number : edgesOf_[node]) {
            const Edge& edge = edges_[number];
            const auto target = rows.find(edge.target);
            if (edge.source != node || target == rows.end()) // of an edge's two nodes its source counts it
                continue;
            sources.push_back(rows.at(node));
            targets.push_back(target->second);
        }
    if (sources.size() > GraphLimits::kEdges)
        return fail(ErrorCode::ModelInput, "the neighbourhood of the user " + id + " has more than " +
                                               std::to_string(GraphLimits::kEdges) + " edges");
    return graphOf(features, static_cast<std::int64_t>(width_), sources, targets, 0);
}

/// Breadth first, so that the nearest come first.
Result<std::vector<std::size_t>> GraphStore::reachable(std::size_t from, const std::string& id) const {
    std::vector<std::size_t> nodes{from};
    std::unordered_set<std::size_t> seen{from};
    std::size_t nearer = 0;
    for (std::size_t hop = 0; hop < hops_; ++hop) {
        const std::size_t end = nodes.size();
        for (; nearer < end; ++nearer)
            for (const std::size_t number : edgesOf_[nodes[nearer]]) {
                const Edge& edge = edges_[number];
                const std::size_t other = edge.source == nodes[nearer] ? edge.target : edge.source;
                if (seen.insert(other).second)
                    nodes.push_back(other);
            }
        if (nodes.size() > GraphLimits::kNodes)
            return fail(ErrorCode::ModelInput, "the neighbourhood of the user " + id + " has more than " +
                                                   std::to_string(GraphLimits::kNodes) + " nodes");
    }
    return nodes;
}

std::string GraphStore::firstId() const {
    const auto first = std::ranges::min_element(numbers_, {}, [](const auto& each) { return each.first; });
    return first == numbers_.end() ? std::string() : first->first;
}

} // namespace inferno::inference
