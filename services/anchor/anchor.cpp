// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/anchor.h"

#include <algorithm>
#include <array>
#include <span>

#include <nlohmann/json.hpp>

#include "core/vault/merkle.h"
#include "core/vault/verifier_history.h"

namespace inferno::anchor {
namespace {

using vault::Checkpoint;
using vault::VerifierKey;

constexpr std::string_view kOriginPrefix = "inferno.local/";
constexpr std::uint64_t kFileLimit = 2U << 20;

/// A checkpoint that one of these keys of one vault signed.
Result<Checkpoint> openCheckpoint(std::span<const VerifierKey> keys, const std::string& note) {
    INFERNO_TRY(const vault::VerifiedNote opened, vault::openNote(note, keys));
    INFERNO_TRY(Checkpoint checkpoint, Checkpoint::parse(opened.text));
    if (checkpoint.origin != keys.front().name)
        return fail(ErrorCode::NoteInvalid,
                    "a checkpoint of " + checkpoint.origin + " is signed by the key of " + keys.front().name);
    return checkpoint;
}

/// The keys that this one vouches for or that vouch for it: those of the history, if it ends in this key.
std::vector<VerifierKey> keysUpTo(const VerifierKey& newest, const std::string& history) {
    if (auto parsed = vault::VerifierHistory::parse(history); parsed && parsed->keys.back() == newest)
        return std::move(parsed->keys);
    return {newest};
}

Finding rolledBack(Finding finding, std::string detail) {
    finding.standing = Standing::RolledBack;
    finding.detail = std::move(detail);
    return finding;
}

std::string events(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " event" : " events");
}

} // namespace

std::filesystem::path AnchorStore::fileOf(const std::string& vaultId) const {
    return folder_ / (vaultId + ".json");
}

Result<std::optional<Anchor>> AnchorStore::load(const std::string& vaultId) const {
    const std::filesystem::path file = fileOf(vaultId);
    const auto content = readFile(vfs_, file, kFileLimit);
    if (!content && content.error().code == ErrorCode::IoNotFound)
        return std::optional<Anchor>{};
    if (!content)
        return std::unexpected(content.error());
    const auto json = nlohmann::json::parse(asText(*content), nullptr, false);
    if (!json.is_object() || json.value("vault_id", "") != vaultId)
        return fail(ErrorCode::NoteInvalid, file.string() + " is damaged: it remembered the vault's last checkpoint",
                    "restore it from a backup; remove it only if you trust the vault as it is now");
    return std::optional(
        Anchor{vaultId, json.value("verifier_key", ""), json.value("checkpoint", ""), json.value("time", "")});
}

Result<void> AnchorStore::save(const Anchor& anchor) const {
    std::error_code error;
    std::filesystem::create_directories(folder_.parent_path(), error);
    if (error)
        return std::unexpected(errnoError(error.value(), "making the folder " + folder_.parent_path().string()));
    if (auto made = vfs_.makeFolder(folder_, 0700); !made && made.error().code != ErrorCode::IoExists)
        return made;
    const nlohmann::json json{{"vault_id", anchor.vaultId},
                              {"verifier_key", anchor.verifierKey},
                              {"checkpoint", anchor.checkpoint},
                              {"time", anchor.time}};
    return writeFileAtomically(vfs_, fileOf(anchor.vaultId), asBytes(json.dump(2) + "\n"));
}

Result<std::string> vaultIdOf(const std::string& verifierKey) {
    INFERNO_TRY(const VerifierKey key, VerifierKey::parse(verifierKey));
    const std::string id = key.name.starts_with(kOriginPrefix) ? key.name.substr(kOriginPrefix.size()) : "";
    const bool plain = id.size() == 36 && std::ranges::all_of(id, [](char c) {
                           return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
    if (!plain)
        return fail(ErrorCode::NoteInvalid, "'" + key.name + "' is not the name of a vault's key");
    return id;
}

Result<Finding> compare(const std::optional<Anchor>& seen, const std::string& verifierKey,
                        const std::string& checkpoint, const ConsistencySource& proofs, const std::string& history) {
    Finding finding;
    INFERNO_TRY(finding.vaultId, vaultIdOf(verifierKey));
    INFERNO_TRY(const VerifierKey newest, VerifierKey::parse(verifierKey));
    INFERNO_TRY(const Checkpoint now, openCheckpoint(std::array{newest}, checkpoint));
    finding.size = now.size;
    if (!seen)
        return finding;
    finding.seenTime = seen->time;
    const std::vector<VerifierKey> keys = keysUpTo(newest, history);
    if (std::ranges::find(keys, seen->verifierKey, &VerifierKey::text) == keys.end())
        return rolledBack(std::move(finding), "its checkpoints were signed by the key " + seen->verifierKey +
                                                  " before, which did not hand over to the key that signs now");
    INFERNO_TRY(const Checkpoint before, openCheckpoint(keys, seen->checkpoint));
    finding.seenSize = before.size;
    if (now.size < before.size)
        return rolledBack(std::move(finding), "a checkpoint over " + events(before.size) +
                                                  " was seen before, and now it has " + events(now.size));
    if (now.size == before.size) {
        if (now.root != before.root)
            return rolledBack(std::move(finding), "another history of " + events(before.size) + " was seen before");
        finding.standing = Standing::Unchanged;
        return finding;
    }
    finding.standing = Standing::Grown;
    if (before.size == 0) // every tree holds the empty one
        return finding;
    const auto proof = proofs(before.size, now.size);
    if (!proof) {
        const ErrorKind kind = kindOf(proof.error().code);
        if (kind == ErrorKind::Integrity || proof.error().code == ErrorCode::ProofRange)
            return rolledBack(std::move(finding), "it cannot prove that it holds the " + events(before.size) +
                                                      " seen before: " + proof.error().message());
        return std::unexpected(proof.error());
    }
    vault::TreeHasher hasher;
    if (const auto holds = vault::verifyConsistency(hasher, before.size, now.size, before.root, now.root, *proof);
        !holds)
        return rolledBack(std::move(finding),
                          "it does not hold the " + events(before.size) + " seen before: " + holds.error().message());
    return finding;
}

Result<Finding> checkAndRemember(const AnchorStore& store, const std::string& verifierKey,
                                 const std::string& checkpoint, const ConsistencySource& proofs,
                                 const std::string& history, WallTime now) {
    INFERNO_TRY(const std::string vaultId, vaultIdOf(verifierKey));
    INFERNO_TRY(const auto seen, store.load(vaultId));
    INFERNO_TRY(const Finding finding, compare(seen, verifierKey, checkpoint, proofs, history));
    if (finding.standing != Standing::RolledBack) // seen again: the tail that nobody covers begins anew
        INFERNO_CHECK(store.save({vaultId, verifierKey, checkpoint, formatUtc(now)}));
    return finding;
}

} // namespace inferno::anchor
