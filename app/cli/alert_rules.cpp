// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/alert_rules.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "services/client/types_alerts.h"

namespace inferno::cli {
namespace {

using client::AlertRule;
using client::Client;
using nlohmann::json;

struct RuleOptions {
    std::string name, condition, severity, channels, action;
};

const std::string kRules = "/api/v1/alerts/rules";

Result<std::vector<AlertRule>> rulesOf(Client& service, const std::string& scope) {
    INFERNO_TRY(const json document, service.call("GET", kRules + "?scope=" + scope));
    return document.at("items").get<std::vector<AlertRule>>();
}

Result<AlertRule> addRule(Client& service, const json& rule) {
    INFERNO_TRY(const json document, service.call("POST", kRules, rule));
    return document.get<AlertRule>();
}

/// REQUIRES a name that is one.
Result<AlertRule> switchRule(Client& service, const std::string& name, bool enabled) {
    INFERNO_TRY(const json document, service.call("POST", kRules + "/" + name + (enabled ? "/enable" : "/disable")));
    return document.get<AlertRule>();
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

json listOf(const std::string& text) {
    json list = json::array();
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        if (end > start)
            list.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return list;
}

Result<int> create(Context& context, const std::string& scope, const RuleOptions& options) {
    std::string missing;
    for (const auto& [name, value] : {std::pair{"--name", &options.name}, std::pair{"--condition", &options.condition}})
        if (value->empty())
            missing += (missing.empty() ? "" : " and ") + std::string(name);
    if (!missing.empty())
        return fail(ErrorCode::InputInvalid, "a rule needs " + missing,
                    scope == "audit" ? "such as --name logins --condition \"failed_logins > 5 in 10m\""
                                     : "such as --name failures --condition \"failure_rate > 0.10 in 1h\"");
    json document{{"name", options.name}, {"scope", scope}, {"condition", options.condition}};
    if (!options.severity.empty())
        document["severity"] = options.severity;
    if (!options.channels.empty())
        document["channels"] = listOf(options.channels);
    if (!options.action.empty())
        document["action"] = options.action;
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const AlertRule rule, addRule(*service, document));
    if (context.json()) {
        printJson(rule);
        return kOk;
    }
    printLine("Kept " + printable(rule.name + ": " + rule.condition) + " (" + rule.severity +
              (rule.enabled ? "" : ", disabled") + ")");
    for (const std::string& warning : rule.warnings)
        printLine(context.terminal().paint("Note: ", Style::Warn) + printable(warning));
    return kOk;
}

Result<int> list(Context& context, const std::string& scope) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto rules, rulesOf(*service, scope));
    if (context.json()) {
        printJson({{"items", rules}, {"next_cursor", ""}});
        return kOk;
    }
    if (rules.empty()) {
        printLine("There are no alert rules here: inferno " + std::string(scope == "audit" ? "audit" : "batch-queue") +
                  " alert-rule create --help");
        return kOk;
    }
    Table table({{"NAME", true}, {"CONDITION", true}, {"SEVERITY"}, {"CHANNELS", true}, {"ACTION"}, {"STATE"}});
    for (const AlertRule& rule : rules)
        table.add({rule.name,
                   rule.condition,
                   rule.severity,
                   rule.channels.empty() ? "configured" : joined(rule.channels),
                   rule.action.empty() ? "–" : rule.action,
                   {rule.enabled ? "enabled" : "disabled", rule.enabled ? Style::Good : Style::Dim}});
    print(table.text(context.terminal()));
    printLine(context.terminal().paint("Note: ", Style::Warn) + "rules are kept; nothing asks their conditions yet");
    return kOk;
}

/// The rule, if it is of this scope: `audit` does not touch what `batch-queue` made.
Result<void> checkScope(Client& service, const std::string& scope, const std::string& name) {
    INFERNO_TRY(const auto rules, rulesOf(service, scope));
    if (std::ranges::find(rules, name, &AlertRule::name) != rules.end())
        return {};
    return fail(ErrorCode::AlertUnknown, "no rule of the " + scope + " is called '" + name + "'",
                scope == "audit" ? "inferno audit alert-rules list" : "inferno batch-queue alert-rule list");
}

void addChanges(CLI::App& group, Context& context, const std::string& scope) {
    const auto options = std::make_shared<RuleOptions>();
    CLI::App* creation = group.add_subcommand("create", "Keep a rule; what asks its condition is not built yet");
    creation->add_option("--name", options->name, "1 to 128 of letters, digits, dot, underscore, dash");
    creation->add_option("--condition", options->condition,
                         scope == "audit" ? "such as \"failed_logins > 5 in 10m\""
                                          : "such as \"failure_rate > 0.10 in 1h\", \"cpu_usage > 90% for 5m\"");
    creation->add_option("--severity", options->severity, "low, medium, high, critical (medium)")
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    creation->add_option("--channels", options->channels, "email, slack, webhook; by commas (those configured)");
    creation->add_option("--action", options->action, "notify_admin, scale_down, pause_queue");
    onCall(creation, context, [&context, options, scope] { return create(context, scope, *options); });

    for (const bool enable : {true, false}) {
        CLI::App* toggle =
            group.add_subcommand(enable ? "enable" : "disable", enable ? "Let a rule speak again" : "Keep it quiet");
        toggle->add_option("NAME", options->name, "as the list shows it")->required();
        onCall(toggle, context, [&context, options, scope, enable]() -> Result<int> {
            INFERNO_TRY(Client * service, context.service());
            INFERNO_CHECK(checkScope(*service, scope, options->name));
            INFERNO_TRY(const AlertRule rule, switchRule(*service, options->name, enable));
            if (context.json())
                printJson(rule);
            else
                printLine((enable ? "Enabled " : "Disabled ") + rule.name);
            return kOk;
        });
    }

    CLI::App* removal = group.add_subcommand("delete", "Forget a rule");
    removal->add_option("NAME", options->name, "as the list shows it")->required();
    onCall(removal, context, [&context, options, scope]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(checkScope(*service, scope, options->name));
        INFERNO_CHECK(service->call("DELETE", kRules + "/" + options->name));
        if (context.json())
            printJson({{"name", options->name}});
        else
            printLine("Deleted " + options->name);
        return kOk;
    });
}

void addList(CLI::App& group, Context& context, const std::string& scope) {
    onCall(group.add_subcommand("list", "Show the rules"), context, [&context, scope] { return list(context, scope); });
}

} // namespace

void addQueueAlertRules(CLI::App& group, Context& context) {
    CLI::App* rules = group.add_subcommand("alert-rule", "When somebody is to be told about the queue");
    rules->require_subcommand(1);
    addChanges(*rules, context, "queue");
    addList(*rules, context, "queue");
}

void addAuditAlertRules(CLI::App& group, Context& context) {
    CLI::App* rules = group.add_subcommand("alert-rule", "When somebody is to be told about the audit trail");
    rules->require_subcommand(1);
    addChanges(*rules, context, "audit");
    addList(*rules, context, "audit");
    CLI::App* all = group.add_subcommand("alert-rules", "All these rules");
    all->require_subcommand(1);
    addList(*all, context, "audit");
}

} // namespace inferno::cli
