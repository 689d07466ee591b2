// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/vault/merkle.h"

/// Hashes of subtrees below the groups that outlive the records under them, so that proofs stay possible where records
/// were pruned. Between two places of the tree where a proof may have to be cut (the sizes of checkpoints, and the ends
/// of what was pruned) the greatest complete subtrees are kept: at most 20 for each such place. Values.

namespace inferno::vault {

/// The greatest complete subtrees that make up the leaves [begin, end), from left to right.
std::vector<NodeId> coverOf(std::uint64_t begin, std::uint64_t end);

class KeptNodes {
public:
    struct Entry {
        NodeId id;
        Hash hash{};
        friend bool operator==(const Entry&, const Entry&) = default;
    };
    void add(const Entry& entry) { nodes_[{entry.id.level, entry.id.index}] = entry.hash; }
    /// The subtree's hash, put together from what is kept; nothing if that does not suffice. At most 2,047 look-ups
    /// for a group of 1,024.
    std::optional<Hash> node(NodeId id, TreeHasher& hasher) const;
    bool empty() const { return nodes_.empty(); }

private:
    std::map<std::pair<unsigned, std::uint64_t>, Hash> nodes_; ///< by level and index
};

/// What must be kept of the leaves [first, first + leaves.size()), which lie in one group, so that a proof can be cut
/// at each of `sizes` (in any order; those outside are ignored) and at both ends.
std::vector<KeptNodes::Entry> keptOf(std::uint64_t first, std::span<const Hash> leaves,
                                     std::span<const std::uint64_t> sizes);
/// The same of the leaves [first, next), where only some nodes are known any more. A size that lies within a node of
/// which nothing below is known is no cut. Nothing if a leaf is in no known node.
std::optional<std::vector<KeptNodes::Entry>> keptOf(std::uint64_t first, std::uint64_t next, const KeptNodes& known,
                                                    std::span<const std::uint64_t> sizes);

} // namespace inferno::vault
