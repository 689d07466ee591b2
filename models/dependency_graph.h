// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QHash>
#include <QList>
#include <QStringList>

#include "services/client/types.h"

namespace inferno::models {

/// Who waits for whom, with jobs as numbers in the order in which they were given. Immutable; made in O(jobs + edges),
/// also where the edges hold a circle (the service refuses them, a file of somebody else may not). Edges from jobs that
/// do not exist are left out. Safe from any thread.
class DependencyGraph {
public:
    struct Edge {
        int from;
        int to;
        QString on; ///< success failure completion
        bool operator==(const Edge&) const = default;
    };

    DependencyGraph() = default;
    explicit DependencyGraph(const QList<client::Job>& jobs);
    DependencyGraph(const QStringList& names, const std::vector<Edge>& edges);

    int size() const { return static_cast<int>(names_.size()); }
    const QStringList& names() const { return names_; }
    const QString& name(int node) const { return names_.at(node); }
    int indexOf(const QString& name) const { return places_.value(name, -1); } ///< -1: there is none
    const std::vector<Edge>& edges() const { return edges_; }
    /// Places in edges(): of those that leave a node, and of those that enter it.
    const std::vector<int>& leaving(int node) const { return leaving_[static_cast<std::size_t>(node)]; }
    const std::vector<int>& entering(int node) const { return entering_[static_cast<std::size_t>(node)]; }
    bool isTied(int node) const { return !leaving(node).empty() || !entering(node).empty(); }
    /// All nodes, each after those that it waits for; nodes of one circle stand together.
    const std::vector<int>& order() const { return order_; }

    /// All that wait for a node (or that it waits for), directly or through others, the nearest first. O(found edges).
    std::vector<int> reach(int node, bool down) const;
    /// The names of these, for reach() of a name; empty for an unknown one.
    QStringList reachOf(const QString& name, bool down) const;
    /// How many jobs wait for each node, directly or through others: one pass over the edges for each 64 nodes that
    /// wait for anything, so O(jobs × edges / 64) time and O(jobs) memory. `steps`, where given, counts edges walked.
    std::vector<int> downstreamCounts(std::uint64_t* steps = nullptr) const;
    /// The shortest way along edges, both ends included; empty where there is none.
    std::vector<int> path(int from, int to) const;

private:
    void setNames(const QStringList& names);
    void add(const Edge& edge);
    void sort();

    QStringList names_;
    QHash<QString, int> places_;
    std::vector<Edge> edges_;
    std::vector<std::vector<int>> leaving_;
    std::vector<std::vector<int>> entering_;
    std::vector<int> order_;
    std::vector<int> circle_; ///< which nodes lie on one circle: the same number; smaller numbers lie downstream
};

/// "NAME:completion" of a job in its parts; without a condition, the job's own.
DependencyGraph::Edge edgeOf(const client::Job& job, const std::string& edge, QString* parent);

} // namespace inferno::models
