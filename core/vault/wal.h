// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/base/vfs.h"
#include "core/storage/block_codec.h"
#include "core/storage/log_file.h"
#include "core/vault/crypto.h"
#include "core/vault/key_store.h"
#include "core/vault/marks.h"
#include "core/vault/record_set.h"

/// The vault's write-ahead log: what core/storage frames, compressed with lz4 and sealed with AES-256-GCM under a key
/// of its own for each file, so that no key is ever used again after a restart. Layout: docs/formats/wal.md. A
/// WalWriter belongs to one thread at a time; reading is safe from any thread. Months: all records of a file are of
/// one month.

namespace inferno::vault {

constexpr storage::LogMagic kWalMagic = {'I', 'N', 'F', 'V', 'W', 'A', 'L', '\n'};

/// What one frame holds: everything of one group commit.
struct WalBatch {
    std::uint64_t firstSeq = 0;
    RecordSet records;
    Marks marks;
};

/// A log file's header, without its framing.
struct WalHeader {
    std::uint64_t number = 0;
    std::uint64_t firstSeq = 0; ///< of the first frame
    DataKeyId key{};
    std::int64_t createdNs = 0;
    Hash salt{};
    Hash commitment{};
    /// The file before was given up after a failed write or sync: what lies in it from `firstSeq` on, whole or not, was
    /// not acknowledged and counts for nothing.
    bool takesOver = false;

    storage::LogFileHeader framed(const Uuid& vault) const;
    /// Error: vault.altered, vault.version.
    static Result<WalHeader> parse(const storage::LogFileHeader& header, const Uuid& vault);
};

/// "0000000012.wal" in the folder `wal` of the vault.
std::filesystem::path walPath(const std::filesystem::path& vaultFolder, std::uint64_t number);
/// The numbers of the log files there are, rising. None if there is no folder.
Result<std::vector<std::uint64_t>> listWal(Vfs& vfs, const std::filesystem::path& vaultFolder);

class WalWriter {
public:
    static Result<WalWriter> create(Vfs& vfs, const Clock& clock, const std::filesystem::path& vaultFolder,
                                    const Uuid& vault, std::uint64_t number, std::uint64_t firstSeq, const DataKey& key,
                                    std::uint64_t reserve, bool takesOver = false);

    /// Writes a frame and syncs it. After an error the file must not be written again.
    Result<void> commit(const WalBatch& batch, std::uint64_t watermark);

    std::uint64_t number() const { return header_.number; }
    std::uint64_t frames() const { return frames_; }
    const DataKeyId& key() const { return header_.key; }
    /// Whether a batch of so many bytes fits into the space that is reserved.
    bool hasRoomFor(std::size_t bytes) const { return file_.hasRoomFor(bytes + bytes / 128 + 256); }

private:
    WalWriter(storage::LogWriter file, WalHeader header, DerivedKey key);

    storage::LogWriter file_;
    WalHeader header_;
    DerivedKey derived_;
    GcmCipher cipher_;
    Hash headerHash_{};
    storage::BlockCodec codec_;
    std::uint64_t frames_ = 0;
};

/// What reading a log file found.
struct WalScan {
    WalHeader header;
    std::uint64_t frames = 0;
    std::uint64_t end = 0; ///< offset behind the last whole frame
    storage::LogEnd state = storage::LogEnd::Clean;
    Bytes rest;            ///< if torn: the bytes of the incomplete frame
    bool noHeader = false; ///< the file was being made when the machine stopped: nothing was ever in it
};

/// The header alone, unchecked against keys; nothing for a file that was being made when the machine stopped.
/// Errors: vault.altered, vault.version, io.*
Result<std::optional<WalHeader>> readWalHeader(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault);

/// Frames of a file from this seq on are not the log's: the file was given up, and a later one takes over there.
constexpr std::uint64_t kNoLimit = ~0ULL;
/// For each of these log files, the seq from which on a later file takes over, or kNoLimit. A file whose header cannot
/// be read takes nothing over: reading it says why.
std::vector<std::uint64_t> walLimits(Vfs& vfs, const std::filesystem::path& vaultFolder, const Uuid& vault,
                                     std::span<const std::uint64_t> numbers);
/// What a frame's seqs mean under a limit: false if it does not count. Error: vault.altered (it counts in part).
Result<bool> counts(std::uint64_t firstSeq, std::uint64_t records, std::uint64_t limit);

/// Reads a log file from its first to its last whole frame. `each` gets every batch with its frame's offset and may
/// stop the reading with an error. Errors: vault.altered (with the offset), vault.version, key.unavailable,
/// crypto.failed never (a frame that does not open is altered: its checksum held). A file with a limit has no torn end.
Result<WalScan> readWal(Vfs& vfs, const std::filesystem::path& path, const KeyStore& keys,
                        const std::function<Result<void>(WalBatch, std::uint64_t offset)>& each,
                        std::uint64_t limit = kNoLimit);

} // namespace inferno::vault
