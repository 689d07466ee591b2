// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/merkle.h"

#include <bit>
#include <cassert>

namespace inferno::vault {
namespace {

constexpr std::uint8_t kLeafPrefix = 0x00;
constexpr std::uint8_t kNodePrefix = 0x01;

/// The largest power of two below `size`; REQUIRES size >= 2.
std::uint64_t splitOf(std::uint64_t size) {
    return std::bit_floor(size - 1);
}

/// The hash of the leaves [begin, end); REQUIRES them to start where a tree of that size can start: every call comes
/// from splitting a tree as RFC 6962 does, so that complete parts are nodes.
Result<Hash> rangeHash(NodeReader& nodes, TreeHasher& hasher, std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t size = end - begin;
    if (std::has_single_bit(size)) {
        const auto level = static_cast<unsigned>(std::countr_zero(size));
        return nodes.node({level, begin >> level});
    }
    const std::uint64_t split = splitOf(size);
    INFERNO_TRY(const Hash left, rangeHash(nodes, hasher, begin, begin + split));
    INFERNO_TRY(const Hash right, rangeHash(nodes, hasher, begin + split, end));
    return hasher.node(left, right);
}

/// PATH(m, D[begin:end]) of RFC 6962, 2.1.1.
Result<void> appendPath(NodeReader& nodes, TreeHasher& hasher, std::uint64_t index, std::uint64_t begin,
                        std::uint64_t end, Proof& proof) {
    if (end - begin == 1)
        return {};
    const std::uint64_t middle = begin + splitOf(end - begin);
    const bool left = index < middle;
    INFERNO_CHECK(appendPath(nodes, hasher, index, left ? begin : middle, left ? middle : end, proof));
    INFERNO_TRY(const Hash sibling, rangeHash(nodes, hasher, left ? middle : begin, left ? end : middle));
    proof.push_back(sibling);
    return {};
}

/// SUBPROOF(m, D[begin:end], known) of RFC 6962, 2.1.2; `oldEnd` is where the old tree ends.
Result<void> appendSubproof(NodeReader& nodes, TreeHasher& hasher, std::uint64_t oldEnd, std::uint64_t begin,
                            std::uint64_t end, bool known, Proof& proof) {
    if (oldEnd == end) {
        if (known)
            return {};
        INFERNO_TRY(const Hash hash, rangeHash(nodes, hasher, begin, end));
        proof.push_back(hash);
        return {};
    }
    const std::uint64_t middle = begin + splitOf(end - begin);
    const bool left = oldEnd <= middle;
    INFERNO_CHECK(left ? appendSubproof(nodes, hasher, oldEnd, begin, middle, known, proof)
                       : appendSubproof(nodes, hasher, oldEnd, middle, end, false, proof));
    INFERNO_TRY(const Hash sibling, rangeHash(nodes, hasher, left ? middle : begin, left ? end : middle));
    proof.push_back(sibling);
    return {};
}

} // namespace

Hash emptyRoot() {
    return sha256({});
}

Hash TreeHasher::leaf(ByteView salt, ByteView record) {
    // One update is quicker than three, and copying a small record quicker than a second one.
    std::array<std::uint8_t, 1024> block;
    sha_.begin();
    if (1 + salt.size() + record.size() <= block.size()) {
        block[0] = kLeafPrefix;
        std::ranges::copy(salt, block.begin() + 1);
        std::ranges::copy(record, block.begin() + 1 + static_cast<std::ptrdiff_t>(salt.size()));
        sha_.update(ByteView(block).first(1 + salt.size() + record.size()));
        return sha_.finish();
    }
    sha_.update({&kLeafPrefix, 1});
    sha_.update(salt);
    sha_.update(record);
    return sha_.finish();
}

Hash TreeHasher::node(const Hash& left, const Hash& right) {
    std::array<std::uint8_t, 65> block; // one update is quicker than three
    block[0] = kNodePrefix;
    std::copy(left.begin(), left.end(), block.begin() + 1);
    std::copy(right.begin(), right.end(), block.begin() + 33);
    sha_.begin();
    sha_.update(block);
    return sha_.finish();
}

Hash TreeHasher::subtree(std::span<const Hash> leaves) {
    assert(std::has_single_bit(leaves.size()));
    std::vector<Hash> row(leaves.begin(), leaves.end());
    for (std::size_t width = row.size(); width > 1; width /= 2)
        for (std::size_t i = 0; i < width / 2; ++i)
            row[i] = node(row[2 * i], row[2 * i + 1]);
    return row.front();
}

Result<CompactRange> CompactRange::fromNodes(std::uint64_t size, std::vector<Hash> nodes) {
    const auto expected = static_cast<std::size_t>(std::popcount(size));
    if (nodes.size() != expected)
        return fail(ErrorCode::ProofInvalid, "a compact range of size " + std::to_string(size) + " has " +
                                                 std::to_string(expected) + " hashes, not " +
                                                 std::to_string(nodes.size()));
    CompactRange range;
    range.size_ = size;
    range.nodes_ = std::move(nodes);
    return range;
}

void CompactRange::appendSubtree(unsigned level, const Hash& hash, TreeHasher& hasher) {
    assert(level < 64 && size_ % (1ULL << level) == 0);
    Hash merged = hash;
    // Each set bit at and above `level`, up to the first clear one, is a complete left sibling.
    for (std::uint64_t bits = size_ >> level; bits & 1; bits >>= 1) {
        merged = hasher.node(nodes_.back(), merged);
        nodes_.pop_back();
    }
    nodes_.push_back(merged);
    size_ += 1ULL << level;
}

Hash CompactRange::root(TreeHasher& hasher) const {
    if (nodes_.empty())
        return emptyRoot();
    Hash root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i-- > 0;)
        root = hasher.node(nodes_[i], root);
    return root;
}

Result<Hash> rootAt(NodeReader& nodes, TreeHasher& hasher, std::uint64_t size) {
    if (size == 0)
        return emptyRoot();
    return rangeHash(nodes, hasher, 0, size);
}

Result<Proof> inclusionProof(NodeReader& nodes, TreeHasher& hasher, std::uint64_t index, std::uint64_t size) {
    if (index >= size)
        return fail(ErrorCode::ProofRange, "event " + std::to_string(index) + " is not in a tree of " +
                                               std::to_string(size) + " events, which are counted from 0");
    Proof proof;
    INFERNO_CHECK(appendPath(nodes, hasher, index, 0, size, proof));
    return proof;
}

Result<Proof> consistencyProof(NodeReader& nodes, TreeHasher& hasher, std::uint64_t oldSize, std::uint64_t newSize) {
    if (oldSize == 0 || oldSize > newSize)
        return fail(ErrorCode::ProofRange,
                    "no consistency proof leads from size " + std::to_string(oldSize) + " to " +
                        std::to_string(newSize),
                    "give an old size from 1 up to the new size");
    Proof proof;
    INFERNO_CHECK(appendSubproof(nodes, hasher, oldSize, 0, newSize, true, proof));
    return proof;
}

Result<void> verifyInclusion(TreeHasher& hasher, std::uint64_t index, std::uint64_t size, const Hash& leaf,
                             std::span<const Hash> proof, const Hash& root) {
    if (index >= size)
        return fail(ErrorCode::ProofInvalid,
                    "the proof is for event " + std::to_string(index) + " of a tree of " + std::to_string(size));
    // RFC 9162, 2.1.3.2: fn and sn are the places of the node and of the last node on its level.
    std::uint64_t fn = index;
    std::uint64_t sn = size - 1;
    Hash hash = leaf;
    for (const Hash& sibling : proof) {
        if (sn == 0)
            return fail(ErrorCode::ProofInvalid, "the inclusion proof is too long");
        if ((fn & 1) != 0 || fn == sn) {
            hash = hasher.node(sibling, hash);
            while (fn != 0 && (fn & 1) == 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            hash = hasher.node(hash, sibling);
        }
        fn >>= 1;
        sn >>= 1;
    }
    if (sn != 0)
        return fail(ErrorCode::ProofInvalid, "the inclusion proof is too short");
    if (hash != root)
        return fail(ErrorCode::ProofInvalid, "the inclusion proof leads to another root");
    return {};
}

Result<void> verifyConsistency(TreeHasher& hasher, std::uint64_t oldSize, std::uint64_t newSize, const Hash& oldRoot,
                               const Hash& newRoot, std::span<const Hash> proof) {
    if (oldSize == 0 || oldSize > newSize)
        return fail(ErrorCode::ProofInvalid,
                    "no tree of " + std::to_string(newSize) + " events continues one of " + std::to_string(oldSize));
    if (oldSize == newSize) {
        if (!proof.empty())
            return fail(ErrorCode::ProofInvalid, "the sizes are equal, so the proof must be empty");
        if (oldRoot != newRoot)
            return fail(ErrorCode::ProofInvalid, "two trees of the same size have different roots");
        return {};
    }
    // RFC 9162, 2.1.4.2. A complete old tree is its own first node, and is left out of the proof.
    std::vector<Hash> path(proof.begin(), proof.end());
    if (std::has_single_bit(oldSize))
        path.insert(path.begin(), oldRoot);
    if (path.empty())
        return fail(ErrorCode::ProofInvalid, "the consistency proof is too short");
    std::uint64_t fn = oldSize - 1;
    std::uint64_t sn = newSize - 1;
    while ((fn & 1) != 0) {
        fn >>= 1;
        sn >>= 1;
    }
    Hash oldHash = path.front();
    Hash newHash = path.front();
    for (std::size_t i = 1; i < path.size(); ++i) {
        if (sn == 0)
            return fail(ErrorCode::ProofInvalid, "the consistency proof is too long");
        if ((fn & 1) != 0 || fn == sn) {
            oldHash = hasher.node(path[i], oldHash);
            newHash = hasher.node(path[i], newHash);
            while (fn != 0 && (fn & 1) == 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            newHash = hasher.node(newHash, path[i]);
        }
        fn >>= 1;
        sn >>= 1;
    }
    if (sn != 0)
        return fail(ErrorCode::ProofInvalid, "the consistency proof is too short");
    if (oldHash != oldRoot)
        return fail(ErrorCode::ProofInvalid, "the consistency proof leads to another old root");
    if (newHash != newRoot)
        return fail(ErrorCode::ProofInvalid, "the consistency proof leads to another new root");
    return {};
}

void GroupTree::append(const Hash& group, TreeHasher& hasher) {
    Hash hash = group;
    for (std::size_t level = 0;; ++level) {
        if (level == levels_.size())
            levels_.emplace_back();
        levels_[level].push_back(hash);
        if (levels_[level].size() % 2 != 0)
            return;
        hash = hasher.node(levels_[level].rbegin()[1], hash);
    }
}

const Hash& GroupTree::node(NodeId id) const {
    assert(id.level >= kGroupLevel);
    return levels_.at(id.level - kGroupLevel).at(id.index);
}

void GrowingTree::append(const Hash& leaf) {
    open_.push_back(leaf);
    openRange_.append(leaf, hasher_);
    if (open_.size() < kGroupSize)
        return;
    const Hash group = openRange_.nodes().front();
    open_.clear();
    openRange_ = {};
    appendGroup(group);
}

void GrowingTree::appendGroup(const Hash& group) {
    assert(open_.empty());
    groups_.append(group, hasher_);
    complete_.appendSubtree(kGroupLevel, group, hasher_);
}

Hash GrowingTree::root() {
    if (open_.empty())
        return complete_.root(hasher_);
    // The open group is the rightmost part of the tree: its root takes the place of a last node.
    Hash root = openRange_.root(hasher_);
    for (std::size_t i = complete_.nodes().size(); i-- > 0;)
        root = hasher_.node(complete_.nodes()[i], root);
    return root;
}

Result<const VaultNodes::CachedGroup*> VaultNodes::group(std::uint64_t number) {
    for (const CachedGroup& cached : cache_)
        if (!cached.leaves.empty() && cached.number == number)
            return &cached;
    INFERNO_TRY(std::vector<Hash> leaves, leaves_.leafHashes(number));
    CachedGroup& slot = cache_[next_];
    next_ = (next_ + 1) % cache_.size();
    slot = {number, std::move(leaves)};
    return &slot;
}

Result<Hash> VaultNodes::node(NodeId id) {
    if (id.level >= kGroupLevel)
        return groups_.node(id);
    const std::uint64_t first = id.index << id.level;
    INFERNO_TRY(const CachedGroup* cached, group(first >> kGroupLevel));
    const std::uint64_t offset = first % kGroupSize;
    const std::uint64_t count = 1ULL << id.level;
    if (offset + count > cached->leaves.size())
        return fail(ErrorCode::ProofRange, "event " + std::to_string(first + count - 1) + " is not in the tree");
    return hasher_.subtree(std::span(cached->leaves).subspan(offset, count));
}

} // namespace inferno::vault
