// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/vfs.h"
#include "core/vault/signed_note.h"

/// The file `checkpoints` of a vault: every checkpoint that it signed, oldest first, each a signed note followed by an
/// empty line. Only its end can be incomplete, after a crash; what is cut off there was never given to anyone.

namespace inferno::vault {

std::filesystem::path checkpointsPath(const std::filesystem::path& vaultFolder);

struct StoredCheckpoint {
    Checkpoint checkpoint;
    std::string note;
    std::uint64_t offset = 0; ///< in the file
};

/// Reads all, checking each signature; `each` may stop the reading with an error. Returns the offset behind the last
/// whole one. Errors: vault.altered with the offset, io.*
Result<std::uint64_t> readCheckpoints(Vfs& vfs, const std::filesystem::path& vaultFolder, std::string_view origin,
                                      std::span<const VerifierKey> verifiers,
                                      const std::function<Result<void>(const StoredCheckpoint&)>& each);

/// The newest one alone; reads the end of the file. Nothing if there is no file. Errors as above, and vault.altered if
/// the file holds none.
Result<std::optional<StoredCheckpoint>> newestCheckpoint(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                         std::string_view origin,
                                                         std::span<const VerifierKey> verifiers);

/// Appends checkpoints. Belongs to one thread at a time.
class CheckpointLog {
public:
    /// Makes the file if there is none; cuts off an incomplete end. REQUIRES the newest checkpoint to be `newest`.
    static Result<CheckpointLog> open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                      const std::optional<StoredCheckpoint>& newest);
    /// Durable when it returns. After an error it must not be called again.
    Result<void> append(std::string_view note);

private:
    CheckpointLog(std::unique_ptr<File> file, std::uint64_t end) : file_(std::move(file)), end_(end) {}

    std::unique_ptr<File> file_;
    std::uint64_t end_;
};

} // namespace inferno::vault
