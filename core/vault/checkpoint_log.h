// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/signed_note.h"

/// The file `checkpoints` of a vault: the checkpoints that it signed, oldest first, each a signed note followed by an
/// empty line. Only its end can be incomplete, after a crash; what is cut off there was never given to anyone. Older
/// ones are thinned out (ThinningRule): a proof of consistency does not need them.

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

/// `heartbeat` in the vault's folder: an idle vault's signed sign of life (origin, size and root of the newest
/// checkpoint, time), which is replaced each time.
std::filesystem::path heartbeatPath(const std::filesystem::path& vaultFolder);
/// The size it names; nothing if there is none. A checkpoint of that size is on the disk before it is signed. Errors:
/// vault.altered with the offset, io.*
Result<std::optional<std::uint64_t>> heartbeatSize(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                   std::string_view origin, std::span<const VerifierKey> verifiers);

/// What stays when the file is thinned: every checkpoint of size `allFrom` and above; below that the last one at or
/// below each of `ends`; the first of all; and the last of each signing key.
struct ThinningRule {
    std::uint64_t allFrom = 0;
    std::vector<std::uint64_t> ends; ///< rising
};
/// All checkpoints of the last day, and the last in each older segment, so about one an hour.
Result<ThinningRule> thinningRule(Vfs& vfs, const std::filesystem::path& vaultFolder, WallTime now);
/// `text`, the file's whole entries, without those that may go. Every signature is checked, and that the sizes rise: a
/// file in which anything is odd is evidence, and nothing of it may go. Error: vault.altered.
Result<std::string> thinnedCheckpoints(std::string_view text, std::string_view origin,
                                       std::span<const VerifierKey> verifiers, const ThinningRule& rule);

/// Appends checkpoints. Belongs to one thread at a time.
class CheckpointLog {
public:
    /// Makes the file if there is none; cuts off an incomplete end. REQUIRES the newest checkpoint to be `newest`.
    static Result<CheckpointLog> open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                      const std::optional<StoredCheckpoint>& newest);
    /// Durable when it returns. After an error it must not be called again.
    Result<void> append(std::string_view note);
    std::uint64_t bytes() const { return end_; }
    /// Puts `head` in the place of the first `until` bytes; after a crash the file is as before or as after. After an
    /// error the log goes on where it is.
    Result<void> replaceHead(std::uint64_t until, std::string_view head);

private:
    CheckpointLog(Vfs& vfs, std::filesystem::path path, std::unique_ptr<File> file, std::uint64_t end)
        : vfs_(&vfs), path_(std::move(path)), file_(std::move(file)), end_(end) {}

    Vfs* vfs_;
    std::filesystem::path path_;
    std::unique_ptr<File> file_;
    std::uint64_t end_;
};

} // namespace inferno::vault
