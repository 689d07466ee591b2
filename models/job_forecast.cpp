// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_forecast.h"

#include <algorithm>

#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

std::size_t at(int node) {
    return static_cast<std::size_t>(node);
}

WallTime::duration seconds(std::optional<double> value) {
    return std::chrono::duration_cast<WallTime::duration>(std::chrono::duration<double>(value.value_or(0)));
}

bool isActive(const client::Job& job) {
    return job.status == "running" || job.status == "queued" || job.status == "retrying" || job.status == "blocked";
}

bool isOpen(const client::Job& job) {
    return job.definition.enabled && (isActive(job) || isFailure(JobStore::shownStatus(job)));
}

/// The result of the parent's newest ended run arms an edge.
bool fits(const std::string& result, const QString& on) {
    if (result == "completed")
        return on != "failure"_L1;
    const bool bad = result == "failed" || result == "timed_out" || result == "cancelled";
    return on == "completion"_L1 || (bad && on == "failure"_L1);
}

/// Whether the parent has ended as the edge wants since the child last started.
bool isArmed(const client::Job& parent, const client::Job& child, const QString& on) {
    const std::string& result = isActive(parent) ? std::string() : parent.last_status;
    return !result.empty() && parent.last_run > child.last_run && fits(result, on);
}

} // namespace

JobForecast::JobForecast(const QList<client::Job>& jobs, const DependencyGraph& graph, WallTime now)
    : jobs_(at(graph.size())), holds_(graph.edges().size()) {
    for (const int node : graph.order()) {
        const client::Job& job = jobs.at(node);
        JobOutlook& out = jobs_[at(node)];
        if (!job.definition.enabled)
            continue;
        out.start50 = out.start95 = now;
        out.measured = job.p95.has_value();
        const bool running = job.status == "running";
        for (const int edge : graph.entering(node)) {
            const auto& [from, to, on] = graph.edges()[at(edge)];
            const JobOutlook& parent = jobs_[at(from)];
            if (running || !parent.open || isArmed(jobs.at(from), job, on) ||
                (isFailure(JobStore::shownStatus(job)) && !isActive(job)))
                continue;
            holds_[at(edge)] = true;
            out.waits = true;
            out.start50 = std::max(out.start50, parent.end50);
            out.start95 = std::max(out.start95, parent.end95);
            out.measured = out.measured && parent.measured;
        }
        out.open = isOpen(job) || out.waits;
        if (!out.open && job.next_run.empty())
            continue;
        if (running || job.status == "retrying") {
            if (const auto started = parseRfc3339(job.last_run); running && started)
                out.start50 = out.start95 = *started;
        } else if (const auto due = parseRfc3339(job.next_run); due) {
            out.due = *due;
            if (out.waits || !out.open) {
                out.start50 = std::max(out.start50, *due);
                out.start95 = std::max(out.start95, *due);
            }
        }
        out.end50 = std::max(now, out.start50 + seconds(job.p50));
        out.end95 = std::max(now, out.start95 + seconds(job.p95));
    }
    // Back: the latest end of a node is the earliest of the latest starts behind it.
    for (auto at95 = graph.order().rbegin(); at95 != graph.order().rend(); ++at95) {
        JobOutlook& out = jobs_[at(*at95)];
        if (!out.open)
            continue;
        if (out.due && out.waits) {
            WallTime ready = now;
            for (const int edge : graph.entering(*at95))
                if (holds_[at(edge)])
                    ready = std::max(ready, jobs_[at(graph.edges()[at(edge)].from)].end95);
            out.slack = *out.due - ready;
        }
        for (const int edge : graph.leaving(*at95)) {
            const JobOutlook& child = jobs_[at(graph.edges()[at(edge)].to)];
            if (!holds_[at(edge)] || !child.slack)
                continue;
            // A due child starts no earlier than that, so its slack is counted from there.
            const WallTime latest =
                child.due ? std::min(*child.due, child.start95 + *child.slack) : child.start95 + *child.slack;
            const auto own = latest - out.end95;
            out.slack = out.slack ? std::min(*out.slack, own) : own;
        }
    }
}

int JobForecast::longestParent(const DependencyGraph& graph, int node) const {
    int longest = -1;
    for (const int edge : graph.entering(node)) {
        const int from = graph.edges()[at(edge)].from;
        if (holds_[at(edge)] && (longest < 0 || of(longest).end95 < of(from).end95))
            longest = from;
    }
    return longest;
}

std::vector<int> JobForecast::criticalPath(const DependencyGraph& graph, int node) const {
    std::vector<int> way;
    std::vector<bool> seen(jobs_.size());
    for (int next = node; next >= 0 && !seen[at(next)];) { // else a circle
        seen[at(next)] = true;
        way.push_back(next);
        next = longestParent(graph, next);
    }
    std::ranges::reverse(way);
    return way;
}

std::vector<JobForecast::FirstDue> JobForecast::firstDueBehind(const QList<client::Job>& jobs,
                                                               const DependencyGraph& graph) const {
    std::vector<FirstDue> first(at(graph.size()));
    const auto take = [](FirstDue& mine, std::optional<WallTime> time, int node) {
        if (time && (!mine.time || *time < *mine.time))
            mine = {time, node};
    };
    for (auto node = graph.order().rbegin(); node != graph.order().rend(); ++node) {
        for (const int edge : graph.leaving(*node)) {
            const int child = graph.edges()[at(edge)].to;
            if (!holds_[at(edge)])
                continue;
            if (jobs.at(child).definition.enabled)
                take(first[at(*node)], of(child).due, child);
            take(first[at(*node)], first[at(child)].time, first[at(child)].node);
        }
    }
    return first;
}

std::vector<int> heldBackBy(const QList<client::Job>& jobs, const DependencyGraph& graph, int node) {
    std::vector<int> held;
    if (node < 0)
        return held;
    std::vector<bool> stopped(at(graph.size()));
    std::vector<int> lost(at(graph.size())); // edges of a child that will not be armed
    stopped[at(node)] = true;
    std::vector<int> open = {node};
    for (std::size_t next = 0; next < open.size(); ++next) {
        for (const int edge : graph.leaving(open[next])) {
            const auto& [from, to, on] = graph.edges()[at(edge)];
            if (stopped[at(to)] || (from == node && on != "success"_L1) || !jobs.at(to).definition.enabled)
                continue;
            ++lost[at(to)];
            const bool any = jobs.at(to).definition.depends_join == "any";
            if (any && lost[at(to)] < static_cast<int>(graph.entering(to).size()))
                continue;
            stopped[at(to)] = true;
            held.push_back(to);
            open.push_back(to);
        }
    }
    return held;
}

} // namespace inferno::models
