// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/calendar_routes.h"

#include <algorithm>

#include "core/jobs/calendar.h"
#include "services/api/calendar_view.h"
#include "services/api/documents.h"
#include "services/api/support.h"
#include "services/scheduler/scheduler.h"

namespace inferno::api {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto kLongest = 24h * 400;
constexpr auto kShortestPart = 60s;
constexpr std::int64_t kMostParts = 2000;

Result<http::Response> view(const Call& call) {
    CalendarWish wish;
    wish.now = call.context.clock.now();
    INFERNO_TRY(const auto from, instantOf(call, "from"));
    INFERNO_TRY(const auto to, instantOf(call, "to"));
    wish.from = from.value_or(wish.now - 24h);
    wish.to = to.value_or(wish.from + 24h * 7);
    if (wish.from >= wish.to || wish.to - wish.from > kLongest)
        return fail(ErrorCode::InputInvalid, "the calendar ends after it begins, and has at most 400 days",
                    "give from and to");
    std::uint64_t seconds = 3600;
    if (const std::string part = call.query("part"); !part.empty()) {
        INFERNO_TRY(seconds, numberOf(part, "part"));
    }
    wish.part = std::chrono::seconds(std::min<std::uint64_t>(seconds, 400 * 86400));
    if (wish.part < kShortestPart || (wish.to - wish.from) / wish.part > kMostParts)
        return fail(ErrorCode::InputInvalid, "a part has at least 60 seconds, and there are at most 2000 of them",
                    "give a longer part");
    wish.workers = call.context.scheduler.status().maxConcurrent;
    INFERNO_TRY(const auto document, calendarView(call.context.jobs, wish));
    return answer(document);
}

client::FireException toDocument(const jobs::FireException& one) {
    return {one.job, formatUtc(one.fire), timeText(one.to), one.by};
}

Result<http::Response> listed(const Call& call) {
    INFERNO_TRY(const auto all, jobs::Calendar(call.context.jobs).exceptions(call.capture("job")));
    json items = json::array();
    for (const jobs::FireException& one : all)
        items.push_back(toDocument(one));
    return answer({{"items", std::move(items)}, {"next_cursor", ""}});
}

Result<http::Response> made(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string fireText, textField(body, "fire"));
    INFERNO_TRY(const std::string toText, textField(body, "to"));
    INFERNO_TRY(const WallTime fire, parseRfc3339(fireText));
    jobs::Calendar calendar(call.context.jobs);
    client::FireException document{call.capture("job"), formatUtc(fire), "", request.actor.user};
    jobs::Changed changed;
    if (toText.empty()) {
        INFERNO_TRY(changed, calendar.skip(call.capture("job"), fire, request));
    } else {
        INFERNO_TRY(const WallTime to, parseRfc3339(toText));
        INFERNO_TRY(changed, calendar.move(call.capture("job"), fire, to, request));
        document.to = formatUtc(to);
    }
    INFERNO_TRY(const jobs::Job job, call.context.jobs.job(changed.jobId));
    document.job = job.definition.name;
    return answer(document, 201);
}

Result<http::Response> restored(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const WallTime fire, parseRfc3339(call.capture("fire")));
    INFERNO_CHECK(jobs::Calendar(call.context.jobs).restore(call.capture("job"), fire, request));
    return http::Response::empty();
}

} // namespace

void addCalendarRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET",
                      "/api/v1/calendar/view",
                      "queue:read",
                      "Past and future on one axis: what is rare one by one, the rest counted in parts of the time",
                      {{"from", "RFC 3339; a day ago where absent"},
                       {"to", "RFC 3339; a week after from where absent"},
                       {"part", "seconds of a part, from 60; an hour where absent"}},
                      "",
                      "CalendarView",
                      200,
                      false,
                      view,
                      true});
    const std::string exceptions = "/api/v1/jobs/{job}/exceptions";
    routes.push_back({"GET",
                      exceptions,
                      "queue:read",
                      "Fires to come that are not made as the schedule says",
                      {},
                      "",
                      "[FireException]",
                      200,
                      false,
                      listed});
    routes.push_back({"POST",
                      exceptions,
                      "queue:write",
                      "Skip one fire of a schedule, or move it to another time",
                      {},
                      "FireRequest",
                      "FireException",
                      201,
                      true,
                      made});
    routes.push_back({"DELETE",
                      exceptions + "/{fire}",
                      "queue:write",
                      "Let a fire be made as the schedule says",
                      {},
                      "",
                      "",
                      204,
                      true,
                      restored});
}

} // namespace inferno::api
