// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/models/fraud_detection/sample_store.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace inferno::fraud {
namespace {

using Neighbours = std::vector<std::vector<int>>;

Neighbours neighboursOf(const Graph& graph) {
    Neighbours neighbours(static_cast<std::size_t>(graph.users()));
    for (const auto& [a, b] : graph.edges) {
        neighbours[static_cast<std::size_t>(a)].push_back(b);
        neighbours[static_cast<std::size_t>(b)].push_back(a);
    }
    return neighbours;
}

/// All that can be reached from `user`, itself first.
std::vector<int> componentOf(const Neighbours& neighbours, int user) {
    std::vector<int> reached{user};
    std::set<int> known{user};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const int next : neighbours[static_cast<std::size_t>(reached[i])])
            if (known.insert(next).second)
                reached.push_back(next);
    return reached;
}

Result<int> firstOfARing(const Graph& graph) {
    const auto from = graph.ring.begin() + splitByTime(graph).validateEnd;
    const auto first = std::find_if(from, graph.ring.end(), [](int ring) { return ring >= 0; });
    if (first == graph.ring.end())
        return fail(ErrorCode::InputInvalid, "no ring of fraud is in the test period",
                    "make a graph of more users, or of another seed");
    return static_cast<int>(first - graph.ring.begin());
}

/// Whole components, `first`'s before others from the test period on, until there are `users`.
std::vector<int> chooseUsers(const Graph& graph, int first, int users) {
    const Neighbours neighbours = neighboursOf(graph);
    std::set<int> chosen;
    const auto take = [&](int user) {
        const std::vector<int> component = componentOf(neighbours, user);
        // One that hangs together by public devices is too large for a sample; the first is in it whatever its size.
        if (user == first || component.size() <= 40)
            chosen.insert(component.begin(), component.end());
    };
    take(first);
    for (int user = splitByTime(graph).validateEnd; user < graph.users() && std::ssize(chosen) < users; ++user)
        take(user);
    return {chosen.begin(), chosen.end()};
}

} // namespace

Result<SampleStore> sampleStore(const Graph& graph, int users) {
    INFERNO_TRY(const int first, firstOfARing(graph));
    std::vector<int> chosen = chooseUsers(graph, first, users);
    // Names by the order of days, but for one: the first of the ring takes the name that the guide asks about.
    std::iter_swap(std::ranges::find(chosen, first), chosen.begin() + kSampleUser - 1);
    SampleStore store;
    std::map<int, int> nameOf;
    std::set<int> rings;
    for (const int user : chosen) {
        const int name = static_cast<int>(store.users.size()) + 1;
        store.users.push_back({name, user});
        nameOf[user] = name;
        if (graph.ring[static_cast<std::size_t>(user)] >= 0)
            rings.insert(graph.ring[static_cast<std::size_t>(user)]);
    }
    for (const auto& [a, b] : graph.edges)
        if (nameOf.contains(a)) // then b too: it is of the same component
            store.edges.emplace_back(nameOf.at(a), nameOf.at(b));
    store.rings = static_cast<int>(rings.size());
    return store;
}

std::string storeJson(const Graph& graph, const SampleStore& store) {
    // A user or an edge a line: nlohmann's own layouts are one line, or one for each number.
    std::string text = "{\n\"features\": " + nlohmann::json(kFeatureNames).dump() + ",\n\"users\": {";
    const char* comma = "\n";
    for (const auto& [name, user] : store.users) {
        text += comma + ("\"" + std::to_string(name) + "\": ") +
                nlohmann::json(graph.features[static_cast<std::size_t>(user)]).dump();
        comma = ",\n";
    }
    return text + "\n},\n\"edges\": " + nlohmann::json(store.edges).dump() + "\n}\n";
}

} // namespace inferno::fraud
