// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/openapi.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "core/templates/template.h"
#include "services/api/torchserve/description.h"
#include "services/client/model_types.h"
#include "services/client/types.h"
#include "services/client/types_alerts.h"
#include "services/client/types_calendar.h"
#include "services/client/types_plan.h"
#include "services/client/types_resources.h"
#include "services/client/types_retention.h"
#include "services/client/types_timeline.h"

namespace inferno::api {
namespace {

using nlohmann::json;

/// The schema of what this value is an example of. A null is an optional text or number.
json schemaOf(const json& example) {
    switch (example.type()) {
    case json::value_t::boolean: return {{"type", "boolean"}};
    case json::value_t::number_integer:
    case json::value_t::number_unsigned: return {{"type", "integer"}};
    case json::value_t::number_float: return {{"type", "number"}};
    case json::value_t::string: return {{"type", "string"}};
    case json::value_t::array:
        return {{"type", "array"}, {"items", example.empty() ? json::object() : schemaOf(example[0])}};
    case json::value_t::object: {
        json properties = json::object();
        for (const auto& [name, value] : example.items())
            properties[name] = schemaOf(value);
        return {{"type", "object"}, {"properties", std::move(properties)}};
    }
    default: return {{"type", {"string", "number", "null"}}};
    }
}

client::Job exampleJob() {
    client::Job job;
    job.definition.schedules = {""};
    job.definition.depends_on = {""};
    job.definition.tags = {""};
    job.definition.template_name = " ";
    job.definition.permissions = {""};
    job.recent = {{}};
    job.runs = {{}};
    job.awaits = {{}};
    return job;
}

json exampleTemplate() {
    templates::Template source;
    source.parameters = {{"", templates::ParameterType::String, false, "", {""}, ""}};
    source.resources = {{"cpu_limit", 1.0}, {"memory_limit_gb", 1.0}, {"gpu_required", false}};
    source.timeoutSeconds = source.retryBackoff = source.retryDelaySeconds = source.retryMaxDelaySeconds = 1.0;
    source.retryAttempts = 1;
    source.permissions = {""};
    json document = templates::toJson(source);
    document["shipped"] = true;
    document["file"] = "";
    return document;
}

json exampleEvent() {
    client::AuditEvent event;
    for (std::string* text : {&event.user, &event.source_ip, &event.user_agent, &event.session_id, &event.trace_id,
                              &event.resource, &event.result})
        *text = " ";
    event.details = "{}";
    event.subject_number = 1;
    return event;
}

client::ModelSplit exampleSplit() {
    client::ModelSplit split;
    split.weights = {{"1.0", 1}};
    split.previous = split;
    split.versions = {{}};
    split.series = {{"", {{}}}};
    return split;
}

/// Every document that a route names, by an example.
std::map<std::string, json> examples() {
    client::AuditPage page;
    page.items = {{}};
    json auditPage = page;
    auditPage["items"] = json::array({exampleEvent()});
    client::AuditHistogram histogram;
    histogram.buckets = {{"", "", 0, {{"high", 0}}}};
    client::AuditValues values;
    values.items = {{}};
    client::AuditPatterns patterns;
    patterns.items = {{}};
    patterns.items[0].buckets = {0};
    client::Graph graph{{exampleJob()}, {{}}};
    client::VerifyResult verified;
    verified.problems = {{"", 0, "", 0, "", true, true}};
    verified.notes = {{}};
    verified.since = verified.resumed = " ";
    client::VerifyRun verifyRun;
    verifyRun.verification = verified;
    client::InclusionProof inclusion;
    inclusion.path = {""};
    inclusion.subject_number = 1;
    client::ProofBatch batch;
    batch.items = {inclusion};
    client::ConsistencyProof consistency;
    consistency.path = {""};
    client::AuditStatus status;
    status.warnings = {""};
    status.anchors = {{}};
    client::QueueStats stats;
    stats.per_hour = {0};
    client::HostInfo host;
    host.gpus = {""};
    client::ServiceInfo info;
    info.degraded = {""};
    client::AlertRule alertRule;
    alertRule.channels = alertRule.warnings = {""};
    json alertRequest = alertRule;
    for (const char* answered : {"created", "created_by", "warnings"})
        alertRequest.erase(answered);
    client::Blackout blackout;
    blackout.dates = blackout.tags = {""};
    const json cleaned{{"files", 0}, {"bytes", 0}, {"compressed", 0}, {"saved", 0}, {"runs", 0}};
    json forgotten = cleaned;
    forgotten["kept"] = {{"newest", 0}, {"edges", 0}, {"idempotency", 0}, {"undelivered", 0}};
    client::CalendarView calendar;
    calendar.items = {{}};
    calendar.often = {""};
    calendar.parts = {{}};
    client::RunResources resources;
    resources.samples = {{}};
    client::RunTimeline timeline;
    timeline.env = {""};
    timeline.attempts = {{}};
    timeline.before = {{}};
    timeline.after = {{}};
    client::Created created;
    created.warnings = {""};
    json definition = exampleJob().definition;
    const json definitions{{"jobs", json::array({definition})}};
    json applyRequest = definitions;
    applyRequest["dry_run"] = applyRequest["prune"] = false;
    const client::ApplyAnswer applied{false, {{"", "", {{}}}}, {{}}};
    definition["no_run"] = false;
    definition["replace"] = false;
    return {{"ServiceInfo", info},
            {"HostInfo", host},
            {"JobDefinition", definition},
            {"Job", exampleJob()},
            {"Created", created},
            {"Template", exampleTemplate()},
            {"Templates", {{"items", json::array({exampleTemplate()})}, {"problems", {""}}, {"next_cursor", ""}}},
            {"TemplateRequest", {{"text", ""}, {"file", ""}, {"replace", false}}},
            {"Definitions", definitions},
            {"ApplyRequest", applyRequest},
            {"ApplyAnswer", applied},
            {"Run", client::Run{}},
            {"RunRequest", {{"params", {{"name", ""}}}, {"env", {{"NAME", ""}}}}},
            {"RunResources", resources},
            {"RunTimeline", timeline},
            {"JobStatus",
             {{"job_id", ""},
              {"name", ""},
              {"run_id", nullptr},
              {"status", ""},
              {"progress", 0.0},
              {"estimated", false},
              {"reason", ""}}},
            {"Graph", graph},
            {"CalendarEntry", client::CalendarEntry{}},
            {"CalendarView", calendar},
            {"FireException", client::FireException{}},
            {"FireRequest", {{"fire", ""}, {"to", ""}}},
            {"Blackout", blackout},
            {"AlertRule", alertRule},
            {"AlertRuleRequest", alertRequest},
            {"QueueStats", stats},
            {"Pause", {{"reason", ""}, {"for", 0.0}}},
            {"Event", exampleEvent()},
            {"AuditPage", auditPage},
            {"AuditHistogram", histogram},
            {"AuditValues", values},
            {"AuditPatterns", patterns},
            {"Appended", client::Appended{}},
            {"AuditStatus", status},
            {"Erase", {{"subject", ""}, {"reason", ""}}},
            {"SubjectErased", client::SubjectErased{}},
            {"WitnessState",
             {{"verifier_key", ""}, {"origins", json::array({json{{"origin", ""}, {"size", 0}, {"checkpoint", ""}}})}}},
            {"Verify", {{"level", ""}, {"since", ""}, {"resume", false}, {"wait", true}}},
            {"VerifyResult", verified},
            {"VerifyRun", verifyRun},
            {"AuditHold", client::AuditHold{}},
            {"HoldRequest", {{"range", ""}, {"reason", ""}}},
            {"HoldRelease", {{"which", ""}, {"reason", ""}}},
            {"AuditSegment", client::AuditSegment{}},
            {"ArchivedSegment", client::ArchivedSegment{}},
            {"ArchiveAnswer", {{"archived", 0}, {"restored", json::array({0})}}},
            {"RetentionAnswer", client::RetentionAnswer{}},
            {"InclusionProof", inclusion},
            {"ProofsRequest", {{"seqs", {0}}, {"tree_size", 0}}},
            {"ProofBatch", batch},
            {"ConsistencyProof", consistency},
            {"ReportRequest", {{"period", ""}, {"from", ""}, {"to", ""}}},
            {"Report", client::Report{}},
            {"MaintenanceRequest",
             {{"what", {""}}, {"max_age", 0.0}, {"max_size", 0}, {"max_files", 0}, {"compress", false}}},
            {"MaintenanceReport", {{"cache", cleaned}, {"logs", cleaned}, {"history", forgotten}}},
            {"Model", client::Model{}},
            {"WarmUp", {{"batches", json::array({json{{"size", 0}, {"us", {0}}}})}}},
            {"ModelSplit", exampleSplit()},
            {"SplitRequest", {{"weights", {{"1.0", 1}}}, {"sticky", ""}, {"shadow", ""}, {"reason", ""}}},
            {"DefaultRequest", {{"version", ""}, {"reason", ""}}},
            {"Reason", {{"reason", ""}}},
            {"ModelRequest", {{"path", ""}, {"name", ""}, {"version", ""}, {"handler", ""}, {"signature", ""}}},
            {"ConfigEntry",
             {{"key", ""},
              {"value", nullptr},
              {"origin", ""},
              {"file", ""},
              {"line", 0},
              {"used", false},
              {"type", ""},
              {"default", nullptr},
              {"minimum", 0.0},
              {"maximum", 0.0},
              {"choices", {""}},
              {"effect", ""},
              {"fixed", ""},
              {"pending", false}}},
            {"Storage", {{"folder", ""}, {"complete", false}, {"parts", {{{"name", ""}, {"bytes", 0}}}}}},
            {"Settings", {{"audit.log_level", ""}}},
            {"ConfigAnswer", client::ConfigAnswer{{{}}, {""}}},
            {"Unlock", {{"passphrase", ""}}},
            {"PassphraseChange", {{"passphrase", nullptr}, {"current", ""}}},
            {"KeyRotate", {{"signing_key", false}}},
            {"KeysRotated", client::KeysRotated{}},
            {"Problem", {{"type", ""}, {"status", 0}, {"code", ""}, {"title", ""}, {"detail", ""}, {"hint", ""}}}};
}

json contentOf(const std::string& document) {
    if (document.find('/') != document.npos)
        return {{document, {{"schema", {{"type", "string"}}}}}};
    const bool list = document.starts_with('[');
    const std::string name = list ? document.substr(1, document.size() - 2) : document;
    json schema{{"$ref", "#/components/schemas/" + name}};
    if (list)
        schema = {
            {"type", "object"},
            {"properties", {{"items", {{"type", "array"}, {"items", schema}}}, {"next_cursor", {{"type", "string"}}}}}};
    return {{"application/json", {{"schema", std::move(schema)}}}};
}

json operationOf(const Route& route) {
    json parameters = json::array();
    for (auto open = route.path.find('{'); open != route.path.npos; open = route.path.find('{', open + 1)) {
        const auto close = route.path.find('}', open);
        parameters.push_back({{"name", route.path.substr(open + 1, close - open - 1)},
                              {"in", "path"},
                              {"required", true},
                              {"schema", {{"type", "string"}}}});
    }
    for (const Parameter& parameter : route.query)
        parameters.push_back({{"name", parameter.name},
                              {"in", "query"},
                              {"description", parameter.description},
                              {"schema", {{"type", "string"}}}});
    if (route.idempotent)
        parameters.push_back({{"name", "Idempotency-Key"},
                              {"in", "header"},
                              {"description", "the same key with the same request gives the first answer again"},
                              {"schema", {{"type", "string"}, {"maxLength", 255}}}});
    json good{{"description", route.summary}};
    if (!route.answer.empty())
        good["content"] = contentOf(route.answer);
    json operation{
        {"summary", route.summary},
        {"parameters", std::move(parameters)},
        {"responses",
         {{std::to_string(route.status), std::move(good)},
          {"default",
           {{"description", "what went wrong"},
            {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}}}};
    if (!route.body.empty())
        operation["requestBody"] = {{"content", contentOf(route.body)}};
    if (!route.permission.empty()) {
        operation["security"] = json::array({{{"token", json::array()}}});
        operation["x-permission"] = route.permission;
    }
    return operation;
}

} // namespace

json openApi(const std::vector<Route>& routes, const std::map<std::string, int>& ports) {
    json paths = json::object();
    for (const Route& route : routes) {
        std::string method = route.method;
        std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
        paths[route.path][method] = operationOf(route);
    }
    torchserve::addOperations(paths, ports);
    json schemas = json::object();
    for (const auto& [name, example] : examples())
        schemas[name] = schemaOf(example);
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Inferno"}, {"version", INFERNO_VERSION}, {"license", {{"name", "GPL-3.0-or-later"}}}}},
            {"paths", std::move(paths)},
            {"components",
             {{"schemas", std::move(schemas)},
              {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

} // namespace inferno::api
