// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/vault/kept_nodes.h"

namespace inferno::vault {

/// Where records were removed from a block of a thinned segment, which event decided it, and the hashes that the tree
/// keeps of them (docs/formats/segment.md, "Thinned segments"). Value.
struct BlockHoles {
    /// Records [first, next), all gone for the same reason.
    struct Run {
        std::uint64_t first = 0;
        std::uint64_t next = 0;
        std::uint64_t prunedBy = 0; ///< seq of the `audit_pruned` record

        friend bool operator==(const Run&, const Run&) = default;
    };
    std::vector<Run> runs; ///< rising; those that touch are of different events
    /// Subtrees that make up the holes, from left to right. None in the group that the segment ends in: its footer has
    /// all leaf hashes of that.
    std::vector<KeptNodes::Entry> kept;

    std::uint64_t count() const;
    /// The run that holds this record; null for a record that is there.
    const Run* at(std::uint64_t seq) const;
    /// The runs without what tells them apart: the greatest stretches of removed records.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> stretches() const;
    /// Adds a removed record behind all others.
    void add(std::uint64_t seq, std::uint64_t prunedBy);

    /// For a block that begins with `firstSeq`.
    void serializeTo(Bytes& out, std::uint64_t firstSeq) const;
    /// Of a block of `count` records, those that are gone included. Error: vault.altered.
    static Result<BlockHoles> parse(ByteView bytes, std::uint64_t firstSeq, std::uint32_t count);
};

} // namespace inferno::vault
