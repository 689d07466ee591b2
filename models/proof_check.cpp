// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/proof_check.h"

#include <algorithm>
#include <span>

#include "core/base/bytes.h"
#include "core/vault/merkle.h"
#include "core/vault/record.h"
#include "core/vault/signed_note.h"

namespace inferno::models {
namespace {

Result<Hash> hashOf(const std::string& hex, const char* what) {
    INFERNO_TRY(const Bytes bytes, fromHex(hex));
    Hash hash{};
    if (bytes.size() != hash.size())
        return fail(ErrorCode::ProofInvalid, std::string(what) + " has " + std::to_string(bytes.size()) + " bytes");
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

Result<void> checkLeaf(const client::InclusionProof& proof, const Bytes& record) {
    INFERNO_TRY(const Bytes salt, fromHex(proof.salt));
    INFERNO_TRY(const Hash given, hashOf(proof.leaf_hash, "the leaf hash"));
    vault::TreeHasher hasher;
    if (hasher.leaf(salt, record) != given)
        return fail(ErrorCode::ProofInvalid, "the record's bytes hash to " + toHex(hasher.leaf(salt, record)));
    return {};
}

Result<void> checkEvent(const client::InclusionProof& proof, const client::AuditEvent& shown, const Bytes& bytes) {
    INFERNO_TRY(const Bytes blob, fromBase64(proof.blob));
    INFERNO_TRY(const vault::Record record, vault::decodeRecord(bytes, blob));
    const auto differs = [](const char* field, const std::string& inRecord, const std::string& inList) {
        return fail(ErrorCode::ProofInvalid, std::string(field) + " is '" + inRecord + "' in the record and '" +
                                                 inList + "' in the event that is shown");
    };
    if (record.seq != shown.seq)
        return differs("the sequence number", std::to_string(record.seq), std::to_string(shown.seq));
    const vault::Event& event = record.event;
    const std::pair<const char*, std::pair<const std::string&, const std::string&>> fields[] = {
        {"event_type", {event.eventType, shown.event_type}},
        {"action", {event.action, shown.action}},
        {"user", {event.user, shown.user}},
        {"resource", {event.resource, shown.resource}},
        {"result", {event.result, shown.result}},
        {"source_ip", {event.sourceIp, shown.source_ip}},
        {"details", {event.details, shown.details}}};
    // With privacy the record holds a number for the person, and what tells of them is sealed: not compared.
    const bool hidden = proof.subject_number != 0;
    const auto tells = [](std::string_view name) { return name == "user" || name == "source_ip" || name == "details"; };
    for (const auto& [name, values] : fields)
        if (values.first != values.second && !(hidden && tells(name)))
            return differs(name, values.first, values.second);
    return {};
}

Result<void> checkPath(const client::InclusionProof& proof) {
    INFERNO_TRY(const Hash leaf, hashOf(proof.leaf_hash, "the leaf hash"));
    INFERNO_TRY(const Hash root, hashOf(proof.root, "the root"));
    vault::Proof path;
    for (const std::string& hex : proof.path) {
        INFERNO_TRY(const Hash sibling, hashOf(hex, "a sibling"));
        path.push_back(sibling);
    }
    vault::TreeHasher hasher;
    return vault::verifyInclusion(hasher, proof.leaf_index, proof.tree_size, leaf, path, root);
}

/// The hashes from the leaf up, as RFC 9162, 2.1.3.2, goes through the path; for people to see. What holds, checkPath
/// says.
std::vector<std::string> nodesOf(const client::InclusionProof& proof) {
    std::vector<std::string> nodes;
    const auto leaf = hashOf(proof.leaf_hash, "the leaf hash");
    if (!leaf || proof.tree_size == 0)
        return nodes;
    vault::TreeHasher hasher;
    Hash node = *leaf;
    std::uint64_t at = proof.leaf_index;
    std::uint64_t last = proof.tree_size - 1;
    for (const std::string& hex : proof.path) {
        const auto sibling = hashOf(hex, "a sibling");
        if (!sibling)
            break;
        while (at % 2 == 0 && at == last && at > 0) { // alone at the right edge
            at >>= 1;
            last >>= 1;
        }
        node = at % 2 == 1 ? hasher.node(*sibling, node) : hasher.node(node, *sibling);
        nodes.push_back(toHex(node));
        at >>= 1;
        last >>= 1;
    }
    return nodes;
}

Result<void> checkSignature(const client::InclusionProof& proof, const vault::VerifierKey& key) {
    INFERNO_TRY(const vault::VerifiedNote note, vault::openNote(proof.checkpoint, std::span(&key, 1)));
    INFERNO_TRY(const vault::Checkpoint checkpoint, vault::Checkpoint::parse(note.text));
    INFERNO_TRY(const Hash root, hashOf(proof.root, "the root"));
    if (checkpoint.size != proof.tree_size || checkpoint.root != root)
        return fail(ErrorCode::ProofInvalid, "the signed checkpoint is of another root or size");
    return {};
}

} // namespace

ProofCheck checkProof(const client::InclusionProof& proof, const client::AuditEvent& shown,
                      const std::string& verifierKey) {
    ProofCheck check;
    if (const auto record = fromBase64(proof.record); record) {
        check.leaf = checkLeaf(proof, *record);
        check.event = checkEvent(proof, shown, *record);
    } else {
        check.leaf = check.event = std::unexpected(record.error());
    }
    check.path = checkPath(proof);
    check.nodes = nodesOf(proof);
    if (const auto key = vault::VerifierKey::parse(verifierKey); key) {
        check.signer = key->name;
        check.keyId = key->idText();
        check.signature = checkSignature(proof, *key);
    } else {
        check.signature = std::unexpected(key.error());
    }
    return check;
}

} // namespace inferno::models
