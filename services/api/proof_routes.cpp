// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/api/support.h"
#include "services/api/verifications.h"

namespace inferno::api {
namespace {

using nlohmann::json;

std::vector<std::string> hexOf(const std::vector<Hash>& hashes) {
    std::vector<std::string> out;
    for (const Hash& hash : hashes)
        out.push_back(toHex(hash));
    return out;
}

void recordCheck(Auditor& auditor, const Caller& caller, const json& details, bool good) {
    vault::Event event;
    event.eventType = "vault";
    event.action = vault::actions::kAuditVerify;
    event.resource = "audit";
    event.result = good ? "success" : "failure";
    event.severity = good ? vault::Severity::Low : vault::Severity::Critical;
    event.details = textOf(details);
    auditor.record(std::move(event), caller);
}

void recordCheck(const Call& call, const json& details, bool good) {
    recordCheck(call.context.auditor, call.caller, details, good);
}

bool isGood(const client::VerifyResult& result) {
    return result.verdict != "altered" && result.verdict != "missing" && result.verdict != "rolled_back";
}

json detailsOf(const client::VerifyResult& result) {
    return {{"check", "verify"}, {"level", result.level}, {"verdict", result.verdict}};
}

/// Answers at once; the event comes when the verification has ended.
Result<http::Response> verifyStarted(const Call& call, const client::VerifyRequest& request) {
    const auto ended = [&auditor = call.context.auditor, caller = call.caller](const client::VerifyRun& run) {
        if (run.verification)
            recordCheck(auditor, caller, detailsOf(*run.verification), isGood(*run.verification));
        else
            recordCheck(auditor, caller, {{"check", "verify"}, {"verdict", run.state}}, true);
    };
    INFERNO_TRY(const client::VerifyRun run, call.context.verifications.start(request, ended));
    return answer(run, 202);
}

Result<http::Response> verified(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    client::VerifyRequest request;
    INFERNO_TRY(request.level, textField(body, "level"));
    INFERNO_TRY(request.since, textField(body, "since"));
    request.resume = body.value("resume", json()) == json(true);
    if (const auto wait = body.find("wait"); wait != body.end() && *wait == json(false))
        return verifyStarted(call, request);
    INFERNO_TRY(const client::VerifyResult result, call.context.verifications.verify(request));
    recordCheck(call, detailsOf(result), isGood(result));
    return answer(result);
}

Result<http::Response> verifyRun(const Call& call) {
    INFERNO_TRY(const client::VerifyRun run, call.context.verifications.run(call.capture("id")));
    return answer(run);
}

Result<http::Response> verifyCancelled(const Call& call) {
    INFERNO_CHECK(call.context.verifications.cancel(call.capture("id")));
    return http::Response::empty();
}

Result<http::Response> checkpoint(const Call& call) {
    if (call.query("history") == "1") {
        INFERNO_TRY(std::string history, call.context.vault.verifierHistory());
        return http::Response::text(200, std::move(history));
    }
    if (call.query("key") == "1")
        return http::Response::text(200, call.context.vault.verifierKey() + "\n");
    INFERNO_TRY(std::string note, call.context.vault.checkpointNow());
    return http::Response::text(200, std::move(note));
}

client::InclusionProof documentOf(const vault::EventProof& proof) {
    client::InclusionProof out;
    out.seq = out.leaf_index = proof.seq;
    out.leaf_hash = toHex(proof.leafHash);
    out.salt = toHex(proof.salt);
    out.record = toBase64(proof.record);
    out.blob = toBase64(proof.blob);
    out.tree_size = proof.treeSize;
    out.root = toHex(proof.root);
    out.path = hexOf(proof.path);
    out.checkpoint = proof.checkpoint;
    out.subject_number = proof.subject;
    out.user = proof.user;
    return out;
}

Result<http::Response> proved(const Call& call) {
    INFERNO_TRY(const std::uint64_t seq, numberOf(call.capture("seq"), "the number of an event"));
    INFERNO_TRY(const vault::EventProof proof, call.context.vault.prove(seq));
    recordCheck(call, {{"check", "prove"}, {"seq", seq}}, true);
    return answer(documentOf(proof));
}

/// Many proofs against one tree, as evidence needs them: one question, one event.
Result<http::Response> provedAll(const Call& call) {
    constexpr std::size_t kAtOnce = 1000;
    INFERNO_TRY(const json body, objectOf(call));
    const json size = body.value("tree_size", json());
    const json seqs = body.value("seqs", json());
    if (!size.is_number_unsigned() || !seqs.is_array() || seqs.empty() || seqs.size() > kAtOnce)
        return fail(ErrorCode::InputInvalid, "a list of 1 to 1,000 seqs and a tree_size are needed",
                    R"(send {"seqs": [17, 18], "tree_size": 4210})");
    client::ProofBatch out;
    out.tree_size = size.get<std::uint64_t>();
    for (const json& item : seqs) {
        if (!item.is_number_unsigned())
            return fail(ErrorCode::InputInvalid, item.dump() + " is no number of an event");
        INFERNO_TRY(const vault::EventProof proof,
                    call.context.vault.proveAt(item.get<std::uint64_t>(), out.tree_size));
        out.root = toHex(proof.root);
        out.items.push_back(documentOf(proof));
    }
    recordCheck(call,
                {{"check", "prove"}, {"first_seq", seqs.front()}, {"last_seq", seqs.back()}, {"events", seqs.size()}},
                true);
    return answer(out);
}

Result<http::Response> consistency(const Call& call) {
    INFERNO_TRY(const std::uint64_t oldSize, numberOf(call.query("old"), "the old size"));
    INFERNO_TRY(const std::uint64_t newSize, numberOf(call.query("new"), "the new size"));
    INFERNO_TRY(const vault::TreeConsistency proof, call.context.vault.consistency(oldSize, newSize));
    const client::ConsistencyProof out{proof.oldSize, proof.newSize, toHex(proof.oldRoot), toHex(proof.newRoot),
                                       hexOf(proof.path)};
    return answer(out);
}

Result<http::Response> rotated(const Call& call) {
    vault::AppendRequest request;
    vault::Event event;
    event.eventType = "vault";
    event.action = "audit_rotated";
    event.user = call.caller.principal.user;
    event.sourceIp = call.caller.peer;
    event.userAgent = call.caller.userAgent;
    event.resource = "audit";
    event.result = "success";
    request.events.push_back(std::move(event));
    request.recordedBy = {vault::Origin::Service, call.caller.principal.user, call.caller.principal.tokenId,
                          call.caller.peer};
    INFERNO_CHECK(call.context.vault.append(std::move(request)));
    INFERNO_CHECK(call.context.vault.rotate());
    return http::Response::empty();
}

} // namespace

void addProofRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/audit/verify",
                      "audit:read",
                      "Verify the vault; {\"level\": structure, ciphertext or full}. With {\"wait\": false} the answer "
                      "is 202 and a VerifyRun, to be asked again",
                      {},
                      "Verify",
                      "VerifyResult",
                      200,
                      false,
                      verified,
                      true});
    routes.push_back({"GET",
                      "/api/v1/audit/verify/{id}",
                      "audit:read",
                      "How far a verification is, and what it found",
                      {},
                      "",
                      "VerifyRun",
                      200,
                      false,
                      verifyRun});
    routes.push_back({"DELETE",
                      "/api/v1/audit/verify/{id}",
                      "audit:read",
                      "Stop a verification",
                      {},
                      "",
                      "",
                      204,
                      false,
                      verifyCancelled});
    routes.push_back({"GET",
                      "/api/v1/audit/checkpoint",
                      "audit:read",
                      "The newest signed checkpoint, after signing one that covers every acknowledged event",
                      {{"key", "1: the verifier key instead"},
                       {"history", "1: all verifier keys that the vault ever had, as a signed note, instead"}},
                      "",
                      "text/plain",
                      200,
                      false,
                      checkpoint});
    routes.push_back({"GET",
                      "/api/v1/audit/proof/{seq}",
                      "audit:read",
                      "Proof that an event is in the tree",
                      {},
                      "",
                      "InclusionProof",
                      200,
                      false,
                      proved});
    routes.push_back({"POST",
                      "/api/v1/audit/proofs",
                      "audit:read",
                      "Proofs of up to 1,000 events against the tree of one size",
                      {},
                      "ProofsRequest",
                      "ProofBatch",
                      200,
                      false,
                      provedAll,
                      true});
    routes.push_back({"GET",
                      "/api/v1/audit/consistency",
                      "audit:read",
                      "Proof that the tree only grew",
                      {{"old", "the smaller size"}, {"new", "the larger size"}},
                      "",
                      "ConsistencyProof",
                      200,
                      false,
                      consistency});
    routes.push_back(
        {"POST", "/api/v1/audit/rotate", "audit:write", "Seal what is acknowledged", {}, "", "", 204, false, rotated});
}

} // namespace inferno::api
