// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dependency_graph.h"

#include <algorithm>
#include <bit>

#include "models/words.h"

namespace inferno::models {

namespace {

std::size_t at(int node) {
    return static_cast<std::size_t>(node);
}

} // namespace

DependencyGraph::Edge edgeOf(const client::Job& job, const std::string& edge, QString* parent) {
    const auto colon = edge.find(':');
    *parent = text(edge.substr(0, colon));
    return {-1, -1, text(colon == std::string::npos ? job.definition.depends_mode : edge.substr(colon + 1))};
}

DependencyGraph::DependencyGraph(const QList<client::Job>& jobs) {
    QStringList names;
    names.reserve(jobs.size());
    for (const auto& job : jobs)
        names.append(text(job.definition.name));
    setNames(names);
    for (int node = 0; node < size(); ++node) {
        for (const auto& line : jobs.at(node).definition.depends_on) {
            QString parent;
            Edge edge = edgeOf(jobs.at(node), line, &parent);
            edge.from = indexOf(parent);
            edge.to = node;
            add(edge);
        }
    }
    sort();
}

DependencyGraph::DependencyGraph(const QStringList& names, const std::vector<Edge>& edges) {
    setNames(names);
    for (const Edge& edge : edges)
        add(edge);
    sort();
}

void DependencyGraph::setNames(const QStringList& names) {
    names_ = names;
    places_.reserve(names.size());
    for (int node = 0; node < size(); ++node)
        places_.insert(names.at(node), node);
    leaving_.resize(at(size()));
    entering_.resize(at(size()));
}

void DependencyGraph::add(const Edge& edge) {
    if (edge.from < 0 || edge.to < 0)
        return;
    leaving_[at(edge.from)].push_back(static_cast<int>(edges_.size()));
    entering_[at(edge.to)].push_back(static_cast<int>(edges_.size()));
    edges_.push_back(edge);
}

// Tarjan's strongly connected components (1972), without recursion: they come out with those downstream first.
void DependencyGraph::sort() {
    const auto count = at(size());
    std::vector<int> seen(count, -1), low(count), open;
    circle_.assign(count, -1);
    order_.reserve(count);
    struct Frame {
        int node;
        std::size_t next;
    };
    std::vector<Frame> frames;
    int number = 0, circles = 0;
    const auto enter = [&](int node) {
        seen[at(node)] = low[at(node)] = number++;
        open.push_back(node);
        frames.push_back({node, 0});
    };
    const auto close = [&](int node) {
        while (circle_[at(node)] < 0) {
            circle_[at(open.back())] = circles;
            order_.push_back(open.back());
            open.pop_back();
        }
        ++circles;
    };
    for (int root = 0; root < size(); ++root) {
        if (seen[at(root)] < 0)
            enter(root);
        while (!frames.empty()) {
            const int node = frames.back().node;
            if (frames.back().next < leaving(node).size()) {
                const int child = edges_[at(leaving(node)[frames.back().next++])].to;
                if (seen[at(child)] < 0)
                    enter(child);
                else if (circle_[at(child)] < 0)
                    low[at(node)] = std::min(low[at(node)], seen[at(child)]);
                continue;
            }
            frames.pop_back();
            if (low[at(node)] == seen[at(node)])
                close(node);
            if (!frames.empty())
                low[at(frames.back().node)] = std::min(low[at(frames.back().node)], low[at(node)]);
        }
    }
    std::ranges::reverse(order_);
}

std::vector<int> DependencyGraph::reach(int node, bool down) const {
    std::vector<int> found;
    if (node < 0)
        return found;
    std::vector<bool> seen(at(size()));
    seen[at(node)] = true;
    for (std::size_t next = 0, from = at(node);; from = at(found[next++])) {
        for (const int edge : down ? leaving_[from] : entering_[from]) {
            const int other = down ? edges_[at(edge)].to : edges_[at(edge)].from;
            if (!seen[at(other)]) {
                seen[at(other)] = true;
                found.push_back(other);
            }
        }
        if (next == found.size())
            return found;
    }
}

QStringList DependencyGraph::reachOf(const QString& name, bool down) const {
    QStringList found;
    for (const int node : reach(indexOf(name), down))
        found.append(names_.at(node));
    return found;
}

std::vector<int> DependencyGraph::downstreamCounts(std::uint64_t* steps) const {
    constexpr std::size_t kAtOnce = 64;
    std::vector<int> counts(at(size())), waiting, tied;
    for (const int node : order_) {
        if (!entering(node).empty())
            waiting.push_back(node);
        if (isTied(node))
            tied.push_back(node);
    }
    std::ranges::reverse(tied); // those downstream first
    // A bit of `reached` is one of 64 waiting nodes; nodes of one circle share a word.
    std::vector<std::uint64_t> reached(at(size()));
    std::uint64_t walked = 0;
    for (std::size_t first = 0; first < waiting.size(); first += kAtOnce) {
        std::ranges::fill(reached, 0);
        for (std::size_t i = first; i < std::min(first + kAtOnce, waiting.size()); ++i)
            reached[at(circle_[at(waiting[i])])] |= std::uint64_t{1} << (i - first);
        for (const int node : tied) {
            for (const int edge : leaving(node))
                reached[at(circle_[at(node)])] |= reached[at(circle_[at(edges_[at(edge)].to)])];
            walked += leaving(node).size();
        }
        for (const int node : tied)
            counts[at(node)] += std::popcount(reached[at(circle_[at(node)])]);
    }
    for (const int node : waiting)
        --counts[at(node)]; // itself
    if (steps)
        *steps += walked;
    return counts;
}

std::vector<int> DependencyGraph::path(int from, int to) const {
    if (from < 0 || to < 0)
        return {};
    std::vector<int> before(at(size()), -1), open = {from};
    before[at(from)] = from;
    for (std::size_t next = 0; next < open.size() && before[at(to)] < 0; ++next) {
        for (const int edge : leaving(open[next])) {
            const int child = edges_[at(edge)].to;
            if (before[at(child)] < 0) {
                before[at(child)] = open[next];
                open.push_back(child);
            }
        }
    }
    std::vector<int> way;
    if (before[at(to)] < 0)
        return way;
    for (int node = to; node != from; node = before[at(node)])
        way.push_back(node);
    way.push_back(from);
    std::ranges::reverse(way);
    return way;
}

} // namespace inferno::models
