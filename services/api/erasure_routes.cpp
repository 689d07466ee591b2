// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

Result<http::Response> erased(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string subject, textField(body, "subject"));
    INFERNO_TRY(const std::string reason, textField(body, "reason"));
    const Caller& caller = call.caller;
    INFERNO_TRY(
        const vault::Erased done,
        call.context.vault.eraseSubject(
            {subject, reason, {vault::Origin::Client, caller.principal.user, caller.principal.tokenId, caller.peer}}));
    return answer(client::SubjectErased{done.number, done.seq});
}

} // namespace

void addErasureRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/audit/erase",
                      "audit:erase",
                      "Destroy what leads from a subject's number to its name and sealed fields; needs audit.privacy",
                      {},
                      "Erase",
                      "SubjectErased",
                      200,
                      false,
                      erased,
                      true});
}

} // namespace inferno::api
