// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/alert_rules.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/base/nearest.h"
#include "core/jobs/job_store.h"
#include "core/jobs/store_core.h"

namespace inferno::jobs {
namespace {

using nlohmann::json;

constexpr std::int64_t kMost = 1000;
constexpr std::array<std::string_view, 7> kFields = {"name",     "scope",  "condition", "severity",
                                                     "channels", "action", "enabled"};
constexpr std::array<std::string_view, 4> kSeverities = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> kChannels = {"email", "slack", "webhook"};
constexpr std::array<std::string_view, 3> kActions = {"notify_admin", "scale_down", "pause_queue"};

template <typename Words>
std::string listed(const Words& words) {
    std::string text;
    for (const std::string_view word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

template <typename Words>
Result<void> oneOf(const std::string& field, const std::string& word, const Words& words) {
    if (std::ranges::find(words, word) != words.end())
        return {};
    const std::string near = nearest(word, words);
    return fail(ErrorCode::AlertInvalid, field + ": '" + word + "' is unknown",
                near.empty() ? "one of " + listed(words) : "did you mean " + near + "?");
}

Result<std::string> textOf(const json& document, const std::string& field, const std::string& otherwise = {}) {
    const auto found = document.find(field);
    if (found == document.end() || found->is_null())
        return otherwise;
    if (!found->is_string())
        return fail(ErrorCode::AlertInvalid, field + " must be a text");
    return found->get<std::string>();
}

Result<std::vector<std::string>> channelsOf(const json& document) {
    std::vector<std::string> channels;
    const auto found = document.find("channels");
    if (found == document.end() || found->is_null())
        return channels;
    if (!found->is_array())
        return fail(ErrorCode::AlertInvalid, "channels must be a list of texts");
    for (const json& one : *found) {
        if (!one.is_string())
            return fail(ErrorCode::AlertInvalid, "channels must be a list of texts");
        INFERNO_CHECK(oneOf("channels", one.get<std::string>(), kChannels));
        channels.push_back(one.get<std::string>());
    }
    std::ranges::sort(channels);
    channels.erase(std::ranges::unique(channels).begin(), channels.end());
    return channels;
}

/// As a job's, but it may begin like an id: "job_failure_rate".
Result<void> checkName(const std::string& name) {
    constexpr std::size_t kLongest = 128;
    constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    if (!name.empty() && name.size() <= kLongest && name.find_first_not_of(kLetters) == name.npos)
        return {};
    return fail(ErrorCode::AlertInvalid, name.empty() ? "name is missing" : "name: '" + name + "' is no name of a rule",
                "1 to 128 of A-Z a-z 0-9 . _ -");
}

AlertRule readRow(const sqlite::Statement& row) {
    AlertRule rule;
    const json stored = json::parse(row.text(1), nullptr, false);
    if (auto parsed = parseAlertRule(stored))
        rule = *std::move(parsed);
    rule.name = row.text(0);
    rule.enabled = row.integer(2) != 0;
    rule.created = row.time(3);
    rule.createdBy = row.text(4);
    return rule;
}

constexpr const char* kSelect = "SELECT name, definition, enabled, created_ms, created_by FROM alert_rules ";

Result<AlertRule> loadRule(sqlite::Database& db, const std::string& name) {
    INFERNO_TRY(auto query, db.prepare(std::string(kSelect) + "WHERE name = ?"));
    INFERNO_TRY(const bool found, query.bind(name).step());
    if (!found)
        return fail(ErrorCode::AlertUnknown, "no rule is called '" + name + "'",
                    "inferno batch-queue alert-rule list, inferno audit alert-rules list");
    return readRow(query);
}

EventFields fieldsOf(const std::string& name, json details) {
    return {"", "", "alert-rule/" + name, true, std::move(details)};
}

} // namespace

bool AlertRule::sameAs(const AlertRule& other) const {
    AlertRule alike = other;
    alike.enabled = enabled;
    return toJson(*this) == toJson(alike);
}

Result<AlertRule> parseAlertRule(const json& document) {
    if (!document.is_object())
        return fail(ErrorCode::AlertInvalid, "the rule is not a JSON object");
    for (const auto& [name, ignored] : document.items())
        if (std::ranges::find(kFields, name) == kFields.end())
            return fail(ErrorCode::AlertInvalid, "there is no field '" + name + "' in a rule", listed(kFields));
    AlertRule rule;
    INFERNO_TRY(rule.name, textOf(document, "name"));
    INFERNO_CHECK(checkName(rule.name));
    INFERNO_TRY(const std::string scope, textOf(document, "scope", "queue"));
    INFERNO_CHECK(oneOf("scope", scope, std::array<std::string_view, 2>{"queue", "audit"}));
    rule.scope = scope == "audit" ? rules::AlertScope::Audit : rules::AlertScope::Queue;
    INFERNO_TRY(const std::string condition, textOf(document, "condition"));
    INFERNO_TRY(const auto parsed, rules::parseAlertCondition(condition, rule.scope));
    rule.condition = parsed.text;
    INFERNO_TRY(rule.severity, textOf(document, "severity", "medium"));
    INFERNO_CHECK(oneOf("severity", rule.severity, kSeverities));
    INFERNO_TRY(rule.channels, channelsOf(document));
    INFERNO_TRY(rule.action, textOf(document, "action"));
    if (!rule.action.empty())
        INFERNO_CHECK(oneOf("action", rule.action, kActions));
    if (const auto enabled = document.find("enabled"); enabled != document.end() && !enabled->is_null()) {
        if (!enabled->is_boolean())
            return fail(ErrorCode::AlertInvalid, "enabled must be true or false");
        rule.enabled = enabled->get<bool>();
    }
    return rule;
}

json toJson(const AlertRule& rule) {
    return {{"name", rule.name},         {"scope", nameOf(rule.scope)}, {"condition", rule.condition},
            {"severity", rule.severity}, {"channels", rule.channels},   {"action", rule.action},
            {"enabled", rule.enabled}};
}

Result<std::vector<AlertRule>> JobStore::alertRules() const {
    return core_->read([](sqlite::Database& db) -> Result<std::vector<AlertRule>> {
        INFERNO_TRY(auto query, db.prepare(std::string(kSelect) + "ORDER BY name"));
        std::vector<AlertRule> all;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return all;
            all.push_back(readRow(query));
        }
    });
}

Result<AlertRule> JobStore::addAlertRule(const json& document, const Request& request) {
    INFERNO_TRY(AlertRule rule, parseAlertRule(document));
    INFERNO_CHECK(core_->request(request, [&](Change& change) -> Result<Changed> {
        auto there = loadRule(change.db, rule.name);
        if (!there && there.error().code != ErrorCode::AlertUnknown)
            return std::unexpected(there.error());
        if (there && there->sameAs(rule))
            return Changed{};
        if (there)
            return fail(ErrorCode::AlertExists, "a rule '" + rule.name + "' is there, and says something else",
                        std::string("delete it first: inferno ") +
                            (there->scope == rules::AlertScope::Audit ? "audit" : "batch-queue") +
                            " alert-rule delete " + rule.name);
        INFERNO_TRY(const auto count, change.db.integer("SELECT count(*) FROM alert_rules"));
        if (count.value_or(0) >= kMost)
            return fail(ErrorCode::AlertInvalid, "there are 1000 rules already", "delete some");
        const json form = toJson(rule);
        INFERNO_CHECK(change.db.run("INSERT INTO alert_rules (name, definition, enabled, created_ms, created_by) "
                                    "VALUES (?, ?, ?, ?, ?)",
                                    rule.name, form.dump(-1, ' ', false, json::error_handler_t::replace), rule.enabled,
                                    change.now, change.actor.user));
        INFERNO_CHECK(change.event("alert_rule_created", fieldsOf(rule.name, form)));
        return Changed{};
    }));
    return core_->read([&](sqlite::Database& db) { return loadRule(db, rule.name); });
}

Result<AlertRule> JobStore::switchAlertRule(const std::string& name, bool enabled, const Request& request) {
    INFERNO_CHECK(core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const AlertRule rule, loadRule(change.db, name));
        if (rule.enabled == enabled)
            return Changed{};
        INFERNO_CHECK(change.db.run("UPDATE alert_rules SET enabled = ? WHERE name = ?", enabled, name));
        INFERNO_CHECK(
            change.event(enabled ? "alert_rule_enabled" : "alert_rule_disabled", fieldsOf(name, json::object())));
        return Changed{};
    }));
    return core_->read([&](sqlite::Database& db) { return loadRule(db, name); });
}

Result<Changed> JobStore::removeAlertRule(const std::string& name, const Request& request) {
    return core_->request(request, [&](Change& change) -> Result<Changed> {
        INFERNO_TRY(const AlertRule rule, loadRule(change.db, name));
        INFERNO_CHECK(change.db.run("DELETE FROM alert_rules WHERE name = ?", name));
        INFERNO_CHECK(change.event("alert_rule_deleted", fieldsOf(name, toJson(rule))));
        return Changed{};
    });
}

} // namespace inferno::jobs
