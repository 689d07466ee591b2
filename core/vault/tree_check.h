// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/vault/merkle.h"
#include "core/vault/segment.h"

/// Rebuilds a vault's tree as verification goes through its segments and its log, and compares it with everything that
/// was signed about it. Knows each leaf where records are read, and falls back on what footers sign where they are not
/// or cannot be. A copy goes on from the same place. Belongs to one thread.

namespace inferno::vault {

class TreeCheck {
public:
    /// A size of which a root was signed.
    struct Target {
        std::uint64_t size = 0;
        Hash root{};
        std::uint64_t offset = 0; ///< of the checkpoint, in the file of checkpoints
        bool anchor = false;      ///< a checkpoint that was kept elsewhere
    };
    /// What does not hold.
    struct Finding {
        std::optional<std::uint64_t> seq; ///< the first event that it may concern
        std::string detail;
        std::optional<Target> target; ///< none: it is a segment's own statement
    };
    using Report = std::function<void(const Finding&)>;
    /// Where it stands between two segments, to be kept and gone on from.
    struct State {
        std::uint64_t size = 0;
        std::uint64_t lastGood = 0;
        std::vector<Hash> complete;
        std::vector<Hash> open;
        bool openKnown = true;
        bool treeKnown = true;
        bool mismatched = false;
        bool anchorCompared = false;
    };

    TreeCheck(std::vector<Target> targets, Report report);

    /// REQUIRES that no segment has begun.
    State state() const;
    /// Goes on from there. Error: proof.invalid if it cannot be a state.
    Result<void> goOnFrom(const State& state);

    /// The root at size(), if all before it was known.
    Hash root() { return rootWith(openRange_); }

    std::uint64_t size() const { return size_; }
    /// The greatest size of which a signed root held; 0 if none.
    std::uint64_t lastGood() const { return lastGood_; }
    /// Whether the anchor's root was compared.
    bool anchorCompared() const { return anchorCompared_; }

    /// REQUIRES the segment to begin at size(); `footer` lives until endSegment.
    void beginSegment(const SegmentFooter& footer);
    /// The next record's leaf hash.
    void leaf(const Hash& hash);
    /// A whole group: its root, worked out from these leaves. REQUIRES size() to be a multiple of 1,024.
    void group(const Hash& root, std::span<const Hash> leaves);
    /// A complete subtree of which only the hash was kept. REQUIRES size() to be where it can begin, and that more of
    /// them follow until the group ends.
    void subtree(unsigned level, const Hash& hash);
    /// `count` records that were not read.
    void skip(std::uint64_t count);
    /// Compares what was read with what the segment signs, and goes on from that.
    void endSegment(const SegmentTrailer& trailer);
    /// Events up to `size` are not there: no later root can be recomputed.
    void lose(std::uint64_t size);

private:
    void endGroup();
    void endGroup(std::optional<Hash> hash);
    /// Compares the targets of size `size`, of which `range` is the part in the last group.
    void compareAt(std::uint64_t size, const CompactRange& range);
    /// Targets below `size` were passed without a known tree.
    void pass(std::uint64_t size);
    Hash rootWith(const CompactRange& range);

    std::vector<Target> targets_; ///< sizes rise
    std::size_t next_ = 0;
    Report report_;
    std::shared_ptr<TreeHasher> hasher_ = std::make_shared<TreeHasher>(); ///< copies share it
    CompactRange complete_;                                               ///< over whole groups
    std::vector<Hash> open_;                                              ///< leaves of the group that size() lies in
    CompactRange openRange_;                                              ///< over open_
    bool openKnown_ = true;                                               ///< open_ is all of it
    bool treeKnown_ = true;                                               ///< complete_ is all of it
    bool mismatched_ = false; ///< a checkpoint did not hold: later ones cannot
    bool anchorCompared_ = false;
    std::uint64_t size_ = 0;
    std::uint64_t lastGood_ = 0;
    const SegmentFooter* footer_ = nullptr;
    std::uint64_t firstGroup_ = 0; ///< of footer_->groups
};

} // namespace inferno::vault
