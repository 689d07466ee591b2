// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/vault/checkpoint_log.h"
#include "core/vault/marks_book.h"
#include "core/vault/sealer.h"
#include "core/vault/store.h"
#include "core/vault/wal_files.h"

/// Reads a vault that nobody has open: segments, checkpoints, log. What was signed must be there, bit for bit, or it is
/// vault.altered; what was never acknowledged may be cut off. Writes nothing but the torn bytes under wal/torn and, if
/// the month is new, a data key.

namespace inferno::vault {

struct Recovered {
    Sealer::Start sealed;
    std::optional<StoredCheckpoint> newest; ///< none: the vault is new
    std::uint64_t tornTails = 0;
};

struct RecoveryParts {
    Vfs& vfs;
    const Clock& clock;
    const std::filesystem::path& folder;
    KeyStore& keys;
    Store& store;
    MarksBook& book;
    WalFiles& files;
};

/// Fills store, book and files. Errors: vault.altered (naming file, offset and what is missing), vault.version,
/// key.unavailable, io.*
Result<Recovered> recover(const RecoveryParts& parts);

} // namespace inferno::vault
