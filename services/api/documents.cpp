// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/documents.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/schedule/words.h"
#include "core/vault/json_text.h"

namespace inferno::api {
namespace {

constexpr std::size_t kBars = 20;

double durationOf(const jobs::Run& run, WallTime now) {
    if (!run.started)
        return 0;
    return std::max(0.0, secondsOf(run.finished.value_or(now) - *run.started));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i)
        out += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return out;
}

double successRate(const std::map<std::string, int>& ended) {
    const auto count = [&](const char* state) {
        const auto found = ended.find(state);
        return found == ended.end() ? 0 : found->second;
    };
    const int judged = count("completed") + count("failed") + count("timed_out");
    return judged == 0 ? 1.0 : static_cast<double>(count("completed")) / judged;
}

int total(const std::map<std::string, int>& ended) {
    int sum = 0;
    for (const auto& [state, count] : ended)
        sum += count;
    return sum;
}

} // namespace

std::string timeText(const std::optional<WallTime>& time) {
    return time ? formatUtc(*time) : std::string();
}

double secondsOf(std::chrono::nanoseconds duration) {
    // Milliseconds are what is stored: no digits that mean nothing.
    return static_cast<double>(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count()) / 1000.0;
}

client::Run toDocument(const jobs::Run& run, WallTime now) {
    client::Run out;
    out.id = run.id;
    out.job_id = run.jobId;
    out.job = run.job;
    out.status = nameOf(run.state);
    out.trigger = nameOf(run.trigger);
    out.attempt = run.attempt;
    out.attempts_max = run.attemptsMax;
    out.scheduled_for = timeText(run.scheduledFor);
    out.queued = formatUtc(run.queued);
    out.started = timeText(run.started);
    out.finished = timeText(run.finished);
    out.exit_code = run.exitCode;
    out.signal = run.signal;
    out.cause = run.cause;
    out.reason = run.reason;
    out.retry_of = run.retryOf;
    if (run.state == jobs::RunState::Retrying)
        out.next_attempt = timeText(run.notBefore);
    out.progress = run.progress;
    out.limits = run.limits;
    out.missed = run.missed;
    out.missed_since = timeText(run.missedSince);
    out.dropped_bytes = run.droppedBytes;
    out.duration = durationOf(run, now);
    return out;
}

std::optional<double> durationPercentile(std::span<const jobs::Run> runs, double p) {
    std::vector<double> durations;
    for (const jobs::Run& run : runs)
        if (run.state == jobs::RunState::Completed && run.started && run.finished)
            durations.push_back(durationOf(run, *run.finished));
    if (durations.empty())
        return std::nullopt;
    std::ranges::sort(durations);
    const auto rank = static_cast<std::size_t>(std::ceil(p * static_cast<double>(durations.size())));
    return durations[std::clamp<std::size_t>(rank, 1, durations.size()) - 1];
}

void estimateProgress(client::Run& run, std::optional<double> usualSeconds) {
    constexpr double kMost = 99; // only its end is the end
    if (run.status != nameOf(jobs::RunState::Running) || run.progress || !usualSeconds || *usualSeconds <= 0)
        return;
    run.progress = std::floor(std::clamp(100 * run.duration / *usualSeconds, 0.0, kMost));
    run.estimated = true;
}

void estimateProgress(const jobs::JobStore& store, std::span<client::Run> runs) {
    std::vector<std::string> ids;
    for (const client::Run& run : runs)
        if (run.status == nameOf(jobs::RunState::Running) && !run.progress)
            ids.push_back(run.job_id);
    if (ids.empty())
        return;
    const auto recent = store.recentRuns(ids);
    if (!recent)
        return; // an estimate is no reason to refuse the rest
    for (client::Run& run : runs)
        if (const auto found = recent->find(run.job_id); found != recent->end())
            estimateProgress(run, durationPercentile(found->second, 0.5));
}

std::string scheduleWords(const jobs::JobDefinition& definition) {
    std::vector<std::string> parts;
    for (const std::string& text : definition.schedules) {
        const auto recurrence = schedule::Recurrence::parse(text, syntaxOf(definition));
        parts.push_back(recurrence ? schedule::describe(*recurrence) : text);
    }
    if (definition.runAt)
        parts.push_back("Once at " + formatUtc(*definition.runAt));
    if (!definition.dependsOn.empty()) {
        std::vector<std::string> names;
        for (const jobs::Dependency& dependency : definition.dependsOn)
            names.push_back(dependency.job);
        parts.push_back((parts.empty() ? "After " : "after ") + joined(names));
    }
    return parts.empty() ? "On request" : joined(parts);
}

client::Job toDocument(const jobs::Job& job, std::span<const jobs::Run> recent, bool bars, WallTime now) {
    client::Job out;
    jobs::toJson(job.definition).get_to(out.definition);
    out.definition.enabled = job.enabled;
    if (job.definition.timeout.count() == 0)
        out.definition.timeout.reset(); // none
    out.id = job.id;
    out.status = nameOf(job.state);
    out.last_status = job.lastState ? std::string(nameOf(*job.lastState)) : "";
    out.last_run = timeText(job.lastRun);
    out.next_run = timeText(job.nextRun);
    out.schedule_words = scheduleWords(job.definition);
    out.kind = nameOf(job.kind);
    out.created = formatUtc(job.created);
    out.updated = formatUtc(job.updated);
    out.p50 = durationPercentile(recent, 0.5);
    out.p95 = durationPercentile(recent, 0.95);
    out.progress = job.progress;
    if (const auto active = std::ranges::find(recent, job.activeRun, &jobs::Run::id); active != recent.end()) {
        client::Run run = toDocument(*active, now);
        estimateProgress(run, out.p50);
        out.progress = run.progress;
        out.estimated = run.estimated;
    }
    if (bars) {
        const auto newest = recent.first(std::min(recent.size(), kBars));
        for (const jobs::Run& run : newest)
            out.recent.push_back({run.id, std::string(nameOf(run.state)), timeText(run.started), durationOf(run, now)});
        std::ranges::reverse(out.recent);
    }
    return out;
}

client::AuditEvent toDocument(const vault::Record& record, const Uuid& vaultId) {
    const vault::Event& event = record.event;
    client::AuditEvent out;
    out.seq = record.seq;
    out.id = vault::eventId(vaultId, record.seq);
    out.received = formatUtc(record.received);
    out.timestamp = formatUtc(record.timestamp);
    out.event_type = event.eventType;
    out.action = event.action;
    out.user = event.user;
    out.subject_number = record.subject;
    out.source_ip = event.sourceIp;
    out.user_agent = event.userAgent;
    out.session_id = event.sessionId;
    out.trace_id = event.traceId;
    out.resource = event.resource;
    out.result = event.result;
    out.severity = vault::toText(record.severity);
    out.level = vault::toText(record.level);
    out.origin = vault::toText(record.recordedBy.origin);
    out.recorded_by = vault::recorderText(record.recordedBy);
    out.details = event.details;
    out.extra = event.unknown;
    return out;
}

client::QueueStats toDocument(const jobs::QueueState& state, int maxConcurrent) {
    client::QueueStats out;
    out.paused = state.paused;
    out.pause_reason = state.reason;
    out.paused_since = timeText(state.pausedAt);
    out.resume_at = timeText(state.resumeAt);
    out.jobs = state.jobs;
    out.queued = state.queued;
    out.blocked = state.blocked;
    out.running = state.running;
    out.retrying = state.retrying;
    out.max_concurrent = maxConcurrent;
    out.last_24h = state.last24h;
    out.success_rate_24h = successRate(state.last24h);
    out.success_rate_before = successRate(state.before24h);
    out.runs_24h = total(state.last24h);
    out.runs_before = total(state.before24h);
    out.per_hour = state.perHour;
    return out;
}

} // namespace inferno::api
