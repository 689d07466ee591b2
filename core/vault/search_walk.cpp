// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/search_walk.h"

#include <algorithm>
#include <utility>

namespace inferno::vault {
namespace {

/// What opening a block costs, in blocks that are looked up in the index.
constexpr std::uint64_t kOpenCost = 64;

} // namespace

/// What is known of the slice at hand. Keeps the parts of the chapter that it is in.
class SearchWalk::Hints final : public BlockHints {
public:
    explicit Hints(IndexCache& cache) : cache_(cache) {}

    void begin(const Store::Span& span) {
        span_ = &span;
        const std::size_t chapter = span.block / kChapterBlocks;
        known_ = span.source && chapter < span.source->chapters();
        if (!known_)
            return;
        place_ = span.block % kChapterBlocks;
        if (span.source->number() == segment_ && span.source->content() == content_ && chapter == chapter_)
            return;
        segment_ = span.source->number();
        content_ = span.source->content();
        chapter_ = chapter;
        summary_.reset();
        shards_ = {};
        asked_ = {};
    }

    std::uint64_t firstSeq() const override { return span_->firstSeq; }
    std::uint32_t count() const override { return span_->count; }
    std::int64_t firstNs() const override { return span_->firstNs; }
    std::int64_t lastNs() const override { return span_->lastNs; }
    Summary summary() override {
        if (known_ && !asked_[0]) {
            asked_[0] = true;
            summary_ = cache_.summary(*span_->source, chapter_);
        }
        if (!known_ || !summary_ || place_ >= summary_->blocks.size() ||
            summary_->blocks[place_].count != span_->count - span_->removed)
            return {};
        return {summary_, &summary_->blocks[place_]};
    }
    bool mayContain(std::uint64_t wordHash) override {
        if (!known_)
            return true;
        const std::size_t shard = shardOf(wordHash);
        if (!asked_[1 + shard]) {
            asked_[1 + shard] = true;
            shards_[shard] = cache_.shard(*span_->source, chapter_, shard);
        }
        return !shards_[shard] || shards_[shard]->mayContain(place_, wordHash);
    }

private:
    IndexCache& cache_;
    const Store::Span* span_ = nullptr;
    bool known_ = false;
    std::size_t place_ = 0; ///< in the chapter
    std::uint64_t segment_ = 0;
    std::uint64_t content_ = 0;
    std::size_t chapter_ = 0;
    std::array<bool, kChapterParts> asked_{};
    std::shared_ptr<const ChapterSummary> summary_;
    std::array<std::shared_ptr<const FilterShard>, kFilterShards> shards_;
};

namespace {

/// Of a block, what a search knows without its index.
class Bounds final : public BlockHints {
public:
    explicit Bounds(const Store::Span& span) : span_(span) {}
    std::uint64_t firstSeq() const override { return span_.firstSeq; }
    std::uint32_t count() const override { return span_.count; }
    std::int64_t firstNs() const override { return span_.firstNs; }
    std::int64_t lastNs() const override { return span_.lastNs; }
    Summary summary() override { return {}; }
    bool mayContain(std::uint64_t) override { return true; }

private:
    const Store::Span& span_;
};

} // namespace

SearchWalk::SearchWalk(const Store& store, const Query& query, const Matcher& matcher, SearchCounts& seen)
    : store_(store), matcher_(matcher), seen_(seen), backwards_(query.order == Order::NewestFirst),
      budget_(query.maxBlocks * kOpenCost), hints_(std::make_unique<Hints>(store.index())) {
    end_ = store.size();
    if (end_ == 0)
        return;
    seq_ = backwards_ ? std::min(query.from.value_or(end_ - 1), end_ - 1) : query.from.value_or(0);
    left_ = backwards_ ? seq_ + 1 : (seq_ < end_ ? end_ - seq_ : 0);
}

std::optional<std::uint64_t> SearchWalk::after(std::uint64_t seq) const {
    if (backwards_)
        return seq > 0 ? std::optional(seq - 1) : std::nullopt;
    return seq + 1 < end_ ? std::optional(seq + 1) : std::nullopt;
}

SearchWalk::~SearchWalk() = default;

std::optional<SearchWalk::Stop> SearchWalk::next() {
    if (std::exchange(uncounted_, false))
        countRemoved();
    while (left_ > 0 && (budget_ == 0 || spent_ < budget_)) {
        auto view = store_.viewAt(seq_);
        if (!view)
            break;
        view_ = std::move(*view);
        const Store::Span& span = view_.span;
        const std::uint64_t last = view_.span.firstSeq + view_.span.count - 1;
        low_ = backwards_ ? view_.span.firstSeq : seq_;
        high_ = backwards_ ? seq_ : std::min(last, seq_ + left_ - 1);
        const std::uint64_t count = high_ - low_ + 1;
        left_ -= count;
        seq_ = backwards_ ? seq_ - count : seq_ + count;
        if (span.whole) { // the segment's index cannot be read
            ++seen_.undecryptableBlocks;
            continue;
        }
        hints_->begin(view_.span);
        verdict_ = matcher_.judge(*hints_, scratch_);
        ++spent_;
        if (verdict_ == Fit::None || span.removed == span.count) {
            countRemoved();
            ++seen_.skippedBlocks;
            continue;
        }
        if (span.stub) {
            seen_.prunedEvents += count;
            continue;
        }
        uncounted_ = true;
        return Stop{verdict_, hints_->summary(), view_.span.firstNs, view_.span.lastNs, count == view_.span.count};
    }
    return std::nullopt;
}

/// Of a thinned block that the query's times and numbers do not rule out. What else the removed records said nobody
/// knows any more.
void SearchWalk::countRemoved() {
    const Store::Span& span = view_.span;
    if (span.removed == 0)
        return;
    Bounds bounds(span);
    if (matcher_.judge(bounds, scratch_) == Fit::None)
        return;
    std::uint64_t removed = span.removed;
    if (high_ - low_ + 1 < span.count) {
        const auto records = store_.load(view_);
        removed = 0;
        if (records && (*records)->holes())
            for (std::uint64_t seq = low_; seq <= high_; ++seq)
                removed += (*records)->holes()->at(seq) ? 1 : 0;
    }
    seen_.prunedEvents += removed;
}

void SearchWalk::leaveAt(std::uint64_t seq) {
    (backwards_ ? low_ : high_) = seq;
    if (std::exchange(uncounted_, false))
        countRemoved();
}

std::shared_ptr<const ChapterSummary> SearchWalk::passChapter() {
    const auto chapter = hints_->summary().chapter;
    const std::size_t block = view_.span.block;
    const std::size_t edge = chapter && backwards_ ? chapter->blocks.size() - 1 : 0;
    if (!chapter || verdict_ != Fit::All || high_ - low_ + 1 != view_.span.count || view_.span.removed > 0 ||
        block % kChapterBlocks != edge)
        return nullptr;
    std::uint64_t seq = seq_;
    std::uint64_t left = left_;
    bool whole = true;
    for (std::size_t i = 1; i < chapter->blocks.size() && whole; ++i) {
        const auto view = left > 0 ? store_.viewAt(seq) : std::nullopt;
        const std::size_t expected = backwards_ ? block - i : block + i;
        whole = view && view->span.source == view_.span.source && view->span.block == expected &&
                view->span.count <= left && view->span.removed == 0;
        if (!whole)
            break;
        hints_->begin(view->span);
        whole = hints_->summary().block && matcher_.judge(*hints_, scratch_) == Fit::All;
        seq = backwards_ ? seq - view->span.count : seq + view->span.count;
        left -= view->span.count;
        ++spent_;
    }
    hints_->begin(view_.span);
    if (!whole)
        return nullptr;
    seq_ = seq;
    left_ = left;
    seen_.skippedBlocks += chapter->blocks.size();
    return chapter;
}

bool SearchWalk::open() {
    records_.reset();
    candidates_.clear();
    spent_ += kOpenCost;
    if (view_.records) {
        records_.emplace(view_.records);
    } else {
        auto opened = view_.span.source->readRecords(view_.span.block, codec_);
        const bool isWhole = opened && opened->size() == view_.span.count;
        if (const auto now = isWhole ? std::nullopt : store_.viewAt(low_); now && now->span.stub) {
            seen_.prunedEvents += high_ - low_ + 1; // since the view was taken
            uncounted_ = false;
            return false;
        }
        if (!isWhole) {
            ++seen_.undecryptableBlocks;
            return false;
        }
        records_.emplace(std::move(*opened));
    }
    ++seen_.scannedBlocks;
    findCandidates();
    return true;
}

void SearchWalk::findCandidates() {
    const auto low = static_cast<std::uint32_t>(low_ - view_.span.firstSeq);
    const auto high = static_cast<std::uint32_t>(high_ - view_.span.firstSeq);
    std::vector<bool> marks(records_->size(), matcher_.literals().empty() || verdict_ == Fit::All);
    if (!marks.front())
        markLiterals(asText(records_->bytes()), marks);
    for (std::uint32_t i = low; i <= high; ++i) {
        const bool there = !(*records_)[i].empty();
        seen_.scannedEvents += there ? 1 : 0;
        if (there && marks[i])
            candidates_.push_back(i);
    }
    if (!backwards_)
        std::ranges::reverse(candidates_);
}

/// Marks the records in which a literal occurs, or may be hidden by an escape.
void SearchWalk::markLiterals(std::string_view text, std::vector<bool>& marks) const {
    const auto endOf = [&](std::size_t i) {
        const ByteView record = (*records_)[i];
        return static_cast<std::size_t>(asText(record).data() - text.data()) + record.size();
    };
    const auto markAll = [&](auto find) {
        std::size_t record = 0;
        for (std::size_t at = find(0); at != std::string_view::npos && record < marks.size();) {
            while (record < marks.size() && endOf(record) <= at)
                ++record;
            if (record == marks.size())
                return;
            marks[record] = true;
            at = find(endOf(record));
        }
    };
    for (const LiteralFinder& literal : matcher_.literals())
        markAll([&](std::size_t from) { return literal.find(text, from); });
    markAll([&](std::size_t from) { return text.find("\\u", from); });
    if (records_->hasBlobs())
        for (std::size_t i = 0; i < marks.size(); ++i)
            marks[i] = marks[i] || !records_->blob(i).empty();
}

std::optional<SearchWalk::Hit> SearchWalk::hit() {
    while (!candidates_.empty()) {
        const std::uint32_t place = candidates_.back();
        candidates_.pop_back();
        Hit hit;
        hit.seq = view_.span.firstSeq + place;
        hit.record = (*records_)[place];
        hit.blob = records_->blob(place);
        auto fields = RecordFields::of(hit.record, hit.blob);
        if (!fields) { // it is under a tag, so it is of a newer Inferno
            ++seen_.undecryptableBlocks;
            candidates_.clear();
            break;
        }
        hit.fields = *fields;
        if (verdict_ == Fit::All || matcher_.matches(hit.fields, scratch_))
            return hit;
    }
    return std::nullopt;
}

} // namespace inferno::vault
