// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_store.h"
#include "core/jobs/single_runs.h"
#include "services/api/documents.h"
#include "services/api/support.h"
#include "services/api/templates.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr int kRunsShown = 20;

Result<http::Response> created(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(json document, objectOf(call));
    jobs::JobStore& store = call.context.jobs;
    jobs::JobStore::CreateOptions options;
    try {
        options.enabled = document.value("enabled", true);
        options.noRun = document.value("no_run", false);
        options.replace = document.value("replace", false);
    } catch (const json::type_error&) {
        return fail(ErrorCode::JobInvalid, "enabled, no_run and replace are true or false");
    }
    INFERNO_TRY(document, call.context.templates->resolved(std::move(document)));
    INFERNO_TRY(const auto definition, jobs::parseDefinition(document, store.defaults(), store.defaults()));
    INFERNO_TRY(const jobs::Changed changed, store.create(definition, options, request));
    INFERNO_TRY(const jobs::Job job, store.job(changed.jobId));
    const client::Created answerDocument{job.id,
                                         job.definition.name,
                                         std::string(nameOf(job.state)),
                                         timeText(job.nextRun),
                                         changed.runId,
                                         store.warningsOf(job.definition)};
    return answer(answerDocument, 201);
}

/// Values of the environment may be secrets: who may only read, such as a run by its own token, gets the names.
client::Job shownTo(const Call& call, client::Job job) {
    if (!call.caller.principal.may("queue:write"))
        for (auto& [name, value] : job.definition.env)
            value.clear();
    return job;
}

Result<http::Response> listed(const Call& call) {
    jobs::JobFilter filter;
    INFERNO_TRY(filter.limit, limitOf(call));
    filter.status = call.query("status");
    filter.tag = call.query("tag");
    filter.search = call.query("search");
    filter.cursor = call.query("cursor");
    INFERNO_TRY(const auto page, call.context.jobs.jobs(filter));
    const bool recent = call.query("recent") == "1";
    std::map<std::string, std::vector<jobs::Run>> runs;
    if (recent) {
        std::vector<std::string> ids;
        for (const jobs::Job& job : page.items)
            ids.push_back(job.id);
        INFERNO_TRY(runs, call.context.jobs.recentRuns(ids));
    }
    const WallTime now = call.context.clock.now();
    json items = json::array();
    for (const jobs::Job& job : page.items)
        items.push_back(shownTo(call, toDocument(job, runs[job.id], recent, now)));
    return answer({{"items", std::move(items)}, {"next_cursor", page.nextCursor}});
}

/// The job with its newest runs.
Result<http::Response> shown(const Call& call, const std::string& idOrName) {
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(idOrName));
    jobs::RunFilter filter;
    filter.job = job.id;
    filter.limit = kRunsShown;
    INFERNO_TRY(const auto runs, call.context.jobs.runs(filter));
    const WallTime now = call.context.clock.now();
    client::Job document = shownTo(call, toDocument(job, runs.items, true, now));
    for (const jobs::Run& run : runs.items) {
        document.runs.push_back(toDocument(run, now));
        estimateProgress(document.runs.back(), document.p50);
        if (isActive(run.state)) {
            INFERNO_TRY(const jobs::Waiting waiting, call.context.jobs.whyWaiting(run.id));
            document.runs.back().waiting = waiting.why;
            document.runs.back().waiting_since = timeText(waiting.since);
        }
    }
    INFERNO_TRY(const auto awaits, call.context.jobs.awaits(job.id));
    for (const jobs::Awaited& one : awaits)
        document.awaits.push_back({one.job, std::string(nameOf(one.mode)), one.armed, one.runId,
                                   one.state ? std::string(nameOf(*one.state)) : "", timeText(one.finished)});
    json out = document;
    out["runs"] = document.runs; // also where it is empty
    return answer(out);
}

Result<http::Response> updated(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(json changes, objectOf(call));
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(call.capture("job")));
    INFERNO_TRY(changes, call.context.templates->resolvedChanges(std::move(changes), job.definition));
    INFERNO_TRY(const jobs::Changed changed, call.context.jobs.update(call.capture("job"), changes, request));
    return shown(call, changed.jobId);
}

Result<http::Response> removed(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_CHECK(call.context.jobs.remove(call.capture("job"), request));
    return http::Response::empty();
}

Result<http::Response> queued(const Call& call, const jobs::Changed& changed) {
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(changed.runId));
    return answer(toDocument(run, call.context.clock.now()), 202);
}

/// The job that the path names: a run's id is none.
Result<std::string> jobIdOf(const Call& call) {
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(call.capture("job")));
    return job.id;
}

/// What the body says of this run alone; the parameters are checked by the template of the job.
Result<jobs::RunValues> valuesOf(const Call& call, const jobs::JobDefinition& job) {
    INFERNO_TRY(json body, objectOf(call));
    for (const auto& [field, value] : body.items())
        if (field != "params" && field != "env")
            return fail(ErrorCode::JobInvalid, "a run has no field '" + field + "'", "params and env");
    const jobs::JobStore& store = call.context.jobs;
    jobs::RunValues values;
    if (body.contains("params") && !body["params"].is_null()) {
        INFERNO_TRY(const json all, call.context.templates->resolvedChanges({{"params", body["params"]}}, job));
        // Nothing is left of the values that the job has already.
        const json known = all.contains("params") ? all["params"] : json(job.fromTemplate.values);
        for (const auto& [name, value] : body["params"].items())
            values.params[name] = known.at(name).get<std::string>();
    }
    if (body.contains("env") && !body["env"].is_null()) {
        INFERNO_TRY(const auto with, jobs::parseDefinition({{"env", body["env"]}}, job, store.defaults()));
        values.env = with.env;
    }
    return values;
}

Result<http::Response> started(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(call.capture("job")));
    INFERNO_TRY(const jobs::RunValues values, valuesOf(call, job.definition));
    INFERNO_TRY(const jobs::Changed changed, jobs::SingleRuns(call.context.jobs).start(job.id, values, request));
    return queued(call, changed);
}

Result<http::Response> retried(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const std::string id, jobIdOf(call));
    INFERNO_TRY(const jobs::Changed changed, call.context.jobs.retry(id, request));
    return queued(call, changed);
}

Result<http::Response> cancelled(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const std::string id, jobIdOf(call));
    INFERNO_CHECK(call.context.jobs.cancel(id, request));
    return http::Response::empty();
}

Result<http::Response> enabled(const Call& call, bool enable) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_CHECK(call.context.jobs.enable(call.capture("job"), enable, request));
    return http::Response::empty();
}

/// In the words of older clients, whose loops end on `failed` and `cancelled`.
Result<http::Response> status(const Call& call) {
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(call.capture("job")));
    INFERNO_TRY(const auto run, call.context.jobs.newestRun(job.id));
    json out{{"job_id", job.id}, {"name", job.definition.name}, {"run_id", nullptr},
             {"progress", 0},    {"estimated", false},          {"reason", ""}};
    if (!run) {
        out["status"] = nameOf(job.state);
        return answer(out);
    }
    out["run_id"] = run->id;
    out["reason"] = run->reason;
    out["status"] = nameOf(run->state);
    client::Run document = toDocument(*run, call.context.clock.now());
    estimateProgress(call.context.jobs, std::span(&document, 1));
    out["progress"] = run->state == jobs::RunState::Completed ? 100.0 : document.progress.value_or(0);
    out["estimated"] = document.estimated;
    const bool timedOut = run->state == jobs::RunState::TimedOut;
    if (timedOut || run->state == jobs::RunState::Skipped) {
        out["status"] = timedOut ? "failed" : "cancelled";
        out["reason"] = run->reason.empty() ? std::string(nameOf(run->state)) : run->reason;
    }
    return answer(out);
}

} // namespace

void addJobRoutes(std::vector<Route>& routes) {
    const std::string one = "/api/v1/jobs/{job}";
    routes.push_back({"POST",
                      "/api/v1/jobs",
                      "queue:write",
                      "Create a job, or queue an equal one again",
                      {},
                      "JobDefinition",
                      "Created",
                      201,
                      true,
                      created});
    routes.push_back({"GET", "/api/v1/jobs", "queue:read", "The jobs, by name",
                      listParameters({{"status", "the job's state, or its last run's"},
                                      {"tag", "jobs with this tag"},
                                      {"search", "part of the name or of a tag"},
                                      {"recent", "1: with the bars of the newest runs"}}),
                      "", "[Job]", 200, false, listed});
    routes.push_back(
        {"GET", one, "queue:read", "A job with its newest runs", {}, "", "Job", 200, false, [](const Call& call) {
             return shown(call, call.capture("job"));
         }});
    routes.push_back(
        {"PATCH", one, "queue:write", "Change some fields of a job", {}, "JobDefinition", "Job", 200, true, updated});
    routes.push_back(
        {"DELETE", one, "queue:write", "Delete a job; its history stays", {}, "", "", 204, false, removed});
    routes.push_back(
        {"POST", one + "/run", "queue:write", "Queue a run now", {}, "RunRequest", "Run", 202, true, started});
    routes.push_back({"POST",
                      one + "/retry",
                      "queue:write",
                      "Queue a new run of the newest one that failed, timed out or was cancelled",
                      {},
                      "",
                      "Run",
                      202,
                      true,
                      retried});
    routes.push_back(
        {"POST", one + "/cancel", "queue:write", "End the active runs of a job", {}, "", "", 204, true, cancelled});
    routes.push_back({"POST",
                      one + "/enable",
                      "queue:write",
                      "Let schedules and parents start the job",
                      {},
                      "",
                      "",
                      204,
                      true,
                      [](const Call& call) { return enabled(call, true); }});
    routes.push_back({"POST",
                      one + "/disable",
                      "queue:write",
                      "Let nothing start the job by itself",
                      {},
                      "",
                      "",
                      204,
                      true,
                      [](const Call& call) { return enabled(call, false); }});
    routes.push_back({"GET",
                      one + "/status",
                      "queue:read",
                      "How the newest run stands, for older clients",
                      {},
                      "",
                      "JobStatus",
                      200,
                      false,
                      status});
}

} // namespace inferno::api
