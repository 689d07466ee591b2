// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/verify.h"

#include "core/vault/verifier.h"

namespace inferno::vault {
namespace {

/// A vault that was emptied leaves its keys behind, or a checkpoint that somebody kept.
std::optional<Verification> emptied(Vfs& vfs, const KeyPaths& paths, const VerifyOptions& options) {
    Problem problem;
    problem.seq = 0;
    if (options.checkpoint) {
        problem.verdict = Verdict::RolledBack;
        problem.detail = "the vault is empty, and a checkpoint of it was kept";
    } else if (!paths.keysFolder.empty() && (exists(vfs, paths.keyStore()) || exists(vfs, paths.signingKey()))) {
        problem.verdict = Verdict::Missing;
        problem.detail = "the keys of a vault are there, and the vault is not";
    } else {
        return std::nullopt;
    }
    Verification result;
    result.verdict = problem.verdict;
    result.level = VerifyLevel::Structure;
    result.problems.push_back(std::move(problem));
    return result;
}

} // namespace

std::string_view nameOf(VerifyLevel level) {
    switch (level) {
    case VerifyLevel::Structure: return "structure";
    case VerifyLevel::Ciphertext: return "ciphertext";
    case VerifyLevel::Full: return "full";
    }
    return {};
}

Result<VerifyLevel> parseVerifyLevel(std::string_view name) {
    for (const VerifyLevel level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full})
        if (name == nameOf(level))
            return level;
    return fail(ErrorCode::InputInvalid, "'" + std::string(name) + "' is no level of verification",
                "structure, ciphertext or full");
}

std::string_view nameOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Ok: return "ok";
    case Verdict::TornTail: return "torn_tail";
    case Verdict::Erased: return "erased";
    case Verdict::Pruned: return "pruned";
    case Verdict::KeyUnavailable: return "key_unavailable";
    case Verdict::Altered: return "altered";
    case Verdict::Missing: return "missing";
    case Verdict::RolledBack: return "rolled_back";
    }
    return {};
}

int exitCodeOf(Verdict verdict) {
    if (verdict >= Verdict::Altered)
        return 6;
    return verdict == Verdict::KeyUnavailable ? 1 : 0;
}

Result<Verification> verifyVault(Vfs& vfs, const KeyPaths& paths, const VerifyOptions& options) {
    auto result = Verifier(vfs, paths, options).run();
    if (result)
        return result;
    if (result.error().code == ErrorCode::VaultMissing)
        if (auto trace = emptied(vfs, paths, options))
            return std::move(*trace);
    if (result.error().code == ErrorCode::IoNotFound) {
        const std::string detail = result.error().detail;
        return failBecause(std::move(result).error(), ErrorCode::VaultChanged,
                           "a file vanished while the vault was verified: " + detail,
                           "something else writes to this folder: ask the service, or verify a copy");
    }
    return result;
}

} // namespace inferno::vault
