// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/vault/index_cache.h"
#include "core/vault/key_store.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/merkle.h"
#include "core/vault/record.h"
#include "core/vault/record_set.h"
#include "core/vault/segment.h"
#include "core/vault/segment_stub.h"

/// All durable records of an open vault and their tree: sealed blocks, blocks of the segment that is being written, and
/// chunks in memory that are in no block yet. A chunk is consecutive records of one group of 1,024 under one key.
/// Invariant: the spans follow each other without a gap from 0 to size(). Safe from any thread; files are read and
/// decrypted outside the lock. Memory: the chunks in no block yet, 64 bytes for each group, about a kilobyte for each
/// segment, the block indexes of eight segments, eight blocks and the leaf hashes of eight groups.

namespace inferno::vault {

/// A chunk ends early once it holds so many bytes: what a block may cost in memory.
constexpr std::size_t kChunkBytes = 4ULL << 20;

/// What is said of records that were removed from a segment: proof.pruned. `archived`: a copy has them.
Error thinnedError(const BlockHoles::Run& run, bool archived);

class Store {
public:
    explicit Store(const KeyStore& keys) : keys_(keys) {}

    /// While opening: the next sealed segment. REQUIRES it to be unlocked and to follow the one before.
    void addSegment(const std::shared_ptr<SegmentReader>& segment);

    /// Durable records, and the leaf hash of each. They follow the last; the key is the one they were logged under.
    void append(const RecordSet& records, std::span<const Hash> leaves, const std::shared_ptr<const DataKey>& key);
    /// Ends the chunk that is open, so that it can be put into a block.
    void cut();

    struct Chunk {
        std::uint64_t firstSeq = 0;
        std::shared_ptr<const RecordSet> records;
        std::vector<Hash> leaves;
        std::shared_ptr<const DataKey> key;
    };
    /// Bytes of the ended chunks that are in no block: what the sealer is behind.
    std::size_t pendingBytes() const { return pendingBytes_; }
    /// The oldest ended chunk that is in no block.
    std::optional<Chunk> oldestChunk() const;
    /// The oldest chunk is in a block now, with these timestamps.
    void placed(std::shared_ptr<BlockSource> source, std::size_t block, std::int64_t firstNs, std::int64_t lastNs);
    /// The segment that was being written is sealed: its blocks are read from `segment` from now on.
    void sealed(const std::shared_ptr<SegmentReader>& segment);

    // What was pruned (store_pruning.cpp). Its records answer proof.pruned, and so do proofs that would need them.
    /// While opening: the next sealed segment, of which only the stub is here.
    void addStub(std::shared_ptr<const SegmentStub> stub);
    /// While opening: the stub of a segment that is here as well.
    void knowStub(std::shared_ptr<const SegmentStub> stub);
    /// A sealed segment is about to be deleted.
    void prune(std::shared_ptr<const SegmentStub> stub);
    /// This one lies in the place of the segment of its number now: thinned, whole again, or back in the place of its
    /// stub. REQUIRES it to be unlocked. Who reads what was there before goes on with that.
    void replace(const std::shared_ptr<SegmentReader>& segment);
    struct Sealed {
        std::shared_ptr<SegmentReader> segment; ///< none: pruned
        std::shared_ptr<const SegmentStub> stub;
    };
    /// By number.
    std::map<std::uint64_t, Sealed> sealedSegments() const;
    /// Sealed segments that are thinned, and the events that were removed from them.
    struct Removed {
        std::uint64_t segments = 0;
        std::uint64_t events = 0;
    };
    Removed removed() const;
    /// The sizes next to this one, on either side, at which proofs can be cut; a size that works is its own neighbour.
    struct Sizes {
        std::uint64_t below = 0;
        std::uint64_t above = 0;
    };
    Sizes provableSizes(std::uint64_t size) const;

    std::uint64_t size() const;
    Hash root() const;
    /// The root of a complete group.
    Hash groupRoot(std::uint64_t group) const;
    Result<Hash> rootAt(std::uint64_t size) const;
    Result<Proof> inclusion(std::uint64_t index, std::uint64_t size) const;
    Result<Proof> consistency(std::uint64_t oldSize, std::uint64_t newSize) const;

    /// The bytes of one record, and its blob. Error: proof.range.
    Result<RecordBytes> record(std::uint64_t seq) const;
    struct Span {
        std::uint64_t firstSeq = 0;
        std::uint32_t count = 0;
        std::int64_t firstNs = 0; ///< earliest and latest timestamp; in memory, of all times
        std::int64_t lastNs = 0;
        std::shared_ptr<BlockSource> source; ///< none: in memory
        std::size_t block = 0;
        std::shared_ptr<const SegmentStub> stub; ///< there: the records were pruned
        std::shared_ptr<SegmentReader> whole;    ///< there: all of this segment, whose index is not in memory
        std::uint32_t removed = 0;               ///< of `count`: thinned out of this block
    };
    /// What a reader works on, a block or a chunk in memory: the records, or where to get them.
    struct View {
        Span span;
        std::shared_ptr<const RecordSet> records;
    };
    /// The view that holds this record; none behind the end.
    std::optional<View> viewAt(std::uint64_t seq) const;
    /// Its records, from memory or disk. Errors: proof.pruned, and those of readBlock.
    Result<std::shared_ptr<const RecordSet>> load(const View& view) const;
    IndexCache& index() const { return index_; }
    /// Leaf hashes of a group, recomputed from the records where they are not in memory.
    Result<std::vector<Hash>> leafHashes(std::uint64_t group) const;

private:
    class Nodes;

    void endChunk();
    Hash rootLocked() const;
    void addTree(const SegmentFooter& footer);
    /// The span of a sealed segment; its index goes.
    static Span spanOf(const std::shared_ptr<SegmentReader>& segment);
    /// Another one in the place of a sealed segment; none: it was pruned.
    void setSealed(std::uint64_t number, const std::shared_ptr<SegmentReader>& segment);
    /// Forgets what is in memory of these records.
    void forget(std::uint64_t firstSeq, std::uint64_t nextSeq);
    View blockView(const Span& whole, std::uint64_t seq) const;
    /// What is known of the nodes below a group in which records were pruned: what stubs keep, and the leaf hashes of
    /// the records that are here.
    Result<KeptNodes> keptNodes(std::uint64_t group) const;
    Result<void> addNodes(KeptNodes& nodes, const View& view, LeafHasher& hasher) const;
    /// Where the tree can be cut next to this size, which lies in a thinned segment.
    Sizes provableInThinned(std::uint64_t size) const;
    std::vector<std::shared_ptr<const SegmentStub>> stubsIn(std::uint64_t first, std::uint64_t next) const;

    const KeyStore& keys_;
    mutable std::mutex mutex_;
    std::deque<Span> spans_; ///< sealed segments, whole or pruned; then the blocks of the one that is being written
    mutable std::deque<std::shared_ptr<SegmentReader>> indexed_; ///< whose index is in memory, used last at the back
    std::deque<Chunk> chunks_;                                   ///< ended, in no block
    std::atomic<std::size_t> pendingBytes_ = 0;
    Chunk open_; ///< its records grow; `records` is not used
    RecordSet openRecords_;
    std::map<std::uint64_t, Sealed> sealed_;
    Removed removed_;
    std::uint64_t size_ = 0;
    GroupTree groups_;
    CompactRange range_;       ///< over complete groups
    std::vector<Hash> leaves_; ///< of the group that is not complete
    mutable TreeHasher hasher_;
    mutable IndexCache index_;
    mutable std::deque<std::pair<std::uint64_t, std::vector<Hash>>> leafCache_;            ///< by group, newest last
    mutable std::deque<std::pair<std::uint64_t, std::shared_ptr<const RecordSet>>> cache_; ///< by firstSeq, newest last
};

} // namespace inferno::vault
