// SPDX-License-Identifier: GPL-3.0-or-later
// Alert rules: kept, listed, switched. What asks their conditions is not built yet, and each answer says so.
#include <algorithm>

#include "core/jobs/job_store.h"
#include "services/api/documents.h"
#include "services/api/settings_event.h"
#include "services/api/support.h"
#include "services/client/types_alerts.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr const char* kNotFiring =
    "alert.not_firing: the rule is kept, and nothing asks its condition yet: that is not "
    "built";

/// "email: not configured" for the rule's channels, or for those of the configuration where it names none.
std::vector<std::string> warningsOf(const Call& call, const jobs::AlertRule& rule) {
    std::vector<std::string> warnings{kNotFiring};
    const auto config = call.context.settings.now();
    const auto channels = rule.channels.empty() ? config->list("audit.alerts.channels") : rule.channels;
    for (std::string& warning : channelWarnings(*config, channels))
        warnings.push_back(std::move(warning));
    return warnings;
}

client::AlertRule documentOf(const Call& call, const jobs::AlertRule& rule) {
    return {rule.name,      std::string(nameOf(rule.scope)),
            rule.condition, rule.severity,
            rule.channels,  rule.action,
            rule.enabled,   formatUtc(rule.created),
            rule.createdBy, warningsOf(call, rule)};
}

Result<http::Response> listed(const Call& call) {
    const std::string scope = call.query("scope");
    if (!scope.empty() && scope != "queue" && scope != "audit")
        return fail(ErrorCode::InputInvalid, "scope '" + scope + "' is unknown", "queue or audit");
    INFERNO_TRY(const auto rules, call.context.jobs.alertRules());
    json items = json::array();
    for (const jobs::AlertRule& rule : rules)
        if (scope.empty() || nameOf(rule.scope) == scope)
            items.push_back(documentOf(call, rule));
    return answer({{"items", std::move(items)}, {"next_cursor", ""}});
}

Result<http::Response> created(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const jobs::AlertRule rule, call.context.jobs.addAlertRule(body, request));
    return answer(documentOf(call, rule), 201);
}

Result<http::Response> switched(const Call& call, bool enabled) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_TRY(const jobs::AlertRule rule, call.context.jobs.switchAlertRule(call.capture("name"), enabled, request));
    return answer(documentOf(call, rule));
}

Result<http::Response> removed(const Call& call) {
    INFERNO_TRY(const jobs::Request request, jobRequestOf(call));
    INFERNO_CHECK(call.context.jobs.removeAlertRule(call.capture("name"), request));
    return http::Response::empty();
}

} // namespace

void addAlertRoutes(std::vector<Route>& routes) {
    const std::string all = "/api/v1/alerts/rules";
    routes.push_back({"GET",
                      all,
                      "alerts:read",
                      "The alert rules, by name",
                      {{"scope", "queue or audit; both where absent"}},
                      "",
                      "[AlertRule]",
                      200,
                      false,
                      listed});
    routes.push_back({"POST",
                      all,
                      "alerts:write",
                      "Keep an alert rule; the same once more changes nothing",
                      {},
                      "AlertRuleRequest",
                      "AlertRule",
                      201,
                      true,
                      created});
    for (const bool enable : {true, false})
        routes.push_back({"POST",
                          all + "/{name}" + (enable ? "/enable" : "/disable"),
                          "alerts:write",
                          enable ? "Let a rule speak again" : "Keep a rule from speaking",
                          {},
                          "",
                          "AlertRule",
                          200,
                          true,
                          [enable](const Call& call) { return switched(call, enable); }});
    routes.push_back({"DELETE", all + "/{name}", "alerts:write", "Forget a rule", {}, "", "", 204, true, removed});
}

} // namespace inferno::api
