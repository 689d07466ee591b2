// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/graph_input.h"

#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "core/inference/graph_store.h"
#include "core/inference/quick_json.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

constexpr const char* kExample =
    R"(send {"node_features": [[0.1, 0.2], [0.3, 0.4]], "edge_index": [[0], [1]], "target": 0}, or {"user_id": 77})";

std::unexpected<Error> refused(std::string detail) {
    return fail(ErrorCode::ModelInput, std::move(detail), kExample);
}

std::string element(std::string_view name, std::size_t index) {
    return std::string(name) + "[" + std::to_string(index) + "]";
}

/// A number as it came, of anything else only what it is: it may be long.
std::string textOf(const json& value) {
    return value.is_number() ? value.dump() : value.type_name();
}

struct Nodes {
    std::vector<float> features;
    std::size_t count = 0;
    std::size_t width = 0;
};

Result<Nodes> readNodes(const json& rows) {
    if (!rows.is_array())
        return refused(std::string("node_features is ") + rows.type_name() + ", not a list of the nodes' features");
    if (rows.empty())
        return refused("node_features is empty: a graph has at least one node");
    if (rows.size() > GraphLimits::kNodes)
        return refused("node_features has " + std::to_string(rows.size()) + " nodes, of at most " +
                       std::to_string(GraphLimits::kNodes));
    Nodes nodes;
    nodes.count = rows.size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        INFERNO_CHECK(appendFeatures(rows[i], element("node_features", i), nodes.width, nodes.features));
        nodes.width = rows[0].size();
    }
    return nodes;
}

/// The number of a node.
Result<std::int64_t> readNode(const json& value, const auto& nameOf, std::size_t nodes) {
    const bool isNumber = value.is_number_integer() && (value.is_number_unsigned() || value.get<std::int64_t>() >= 0);
    if (!isNumber || value.get<std::uint64_t>() >= nodes)
        return refused(nameOf() + " is " + textOf(value) + ", not a node from 0 to " + std::to_string(nodes - 1));
    return value.get<std::int64_t>();
}

Result<std::vector<std::int64_t>> readEnds(const json& list, const std::string& name, std::size_t nodes) {
    if (!list.is_array())
        return refused(name + " is " + list.type_name() + ", not a list of nodes");
    if (list.size() > GraphLimits::kEdges)
        return refused(name + " has " + std::to_string(list.size()) + " edges, of at most " +
                       std::to_string(GraphLimits::kEdges));
    std::vector<std::int64_t> ends;
    ends.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        INFERNO_TRY(const std::int64_t node, readNode(list[i], [&] { return element(name, i); }, nodes));
        ends.push_back(node);
    }
    return ends;
}

Result<Graph> readGraph(const json& document) {
    INFERNO_TRY(const Nodes nodes, readNodes(document.at("node_features")));
    const auto edges = document.find("edge_index");
    if (edges == document.end())
        return refused("the body has \"node_features\", but no \"edge_index\"; without edges it is [[], []]");
    if (!edges->is_array() || edges->size() != 2)
        return refused("edge_index is not two lists, of the sources and of the targets of the edges");
    INFERNO_TRY(const auto sources, readEnds((*edges)[0], "edge_index[0]", nodes.count));
    INFERNO_TRY(const auto targets, readEnds((*edges)[1], "edge_index[1]", nodes.count));
    if (sources.size() != targets.size())
        return refused("edge_index[1] has " + std::to_string(targets.size()) + " nodes where edge_index[0] has " +
                       std::to_string(sources.size()));
    std::int64_t target = 0;
    if (const auto given = document.find("target"); given != document.end()) {
        INFERNO_TRY(target, readNode(*given, [] { return std::string("target"); }, nodes.count));
    }
    return graphOf(nodes.features, static_cast<std::int64_t>(nodes.width), sources, targets, target);
}

template <typename T>
Tensor tensorOf(DType type, std::vector<std::int64_t> shape, std::span<const T> values) {
    Tensor tensor{type, std::move(shape), Bytes(values.size_bytes())};
    if (!values.empty())
        std::memcpy(tensor.data.data(), values.data(), values.size_bytes());
    return tensor;
}

} // namespace

Graph graphOf(const std::vector<float>& features, std::int64_t width, const std::vector<std::int64_t>& sources,
              const std::vector<std::int64_t>& targets, std::int64_t target) {
    std::vector<std::int64_t> ends = sources;
    ends.insert(ends.end(), targets.begin(), targets.end());
    const auto nodes = static_cast<std::int64_t>(features.size()) / width;
    return {tensorOf<float>(DType::Float32, {nodes, width}, features),
            tensorOf<std::int64_t>(DType::Int64, {2, static_cast<std::int64_t>(sources.size())}, ends), target};
}

Tensor joinedEdges(std::span<const Tensor* const> edges, std::span<const std::int64_t> nodes) {
    std::vector<std::int64_t> ends;
    for (const std::size_t row : {0U, 1U}) {
        std::int64_t before = 0;
        for (std::size_t graph = 0; graph < edges.size(); ++graph) {
            const auto count = static_cast<std::size_t>(edges[graph]->shape[1]);
            const std::size_t from = ends.size();
            ends.resize(from + count);
            if (count > 0)
                std::memcpy(ends.data() + from, edges[graph]->data.data() + row * count * sizeof(std::int64_t),
                            count * sizeof(std::int64_t));
            for (std::size_t i = from; i < ends.size(); ++i)
                ends[i] += before;
            before += nodes[graph];
        }
    }
    return tensorOf<std::int64_t>(DType::Int64, {2, static_cast<std::int64_t>(ends.size() / 2)}, ends);
}

Result<void> appendFeatures(const json& row, std::string_view name, std::size_t width, std::vector<float>& features) {
    if (!row.is_array())
        return refused(std::string(name) + " is " + row.type_name() + ", not a list of features");
    if (row.empty())
        return refused(std::string(name) + " has no features");
    if (row.size() > GraphLimits::kFeatures)
        return refused(std::string(name) + " has " + std::to_string(row.size()) + " features, of at most " +
                       std::to_string(GraphLimits::kFeatures));
    if (width != 0 && row.size() != width)
        return refused(std::string(name) + " has " + std::to_string(row.size()) + " features, not " +
                       std::to_string(width));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool isNumber = row[i].is_number();
        const float value = isNumber ? row[i].get<float>() : 0;
        if (!isNumber || !std::isfinite(value))
            return refused(element(name, i) + " is " + textOf(row[i]) + ", not a finite number of type float32");
        features.push_back(value);
    }
    return {};
}

Result<GraphQuestion> readGraphQuestion(std::string_view body, const GraphStore* store) {
    if (auto quick = quickQuestion(body); quick && quick->graph)
        return GraphQuestion{*std::move(quick->graph), std::move(quick->userId)};
    else if (quick && store) {
        INFERNO_TRY(Graph around, store->around(quick->user));
        return GraphQuestion{std::move(around), std::move(quick->userId)};
    }
    const json document = json::parse(body, nullptr, false);
    if (!document.is_object())
        return refused("the body is no JSON object");
    GraphQuestion question;
    const auto user = document.find("user_id");
    if (user != document.end()) {
        if (!user->is_number_integer() && !user->is_string())
            return refused("user_id is " + textOf(*user) + ", not a whole number or text");
        question.userId = user->dump();
    }
    if (document.contains("node_features")) {
        INFERNO_TRY(question.graph, readGraph(document));
        return question;
    }
    if (user == document.end())
        return refused("the body has neither \"node_features\" nor \"user_id\"");
    if (!store)
        return fail(ErrorCode::ModelInput, "the model has no graph store in which a user could be looked up",
                    "put graph.json beside the model, or send node_features and edge_index");
    INFERNO_TRY(question.graph, store->around(user->is_string() ? user->get<std::string>() : user->dump()));
    return question;
}

} // namespace inferno::inference
