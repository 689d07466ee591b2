// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/vfs.h"

/// What a client remembers of a vault, so that a vault that was replaced by an older or another copy of itself is
/// found out: the verifying key and the newest checkpoint it has seen, one small file for each vault id.
namespace inferno::anchor {

struct Anchor {
    std::string vaultId;
    std::string verifierKey; ///< C2SP vkey
    std::string checkpoint;  ///< the signed note
    std::string time;        ///< when it was seen, RFC 3339; "" where that is not known
};

/// The files of a folder such as ~/.local/state/inferno/anchors. Safe from any thread; of two that save at the same
/// time one wins, whole.
class AnchorStore {
public:
    AnchorStore(Vfs& vfs, std::filesystem::path folder) : vfs_(vfs), folder_(std::move(folder)) {}

    /// Nothing where this vault was never seen. Error: io.*, note.invalid (a damaged file, by its name).
    Result<std::optional<Anchor>> load(const std::string& vaultId) const;
    /// Makes the folder where it is missing (0700).
    Result<void> save(const Anchor& anchor) const;

private:
    std::filesystem::path fileOf(const std::string& vaultId) const;

    Vfs& vfs_;
    std::filesystem::path folder_;
};

enum class Standing {
    First,     ///< this vault was never seen before
    Unchanged, ///< the same tree
    Grown,     ///< the tree holds all that was seen, and more
    RolledBack ///< it does not: older, forked, or signed by another key
};

struct Finding {
    Standing standing = Standing::First;
    std::string detail; ///< for RolledBack, what does not fit
    std::string vaultId;
    std::uint64_t seenSize = 0; ///< of the anchor; 0 for First
    std::string seenTime;       ///< when that was
    std::uint64_t size = 0;     ///< of the new checkpoint
};

/// Where consistency proofs come from: the service, or the vault's files.
using ConsistencySource = std::function<Result<std::vector<Hash>>(std::uint64_t oldSize, std::uint64_t newSize)>;

/// Compares `checkpoint`, which must be signed by `verifierKey`, with what was seen before: by size, by root, and by
/// RFC 6962 consistency. Where another key signed before, `history` (the vault's verifiers.note) must prove that this
/// key handed over to it; what was seen may be signed by any key of that history. Pure but for `proofs`. Errors:
/// note.invalid (the new checkpoint does not hold), and those of `proofs`, but for proofs that do not exist or do not
/// hold: these are RolledBack.
Result<Finding> compare(const std::optional<Anchor>& seen, const std::string& verifierKey,
                        const std::string& checkpoint, const ConsistencySource& proofs,
                        const std::string& history = {});

/// `compare` with what the store has of this vault, and remembers the new checkpoint unless it was rolled back.
Result<Finding> checkAndRemember(const AnchorStore& store, const std::string& verifierKey,
                                 const std::string& checkpoint, const ConsistencySource& proofs,
                                 const std::string& history, WallTime now);

/// The vault's id, from a verifier key's name "inferno.local/ID". Error: note.invalid.
Result<std::string> vaultIdOf(const std::string& verifierKey);

} // namespace inferno::anchor
