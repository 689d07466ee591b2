// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the API says of alert rules. Values; times are RFC 3339 in UTC.

namespace inferno::client {

struct AlertRule {
    std::string name;
    std::string scope;                 ///< queue or audit
    std::string condition;             ///< "failure_rate > 0.10 in 1h", "failed_logins > 5 in 10m"
    std::string severity;              ///< low medium high critical
    std::vector<std::string> channels; ///< email slack webhook; empty: those of the configuration
    std::string action;                ///< notify_admin scale_down pause_queue; "" = none of these
    bool enabled = true;
    std::string created;
    std::string created_by;
    std::vector<std::string> warnings; ///< what keeps it from doing what it says
};

void to_json(nlohmann::json& json, const AlertRule& value);
void from_json(const nlohmann::json& json, AlertRule& value);

} // namespace inferno::client
