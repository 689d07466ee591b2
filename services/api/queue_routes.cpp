// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/units.h"
#include "core/jobs/job_store.h"
#include "services/api/documents.h"
#include "services/api/support.h"
#include "services/scheduler/scheduler.h"

namespace inferno::api {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto kLongestCalendar = 24h * 400;
constexpr int kPageOfAll = 1000;

Result<std::vector<jobs::Job>> everyJob(const Call& call) {
    std::vector<jobs::Job> all;
    jobs::JobFilter filter;
    filter.limit = kPageOfAll;
    do {
        INFERNO_TRY(auto page, call.context.jobs.jobs(filter));
        std::ranges::move(page.items, std::back_inserter(all));
        filter.cursor = page.nextCursor;
    } while (!filter.cursor.empty());
    return all;
}

Result<http::Response> graph(const Call& call) {
    INFERNO_TRY(const auto all, everyJob(call));
    INFERNO_TRY(const auto edges, call.context.jobs.edges());
    const WallTime now = call.context.clock.now();
    client::Graph graph;
    for (const jobs::Job& job : all)
        graph.nodes.push_back(toDocument(job, {}, false, now));
    for (const jobs::Edge& edge : edges)
        graph.edges.push_back({edge.parent, edge.child, std::string(nameOf(edge.mode))});
    return answer(graph);
}

/// How long the completed runs of each of these jobs take, in seconds.
Result<std::map<std::string, double>> estimates(const Call& call, const std::set<std::string>& jobIds) {
    const std::vector<std::string> ids(jobIds.begin(), jobIds.end());
    INFERNO_TRY(const auto recent, call.context.jobs.recentRuns(ids));
    std::map<std::string, double> out;
    for (const auto& [id, runs] : recent)
        out[id] = durationPercentile(runs, 0.5).value_or(0);
    return out;
}

Result<http::Response> calendar(const Call& call) {
    const WallTime now = call.context.clock.now();
    INFERNO_TRY(const auto asked, instantOf(call, "from"));
    INFERNO_TRY(const auto askedEnd, instantOf(call, "to"));
    const WallTime from = asked.value_or(now - 24h);
    const WallTime to = askedEnd.value_or(now + 24h * 7);
    if (from >= to || to - from > kLongestCalendar)
        return fail(ErrorCode::InputInvalid, "the calendar ends after it begins, and has at most 400 days",
                    "give from and to");
    INFERNO_TRY(const auto runs, call.context.jobs.runsBetween(from, to));
    std::vector<jobs::PlannedFire> fires;
    if (to > now) {
        INFERNO_TRY(fires, call.context.jobs.plannedFires(std::max(from, now), to));
    }
    std::set<std::string> jobIds;
    for (const jobs::Run& run : runs)
        jobIds.insert(run.jobId);
    for (const jobs::PlannedFire& fire : fires)
        jobIds.insert(fire.jobId);
    INFERNO_TRY(auto seconds, estimates(call, jobIds));
    json items = json::array();
    for (const jobs::Run& run : runs)
        items.push_back(client::CalendarEntry{run.job, run.id, std::string(nameOf(run.state)),
                                              formatUtc(run.started.value_or(run.queued)), timeText(run.finished),
                                              seconds[run.jobId], ""});
    for (const jobs::PlannedFire& fire : fires)
        items.push_back(
            client::CalendarEntry{fire.job, "", "planned", formatUtc(fire.at), "", seconds[fire.jobId], fire.blackout});
    return answer({{"items", std::move(items)}});
}

Result<http::Response> stats(const Call& call) {
    INFERNO_TRY(const jobs::QueueState state, call.context.jobs.queueState());
    const scheduler::SchedulerStatus now = call.context.scheduler.status();
    client::QueueStats out = toDocument(state, now.maxConcurrent);
    out.held = now.held;
    return answer(out);
}

/// Seconds as a number, or a duration as a text.
Result<std::optional<WallTime>> pauseEnd(const Call& call, const json& body) {
    const auto field = body.find("for");
    if (field == body.end() || field->is_null())
        return std::optional<WallTime>();
    if (!field->is_number() && !field->is_string())
        return fail(ErrorCode::DurationInvalid, "'for' is a number of seconds, or a text such as 15m");
    INFERNO_TRY(const auto duration, parseDuration(field->is_string() ? field->get<std::string>() : field->dump()));
    return std::optional(call.context.clock.now() + duration);
}

Result<http::Response> paused(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string reason, textField(body, "reason"));
    INFERNO_TRY(const auto until, pauseEnd(call, body));
    INFERNO_CHECK(call.context.jobs.pause(reason, until, request));
    return http::Response::empty();
}

Result<http::Response> resumed(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_CHECK(call.context.jobs.resume(request));
    return http::Response::empty();
}

Result<http::Response> blackouts(const Call& call) {
    INFERNO_TRY(const auto all, call.context.jobs.blackouts());
    json items = json::array();
    for (const jobs::BlackoutDefinition& blackout : all)
        items.push_back(jobs::toJson(blackout));
    return answer({{"items", std::move(items)}, {"next_cursor", ""}});
}

Result<http::Response> addBlackout(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_CHECK(call.context.jobs.addBlackout(body, request));
    INFERNO_TRY(const auto blackout, jobs::parseBlackout(body, call.context.jobs.defaults().timezone));
    return answer(jobs::toJson(blackout), 201);
}

Result<http::Response> deleteBlackout(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_CHECK(call.context.jobs.removeBlackout(call.capture("name"), request));
    return http::Response::empty();
}

} // namespace

void addQueueRoutes(std::vector<Route>& routes) {
    routes.push_back(
        {"GET", "/api/v1/graph", "queue:read", "All jobs and who waits for whom", {}, "", "Graph", 200, false, graph});
    routes.push_back({"GET",
                      "/api/v1/calendar",
                      "queue:read",
                      "Past runs and planned fire times",
                      {{"from", "RFC 3339; a day ago where absent"}, {"to", "RFC 3339; in a week where absent"}},
                      "",
                      "[CalendarEntry]",
                      200,
                      false,
                      calendar});
    routes.push_back(
        {"GET", "/api/v1/queue/stats", "queue:read", "How the queue stands", {}, "", "QueueStats", 200, false, stats});
    routes.push_back({"POST",
                      "/api/v1/queue/pause",
                      "queue:write",
                      "Start nothing new; {\"reason\", \"for\"}",
                      {},
                      "Pause",
                      "",
                      204,
                      true,
                      paused});
    routes.push_back({"GET",
                      "/api/v1/blackouts",
                      "queue:read",
                      "Times in which schedules do not fire",
                      {},
                      "",
                      "[Blackout]",
                      200,
                      false,
                      blackouts});
    routes.push_back({"POST",
                      "/api/v1/blackouts",
                      "queue:write",
                      "Keep schedules from firing: from and to, or schedule and duration, or dates",
                      {},
                      "Blackout",
                      "Blackout",
                      201,
                      true,
                      addBlackout});
    routes.push_back({"DELETE",
                      "/api/v1/blackouts/{name}",
                      "queue:write",
                      "Let them fire again",
                      {},
                      "",
                      "",
                      204,
                      true,
                      deleteBlackout});
    routes.push_back({"POST", "/api/v1/queue/resume", "queue:write", "Go on", {}, "", "", 204, true, resumed});
}

} // namespace inferno::api
