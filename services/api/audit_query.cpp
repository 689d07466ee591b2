// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/audit_query.h"

#include "core/vault/query_texts.h"
#include "core/vault/vault.h"

namespace inferno::api {
namespace {

constexpr const char* kFilters[][2] = {
    {"user", "one or several, comma-separated"},
    {"action", "one or several, comma-separated"},
    {"event_type", "one or several, comma-separated"},
    {"severity", "low, medium, high, critical; one or several"},
    {"result", "success, failure, denied"},
    {"resource", "one or several, comma-separated"},
    {"source_ip", "one or several, comma-separated"},
    {"session", "session_id; one or several, comma-separated"},
    {"trace_id", "one or several, comma-separated"},
    {"query", "in the query language: failed login, user:ada, severity>=high (docs/api.md)"},
    {"since", "RFC 3339, or a duration back from now"},
    {"until", "the same"}};

} // namespace

Result<vault::Query> queryOf(const Call& call) {
    return vault::queryOf({call.query("user"), call.query("action"), call.query("event_type"), call.query("severity"),
                           call.query("result"), call.query("resource"), call.query("source_ip"), call.query("session"),
                           call.query("trace_id"), call.query("query"), call.query("since"), call.query("until")},
                          call.context.clock.now());
}

nlohmann::json filtersOf(const Call& call) {
    nlohmann::json filters = nlohmann::json::object();
    for (const auto& [name, description] : kFilters)
        if (const std::string value = call.query(name); !value.empty())
            filters[name] = call.context.vault.withoutNames(value);
    return filters;
}

std::vector<Parameter> filterParameters(std::vector<Parameter> more) {
    std::vector<Parameter> all;
    for (const auto& [name, description] : kFilters)
        all.push_back({name, description});
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

} // namespace inferno::api
