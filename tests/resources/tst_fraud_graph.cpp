// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "resources/models/fraud_detection/graph.h"
#include "resources/models/fraud_detection/random.h"

using namespace inferno::fraud;

namespace {

/// FNV-1a of all that a graph holds.
std::uint64_t fingerprint(const Graph& graph) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    const auto add = [&](const auto& value) {
        for (std::size_t i = 0; i < sizeof value; ++i)
            hash = (hash ^ reinterpret_cast<const unsigned char*>(&value)[i]) * 0x100000001B3ULL;
    };
    for (std::size_t i = 0; i < graph.day.size(); ++i) {
        add(graph.day[i]);
        for (const double value : graph.features[i])
            add(value);
        add(graph.kind[i]);
        add(graph.ring[i]);
        add(graph.fraud[i]);
        add(graph.marked[i]);
    }
    for (const auto& [a, b] : graph.edges) {
        add(a);
        add(b);
    }
    return hash;
}

double share(const std::vector<std::uint8_t>& flags) {
    return static_cast<double>(std::ranges::count(flags, 1)) / static_cast<double>(flags.size());
}

} // namespace

TEST_CASE("numbers from a seed are those of every machine") {
    Random random(1);
    // The first output of mt19937_64(1) is 2469588189546311528; its upper 53 bits over 2^53:
    CHECK(random.uniform() == static_cast<double>(2469588189546311528ULL >> 11) / 9007199254740992.0);
    double sum = 0;
    double squares = 0;
    int events = 0;
    for (int i = 0; i < 20000; ++i) {
        const double value = random.normal();
        sum += value;
        squares += value * value;
        events += random.poisson(14);
        const int die = random.between(1, 6);
        CHECK((die >= 1 && die <= 6));
    }
    CHECK(std::abs(sum / 20000) < 0.03);
    CHECK(std::abs(squares / 20000 - 1) < 0.05);
    CHECK(std::abs(events / 20000.0 - 14) < 0.15);
}

TEST_CASE("a seed makes one graph, and another seed another") {
    const std::uint64_t first = fingerprint(makeGraph({3000, 7}));
    CHECK(fingerprint(makeGraph({3000, 7})) == first);
    CHECK(fingerprint(makeGraph({3000, 8})) != first);
    CHECK(first == 920991066585169640ULL); // on every machine; a change of the generator changes it
}

TEST_CASE("one to three in a hundred are frauds, of both kinds, and marks are sometimes wrong") {
    for (const GraphOptions options : {GraphOptions{2000, 1}, GraphOptions{2000, 2}, GraphOptions{20000, 1}}) {
        CAPTURE(options.users);
        const Graph graph = makeGraph(options);
        REQUIRE(graph.users() == options.users);
        CHECK(share(graph.fraud) >= 0.01);
        CHECK(share(graph.fraud) <= 0.03);
        std::map<Kind, int> kinds;
        for (std::size_t i = 0; i < graph.kind.size(); ++i) {
            ++kinds[graph.kind[i]];
            CHECK((graph.kind[i] != Kind::Honest) == (graph.fraud[i] == 1));
            CHECK((graph.kind[i] == Kind::Ring) == (graph.ring[i] >= 0));
        }
        CHECK(kinds[Kind::Ring] > options.users / 200);
        CHECK(kinds[Kind::BustOut] > options.users / 200);
    }
    const Graph graph = makeGraph({20000, 1});
    int missed = 0;
    int suspected = 0;
    for (std::size_t i = 0; i < graph.fraud.size(); ++i) {
        missed += graph.fraud[i] > graph.marked[i] ? 1 : 0;
        suspected += graph.fraud[i] < graph.marked[i] ? 1 : 0;
    }
    CHECK(missed > 0);
    CHECK(missed < std::ranges::count(graph.fraud, 1) / 5);
    CHECK(suspected > 0);
    CHECK(suspected < std::ranges::count(graph.fraud, 1) / 5);
}

TEST_CASE("rings share what they use") {
    const Graph graph = makeGraph({5000, 3});
    std::map<int, int> members;
    std::set<int> joined;
    for (const int ring : graph.ring)
        ++members[ring];
    int within = 0;
    for (const auto& [a, b] : graph.edges) {
        const auto first = static_cast<std::size_t>(a);
        const auto second = static_cast<std::size_t>(b);
        if (graph.ring[first] < 0 || graph.ring[first] != graph.ring[second])
            continue;
        ++within;
        joined.insert({a, b});
    }
    int inRings = 0;
    for (const auto& [ring, count] : members)
        if (ring >= 0) {
            CHECK(count <= 12);
            inRings += count;
        }
    CHECK(within > inRings);                                   // more than a chain
    CHECK(static_cast<int>(joined.size()) > inRings * 8 / 10); // nearly all have a part in it
    CHECK(within < static_cast<int>(graph.edges.size()) / 3);  // and to have neighbours is no sign of fraud
}

TEST_CASE("features are what their names say") {
    const Graph graph = makeGraph({2000, 1});
    for (const Features& user : graph.features) {
        const auto of = [&](std::string_view name) {
            return user[static_cast<std::size_t>(std::ranges::find(kFeatureNames, name) - kFeatureNames.begin())];
        };
        for (const double value : user)
            REQUIRE((std::isfinite(value) && value >= 0));
        for (const char* name : {"last_week_share", "night_share", "declined_share", "foreign_share"})
            REQUIRE(of(name) <= 1);
        REQUIRE(of("transactions") >= 1);
        REQUIRE(of("amount_max") <= of("amount_total"));
        REQUIRE(std::abs(of("amount_mean") * of("transactions") - of("amount_total")) <= 0.0051 * of("transactions"));
        REQUIRE(of("merchants") <= of("transactions"));
        REQUIRE(of("devices") >= 1);
        REQUIRE(of("cards") >= 1);
        REQUIRE(of("account_age_days") >= 3);
    }
}

TEST_CASE("nobody of the future is trained on") {
    const Graph graph = makeGraph({5000, 4});
    REQUIRE(std::ranges::is_sorted(graph.day));
    const Split split = splitByTime(graph);
    const auto day = [&](int user) { return graph.day[static_cast<std::size_t>(user)]; };
    REQUIRE((0 < split.trainEnd && split.trainEnd < split.validateEnd && split.validateEnd < graph.users()));
    CHECK(day(split.trainEnd - 1) < day(split.trainEnd)); // no day is in two parts
    CHECK(day(split.validateEnd - 1) < day(split.validateEnd));

    const auto known = edgesAmong(graph.edges, split.trainEnd);
    CHECK(!known.empty());
    std::size_t among = 0;
    for (const auto& [a, b] : graph.edges) {
        CHECK(a < b);
        among += day(a) < day(split.trainEnd) && day(b) < day(split.trainEnd) ? 1 : 0;
    }
    CHECK(known.size() == among);
    for (const auto& [a, b] : known)
        CHECK((day(a) < day(split.trainEnd) && day(b) < day(split.trainEnd)));
    CHECK(edgesAmong(graph.edges, graph.users()).size() == graph.edges.size());
}
