// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/settings_event.h"

#include "core/vault/vault.h"
#include "services/api/support.h"

namespace inferno::api {

using nlohmann::json;

config::Settings::Record settingsRecorder(vault::Vault& vault) {
    return [&vault](const json& changes, const json& actor, const std::string& id) -> Result<void> {
        vault::Event event;
        event.eventType = "system";
        event.action = vault::actions::kConfigChange;
        event.user = actor.value("user", "");
        event.sourceIp = actor.value("peer", "");
        event.userAgent = actor.value("agent", "");
        event.resource = "settings.toml";
        event.result = "success";
        event.details = textOf({{"changes", changes}});
        vault::AppendRequest request;
        request.events.push_back(std::move(event));
        request.recordedBy = {vault::Origin::Service, actor.value("user", ""), actor.value("token", ""),
                              actor.value("peer", "")};
        request.idempotencyKey = vault::idempotencyKey("settings", id);
        INFERNO_CHECK(vault.append(std::move(request)));
        return {};
    };
}

json actorOf(const Caller& caller) {
    return {{"user", caller.principal.user},
            {"token", caller.principal.tokenId},
            {"peer", caller.peer},
            {"agent", caller.userAgent}};
}

std::vector<std::string> channelWarnings(const config::Config& config) {
    return channelWarnings(config, config.list("audit.alerts.channels"));
}

std::vector<std::string> channelWarnings(const config::Config& config, const std::vector<std::string>& channels) {
    std::vector<std::string> warnings;
    for (const std::string& channel : channels) {
        const bool known = channel == "email" || channel == "slack" || channel == "webhook";
        const bool there = (channel == "email" && !config.text("audit.alerts.email.smtp_server").empty()) ||
                           (channel == "slack" && config.isSet("audit.alerts.slack.webhook_url")) ||
                           (channel == "webhook" && config.isSet("audit.alerts.webhook.url"));
        if (!there)
            warnings.push_back(channel + (known ? ": not configured" : ": there is no such channel"));
    }
    return warnings;
}

} // namespace inferno::api
