// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_filters.h"

#include <CLI/CLI.hpp>

#include "core/base/units.h"

namespace inferno::cli {

void addFilters(CLI::App& command, client::AuditQuery& query) {
    command.add_option("--user", query.user, "only of this user");
    command.add_option("--action", query.action, "only these actions, separated by commas");
    command.add_option("--type", query.event_type, "only of this event type");
    command.add_option("--severity", query.severity, "only of this severity")
        ->check(CLI::IsMember({"low", "medium", "high", "critical"}));
    command.add_option("--result", query.result, "only with this result")
        ->check(CLI::IsMember({"success", "failure", "denied"}));
    command.add_option("--resource", query.resource, "only on these resources, separated by commas");
    command.add_option("--source-ip", query.source_ip, "only from these addresses, separated by commas");
    command.add_option("--session", query.session_id, "only of this session");
    command.add_option("--trace", query.trace_id, "only of this trace");
    command.add_option("--since", query.since, "from then on: 24h, 7d, or RFC 3339");
    command.add_option("--until", query.until, "up to then");
}

Result<void> checkTimes(const client::AuditQuery& query) {
    for (const std::string& text : {query.since, query.until})
        if (!text.empty() && !parseDuration(text) && !parseRfc3339(text))
            return fail(ErrorCode::TimeInvalid, "'" + text + "' is neither a duration back from now nor a time",
                        "write it as 24h, 7d or 2026-03-24T10:42:00+01:00");
    return {};
}

} // namespace inferno::cli
