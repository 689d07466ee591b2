// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_store.h"
#include "services/api/documents.h"
#include "services/api/log_follower.h"
#include "services/api/run_output.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kLogPiece = 4U << 20;
constexpr std::size_t kLogStream = 2U << 20;

Result<http::Response> listed(const Call& call) {
    jobs::RunFilter filter;
    INFERNO_TRY(filter.limit, limitOf(call));
    filter.job = call.query("job");
    filter.status = call.query("status");
    filter.tag = call.query("tag");
    filter.search = call.query("search");
    filter.cursor = call.query("cursor");
    INFERNO_TRY(filter.since, instantOf(call, "since"));
    INFERNO_TRY(filter.until, instantOf(call, "until"));
    INFERNO_TRY(const auto page, call.context.jobs.runs(filter));
    const WallTime now = call.context.clock.now();
    std::vector<client::Run> items;
    for (const jobs::Run& run : page.items)
        items.push_back(toDocument(run, now));
    estimateProgress(call.context.jobs, items);
    return answer({{"items", items}, {"next_cursor", page.nextCursor}});
}

Result<http::Response> shown(const Call& call) {
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(call.capture("run")));
    client::Run document = toDocument(run, call.context.clock.now());
    if (isActive(run.state)) {
        INFERNO_TRY(const jobs::Waiting waiting, call.context.jobs.whyWaiting(run.id));
        document.waiting = waiting.why;
        document.waiting_since = timeText(waiting.since);
        estimateProgress(call.context.jobs, std::span(&document, 1));
    }
    INFERNO_TRY(document.outputs, call.context.jobs.outputsOf(run.id));
    return answer(document);
}

Result<http::Response> cancelled(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(call.capture("run")));
    INFERNO_CHECK(call.context.jobs.cancel(run.id, request));
    return http::Response::empty();
}

Result<http::Response> retried(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const jobs::Run of, call.context.jobs.runById(call.capture("run")));
    INFERNO_TRY(const jobs::Changed changed, call.context.jobs.retry(of.id, request));
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(changed.runId));
    return answer(toDocument(run, call.context.clock.now()), 202);
}

Result<http::Response> log(const Call& call) {
    INFERNO_TRY(const jobs::Run run, call.context.jobs.runById(call.capture("run")));
    std::uint64_t offset = 0;
    if (const std::string text = call.query("offset"); !text.empty()) {
        INFERNO_TRY(offset, numberOf(text, "an offset"));
    }
    const RunOutput::Show show{call.query("notes") == "1", call.query("timestamps") == "1"};
    http::Response response = http::Response::text(200, "");
    if (run.droppedBytes > 0)
        response.headers.set("X-Dropped-Bytes", std::to_string(run.droppedBytes));
    if (call.query("follow") == "1") {
        response.stream = std::make_shared<http::Streaming>();
        response.stream->stream = std::make_shared<http::Stream>(kLogStream);
        call.context.follower.follow(run.id, offset, show, response.stream->stream);
        return response;
    }
    INFERNO_TRY(RunOutput::Piece piece, call.context.output.read(run, offset, kLogPiece, show));
    response.body = std::move(piece.text);
    response.headers.set("X-Next-Offset", std::to_string(piece.nextOffset));
    return response;
}

} // namespace

void addRunRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET", "/api/v1/runs", "queue:read", "Runs, newest first",
                      listParameters({{"job", "id or name of a job"},
                                      {"status", "a state of runs"},
                                      {"tag", "runs of jobs with this tag"},
                                      {"search", "runs of jobs with this in their name or a tag"},
                                      {"since", "queued at or after: RFC 3339, or a duration back from now"},
                                      {"until", "queued before"}}),
                      "", "[Run]", 200, false, listed});
    routes.push_back({"GET", "/api/v1/runs/{run}", "queue:read", "A run", {}, "", "Run", 200, false, shown});
    routes.push_back(
        {"POST", "/api/v1/runs/{run}/cancel", "queue:write", "End a run", {}, "", "", 204, true, cancelled});
    routes.push_back({"POST",
                      "/api/v1/runs/{run}/retry",
                      "queue:write",
                      "Queue a new run of one that did not complete",
                      {},
                      "",
                      "Run",
                      202,
                      true,
                      retried});
    routes.push_back(
        {"GET",
         "/api/v1/runs/{run}/log",
         "queue:read",
         "The output; the header X-Next-Offset says where to go on, X-Dropped-Bytes how much of it no log holds",
         {{"offset", "byte from which on; 0 where absent"},
          {"follow", "1: stream until the run has ended"},
          {"notes", "1: with the runner's own words, each a line that begins with [inferno]"},
          {"timestamps", "1: each line begins with the instant at which it came"}},
         "",
         "text/plain",
         200,
         false,
         log});
}

} // namespace inferno::api
