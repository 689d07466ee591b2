// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/bytes.h"
#include "core/vault/record_fields.h"

/// What is known of blocks without opening them, so that a search can pass them over: counts, the values of some
/// fields, and a filter over the words of each block. The index of up to 128 blocks (a chapter) is made of parts
/// (docs/formats/segment.md, "Index"): one with the summaries, and one for each shard of the filters, which holds the
/// words whose hash falls into it. A search for a word reads one shard in four.
/// Invariant: what is in a block is in its index. A filter says "maybe" where a word is not in about 0.4 % of cases.
/// Memory: about 5 KB a block. Cost: about 0.3 us for each record. Values; a builder belongs to one thread.

namespace inferno::vault {

constexpr std::size_t kChapterBlocks = 128;
constexpr std::size_t kFilterShards = 4;
constexpr std::size_t kChapterParts = 1 + kFilterShards;

/// The fields of which summaries hold the values, in the order in which they are stored.
constexpr std::array<FieldTag, 6> kSummarised = {FieldTag::EventType, FieldTag::Action,   FieldTag::User,
                                                 FieldTag::SourceIp,  FieldTag::Resource, FieldTag::Result};
/// The place of a field among them.
std::optional<std::size_t> summarisedPlace(FieldTag tag);

/// The hash of a case-folded word; part of the format.
std::uint64_t wordHash(std::string_view word);
constexpr std::size_t shardOf(std::uint64_t hash) {
    return static_cast<std::size_t>(hash >> 62);
}
static_assert(kFilterShards == 4);

/// Counts of one block's records.
struct BlockSummary {
    struct Value {
        std::uint32_t value = 0; ///< in the chapter's list of the field's values
        std::uint32_t count = 0;
        friend bool operator==(const Value&, const Value&) = default;
    };
    std::uint32_t count = 0;
    std::array<std::uint16_t, 4> bySeverity{};
    std::array<std::uint16_t, 5> byLevel{};
    std::array<std::uint16_t, 2> byOrigin{};
    /// For each summarised field its values; nothing where there are too many of them. Records without one are in none.
    std::array<std::optional<std::vector<Value>>, kSummarised.size()> fields;

    friend bool operator==(const BlockSummary&, const BlockSummary&) = default;
};

/// The summaries of a chapter.
struct ChapterSummary {
    std::array<std::vector<std::string>, kSummarised.size()> values;
    std::vector<BlockSummary> blocks;
    /// For each summarised field that some block does not tell: how many of the chapter's records have each value.
    /// Empty where all blocks tell, where there are too many values, and in indexes of older versions.
    std::array<std::vector<std::uint32_t>, kSummarised.size()> totals;

    Bytes encoded() const;
    /// Error: vault.altered.
    static Result<ChapterSummary> parse(ByteView bytes);
    std::size_t memoryBytes() const;
};

/// The filters of a chapter's blocks over the words of one shard.
class FilterShard {
public:
    /// Keeps the bytes as they are. Error: vault.altered.
    static Result<FilterShard> parse(Bytes bytes);
    /// False: no record of the block has a word with this hash. REQUIRES a hash of this shard.
    bool mayContain(std::size_t block, std::uint64_t hash) const;
    std::size_t memoryBytes() const { return bytes_.size() + sizeof(Filter) * filters_.size(); }

private:
    struct Filter {
        std::uint32_t offset = 0; ///< of its words in the bytes
        std::uint32_t words = 0;
    };
    Bytes bytes_;
    std::vector<Filter> filters_; ///< by block
};

/// Builds the index of a chapter, block by block.
class ChapterBuilder {
public:
    ChapterBuilder();
    ~ChapterBuilder();
    /// A record of the block that is being built.
    void add(const RecordFields& record);
    void endBlock();
    std::size_t blocks() const { return summary_.blocks.size(); }
    bool full() const { return blocks() >= kChapterBlocks; }
    /// The parts: summaries first, then the shards. Begins anew.
    std::vector<Bytes> finish();

private:
    class WordSet;
    void addText(FieldTag tag, std::string_view text);
    void addWords(std::string_view text, bool json);

    /// The values of one summarised field.
    struct Tally {
        struct TextHash : std::hash<std::string_view> {
            using is_transparent = void;
        };
        std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> places; ///< of the chapter's values
        std::size_t bytes = 0;                                                            ///< of these
        std::vector<std::uint32_t> counts;                                                ///< in this block, by place
        std::vector<std::uint32_t> counted;                                               ///< places that it has
        bool tooMany = false;                                                             ///< for this block
        std::vector<std::uint32_t> totals;                                                ///< in the chapter, by place
        bool incomplete = false; ///< the totals: some records' values are not among the chapter's
    };
    /// True if the block has had this value before.
    bool count(std::size_t field, std::string_view text);

    ChapterSummary summary_;
    BlockSummary block_;
    std::array<Tally, kSummarised.size()> tallies_;
    std::array<std::string, kFieldTags> last_; ///< the text of the record before, by tag: its words are in already
    std::array<Bytes, kFilterShards> shards_;
    std::unique_ptr<WordSet> words_;
    std::string folded_;
};

} // namespace inferno::vault
