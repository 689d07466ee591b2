// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/tree_check.h"

#include <algorithm>

namespace inferno::vault {

TreeCheck::TreeCheck(std::vector<Target> targets, Report report)
    : targets_(std::move(targets)), report_(std::move(report)) {
    std::ranges::stable_sort(targets_, {}, &Target::size);
}

TreeCheck::State TreeCheck::state() const {
    return {size_, lastGood_, complete_.nodes(), open_, openKnown_, treeKnown_, mismatched_, anchorCompared_};
}

Result<void> TreeCheck::goOnFrom(const State& state) {
    if (state.treeKnown) {
        INFERNO_TRY(complete_, CompactRange::fromNodes(state.size / kGroupSize * kGroupSize, state.complete));
    }
    if (state.openKnown && state.open.size() != state.size % kGroupSize)
        return fail(ErrorCode::ProofInvalid, "the leaves do not fit the size");
    open_ = state.open;
    openRange_ = {};
    for (const Hash& hash : open_)
        openRange_.append(hash, *hasher_);
    openKnown_ = state.openKnown;
    treeKnown_ = state.treeKnown;
    mismatched_ = state.mismatched;
    anchorCompared_ = state.anchorCompared;
    size_ = state.size;
    lastGood_ = state.lastGood;
    pass(size_ + 1);
    return {};
}

void TreeCheck::beginSegment(const SegmentFooter& footer) {
    footer_ = &footer;
    firstGroup_ = size_ / kGroupSize;
}

void TreeCheck::leaf(const Hash& hash) {
    ++size_;
    if (openKnown_) {
        open_.push_back(hash);
        openRange_.append(hash, *hasher_);
    }
    if (size_ % kGroupSize == 0)
        endGroup();
    else if (openKnown_)
        compareAt(size_, openRange_);
}

void TreeCheck::subtree(unsigned level, const Hash& hash) {
    size_ += 1ULL << level;
    if (openKnown_)
        openRange_.appendSubtree(level, hash, *hasher_);
    if (size_ % kGroupSize == 0)
        endGroup();
    else if (openKnown_)
        compareAt(size_, openRange_);
}

void TreeCheck::skip(std::uint64_t count) {
    while (count > 0) {
        const std::uint64_t step = std::min(count, kGroupSize - size_ % kGroupSize);
        size_ += step;
        count -= step;
        openKnown_ = false;
        if (size_ % kGroupSize == 0)
            endGroup();
    }
}

void TreeCheck::group(const Hash& root, std::span<const Hash> leaves) {
    pass(size_ + 1);
    if (next_ < targets_.size() && targets_[next_].size < size_ + leaves.size()) {
        for (const Hash& hash : leaves)
            leaf(hash);
        return;
    }
    size_ += leaves.size();
    endGroup(root);
}

void TreeCheck::endGroup() {
    endGroup(openKnown_ ? std::optional(openRange_.nodes().front()) : std::nullopt);
}

void TreeCheck::endGroup(std::optional<Hash> hash) {
    const std::uint64_t group = size_ / kGroupSize - 1;
    if (footer_ && group - firstGroup_ < footer_->groups.size()) {
        const Hash& stated = footer_->groups[group - firstGroup_];
        if (hash && *hash != stated)
            report_({group * kGroupSize,
                     "events " + std::to_string(group * kGroupSize) + " to " + std::to_string(size_ - 1) +
                         " do not have the hash that their segment signs",
                     std::nullopt});
        hash = stated;
    }
    if (!hash)
        treeKnown_ = false;
    if (treeKnown_)
        complete_.appendSubtree(kGroupLevel, *hash, *hasher_);
    open_.clear();
    openRange_ = {};
    openKnown_ = true;
    compareAt(size_, openRange_);
}

void TreeCheck::endSegment(const SegmentTrailer& trailer) {
    const std::uint64_t first = size_ / kGroupSize * kGroupSize;
    if (openKnown_ && open_ != footer_->leaves) {
        const auto [mine, theirs] = std::ranges::mismatch(open_, footer_->leaves);
        const std::uint64_t seq = first + static_cast<std::uint64_t>(mine - open_.begin());
        report_({seq, "event " + std::to_string(seq) + " does not have the leaf hash that its segment signs",
                 std::nullopt});
    }
    if (!openKnown_ || open_ != footer_->leaves) {
        // What was not read, the footer tells.
        openRange_ = {};
        for (std::size_t i = 0; i < footer_->leaves.size(); ++i) {
            openRange_.append(footer_->leaves[i], *hasher_);
            compareAt(first + i + 1, openRange_);
        }
        open_ = footer_->leaves;
        openKnown_ = true;
    }
    footer_ = nullptr;
    if (treeKnown_ && rootWith(openRange_) != trailer.root)
        report_({std::nullopt, "the tree of " + std::to_string(size_) + " events does not have the root that it signs",
                 std::nullopt});
}

void TreeCheck::lose(std::uint64_t size) {
    size_ = size;
    treeKnown_ = false;
    openKnown_ = false;
    open_.clear();
    openRange_ = {};
}

Hash TreeCheck::rootWith(const CompactRange& range) {
    if (range.size() == 0)
        return complete_.root(*hasher_);
    Hash root = range.root(*hasher_);
    for (std::size_t i = complete_.nodes().size(); i-- > 0;)
        root = hasher_->node(complete_.nodes()[i], root);
    return root;
}

void TreeCheck::pass(std::uint64_t size) {
    while (next_ < targets_.size() && targets_[next_].size < size)
        ++next_;
}

void TreeCheck::compareAt(std::uint64_t size, const CompactRange& range) {
    pass(size);
    for (; next_ < targets_.size() && targets_[next_].size == size && treeKnown_; ++next_) {
        const Target& target = targets_[next_];
        if (mismatched_ && !target.anchor)
            continue;
        anchorCompared_ |= target.anchor;
        if (rootWith(range) == target.root) {
            lastGood_ = target.size;
            continue;
        }
        mismatched_ = true;
        report_({lastGood_, "the first " + std::to_string(target.size) + " events do not have the root that was signed",
                 target});
    }
}

} // namespace inferno::vault
