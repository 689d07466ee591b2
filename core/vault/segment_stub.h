// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/vfs.h"
#include "core/vault/kept_nodes.h"
#include "core/vault/key_store.h"
#include "core/vault/segment.h"

/// What stays of a segment after its records were pruned: a small signed file beside the place where the segment was
/// (docs/formats/stub.md), with all that the tree and its proofs need. Format, writing and reading. A segment that lies
/// beside its stub was restored from the archive, or the machine stopped before it was deleted: the segment counts.
/// Values; safe from any thread. Units: nanoseconds since 1970, UTC.

namespace inferno::vault {

constexpr std::uint16_t kStubVersion = 1;
/// Of a segment that was thinned before, where the copy in the archive is under other keys than its header names.
constexpr std::uint16_t kStubOfThinnedVersion = 2;

struct SegmentStub {
    Bytes headerBytes;         ///< the segment's, as they were
    std::string trailerNote;   ///< the segment's, as it was
    std::uint64_t bytes = 0;   ///< that the segment had
    std::uint64_t nextWal = 0; ///< as in its footer
    std::int64_t firstNs = 0;  ///< earliest and latest timestamp of its records
    std::int64_t lastNs = 0;
    std::int64_t firstReceivedNs = 0; ///< when its first and its last record were received
    std::int64_t lastReceivedNs = 0;
    std::uint64_t prunedBy = 0;    ///< seq of the `audit_pruned` record that decided it
    bool archived = false;         ///< a copy was read back from the archive before
    std::vector<DataKeyId> copies; ///< data keys that copies in the archive are under; none: those of the header
    std::vector<Hash> groups;      ///< as in its footer
    std::vector<Hash> leaves;      ///< as in its footer
    std::vector<KeptNodes::Entry> kept;

    /// The marks of this and all earlier segments, sealed under a data key of the time of pruning; in the newest stub
    /// of a run alone.
    struct SealedMarks {
        DataKeyId key{};
        Hash salt{};
        Hash commitment{};
        Bytes sealed;
    };
    std::optional<SealedMarks> marks;

    // Read out of the first two:
    SegmentHeader header;
    SegmentTrailer trailer;
    Hash headerHash{};
    Hash trailerHash{};

    std::uint64_t records() const { return trailer.nextSeq - trailer.firstSeq; }
    /// The open parts of the segment's footer that are left; without blocks.
    SegmentFooter footer() const;
    /// Adds all that is known of the nodes in this group of 1,024.
    void addNodes(KeptNodes& nodes, std::uint64_t group) const;

    /// The file's bytes.
    Result<Bytes> serialized(const NoteSigner& signer) const;
    /// Checks form and both signatures, and that it is of this vault and bears this file name. Errors: vault.altered
    /// naming the file, vault.version.
    static Result<SegmentStub> parse(ByteView file, const std::string& name, const Uuid& vault,
                                     std::span<const VerifierKey> verifiers);
    static Result<SegmentStub> read(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault,
                                    std::span<const VerifierKey> verifiers);

    Result<void> sealMarks(const Marks& all, const DataKey& key, const Hash& salt);
    /// None if this stub carries none. Errors: key.unavailable, vault.altered.
    Result<std::optional<Marks>> openMarks(const KeyStore& keys) const;

private:
    /// Reads header and trailer out of their bytes. Error: vault.altered.
    Result<void> understand(const Uuid& vault, std::span<const VerifierKey> verifiers);
    Bytes marksAad() const;
};

/// What is said of its records: proof.pruned.
Error prunedError(const SegmentStub& stub);

/// "0000000007.stub" in the folder `segments` of the vault.
std::filesystem::path stubPath(const std::filesystem::path& vaultFolder, std::uint64_t number);

/// What lies in the folder of segments, rising by number.
struct SealedFile {
    std::uint64_t number = 0;
    bool segment = false;
    bool stub = false;
};
Result<std::vector<SealedFile>> listSealed(Vfs& vfs, const std::filesystem::path& vaultFolder);

} // namespace inferno::vault
