// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "resources/models/fraud_detection/report.h"
#include "resources/models/fraud_detection/sample_store.h"

using namespace inferno::fraud;

TEST_CASE("the store has user 77 of a ring, and all neighbours of each") {
    const Graph graph = makeGraph({5000, 1});
    const SampleStore store = sampleStore(graph, 300).value();
    CHECK(store.users.size() >= 300);
    CHECK(store.users.size() < 500);
    CHECK(store.rings >= 1);
    std::map<int, int> userOf;
    std::map<int, int> nameOf;
    for (const auto& [name, user] : store.users) {
        userOf[name] = user;
        nameOf[user] = name;
    }
    REQUIRE(userOf.size() == store.users.size());
    REQUIRE(nameOf.size() == store.users.size());
    const int user77 = userOf.at(kSampleUser);
    CHECK(graph.ring[static_cast<std::size_t>(user77)] >= 0);
    CHECK(user77 >= splitByTime(graph).validateEnd); // no model was trained on it

    std::size_t touching = 0;
    for (const auto& [a, b] : graph.edges) {
        CHECK(nameOf.contains(a) == nameOf.contains(b));
        touching += nameOf.contains(a) ? 1 : 0;
    }
    CHECK(store.edges.size() == touching);
    for (const auto& [a, b] : store.edges)
        CHECK(std::ranges::binary_search(graph.edges, Edge{userOf.at(a), userOf.at(b)}));
    CHECK(std::ranges::any_of(store.edges,
                              [](const Edge& e) { return e.first == kSampleUser || e.second == kSampleUser; }));
}

TEST_CASE("a year whose last quarter has no ring has no sample") {
    Graph graph = makeGraph({2000, 1});
    std::fill(graph.ring.begin() + splitByTime(graph).validateEnd, graph.ring.end(), -1);
    const auto store = sampleStore(graph, 300);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == inferno::ErrorCode::InputInvalid);
}

TEST_CASE("the store as a file has every value as it is") {
    const Graph graph = makeGraph({5000, 1});
    const SampleStore store = sampleStore(graph, 300).value();
    const auto json = nlohmann::json::parse(storeJson(graph, store));
    CHECK(json.at("features").get<std::vector<std::string>>() ==
          std::vector<std::string>(kFeatureNames.begin(), kFeatureNames.end()));
    CHECK(json.at("users").size() == store.users.size());
    for (const auto& [name, user] : store.users)
        CHECK(json.at("users").at(std::to_string(name)).get<Features>() ==
              graph.features[static_cast<std::size_t>(user)]);
    CHECK(json.at("edges").get<std::vector<Edge>>() == store.edges);
}

TEST_CASE("a model card says that all of it is synthetic, with the figures") {
    Report report;
    report.figures = {{"GraphSAGE", 0.75, 0.5}};
    report.testUsers = 1000;
    report.testFrauds = 20;
    const std::string card = modelCardOf(report);
    CHECK(card.find("The data are synthetic") != std::string::npos);
    CHECK(card.find("| GraphSAGE | 0.750 | 0.500 |") != std::string::npos);
    CHECK(card.find("| the best that there is | 1 | 0.500 |") != std::string::npos);
    CHECK(card.find("What it must not be used for") != std::string::npos);
    CHECK(card.find('{') == std::string::npos); // every mark has its value
}
