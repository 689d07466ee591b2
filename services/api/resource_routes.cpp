// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "core/jobs/job_store.h"
#include "core/jobs/single_runs.h"
#include "services/api/documents.h"
#include "services/api/support.h"
#include "services/client/types_resources.h"
#include "services/client/types_timeline.h"
#include "services/executors/executor.h"

namespace inferno::api {
namespace {

using executors::Usage;
using executors::UsageSample;

double seconds(std::chrono::milliseconds duration) {
    return static_cast<double>(duration.count()) / 1000;
}

std::optional<double> rate(const std::optional<std::uint64_t>& before, const std::optional<std::uint64_t>& after,
                           double span) {
    if (!before || !after)
        return std::nullopt;
    return span > 0 ? static_cast<double>(*after - std::min(*before, *after)) / span : 0;
}

/// Without those that the next one follows at once: a rate over so short a time says nothing.
std::vector<UsageSample> spreadOut(const std::vector<UsageSample>& samples) {
    constexpr std::chrono::milliseconds kShortest{100};
    std::vector<UsageSample> kept;
    for (const UsageSample& sample : samples) {
        if (!kept.empty() && sample.at - kept.back().at < kShortest) {
            const ByteSize memory = std::max(sample.memory, kept.back().memory);
            kept.back() = sample;
            kept.back().memory = memory;
        } else {
            kept.push_back(sample);
        }
    }
    return kept;
}

/// Counters become rates, and both their mean and their peak.
void addSamples(client::RunResources& out, const Usage& usage) {
    UsageSample before;
    before.readBytes = before.writtenBytes = 0;
    double memorySeconds = 0;
    for (const UsageSample& sample : spreadOut(usage.samples)) {
        const double span = seconds(sample.at - before.at);
        client::ResourceSample row;
        row.time = formatUtc(usage.started + sample.at);
        row.cpu = span > 0 ? seconds(sample.cpu - before.cpu) / span : 0;
        row.memory = static_cast<std::uint64_t>(sample.memory);
        row.read_rate = rate(before.readBytes, sample.readBytes, span);
        row.write_rate = rate(before.writtenBytes, sample.writtenBytes, span);
        row.processes = sample.processes;
        memorySeconds += static_cast<double>(row.memory) * span;
        out.cpu_peak = std::max(out.cpu_peak, row.cpu);
        out.memory_peak = std::max(out.memory_peak, row.memory);
        out.samples.push_back(std::move(row));
        before = sample;
    }
    out.duration = seconds(before.at);
    out.cpu_seconds = seconds(before.cpu);
    if (out.duration > 0) {
        out.cpu_mean = out.cpu_seconds / out.duration;
        out.memory_mean = static_cast<std::uint64_t>(memorySeconds / out.duration);
    }
    if (!usage.samples.empty()) {
        out.read_bytes = before.readBytes;
        out.written_bytes = before.writtenBytes;
    }
}

Result<http::Response> resources(const Call& call) {
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(call.capture("run")));
    client::RunResources out;
    out.run_id = run.id;
    out.job = run.job;
    out.status = nameOf(run.state);
    out.limits = run.limits;
    // The newest launch may not have begun yet, or may never have run.
    for (int launch = run.launch; launch > 0 && out.launch == 0; --launch) {
        INFERNO_TRY(const auto usage, call.context.executor.readUsage({run.id, static_cast<std::uint32_t>(launch)}));
        if (!usage)
            continue;
        out.launch = launch;
        out.limits = usage->limits;
        out.cpu_limit = usage->cpuLimit;
        out.memory_limit = static_cast<std::uint64_t>(usage->memoryLimit);
        addSamples(out, *usage);
    }
    return answer(out);
}

Result<http::Response> timeline(const Call& call) {
    INFERNO_TRY(const jobs::RunTimeline line, jobs::SingleRuns(call.context.jobs).timeline(call.capture("run")));
    const WallTime now = call.context.clock.now();
    client::RunTimeline out;
    out.run = toDocument(line.run, now);
    out.params = line.values.params;
    for (const auto& [name, value] : line.values.env)
        out.env.push_back(name);
    for (const jobs::Attempt& one : line.attempts)
        out.attempts.push_back({one.number, std::string(nameOf(one.state)), formatUtc(one.started),
                                timeText(one.finished), one.exitCode, one.signal, one.reason});
    for (const jobs::Run& run : line.before)
        out.before.push_back(toDocument(run, now));
    for (const jobs::RunAfter& one : line.after)
        out.after.push_back({one.of, toDocument(one.run, now)});
    return answer(out);
}

} // namespace

void addResourceRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET",
                      "/api/v1/runs/{run}/timeline",
                      "queue:read",
                      "A run's attempts, what it came of and what came of it",
                      {},
                      "",
                      "RunTimeline",
                      200,
                      false,
                      timeline});
    routes.push_back({"GET",
                      "/api/v1/runs/{run}/resources",
                      "queue:read",
                      "How the run's processes used CPU, memory and disks over time",
                      {},
                      "",
                      "RunResources",
                      200,
                      false,
                      resources});
}

} // namespace inferno::api
