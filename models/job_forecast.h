// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "models/dependency_graph.h"

namespace inferno::models {

/// What one job will do, if what failed is retried now. Instants are UTC; `50` and `95` by the median and the 95th
/// percentile of its own duration and of all that it waits for.
struct JobOutlook {
    bool open = false;    ///< it runs, waits to run, or failed: what depends on it waits
    bool waits = false;   ///< for at least one open job
    bool measured = true; ///< it and all it waits for have known durations
    WallTime start50, end50;
    WallTime start95, end95;
    std::optional<WallTime> due; ///< when its schedule wants it to start
    /// How much later it may end, at p95, before it or a job behind it misses its due time; less than 0: too late.
    std::optional<WallTime::duration> slack;
};

/// The whole of the jobs, by the critical path method (Kelley and Walker, 1959): forwards for the earliest ends, back
/// for the latest. O(jobs + edges). A value; safe from any thread.
class JobForecast {
public:
    JobForecast() = default;
    /// `jobs` and `graph` have the same order. An edge whose parent has ended as it wants since the child last started
    /// does not make it wait.
    JobForecast(const QList<client::Job>& jobs, const DependencyGraph& graph, WallTime now);

    const JobOutlook& of(int node) const { return jobs_[static_cast<std::size_t>(node)]; }
    bool isEmpty() const { return jobs_.empty(); }
    int size() const { return static_cast<int>(jobs_.size()); }
    /// The parent that it waits for longest; -1: it waits for none.
    int longestParent(const DependencyGraph& graph, int node) const;
    /// What it waits for longest, then what that waits for, and so on: from the first to `node`.
    std::vector<int> criticalPath(const DependencyGraph& graph, int node) const;
    /// The earliest time at which a job downstream of each node is due by its own schedule, and which one it is.
    struct FirstDue {
        std::optional<WallTime> time;
        int node = -1;
    };
    std::vector<FirstDue> firstDueBehind(const QList<client::Job>& jobs, const DependencyGraph& graph) const;

private:
    std::vector<JobOutlook> jobs_;
    std::vector<bool> holds_; ///< of each edge: the child waits for the parent
};

/// Jobs that cannot start while `node` stays failed: behind its edges on success, and behind all edges of those that
/// do not start then; of a child that needs any of its parents, only where none is left. The nearest first.
std::vector<int> heldBackBy(const QList<client::Job>& jobs, const DependencyGraph& graph, int node);

} // namespace inferno::models
