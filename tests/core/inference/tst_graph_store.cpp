// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <fstream>

#include "core/inference/graph_store.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

Result<std::unique_ptr<GraphStore>> read(const std::string& text) {
    const Folder folder;
    std::ofstream(folder / "graph.json") << text;
    return GraphStore::read(folder / "graph.json");
}

std::string around(const GraphStore& store, const std::string& id) {
    const auto graph = store.around(id);
    if (!graph)
        return graph.error().detail;
    CHECK(graph->target == 0);
    return tensorToJson(graph->features) + " " + tensorToJson(graph->edges);
}

// 1 → 2 → 3 → 4, and a ring of its own at 2; "card" pays for 1, and nobody knows 9.
constexpr const char* kChain = R"("users": {"1": [1], "2": [2], "3": [3], "4": [4], "card": [5], "9": [9]},
                                  "edges": [[1, 2], [2, "3"], [3, 4], [2, 2], ["card", 1]])";

} // namespace

TEST_CASE("a neighbourhood of two hops holds all edges among its nodes") {
    const auto store = read("{" + std::string(kChain) + "}");
    REQUIRE_MESSAGE(store, (store ? std::string{} : store.error().message()));
    CHECK(around(**store, "2") == R"({"dtype":"float32","outputs":[[2.0],[1.0],[3.0],[5.0],[4.0]],"shape":[5,1]} )"
                                  R"({"dtype":"int64","outputs":[[0,0,1,2,3],[2,0,0,4,1]],"shape":[2,5]})");
    CHECK(around(**store, "4") == R"({"dtype":"float32","outputs":[[4.0],[3.0],[2.0]],"shape":[3,1]} )"
                                  R"({"dtype":"int64","outputs":[[1,2,2],[0,1,2]],"shape":[2,3]})");
    CHECK(around(**store, "9") == R"({"dtype":"float32","outputs":[[9.0]],"shape":[1,1]} )"
                                  R"({"dtype":"int64","outputs":[[],[]],"shape":[2,0]})");
    CHECK(around(**store, "7") == "the model's graph store knows no user 7");
}

TEST_CASE("the hops are the store's to say") {
    const auto one = read(R"({"hops": 1, )" + std::string(kChain) + "}");
    CHECK(around(**one, "card") == R"({"dtype":"float32","outputs":[[5.0],[1.0]],"shape":[2,1]} )"
                                   R"({"dtype":"int64","outputs":[[0],[1]],"shape":[2,1]})");
    const auto none = read(R"({"hops": 0, )" + std::string(kChain) + "}");
    CHECK(around(**none, "2") == R"({"dtype":"float32","outputs":[[2.0]],"shape":[1,1]} )"
                                 R"({"dtype":"int64","outputs":[[0],[0]],"shape":[2,1]})");
}

TEST_CASE("a neighbourhood that is too large is refused") {
    std::string features = R"({"users": {"hub": [0])";
    std::string edges = R"("edges": [)";
    for (std::size_t i = 0; i < GraphLimits::kNodes; ++i) {
        const std::string id = std::to_string(i);
        features += ",\"" + id + "\":[1]";
        edges += (i == 0 ? "[" : ",[") + id + R"(,"hub"])";
    }
    const auto store = read(features + "}, " + edges + "]}");
    REQUIRE(store);
    CHECK(around(**store, "hub") == "the neighbourhood of the user hub has more than 100000 nodes");
    CHECK((*store)->around("hub").error().code == ErrorCode::ModelInput);
}

TEST_CASE("no file is no store; a broken one is refused with the element") {
    const Folder folder;
    const auto absent = GraphStore::read(folder / "graph.json");
    REQUIRE(absent);
    CHECK(*absent == nullptr);
    struct Row {
        const char* text;
        const char* why;
    };
    for (const Row& row : {
             Row{"[1]", " is no JSON object"},
             Row{R"({"edges": []})", ": there is no object \"users\""},
             Row{R"({"users": [[1]], "edges": []})", ": there is no object \"users\""},
             Row{R"({"features": ["a", "b"], "users": {"1": [1]}, "edges": []})",
                 ": users[\"1\"] has 1 features, not 2"},
             Row{R"({"features": "a", "users": {"1": [1]}, "edges": []})",
                 ": features is not a list of the features' names"},
             Row{R"({"users": {"1": [1]}})", ": there is no list \"edges\""},
             Row{R"({"users": {"1": [1], "2": [1, 2]}, "edges": []})", ": users[\"2\"] has 2 features, not 1"},
             Row{R"({"users": {"1": [1e39]}, "edges": []})",
                 ": users[\"1\"][0] is 1e+39, not a finite number of type float32"},
             Row{R"({"users": {"1": [1]}, "edges": [[1, 1], [1, 2]]})",
                 ": edges[1] names the user 2, whom \"users\" lacks"},
             Row{R"({"users": {"1": [1]}, "edges": [[1]]})", ": edges[0] is not a pair of nodes"},
             Row{R"({"users": {"1": [1]}, "edges": [], "hops": -1})", ": hops is not a whole number from 0 to 8"},
         }) {
        CAPTURE(row.text);
        const auto store = read(row.text);
        REQUIRE(!store);
        CHECK(store.error().code == ErrorCode::ModelInvalid);
        CHECK_MESSAGE(store.error().detail.ends_with("graph.json" + std::string(row.why)), store.error().detail);
    }
}
