// SPDX-License-Identifier: GPL-3.0-or-later
// The handler graph_fraud, with modules that pass messages over the edges as the real one does.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;
using nlohmann::json;

namespace {

/// Two layers, each of which adds what comes in over the edges. The answer has one column.
constexpr const char* kTwoLayers = R"(
def forward(self, x: Tensor, edges: Tensor) -> Tensor:
    for layer in range(2):
        x = x + torch.zeros_like(x).index_add(0, edges[1], x.index_select(0, edges[0]))
    return torch.sigmoid(x.sum(1, True))
)";
/// Says the first feature.
constexpr const char* kFirst = "def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n    return x[:, 0]\n";

class Fraud {
public:
    explicit Fraud(const char* source, const char* graph = nullptr, const char* thresholds = nullptr) {
        if (graph)
            std::ofstream(folder_ / "graph.json") << graph;
        if (thresholds)
            std::ofstream(folder_ / "thresholds.json") << thresholds;
        REQUIRE(saveModule(folder_ / "fraud.pt", source));
        auto made = makeHandler("graph_fraud", folder_ / "fraud.pt", "cpu");
        REQUIRE_MESSAGE(made, (made ? std::string{} : made.error().message()));
        handler_ = std::move(*made);
    }
    Result<Input> read(const std::string& body) { return readInput(*handler_, body); }
    std::optional<Input> sample() const { return handler_->sample(); }
    std::vector<Result<std::string>> ask(const std::vector<std::string>& bodies, bool* retried = nullptr) {
        std::vector<Input> inputs;
        for (const std::string& body : bodies) {
            auto input = read(body);
            REQUIRE_MESSAGE(input, (input ? std::string{} : input.error().message()));
            inputs.push_back(std::move(*input));
            CHECK(inputs.back().bucket == inputs.front().bucket);
        }
        BatchOutcome outcome = runBatch(*handler_, inputs);
        if (retried)
            *retried = outcome.retried;
        return std::move(outcome.answers);
    }
    json answer(const std::string& body) {
        const auto answers = ask({body});
        REQUIRE_MESSAGE(answers.at(0), (answers[0] ? std::string{} : answers[0].error().message()));
        return json::parse(*answers[0]);
    }
    Error refusal(const std::string& body) {
        const auto input = read(body);
        if (!input)
            return input.error();
        const auto answers = ask({body});
        REQUIRE(!answers.at(0));
        return answers[0].error();
    }

private:
    Folder folder_;
    std::unique_ptr<Handler> handler_;
};

double sigmoid(double x) {
    return 1 / (1 + std::exp(-x));
}

} // namespace

TEST_CASE("features in, probability, level and thresholds out") {
    Fraud fraud(kTwoLayers);
    const std::string graph = R"("node_features": [[0.5, 0.25], [-1, 0.5], [2, -0.5]], "edge_index": [[1, 2], [0, 1]])";
    // Node 0 hears node 1 twice, and node 2 once, through node 1.
    const json first = fraud.answer("{" + graph + "}");
    CHECK(first["fraud_probability"].get<double>() == doctest::Approx(sigmoid(0.75 - 2 * 0.5 + 1.5)).epsilon(1e-6));
    CHECK(first["risk_level"] == "high");
    CHECK(first["thresholds"] == json{{"critical", 0.9}, {"high", 0.7}, {"medium", 0.4}, {"low", 0.2}});
    CHECK(!first.contains("user_id"));
    const json second = fraud.answer(R"({"target": 1, )" + graph + "}");
    CHECK(second["fraud_probability"].get<double>() == doctest::Approx(sigmoid(-0.5 + 2 * 1.5)).epsilon(1e-6));
    CHECK(second["risk_level"] == "critical");
    const json third = fraud.answer(R"({"user_id": "u-3", "target": 2, )" + graph + "}");
    CHECK(third["fraud_probability"].get<double>() == doctest::Approx(sigmoid(1.5)).epsilon(1e-6));
    CHECK(third["user_id"] == "u-3");
}

TEST_CASE("the levels are those of the model's thresholds, to the digit that is shown") {
    Fraud fraud(kFirst, nullptr, R"({"critical": 0.6, "high": 0.5, "medium": 0.3, "low": 0.1})");
    // 0.6 and 0.1 have no exact float, and the floats beside them are above and above, 0.3's and 0.7's below.
    const auto ask = [&](const char* probability) {
        return fraud.answer(R"({"node_features": [[)" + std::string(probability) + R"(]], "edge_index": [[], []]})");
    };
    struct Row {
        const char* probability;
        const char* level;
    };
    for (const Row& row : {Row{"0.6", "critical"}, Row{"0.599", "high"}, Row{"0.3", "medium"}, Row{"0.1", "low"},
                           Row{"0.099", "minimal"}, Row{"0.0", "minimal"}, Row{"1.0", "critical"}}) {
        CAPTURE(row.probability);
        const json answer = ask(row.probability);
        CHECK(answer["fraud_probability"].dump() == row.probability);
        CHECK(answer["risk_level"] == row.level);
        CHECK(answer["thresholds"]["critical"] == 0.6);
    }
    Fraud other(kFirst); // the float of 0.7 lies below 0.7
    CHECK(other.answer(R"({"node_features": [[0.7]], "edge_index": [[], []]})")["risk_level"] == "high");
}

TEST_CASE("graphs in a batch answer as each alone") {
    Fraud fraud(kTwoLayers);
    const std::vector<std::string> graphs{
        R"({"node_features": [[0.5, 0.25], [-1, 0.5], [2, -0.5]], "edge_index": [[1, 2], [0, 1]]})",
        R"({"node_features": [[0.1, 0.2]], "edge_index": [[], []], "user_id": 5})",
        R"({"node_features": [[1, 1], [0, -3], [0.5, 0]], "edge_index": [[0, 1, 2, 2], [1, 2, 1, 2]], "target": 1})",
        R"({"node_features": [[-1, 0], [0, -1]], "edge_index": [[0], [0]], "target": 1})",
    };
    bool retried = true;
    const auto together = fraud.ask(graphs, &retried);
    CHECK(!retried);
    REQUIRE(together.size() == graphs.size());
    std::vector<double> seen;
    for (std::size_t i = 0; i < graphs.size(); ++i) {
        REQUIRE(together[i]);
        const json one = json::parse(*together[i]);
        const json alone = fraud.answer(graphs[i]);
        CHECK(one["fraud_probability"].get<double>() ==
              doctest::Approx(alone["fraud_probability"].get<double>()).epsilon(1e-6));
        CHECK(one["risk_level"] == alone["risk_level"]);
        CHECK(one.value("user_id", 0) == alone.value("user_id", 0));
        seen.push_back(one["fraud_probability"]);
    }
    std::ranges::sort(seen);
    CHECK(std::ranges::adjacent_find(seen) == seen.end()); // four different answers
    const auto wider = fraud.read(R"({"node_features": [[1, 2, 3]], "edge_index": [[], []]})");
    CHECK(wider->bucket != fraud.read(graphs[0])->bucket);
}

TEST_CASE("a user is looked up in the model's graph store") {
    const char* store = R"({"features": ["spent"], "users": {"77": [0.5], "12": [-1.5], "device": [0.25]},
                            "edges": [["device", 77], [12, "device"]]})";
    Fraud fraud(kTwoLayers, store);
    const json answer = fraud.answer(R"({"user_id": 77})");
    CHECK(answer["user_id"] == 77);
    CHECK(answer["fraud_probability"].get<double>() == doctest::Approx(sigmoid(0.5 + 2 * 0.25 - 1.5)).epsilon(1e-6));
    CHECK(fraud.answer(R"({"user_id": "77"})")["fraud_probability"] == answer["fraud_probability"]);
    CHECK(fraud.answer(R"({"user_id": 12})")["fraud_probability"] != answer["fraud_probability"]);
    CHECK(fraud.refusal(R"({"user_id": 78})").detail == "the model's graph store knows no user 78");
    Fraud without(kTwoLayers);
    const Error error = without.refusal(R"({"user_id": 77})");
    CHECK(error.code == ErrorCode::ModelInput);
    CHECK(error.detail == "the model has no graph store in which a user could be looked up");
    CHECK(!without.sample());
    REQUIRE(fraud.sample()); // the least of its ids, so that a warm-up is the same each time
    CHECK(fraud.sample()->bytes == R"("12")");
}

TEST_CASE("what is wrong in a graph is named") {
    Fraud fraud(kTwoLayers);
    struct Row {
        std::string body;
        std::string detail;
    };
    std::vector<Row> rows{
        {"", "the body is no JSON object"},
        {"[]", "the body is no JSON object"},
        {"{}", "the body has neither \"node_features\" nor \"user_id\""},
        {R"({"node_features": [[NaN]], "edge_index": [[], []]})", "the body is no JSON object"},
        {R"({"user_id": 7.5})", "user_id is 7.5, not a whole number or text"},
        {R"({"user_id": null})", "user_id is null, not a whole number or text"},
        {R"({"node_features": "x"})", "node_features is string, not a list of the nodes' features"},
        {R"({"node_features": []})", "node_features is empty: a graph has at least one node"},
        {R"({"node_features": [[]]})", "node_features[0] has no features"},
        {R"({"node_features": [[1], 2]})", "node_features[1] is number, not a list of features"},
        {R"({"node_features": [[1, 2], [3]]})", "node_features[1] has 1 features, not 2"},
        {R"({"node_features": [[1, null]]})", "node_features[0][1] is null, not a finite number of type float32"},
        {R"({"node_features": [[1, "x"]]})", "node_features[0][1] is string, not a finite number of type float32"},
        {R"({"node_features": [[1], [1e39]]})", "node_features[1][0] is 1e+39, not a finite number of type float32"},
        {R"({"node_features": [[1]]})",
         "the body has \"node_features\", but no \"edge_index\"; without edges it is [[], []]"},
        {R"({"node_features": [[1]], "edge_index": []})",
         "edge_index is not two lists, of the sources and of the targets of the edges"},
        {R"({"node_features": [[1]], "edge_index": [[0], 0]})", "edge_index[1] is number, not a list of nodes"},
        {R"({"node_features": [[1]], "edge_index": [[0, 0], [0]]})",
         "edge_index[1] has 1 nodes where edge_index[0] has 2"},
        {R"({"node_features": [[1], [1]], "edge_index": [[0, 2], [1, 0]]})",
         "edge_index[0][1] is 2, not a node from 0 to 1"},
        {R"({"node_features": [[1], [1]], "edge_index": [[0, 1], [1, -1]]})",
         "edge_index[1][1] is -1, not a node from 0 to 1"},
        {R"({"node_features": [[1]], "edge_index": [[0.5], [0]]})", "edge_index[0][0] is 0.5, not a node from 0 to 0"},
        {R"({"node_features": [[1]], "edge_index": [[18446744073709551615], [0]]})",
         "edge_index[0][0] is 18446744073709551615, not a node from 0 to 0"},
        {R"({"node_features": [[1]], "edge_index": [[], []], "target": 1})", "target is 1, not a node from 0 to 0"},
        {R"({"node_features": [[1]], "edge_index": [[], []], "target": "0"})",
         "target is string, not a node from 0 to 0"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.body);
        const Error error = fraud.refusal(row.body);
        CHECK(error.code == ErrorCode::ModelInput);
        CHECK(error.detail == row.detail);
        CHECK(error.hint.contains("user_id"));
    }
}

TEST_CASE("graphs beyond the limits are refused") {
    Fraud fraud(kTwoLayers);
    const auto repeated = [](std::size_t count, const std::string& element) {
        std::string list;
        for (std::size_t i = 0; i < count; ++i)
            list += (i == 0 ? "" : ",") + element;
        return "[" + list + "]";
    };
    CHECK(fraud.refusal(R"({"node_features": )" + repeated(100'001, "[1]") + "}").detail ==
          "node_features has 100001 nodes, of at most 100000");
    CHECK(fraud.refusal(R"({"node_features": [)" + repeated(4'097, "1") + "]}").detail ==
          "node_features[0] has 4097 features, of at most 4096");
    CHECK(fraud.refusal(R"({"node_features": [[1]], "edge_index": [)" + repeated(1'000'001, "0") + ", []]}").detail ==
          "edge_index[0] has 1000001 edges, of at most 1000000");
    CHECK(fraud.read(R"({"node_features": )" + repeated(100'000, "[1]") + R"(, "edge_index": [[99999], [0]]})"));
}

TEST_CASE("what is no probability never passes for a low risk, and fails alone") {
    Fraud fraud(kFirst);
    const auto graph = [](const char* value) {
        return R"({"node_features": [[)" + std::string(value) + R"(]], "edge_index": [[], []]})";
    };
    bool retried = false;
    const auto answers = fraud.ask({graph("0.5"), graph("-0.5"), graph("1.5"), graph("0.25")}, &retried);
    CHECK(retried);
    REQUIRE(answers.size() == 4);
    CHECK(answers[0]);
    REQUIRE(!answers[1]);
    CHECK(answers[1].error().code == ErrorCode::ModelInput);
    CHECK(answers[1].error().detail == "the model answers -0.500000, which is no probability");
    CHECK(!answers[2]);
    CHECK(answers[3]);
    Fraud undefined("def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n    return torch.log(x[:, 0] - 1)\n");
    CHECK(undefined.refusal(graph("0.5")).detail.ends_with("nan, which is no probability"));
}

TEST_CASE("models that do not answer each node are refused") {
    const std::string graph = R"({"node_features": [[1, 2], [3, 4]], "edge_index": [[], []]})";
    Fraud whole("def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n    return x.mean()\n");
    CHECK(whole.refusal(graph).detail == "the model answers 2 nodes with a tensor of shape [] and type float32");
    Fraud classes("def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n    return torch.softmax(x, 1)\n");
    CHECK(classes.refusal(graph).detail == "the model answers 2 nodes with a tensor of shape [2, 2] and type float32");
    Fraud integers("def forward(self, x: Tensor, edges: Tensor) -> Tensor:\n    return x[:, 0].long()\n");
    CHECK(integers.refusal(graph).code == ErrorCode::ModelInvalid);
    Fraud alone("def forward(self, x: Tensor) -> Tensor:\n    return x[:, 0]\n");
    CHECK(alone.refusal(graph).code == ErrorCode::ModelInput);
}

TEST_CASE("a model whose files do not fit is not loaded") {
    const Folder folder;
    REQUIRE(saveModule(folder / "fraud.pt", kFirst));
    std::ofstream(folder / "thresholds.json") << R"({"low": 0.4})";
    const auto thresholds = makeHandler("graph_fraud", folder / "fraud.pt", "cpu");
    REQUIRE(!thresholds);
    CHECK(thresholds.error().code == ErrorCode::ModelInvalid);
    std::filesystem::remove(folder / "thresholds.json");
    CHECK(makeHandler("graph_fraud", folder / "fraud.pt", "cpu"));
    std::ofstream(folder / "graph.json") << "{";
    CHECK(!makeHandler("graph_fraud", folder / "fraud.pt", "cpu"));
    const auto unknown = makeHandler("python", folder / "fraud.pt", "cpu");
    REQUIRE(!unknown);
    CHECK(unknown.error().code == ErrorCode::NotBuilt);
    CHECK(unknown.error().hint == "use one of tensor, graph_fraud, image_classifier, text_classifier, echo, noop");
}
