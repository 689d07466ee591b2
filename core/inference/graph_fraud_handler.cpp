// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/inference/graph_store.h"
#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "core/inference/risk_levels.h"

namespace inferno::inference {
namespace {

using nlohmann::ordered_json;

/// The graphs of a batch as one of separate parts: a model of message passing computes each as if it were alone.
std::array<Tensor, 2> joinedGraph(std::span<const Input> batch, std::span<const std::int64_t> nodes) {
    std::vector<const Tensor*> features;
    std::vector<const Tensor*> edges;
    for (const Input& input : batch) {
        features.push_back(&input.tensor);
        edges.push_back(&input.edges);
    }
    return {joined(features), joinedEdges(edges, nodes)};
}

/// One number for each node. REQUIRES probabilities of type float32 or float64.
double probabilityAt(const Tensor& probabilities, std::int64_t node) {
    const auto number = [&](auto value) {
        std::memcpy(&value, probabilities.data.data() + static_cast<std::size_t>(node) * sizeof value, sizeof value);
        return value;
    };
    if (probabilities.dtype == DType::Float64)
        return number(double{});
    const float value = number(float{});
    return std::isfinite(value) ? shortestDouble(value) : value;
}

std::string textOf(const RiskThresholds& thresholds) {
    return ordered_json{{"critical", thresholds.critical},
                        {"high", thresholds.high},
                        {"medium", thresholds.medium},
                        {"low", thresholds.low}}
        .dump();
}

class GraphFraudHandler final : public Handler {
public:
    GraphFraudHandler(std::unique_ptr<Module> module, std::unique_ptr<GraphStore> store,
                      const RiskThresholds& thresholds)
        : module_(std::move(module)), store_(std::move(store)), thresholds_(thresholds),
          thresholdsText_(textOf(thresholds)) {}

    Result<Input> read(std::string body) const override {
        INFERNO_TRY(GraphQuestion question, readGraphQuestion(body, store_.get()));
        Graph& graph = question.graph;
        std::string bucket = std::to_string(graph.features.shape[1]) + " features";
        return Input{std::move(bucket), std::move(question.userId), std::move(graph.features), std::move(graph.edges),
                     graph.target};
    }

    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<std::int64_t> nodes;
        for (const Input& input : batch)
            nodes.push_back(input.tensor.shape[0]);
        INFERNO_TRY(const Tensor probabilities, probabilitiesOf(joinedGraph(batch, nodes), nodes));
        std::vector<std::string> outputs;
        std::int64_t before = 0;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            INFERNO_TRY(std::string output, answer(batch[i], probabilityAt(probabilities, before + batch[i].target)));
            outputs.push_back(std::move(output));
            before += nodes[i];
        }
        return outputs;
    }

    /// A node of its own graph.
    std::optional<Input> sample() const override {
        if (!store_)
            return std::nullopt;
        auto input = read(ordered_json{{"user_id", store_->firstId()}}.dump());
        return input ? std::optional(*std::move(input)) : std::nullopt;
    }

private:
    Result<Tensor> probabilitiesOf(const std::array<Tensor, 2>& graph, std::span<const std::int64_t> nodes) const {
        INFERNO_TRY(Tensor answer, module_->forward(graph));
        const std::int64_t all = std::accumulate(nodes.begin(), nodes.end(), std::int64_t{0});
        const bool fits = answer.shape == std::vector{all} || answer.shape == std::vector{all, std::int64_t{1}};
        const bool isReal = answer.dtype == DType::Float32 || answer.dtype == DType::Float64;
        if (!fits || !isReal)
            return fail(ErrorCode::ModelInvalid,
                        "the model answers " + std::to_string(all) + " nodes with a tensor of shape " +
                            shapeText(answer.shape) + " and type " + std::string(textOf(answer.dtype)),
                        "its forward(features, edges) must return the probability of fraud of each node");
        return answer;
    }

    Result<std::string> answer(const Input& input, double probability) const {
        // Also what is no number: it must never pass for a low risk.
        if (!(probability >= 0 && probability <= 1))
            return fail(ErrorCode::ModelInput,
                        "the model answers " + std::to_string(probability) + ", which is no probability");
        std::string text = "{";
        if (!input.bytes.empty())
            text += R"("user_id":)" + input.bytes + ",";
        text += R"("fraud_probability":)";
        appendNumber(text, probability);
        text += R"(,"risk_level":")" + std::string(thresholds_.levelOf(probability)) + R"(","thresholds":)";
        text += thresholdsText_;
        return text += "}";
    }

    std::unique_ptr<Module> module_;
    std::unique_ptr<GraphStore> store_; ///< null: the model has none
    RiskThresholds thresholds_;
    std::string thresholdsText_;
};

} // namespace

Result<std::unique_ptr<Handler>> makeGraphFraudHandler(const std::filesystem::path& path, const std::string& device) {
    INFERNO_TRY(const RiskThresholds thresholds, readRiskThresholds(path.parent_path() / "thresholds.json"));
    INFERNO_TRY(std::unique_ptr<GraphStore> store, GraphStore::read(path.parent_path() / "graph.json"));
    INFERNO_TRY(std::unique_ptr<Module> module, Module::load(path, device));
    return std::make_unique<GraphFraudHandler>(std::move(module), std::move(store), thresholds);
}

} // namespace inferno::inference
