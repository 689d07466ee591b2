// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/vault/key_store.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/segment_writer.h"

/// Thinning: writes a sealed segment anew without the events of some types (docs/formats/segment.md, "Thinned
/// segments"). The tree, the chain of segments and every proof of what stays remain as they are. One thread. Cost: two
/// passes over the segment's records, and its new file. Memory: a block, and the new file's index.

namespace inferno::vault {

/// Events of this type are Inferno's own evidence: they go with their whole segment or not at all.
constexpr std::string_view kEvidenceType = "vault";

/// The types of the events that are in a segment. Reads the summaries of its index, and the blocks of which these do
/// not tell. REQUIRES it to be unlocked.
Result<std::set<std::string>> eventTypesIn(SegmentReader& segment);

class Thinner {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        const KeyStore& keys;
        PackOptions pack;
    };
    /// REQUIRES the segment to be unlocked, and `types` not to hold kEvidenceType.
    Thinner(Parts parts, SegmentReader& segment, std::span<const std::string> types)
        : parts_(parts), segment_(segment), types_(types), hasher_(parts.keys) {}

    /// What would go.
    struct Plan {
        std::uint64_t count = 0; ///< 0: nothing
        std::uint64_t firstSeq = 0;
        std::uint64_t nextSeq = 0;
    };
    /// Error: vault.altered (the segment is not the one that was signed).
    Result<Plan> plan();

    struct Decision {
        std::uint64_t prunedBy = 0;           ///< seq of the record that says so
        std::shared_ptr<const DataKey> key;   ///< that the new file is under
        std::vector<DataKeyId> copies;        ///< that copies in the archive are under
        std::span<const std::uint64_t> sizes; ///< of checkpoints: proofs can be cut there
    };
    /// Puts the new file into the segment's place. Before that everything that stays was hashed and compared with what
    /// the segment signs. Errors: vault.altered, disk.full, io.*
    Result<void> write(const Decision& decision);

private:
    bool goes(ByteView record, ByteView blob) const;
    Result<void> writeBlocks(SegmentWriter& writer, const Decision& decision);
    /// The block without what goes.
    Result<RecordSet> thinned(const RecordSet& records, const BlockEntry& entry, const Decision& decision);
    /// Compares the leaves of a block with what the segment signs of them.
    Result<void> check(const RecordSet& records, const BlockEntry& entry, std::span<const Hash> leaves);
    ThinnedFrom described(const Decision& decision) const;
    bool inLastGroup(std::uint64_t seq) const { return seq / kGroupSize == segment_.trailer().nextSeq / kGroupSize; }

    Parts parts_;
    SegmentReader& segment_;
    std::span<const std::string> types_;
    LeafHasher hasher_;
    TreeHasher tree_;
    KeptNodes group_; ///< what was seen of the group at hand
    std::map<std::uint64_t, ThinnedFrom::Removal> removals_;
    std::string originalNote_;
};

} // namespace inferno::vault
