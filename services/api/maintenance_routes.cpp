// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/base/units.h"
#include "core/vault/vault.h"
#include "services/api/change_event.h"
#include "services/api/support.h"
#include "services/maintenance/maintenance.h"

namespace inferno::api {
namespace {

using nlohmann::json;

std::unexpected<Error> wrong(const char* field, const char* must, const char* hint) {
    return fail(ErrorCode::InputInvalid, std::string("'") + field + "' is " + must, hint);
}

/// Seconds, or a text such as "7d".
Result<std::optional<std::chrono::milliseconds>> ageOf(const json& body) {
    const auto field = body.find("max_age");
    if (field == body.end() || field->is_null())
        return std::optional<std::chrono::milliseconds>();
    if (field->is_string()) {
        INFERNO_TRY(const auto age, parseDuration(field->get<std::string>()));
        return std::optional(age);
    }
    const double seconds = field->is_number() ? field->get<double>() : -1;
    if (!(seconds >= 0 && seconds < 1e10))
        return wrong("max_age", "a number of seconds, or a text such as \"7d\"", "");
    return std::optional(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

/// Bytes, or a text such as "10GB".
Result<std::optional<std::uint64_t>> sizeOf(const json& body) {
    const auto field = body.find("max_size");
    if (field == body.end() || field->is_null())
        return std::optional<std::uint64_t>();
    if (field->is_string()) {
        INFERNO_TRY(const ByteSize size, parseSize(field->get<std::string>()));
        return std::optional(static_cast<std::uint64_t>(size));
    }
    if (!field->is_number_unsigned())
        return wrong("max_size", "a number of bytes, or a text such as \"10GB\"", "");
    return std::optional(field->get<std::uint64_t>());
}

Result<maintenance::Request> requestOf(const json& body) {
    for (const auto& [name, value] : body.items())
        if (name != "what" && name != "max_age" && name != "max_size" && name != "max_files" && name != "compress")
            return fail(ErrorCode::InputInvalid, "there is no field '" + name + "' here",
                        "what, max_age, max_size, max_files, compress");
    maintenance::Request request;
    const json what =
        body.contains("what") && !body["what"].is_null() ? body["what"] : json({"cache", "logs", "history"});
    if (!what.is_array() || what.empty())
        return wrong("what", "a list of cache, logs and history", R"(such as ["cache"])");
    for (const json& one : what) {
        if (one != "cache" && one != "logs" && one != "history")
            return wrong("what", "a list of cache, logs and history", R"(such as ["cache"])");
        request.cache = request.cache || one == "cache";
        request.logs = request.logs || one == "logs";
        request.history = request.history || one == "history";
    }
    INFERNO_TRY(request.maxAge, ageOf(body));
    INFERNO_TRY(request.maxBytes, sizeOf(body));
    if (const auto files = body.find("max_files"); files != body.end() && !files->is_null()) {
        if (!files->is_number_unsigned() || *files > 1'000'000'000)
            return wrong("max_files", "a whole number", "how many stay");
        request.maxFiles = files->get<int>();
    }
    if (const auto compress = body.find("compress"); compress != body.end() && !compress->is_null()) {
        if (!compress->is_boolean())
            return wrong("compress", "true or false", "");
        request.compress = compress->get<bool>();
    }
    return request;
}

json documentOf(const maintenance::Counts& counts) {
    return {{"files", counts.files},
            {"bytes", counts.bytes},
            {"compressed", counts.compressed},
            {"saved", counts.saved},
            {"runs", counts.runs}};
}

/// Runs beyond the limits that stay all the same: without a word it would look as if nothing had been asked for.
Result<json> keptOf(const Call& call, const maintenance::Request& request) {
    jobs::HistoryLimits limits;
    if (request.maxAge)
        limits.endedBefore = call.context.clock.now() - *request.maxAge;
    limits.keepPerJob = request.maxFiles.value_or(0);
    INFERNO_TRY(const jobs::KeptRuns kept, call.context.jobs.keptRuns(limits));
    return json{{"newest", kept.newest},
                {"edges", kept.edges},
                {"idempotency", kept.idempotency},
                {"undelivered", kept.undelivered}};
}

Result<http::Response> cleaned(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const maintenance::Request request, requestOf(body));
    // What the vault cannot take an event of is not begun.
    if (const auto status = call.context.vault.status(); !status.failure.empty())
        return fail(ErrorCode::VaultUnavailable, status.failure, "see 'inferno audit status'");
    maintenance::Report report;
    const auto done = call.context.maintenance->run(request, report);
    if (!done && (done.error().code == ErrorCode::InputInvalid || done.error().code == ErrorCode::RateLimited))
        return std::unexpected(done.error());
    json document{{"cache", documentOf(report.cache)},
                  {"logs", documentOf(report.logs)},
                  {"history", documentOf(report.history)}};
    if (request.history && done) {
        INFERNO_TRY(document["history"]["kept"], keptOf(call, request));
    }
    json details = document;
    details["asked"] = body;
    if (!done)
        details["error"] = done.error().message();
    INFERNO_CHECK(
        recordChange(call, "system", vault::actions::kMaintenanceRun, "maintenance", details, done.has_value()));
    if (!done)
        return std::unexpected(done.error());
    return answer(document);
}

} // namespace

void addMaintenanceRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/maintenance",
                      "maintenance:run",
                      "Clean the cache, old logs and the history of runs",
                      {},
                      "MaintenanceRequest",
                      "MaintenanceReport",
                      200,
                      false,
                      cleaned,
                      true});
}

} // namespace inferno::api
