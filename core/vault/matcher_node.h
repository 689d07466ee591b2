// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/vault/matcher.h"

namespace inferno::vault {

/// The folded texts of the record that is looked at, each made when it is first asked for, and what was found out of
/// the values in summaries. Belongs to one thread.
class MatcherScratch {
public:
    void begin(const RecordFields& record) {
        record_ = &record;
        ready_.reset();
    }
    /// The text of a field, its JSON escapes read, case-folded.
    const std::string& folded(FieldTag tag);

    /// Which of a chapter's values of a field fit a node.
    struct Fitting {
        std::shared_ptr<const ChapterSummary> chapter;
        std::vector<bool> values;
    };
    std::map<const void*, Fitting> fitting;

private:
    const RecordFields* record_ = nullptr;
    std::bitset<kFieldTags> ready_;
    std::array<std::string, kFieldTags> texts_;
};

/// One part of a compiled query. Immutable; safe from any thread.
class MatcherNode {
public:
    explicit MatcherNode(QueryExpr expr);

    bool matches(const RecordFields& record, MatcherScratch& scratch) const;
    /// Whether a folded text fits, of Words and Equals.
    bool fitsFolded(std::string_view text) const;
    Fit judge(BlockHints& hints, MatcherScratch& scratch) const;
    /// Letters and digits of which each record that fits holds one, in its bytes; nothing where there are none such.
    std::optional<std::vector<std::string>> literals() const;

private:
    void compileWords();
    bool compileScale();
    bool fitsAnywhere(const RecordFields& record, MatcherScratch& scratch) const;
    bool fitsText(std::string_view folded) const;
    bool fitsFrom(std::string_view folded, std::size_t begin) const;
    bool isOneOf(std::string_view text) const;
    bool atPath(std::string_view json, std::string_view path, int depth) const;
    bool fitsLeaf(std::string_view value) const;
    bool inRelation(std::int64_t value) const;
    Fit judgeRange(std::int64_t first, std::int64_t last) const;
    Fit judgeScale(BlockHints& hints) const;
    std::optional<Fit> judgeValues(std::size_t place, BlockHints& hints, MatcherScratch& scratch) const;
    Fit judgeWords(BlockHints& hints) const;
    int cost() const;

    QueryExpr expr_; ///< without its parts
    std::vector<MatcherNode> parts_;
    std::optional<unsigned> mask_; ///< of severities, levels or origins that fit; for these alone
    bool fitsScale_ = false;       ///< of a word anywhere: the name of a severity, level or origin fits too
    std::string letters_;          ///< that the first word has one behind the other
    std::vector<std::vector<std::uint64_t>> hashes_; ///< of the words of each alternative
};

} // namespace inferno::vault
