// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/change_event.h"

#include "core/vault/vault.h"
#include "services/api/support.h"

namespace inferno::api {

Result<void> recordChange(const Call& call, std::string_view type, std::string_view action, const std::string& resource,
                          const nlohmann::json& details, bool success) {
    return recordChange(call.context, call.caller, type, action, resource, details, success);
}

Result<void> recordChange(const Context& context, const Caller& caller, std::string_view type, std::string_view action,
                          const std::string& resource, const nlohmann::json& details, bool success) {
    vault::Event event;
    event.eventType = type;
    event.action = action;
    event.user = caller.principal.user;
    event.sourceIp = caller.peer;
    event.userAgent = caller.userAgent;
    event.traceId = caller.traceId;
    event.resource = resource;
    event.result = success ? "success" : "failure";
    event.details = textOf(details);
    vault::AppendRequest request;
    request.events.push_back(std::move(event));
    request.recordedBy = {vault::Origin::Service, caller.principal.user, caller.principal.tokenId, caller.peer};
    INFERNO_CHECK(context.vault.append(std::move(request)));
    return {};
}

} // namespace inferno::api
