// SPDX-License-Identifier: GPL-3.0-or-later
// Definitions of jobs as documents: all that there are, and many brought into the state that documents describe.
#include "core/jobs/job_store.h"
#include "services/api/support.h"
#include "services/client/types_plan.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr int kPageOfAll = 1000;

Result<http::Response> definitions(const Call& call) {
    json all = json::array();
    jobs::JobFilter filter;
    filter.limit = kPageOfAll;
    do {
        INFERNO_TRY(const auto page, call.context.jobs.jobs(filter));
        for (const jobs::Job& job : page.items) {
            json document = jobs::toJson(job.definition);
            document["enabled"] = job.enabled;
            all.push_back(std::move(document));
        }
        filter.cursor = page.nextCursor;
    } while (!filter.cursor.empty());
    return answer({{"jobs", std::move(all)}});
}

client::PlannedChange toDocument(const jobs::PlannedChange& change) {
    client::PlannedChange out{change.name, std::string(nameOf(change.action)), {}};
    for (const auto& [field, values] : change.fields.items()) {
        const bool known = values.is_object();
        out.fields.push_back(
            {field, known ? textOf(values.at("old")) : "", known ? textOf(values.at("new")) : textOf(values)});
    }
    return out;
}

client::ApplyAnswer toDocument(const jobs::Plan& plan, bool dryRun) {
    client::ApplyAnswer out;
    out.applied = !dryRun && plan.problems.empty();
    out.others = plan.others;
    for (const jobs::PlannedChange& change : plan.changes)
        out.changes.push_back(toDocument(change));
    for (const jobs::PlanProblem& problem : plan.problems)
        out.problems.push_back({problem.document ? static_cast<int>(*problem.document) : -1, problem.name,
                                std::string(idOf(problem.error.code)), std::string(titleOf(problem.error.code)),
                                problem.error.detail, problem.error.hint});
    if (!plan.problems.empty())
        out.changes.clear();
    return out;
}

Result<bool> flagOf(const json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || found->is_null())
        return false;
    if (!found->is_boolean())
        return fail(ErrorCode::InputInvalid, std::string("'") + name + "' is true or false", "write it without quotes");
    return found->get<bool>();
}

Result<http::Response> applied(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    for (const auto& [name, ignored] : body.items())
        if (name != "jobs" && name != "dry_run" && name != "prune")
            return fail(ErrorCode::InputInvalid, "there is no field '" + name + "'", "jobs, dry_run, prune");
    jobs::ApplyOptions options;
    INFERNO_TRY(options.dryRun, flagOf(body, "dry_run"));
    INFERNO_TRY(options.prune, flagOf(body, "prune"));
    INFERNO_TRY(const jobs::Plan plan, call.context.jobs.apply(body.value("jobs", json()), options, request));
    if (!options.dryRun && !plan.problems.empty()) {
        const jobs::PlanProblem& first = plan.problems.front();
        const std::size_t more = plan.problems.size() - 1;
        Error error = first.error;
        error.detail = (first.name.empty() ? "" : "job '" + first.name + "': ") + error.detail +
                       (more == 0 ? "" : ", and " + std::to_string(more) + " more") + "; nothing was changed";
        return std::unexpected(std::move(error));
    }
    return answer(toDocument(plan, options.dryRun));
}

} // namespace

void addDefinitionRoutes(std::vector<Route>& routes) {
    // Whole environments are in it, and their values may be secrets.
    routes.push_back({"GET",
                      "/api/v1/queue/definitions",
                      "queue:write",
                      "The definitions of all jobs, as `apply` takes them",
                      {},
                      "",
                      "Definitions",
                      200,
                      false,
                      definitions});
    routes.push_back({"POST",
                      "/api/v1/queue/apply",
                      "queue:write",
                      "Bring jobs into the state that these definitions describe, all or none",
                      {},
                      "ApplyRequest",
                      "ApplyAnswer",
                      200,
                      false,
                      applied,
                      true});
}

} // namespace inferno::api
