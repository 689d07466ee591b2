// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/vault/crypto.h"

/// The vault's Merkle tree: RFC 6962, section 2.1, bit for bit. A leaf is one record; its index is the record's seq.
/// The vault keeps the hashes of complete subtrees of 1,024 leaves ("groups", level 10) and recomputes what lies below
/// on demand. Nothing here reads files. A TreeHasher and a CompactRange belong to one thread at a time.

namespace inferno::vault {

/// A node by its place: the complete subtree over the leaves [index << level, (index + 1) << level).
struct NodeId {
    unsigned level = 0;
    std::uint64_t index = 0;

    friend bool operator==(const NodeId&, const NodeId&) = default;
};

constexpr unsigned kGroupLevel = 10;
constexpr std::uint64_t kGroupSize = 1ULL << kGroupLevel;

/// The root of the tree without leaves: SHA-256 of nothing.
Hash emptyRoot();

/// Hashes leaves and nodes with one reused context: about 4 million a second on one core.
class TreeHasher {
public:
    /// SHA-256(0x00 ‖ salt ‖ record); the vault's leaves.
    Hash leaf(ByteView salt, ByteView record);
    /// SHA-256(0x00 ‖ data); RFC 6962's leaves.
    Hash leaf(ByteView data) { return leaf({}, data); }
    /// SHA-256(0x01 ‖ left ‖ right).
    Hash node(const Hash& left, const Hash& right);
    /// The hash of a complete subtree: REQUIRES leaves.size() to be a power of two.
    Hash subtree(std::span<const Hash> leaves);

private:
    Sha256 sha_;
};

/// What must be known of the first `size` leaves to go on appending: one hash for each set bit of `size`, the largest
/// subtree first; at most 64 hashes. Appending costs one node hash on average, the root at most 63.
class CompactRange {
public:
    CompactRange() = default;
    /// Error: proof.invalid if the number of hashes does not fit the size.
    static Result<CompactRange> fromNodes(std::uint64_t size, std::vector<Hash> nodes);

    void append(const Hash& leaf, TreeHasher& hasher) { appendSubtree(0, leaf, hasher); }
    /// Appends 2^level leaves by the hash of their subtree. REQUIRES size() to be a multiple of 2^level.
    void appendSubtree(unsigned level, const Hash& hash, TreeHasher& hasher);

    std::uint64_t size() const { return size_; }
    Hash root(TreeHasher& hasher) const;
    const std::vector<Hash>& nodes() const { return nodes_; }

private:
    std::uint64_t size_ = 0;
    std::vector<Hash> nodes_;
};

/// Where proofs get the hashes of complete subtrees from. Errors pass through: proof.pruned and the like.
class NodeReader {
public:
    virtual ~NodeReader() = default;
    /// REQUIRES the subtree to lie within the tree.
    virtual Result<Hash> node(NodeId id) = 0;
};

/// A proof: hashes from the leaf (or the small tree) towards the root, as RFC 6962 orders them.
using Proof = std::vector<Hash>;

/// The root over the first `size` leaves.
Result<Hash> rootAt(NodeReader& nodes, TreeHasher& hasher, std::uint64_t size);
/// RFC 6962, 2.1.1. Error: proof.range unless index < size.
Result<Proof> inclusionProof(NodeReader& nodes, TreeHasher& hasher, std::uint64_t index, std::uint64_t size);
/// RFC 6962, 2.1.2. Error: proof.range unless 0 < oldSize <= newSize.
Result<Proof> consistencyProof(NodeReader& nodes, TreeHasher& hasher, std::uint64_t oldSize, std::uint64_t newSize);

/// Error: proof.invalid, saying in which way.
Result<void> verifyInclusion(TreeHasher& hasher, std::uint64_t index, std::uint64_t size, const Hash& leaf,
                             std::span<const Hash> proof, const Hash& root);
/// Refuses an old size of 0 as the reference implementation does: it would prove nothing.
Result<void> verifyConsistency(TreeHasher& hasher, std::uint64_t oldSize, std::uint64_t newSize, const Hash& oldRoot,
                               const Hash& newRoot, std::span<const Hash> proof);

/// The tree from the groups up, in memory: 64 bytes for each 1,024 records (64 MiB for a thousand million).
class GroupTree {
public:
    void append(const Hash& group, TreeHasher& hasher);
    std::uint64_t groups() const { return levels_.empty() ? 0 : levels_.front().size(); }
    /// REQUIRES id.level >= kGroupLevel and the subtree to be complete.
    const Hash& node(NodeId id) const;

private:
    std::vector<std::vector<Hash>> levels_; ///< levels_[k][i]: level kGroupLevel + k
};

/// A vault's tree as it grows, leaf by leaf: the groups that are complete and the leaf hashes of the one that is not.
class GrowingTree {
public:
    void append(const Hash& leaf);
    /// A whole group by its hash. REQUIRES openGroup() to be empty.
    void appendGroup(const Hash& group);

    std::uint64_t size() const { return groups_.groups() * kGroupSize + open_.size(); }
    Hash root();
    const GroupTree& groups() const { return groups_; }
    const std::vector<Hash>& openGroup() const { return open_; }

private:
    TreeHasher hasher_;
    GroupTree groups_;
    CompactRange complete_;
    CompactRange openRange_;
    std::vector<Hash> open_;
};

/// Where the leaf hashes of one group come from: sealed blocks, the log, or memory.
class GroupLeaves {
public:
    virtual ~GroupLeaves() = default;
    /// The leaf hashes of group number `group`: 1,024, or fewer for the last one.
    virtual Result<std::vector<Hash>> leafHashes(std::uint64_t group) = 0;
};

/// Serves any node of a vault's tree: groups from a GroupTree, what lies below from leaf hashes, of which it keeps the
/// two groups used last (a proof touches no more).
class VaultNodes final : public NodeReader {
public:
    VaultNodes(const GroupTree& groups, GroupLeaves& leaves) : groups_(groups), leaves_(leaves) {}
    Result<Hash> node(NodeId id) override;

private:
    struct CachedGroup {
        std::uint64_t number = 0;
        std::vector<Hash> leaves;
    };
    Result<const CachedGroup*> group(std::uint64_t number);

    const GroupTree& groups_;
    GroupLeaves& leaves_;
    TreeHasher hasher_;
    std::array<CachedGroup, 2> cache_;
    std::size_t next_ = 0;
};

} // namespace inferno::vault
