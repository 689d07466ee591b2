// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_runs.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace inferno::models::fakes {

using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr int kSamples = 60;
constexpr std::uint64_t kMiB = 1ULL << 20;

/// 0..1, the same for the same run and place.
double wave(std::size_t seed, int at) {
    const double x = static_cast<double>(at) + static_cast<double>(seed % 17);
    return 0.5 + 0.22 * std::sin(x * 0.37) + 0.16 * std::sin(x * 1.13) + 0.1 * std::sin(x * 2.71);
}

std::size_t seedOf(const std::string& id) {
    std::size_t seed = 0;
    for (const char c : id)
        seed = seed * 31 + static_cast<unsigned char>(c);
    return seed;
}

WallTime timeOf(const std::string& text) {
    return parseRfc3339(text).value_or(sampleNow());
}

WallTime endOf(const client::Run& run) {
    return run.finished.empty() ? sampleNow() : timeOf(run.finished);
}

/// The first run of a child that began after this one had ended, within a night.
const client::Run* nextOf(const Sample& sample, const std::string& child, const client::Run& run) {
    const client::Run* found = nullptr;
    for (const client::Run& one : sample.runs) {
        const WallTime started = timeOf(one.started);
        if (one.job == child && one.trigger == "dependency" && !run.finished.empty() && started >= endOf(run) &&
            started < endOf(run) + 12h && (!found || started < timeOf(found->started)))
            found = &one;
    }
    return found;
}

} // namespace

client::RunResources resourcesOf(const client::Run& run) {
    client::RunResources out;
    out.run_id = run.id;
    out.job = run.job;
    out.status = run.status;
    out.launch = run.attempt;
    out.duration = run.duration;
    if (run.started.empty())
        return out;
    const std::size_t seed = seedOf(run.id);
    const WallTime started = timeOf(run.started);
    for (int at = 1; at <= kSamples; ++at) {
        client::ResourceSample sample;
        sample.time = formatUtc(started + std::chrono::milliseconds(std::llround(run.duration * 1000 * at / kSamples)));
        sample.cpu = 2.2 + 1.2 * wave(seed, at);
        sample.memory = static_cast<std::uint64_t>((3200 + 30 * at + 120 * wave(seed + 5, at))) * kMiB;
        sample.read_rate = static_cast<double>(kMiB) * (24 + 40 * wave(seed + 9, at));
        sample.write_rate = static_cast<double>(kMiB) * 6 * wave(seed + 3, at);
        sample.processes = 5;
        out.cpu_peak = std::max(out.cpu_peak, sample.cpu);
        out.memory_peak = std::max(out.memory_peak, sample.memory);
        out.samples.push_back(sample);
    }
    out.cpu_mean = 2.8;
    out.memory_mean = out.memory_peak / 10 * 9;
    out.cpu_seconds = out.cpu_mean * run.duration;
    out.read_bytes = static_cast<std::uint64_t>(44 * run.duration) * kMiB;
    out.written_bytes = static_cast<std::uint64_t>(3 * run.duration) * kMiB;
    return out;
}

client::RunTimeline timelineOf(const Sample& sample, const client::Run& run) {
    client::RunTimeline line;
    line.run = run;
    const WallTime started = timeOf(run.started);
    const auto whole = endOf(run) - started;
    for (int number = 1; !run.started.empty() && number <= run.attempt; ++number) {
        client::RunAttempt attempt;
        const bool last = number == run.attempt;
        attempt.attempt = number;
        attempt.status = last ? run.status : "failed";
        attempt.started = formatUtc(started + whole * (number - 1) / run.attempt);
        if (!last)
            attempt.finished = formatUtc(started + whole * (number * 10 - 2) / (run.attempt * 10));
        else
            attempt.finished = run.finished;
        attempt.exit_code = last ? run.exit_code : std::optional(1);
        line.attempts.push_back(attempt);
    }
    if (run.cause.starts_with("after "))
        for (const client::Run& one : sample.runs)
            if (run.cause.find(one.id) != std::string::npos)
                line.before.push_back(one);
    std::vector<client::Run> open = {run};
    for (std::size_t at = 0; at < open.size(); ++at) {
        for (const client::GraphEdge& edge : sample.edges) {
            if (edge.from != open[at].job)
                continue;
            const client::Run* next = nextOf(sample, edge.to, open[at]);
            if (!next || std::ranges::find(open, next->id, &client::Run::id) != open.end())
                continue;
            line.after.push_back({open[at].id, *next});
            open.push_back(*next);
        }
    }
    return line;
}

void tellCauses(Sample& sample) {
    for (const client::GraphEdge& edge : sample.edges) {
        for (client::Run& run : sample.runs) {
            if (run.job != edge.to || run.trigger != "dependency" || !run.cause.empty())
                continue;
            const client::Run* by = nullptr;
            for (const client::Run& one : sample.runs)
                if (one.job == edge.from && !one.finished.empty() && timeOf(one.finished) <= timeOf(run.started) &&
                    (!by || timeOf(one.finished) > timeOf(by->finished)))
                    by = &one;
            if (by)
                run.cause = "after " + by->id;
        }
    }
}

json templateOf(const std::string& name) {
    if (name != "tenant_export")
        return nullptr;
    const auto parameter = [](const char* called, const char* type, bool required, const char* description) {
        return json{{"name", called},          {"type", type},
                    {"required", required},    {"default", nullptr},
                    {"values", json::array()}, {"description", description}};
    };
    json format = parameter("format", "enum", false, "How the records are written");
    format["values"] = {"csv", "json", "parquet"};
    return {{"name", name},
            {"description", "What is stored of one tenant"},
            {"parameters",
             {parameter("tenant", "string", true, "Whose data is exported"), format,
              parameter("days", "integer", false, "How far back, in days"),
              parameter("anonymous", "boolean", false, "Leave names out")}}};
}

Result<std::vector<json>> readDefinitions(const std::string& text) {
    std::vector<json> jobs;
    if (json whole = json::parse(text, nullptr, false); !whole.is_discarded()) {
        if (whole.is_object() && whole.contains("jobs"))
            whole = json(whole["jobs"]);
        if (whole.is_array())
            return whole.get<std::vector<json>>();
        return std::vector{whole};
    }
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const auto first = line.find_first_not_of(" \t\r");
        if (first == line.npos || line[first] == '#' || line == "jobs:")
            continue;
        const bool begins = line.compare(first, 2, "- ") == 0;
        const std::string pair = line.substr(first + (begins ? 2 : 0));
        const auto colon = pair.find(": ");
        if (colon == pair.npos || (!begins && jobs.empty()))
            return fail(ErrorCode::InputInvalid, "line " + std::to_string(number) + " cannot be read",
                        "- name: NAME, then its fields, one a line");
        if (begins)
            jobs.push_back(json::object());
        json value = json::parse(pair.substr(colon + 2), nullptr, false);
        jobs.back()[pair.substr(0, colon)] = value.is_discarded() ? json(pair.substr(colon + 2)) : std::move(value);
    }
    if (jobs.empty())
        return fail(ErrorCode::InputInvalid, "there is no job in it", "- name: NAME, then its fields, one a line");
    return jobs;
}

std::vector<client::AlertRule> makeRules() {
    client::AlertRule failures;
    failures.name = "many_failures";
    failures.scope = "queue";
    failures.condition = "failure_rate > 10% in 1h";
    failures.severity = "high";
    failures.channels = {"slack"};
    failures.warnings = {"slack: not configured"};
    client::AlertRule waiting;
    waiting.name = "long_queue";
    waiting.scope = "queue";
    waiting.condition = "oldest_waiting > 30m";
    waiting.severity = "medium";
    waiting.enabled = false;
    return {failures, waiting};
}

} // namespace inferno::models::fakes
