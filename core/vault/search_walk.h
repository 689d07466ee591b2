// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/vault/index_cache.h"
#include "core/vault/matcher.h"
#include "core/vault/store.h"

namespace inferno::vault {

/// Goes over the blocks of a store in a query's order, opens those that the index does not rule out, and finds in them
/// the records that fit. Belongs to one thread; borrows store and matcher.
class SearchWalk {
public:
    SearchWalk(const Store& store, const Query& query, const Matcher& matcher, SearchCounts& seen);
    ~SearchWalk();

    /// A block in which something may fit.
    struct Stop {
        Fit verdict = Fit::Some;
        BlockHints::Summary summary; ///< where there is one
        std::int64_t firstNs = 0;    ///< earliest and latest timestamp, where they are known
        std::int64_t lastNs = 0;
        bool whole = false; ///< all of the block is to be looked at
    };
    /// None at the end, and where the bound on blocks is reached.
    std::optional<Stop> next();
    /// Where to go on then; none at the end.
    std::optional<std::uint64_t> rest() const { return left_ > 0 ? std::optional(seq_) : std::nullopt; }

    /// The record that comes after this one in the order of the walk; none behind the last.
    std::optional<std::uint64_t> after(std::uint64_t seq) const;

    /// Opens the block of the last stop. False if it cannot be opened.
    bool open();
    /// The next record that fits, of the block that is open; none behind the last.
    struct Hit {
        std::uint64_t seq = 0;
        RecordFields fields;
        ByteView record;
        ByteView blob;
    };
    std::optional<Hit> hit();
    /// The walk ends behind this record of the block at hand.
    void leaveAt(std::uint64_t seq);
    /// Passes over the rest of the chapter that the last stop is the first block of, in the order of the walk, where
    /// all of its records are there, are to be looked at and fit: its summary. Null, and nothing is passed over, where
    /// not.
    std::shared_ptr<const ChapterSummary> passChapter();
    /// For a stop that needs no opening.
    void countAsSkipped() { ++seen_.skippedBlocks; }

private:
    class Hints;
    void countRemoved();
    void findCandidates();
    void markLiterals(std::string_view text, std::vector<bool>& marks) const;

    const Store& store_;
    const Matcher& matcher_;
    SearchCounts& seen_;
    const bool backwards_;
    const std::uint64_t budget_; ///< what it may cost; 0: no bound
    std::uint64_t spent_ = 0;
    std::uint64_t end_ = 0;  ///< records that there were at the beginning
    std::uint64_t seq_ = 0;  ///< the next record
    std::uint64_t left_ = 0; ///< records from there to the end

    Store::View view_; ///< of the last stop, and its records to look at
    std::uint64_t low_ = 0;
    std::uint64_t high_ = 0;
    Fit verdict_ = Fit::Some;
    bool uncounted_ = false; ///< of the last stop, what was removed
    std::optional<BlockRecords> records_;
    std::vector<std::uint32_t> candidates_; ///< places in the block; the next one last
    storage::BlockCodec codec_;
    Matcher::Scratch scratch_;
    std::unique_ptr<Hints> hints_;
};

} // namespace inferno::vault
