// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/witness.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

http::Response noWitness() {
    return http::Response::text(404, "this service witnesses no log: [witness] origins names none\n");
}

/// A log that asks for what a witness must not sign may have been tampered with: that is an event, unlike what goes
/// well, which would make two nodes that witness each other write for ever.
void recordRefusal(const Call& call, const anchor::Witness::Answer& told) {
    vault::Event event;
    event.eventType = "security";
    event.action = "witness_refused";
    event.resource = told.origin;
    event.result = "denied";
    event.severity = vault::Severity::High;
    event.details = textOf({{"status", told.status}, {"answer", told.body}});
    call.context.auditor.record(std::move(event), call.caller);
}

Result<http::Response> added(const Call& call) {
    if (!call.context.witness)
        return noWitness();
    anchor::Witness::Answer told = call.context.witness->addCheckpoint(call.request.body);
    if (told.status == 403 || told.status == 422)
        recordRefusal(call, told);
    return http::Response::text(told.status, std::move(told.body), std::move(told.contentType));
}

Result<http::Response> followed(const Call& call) {
    if (!call.context.witness)
        return noWitness();
    anchor::Witness::Answer told = call.context.witness->addVerifiers(call.request.body);
    if (told.status == 403 || told.status == 409)
        recordRefusal(call, told);
    return http::Response::text(told.status, std::move(told.body), std::move(told.contentType));
}

Result<http::Response> known(const Call& call) {
    if (!call.context.witness)
        return noWitness();
    json origins = json::array();
    for (const anchor::Witness::Known& log : call.context.witness->known())
        origins.push_back({{"origin", log.origin}, {"size", log.size}, {"checkpoint", log.note}});
    return answer({{"verifier_key", call.context.witness->verifierKey()}, {"origins", std::move(origins)}});
}

} // namespace

void addWitnessRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/witness/add-checkpoint",
                      "witness:add",
                      "Cosign the checkpoint of another log (c2sp.org/tlog-witness)",
                      {},
                      "text/plain",
                      "text/plain",
                      200,
                      false,
                      added});
    routes.push_back({"POST",
                      "/api/v1/witness/add-verifiers",
                      "witness:add",
                      "Follow another log to the keys that it handed over to (its verifiers.note)",
                      {},
                      "text/plain",
                      "text/plain",
                      200,
                      false,
                      followed});
    routes.push_back({"GET",
                      "/api/v1/witness",
                      "witness:add",
                      "The key of this witness, and the newest checkpoint of each log that it knows",
                      {},
                      "",
                      "WitnessState",
                      200,
                      false,
                      known});
}

} // namespace inferno::api
