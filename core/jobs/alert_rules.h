// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/clock.h"
#include "core/rules/alert_condition.h"

/// Rules about when somebody is to be told. They are kept here; what asks them is not built yet. Plain values.
namespace inferno::jobs {

struct AlertRule {
    std::string name; ///< 1 to 128 of A-Za-z0-9._-; unique in both scopes
    rules::AlertScope scope = rules::AlertScope::Queue;
    std::string condition; ///< rules::parseAlertCondition reads it
    std::string severity = "medium";
    std::vector<std::string> channels; ///< email slack webhook; empty: those of the configuration
    std::string action;                ///< notify_admin scale_down pause_queue; "" is to tell
    bool enabled = true;
    WallTime created{};
    std::string createdBy;

    /// Whether it says the same; who made it when, and whether it is enabled, is left out.
    bool sameAs(const AlertRule& other) const;
};

/// Reads an API document: name, scope, condition, and severity, channels, action, enabled. Errors: alert.invalid naming
/// the field, condition.invalid.
Result<AlertRule> parseAlertRule(const nlohmann::json& document);
nlohmann::json toJson(const AlertRule& rule);

} // namespace inferno::jobs
