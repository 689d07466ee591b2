// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/block_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/vault/byte_reader.h"
#include "core/vault/json_slices.h"
#include "core/vault/words.h"

namespace inferno::vault {
namespace {

/// Twelve bits for each word and six probes: 0.4 % of the words that are not there are taken for being there.
constexpr std::uint64_t kBitsPerWord = 12;
constexpr std::uint32_t kProbes = 6;
/// A field with more values in a block, or with more text in a chapter, is not summarised there.
constexpr std::size_t kMaxBlockValues = 64;
constexpr std::size_t kMaxChapterValueBytes = 64 * 1024;
/// Blocks with more values than they can tell leave the rest of that room to those with few.
constexpr std::size_t kMaxCrowdedValueBytes = 48 * 1024;
constexpr std::size_t kMaxValueBytes = 256;
constexpr std::uint16_t kNotSummarised = 0xFFFF;
constexpr std::size_t kMinBlockBytes = 22 + 2 * kSummarised.size();

std::unexpected<Error> altered() {
    return fail(ErrorCode::VaultAltered, "a part of a segment's index cannot be read", "run inferno audit verify");
}

/// Calls `each(bit)` for the bits of a word in a filter of so many bits, until it returns false.
template <typename Each>
bool eachProbe(std::uint64_t hash, std::uint64_t bits, Each each) {
    const auto step = static_cast<std::uint32_t>(hash >> 32) | 1U;
    auto at = static_cast<std::uint32_t>(hash);
    for (std::uint32_t i = 0; i < kProbes; ++i, at += step)
        if (!each(static_cast<std::uint64_t>(at) * bits >> 32))
            return false;
    return true;
}

void putText(Bytes& out, std::string_view text) {
    putLe(out, static_cast<std::uint16_t>(text.size()));
    out.insert(out.end(), text.begin(), text.end());
}

template <std::size_t N>
void putCounts(Bytes& out, const std::array<std::uint16_t, N>& counts) {
    for (const std::uint16_t count : counts)
        putLe(out, count);
}
template <std::size_t N>
void readCounts(ByteReader& reader, std::array<std::uint16_t, N>& counts) {
    for (std::uint16_t& count : counts)
        count = reader.number<std::uint16_t>();
}

} // namespace

std::optional<std::size_t> summarisedPlace(FieldTag tag) {
    const auto* const found = std::ranges::find(kSummarised, tag);
    return found == kSummarised.end() ? std::nullopt
                                      : std::optional(static_cast<std::size_t>(found - kSummarised.begin()));
}

std::uint64_t wordHash(std::string_view word) {
    constexpr std::uint64_t kMultiplier = 0x9E3779B97F4A7C15;
    std::uint64_t hash = word.size() * kMultiplier;
    for (std::size_t pos = 0; pos < word.size(); pos += 8) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, word.data() + pos, std::min<std::size_t>(8, word.size() - pos));
        hash = (hash ^ chunk) * kMultiplier;
        hash ^= hash >> 29;
    }
    hash *= 0xBF58476D1CE4E5B9;
    hash ^= hash >> 32;
    return hash == 0 ? 1 : hash;
}
static_assert(std::endian::native == std::endian::little, "wordHash reads words as they lie");

// Summaries

Bytes ChapterSummary::encoded() const {
    Bytes out;
    for (const auto& list : values) {
        putLe(out, static_cast<std::uint32_t>(list.size()));
        for (const std::string& value : list)
            putText(out, value);
    }
    putLe(out, static_cast<std::uint16_t>(blocks.size()));
    for (const BlockSummary& block : blocks) {
        putCounts(out, block.bySeverity);
        putCounts(out, block.byLevel);
        putCounts(out, block.byOrigin);
        for (const auto& field : block.fields) {
            putLe(out, field ? static_cast<std::uint16_t>(field->size()) : kNotSummarised);
            for (const BlockSummary::Value& value : field.value_or(std::vector<BlockSummary::Value>{})) {
                putLe(out, static_cast<std::uint16_t>(value.value));
                putLe(out, static_cast<std::uint16_t>(value.count));
            }
        }
    }
    if (std::ranges::all_of(totals, [](const auto& counts) { return counts.empty(); }))
        return out;
    for (const auto& counts : totals) {
        putLe(out, static_cast<std::uint32_t>(counts.size()));
        for (const std::uint32_t count : counts)
            putLe(out, count);
    }
    return out;
}

Result<ChapterSummary> ChapterSummary::parse(ByteView bytes) {
    ByteReader reader(bytes);
    ChapterSummary summary;
    for (auto& list : summary.values) {
        list.resize(reader.count<std::uint32_t>(2));
        for (std::string& value : list)
            value = asText(reader.take(reader.number<std::uint16_t>()));
    }
    summary.blocks.resize(reader.count<std::uint16_t>(kMinBlockBytes));
    for (BlockSummary& block : summary.blocks) {
        readCounts(reader, block.bySeverity);
        readCounts(reader, block.byLevel);
        readCounts(reader, block.byOrigin);
        for (const std::uint16_t count : block.bySeverity)
            block.count += count;
        for (std::size_t i = 0; i < kSummarised.size(); ++i) {
            const auto size = reader.number<std::uint16_t>();
            if (size == kNotSummarised)
                continue;
            for (BlockSummary::Value& value : block.fields[i].emplace(reader.ok() ? size : 0)) {
                value.value = reader.number<std::uint16_t>();
                value.count = reader.number<std::uint16_t>();
                if (value.value >= summary.values[i].size())
                    return altered();
            }
        }
    }
    if (reader.ok() && !reader.atEnd())
        for (std::size_t i = 0; i < kSummarised.size(); ++i) {
            summary.totals[i].resize(reader.count<std::uint32_t>(4));
            for (std::uint32_t& count : summary.totals[i])
                count = reader.number<std::uint32_t>();
            if (!summary.totals[i].empty() && summary.totals[i].size() != summary.values[i].size())
                return altered();
        }
    if (!reader.atEnd())
        return altered();
    return summary;
}

std::size_t ChapterSummary::memoryBytes() const {
    std::size_t total = sizeof *this + blocks.size() * sizeof(BlockSummary);
    for (const auto& list : values)
        for (const std::string& value : list)
            total += sizeof value + value.size();
    for (const BlockSummary& block : blocks)
        for (const auto& field : block.fields)
            total += field ? field->size() * sizeof(BlockSummary::Value) : 0;
    for (const auto& counts : totals)
        total += 4 * counts.size();
    return total;
}

// Filters

Result<FilterShard> FilterShard::parse(Bytes bytes) {
    FilterShard shard;
    shard.bytes_ = std::move(bytes);
    ByteReader reader(shard.bytes_);
    while (reader.ok() && !reader.atEnd()) {
        const auto words = static_cast<std::uint32_t>(reader.count<std::uint32_t>(8));
        const ByteView filter = reader.take(8ULL * words);
        if (!reader.ok())
            break;
        shard.filters_.push_back({static_cast<std::uint32_t>(filter.data() - shard.bytes_.data()), words});
    }
    if (!reader.atEnd())
        return altered();
    return shard;
}

bool FilterShard::mayContain(std::size_t block, std::uint64_t hash) const {
    if (block >= filters_.size())
        return true;
    const Filter& filter = filters_[block];
    if (filter.words == 0)
        return false;
    const std::uint8_t* const bits = bytes_.data() + filter.offset;
    // Words lie little-endian, so bit n of a filter is bit n % 8 of its byte n / 8.
    return eachProbe(hash, 64ULL * filter.words,
                     [&](std::uint64_t bit) { return (bits[bit / 8] >> (bit % 8) & 1) != 0; });
}

// Building

/// The hashes of a block's words, each once. Open addressing; zero, which no hash is, is an empty place.
class ChapterBuilder::WordSet {
public:
    WordSet() : places_(4096) {}
    void add(std::uint64_t hash) {
        std::size_t at = hash & (places_.size() - 1);
        while (places_[at] != 0) {
            if (places_[at] == hash)
                return;
            at = (at + 1) & (places_.size() - 1);
        }
        places_[at] = hash;
        if (++size_ > places_.size() / 2)
            grow();
    }
    void clear() {
        std::ranges::fill(places_, 0);
        size_ = 0;
    }
    template <typename Each>
    void forEach(Each each) const {
        for (const std::uint64_t hash : places_)
            if (hash != 0)
                each(hash);
    }

private:
    void grow() {
        std::vector<std::uint64_t> before(2 * places_.size());
        before.swap(places_);
        size_ = 0;
        for (const std::uint64_t hash : before)
            if (hash != 0)
                add(hash);
    }
    std::vector<std::uint64_t> places_;
    std::size_t size_ = 0;
};

ChapterBuilder::ChapterBuilder() : words_(std::make_unique<WordSet>()) {}
ChapterBuilder::~ChapterBuilder() = default;

void ChapterBuilder::add(const RecordFields& record) {
    ++block_.count;
    ++block_.bySeverity[static_cast<std::size_t>(record.head.severity)];
    ++block_.byLevel[static_cast<std::size_t>(record.head.level)];
    ++block_.byOrigin[static_cast<std::size_t>(record.head.origin)];
    for (std::size_t tag = 1; tag < kFieldTags; ++tag)
        if (!record.texts[tag].empty())
            addText(static_cast<FieldTag>(tag), record.texts[tag]);
}

void ChapterBuilder::addText(FieldTag tag, std::string_view text) {
    if (const auto field = summarisedPlace(tag); field && count(*field, text))
        return;
    if (isJson(tag))
        return addWords(text, true);
    std::string& last = last_[static_cast<std::size_t>(tag)];
    if (last == text)
        return;
    addWords(text, false);
    last = text;
}

void ChapterBuilder::addWords(std::string_view text, bool json) {
    folded_.clear();
    if (json && text.find('\\') != std::string_view::npos)
        appendFolded(folded_, withoutEscapes(text));
    else
        appendFolded(folded_, text);
    eachWord(folded_, [this](std::string_view word) { words_->add(wordHash(word)); });
}

bool ChapterBuilder::count(std::size_t field, std::string_view text) {
    Tally& tally = tallies_[field];
    if (tally.tooMany && tally.incomplete)
        return false;
    auto known = tally.places.find(text);
    if (known == tally.places.end()) {
        const std::size_t room = tally.tooMany ? kMaxCrowdedValueBytes : kMaxChapterValueBytes;
        if (text.size() > kMaxValueBytes || tally.bytes + text.size() + 2 > room) {
            tally.tooMany = true;
            tally.incomplete = true;
            return false;
        }
        tally.bytes += text.size() + 2;
        known = tally.places.emplace(text, static_cast<std::uint32_t>(tally.places.size())).first;
        summary_.values[field].emplace_back(text);
        tally.counts.push_back(0);
        tally.totals.push_back(0);
    }
    ++tally.totals[known->second];
    const bool before = tally.counts[known->second]++ > 0;
    if (!before)
        tally.counted.push_back(known->second);
    tally.tooMany = tally.tooMany || tally.counted.size() > kMaxBlockValues;
    return before;
}

void ChapterBuilder::endBlock() {
    for (std::size_t i = 0; i < block_.bySeverity.size(); ++i)
        if (block_.bySeverity[i] > 0)
            addWords(toText(static_cast<Severity>(i)), false);
    for (std::size_t i = 0; i < block_.byLevel.size(); ++i)
        if (block_.byLevel[i] > 0)
            addWords(toText(static_cast<Level>(i)), false);
    for (std::size_t i = 0; i < block_.byOrigin.size(); ++i)
        if (block_.byOrigin[i] > 0)
            addWords(toText(static_cast<Origin>(i)), false);
    for (std::size_t i = 0; i < kSummarised.size(); ++i) {
        Tally& tally = tallies_[i];
        std::ranges::sort(tally.counted);
        if (!tally.tooMany)
            block_.fields[i].emplace();
        for (const std::uint32_t value : tally.counted) {
            if (!tally.tooMany)
                block_.fields[i]->push_back({value, tally.counts[value]});
            tally.counts[value] = 0;
        }
        tally.counted.clear();
        tally.tooMany = false;
    }
    summary_.blocks.push_back(std::move(block_));
    block_ = {};
    last_.fill({});

    std::array<std::vector<std::uint64_t>, kFilterShards> hashes;
    words_->forEach([&](std::uint64_t hash) { hashes[shardOf(hash)].push_back(hash); });
    words_->clear();
    for (std::size_t shard = 0; shard < kFilterShards; ++shard) {
        std::vector<std::uint64_t> filter((hashes[shard].size() * kBitsPerWord + 63) / 64);
        for (const std::uint64_t hash : hashes[shard])
            eachProbe(hash, 64 * filter.size(), [&](std::uint64_t bit) {
                filter[bit / 64] |= 1ULL << (bit % 64);
                return true;
            });
        putLe(shards_[shard], static_cast<std::uint32_t>(filter.size()));
        for (const std::uint64_t word : filter)
            putLe(shards_[shard], word);
    }
}

std::vector<Bytes> ChapterBuilder::finish() {
    for (std::size_t i = 0; i < kSummarised.size(); ++i) {
        const auto tells = [&](const BlockSummary& block) { return block.fields[i].has_value(); };
        if (!tallies_[i].incomplete && !std::ranges::all_of(summary_.blocks, tells))
            summary_.totals[i] = std::move(tallies_[i].totals);
    }
    std::vector<Bytes> parts;
    parts.push_back(summary_.encoded());
    for (Bytes& shard : shards_)
        parts.push_back(std::move(shard));
    summary_ = {};
    shards_ = {};
    tallies_ = {};
    return parts;
}

} // namespace inferno::vault
