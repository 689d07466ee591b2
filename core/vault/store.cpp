// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/store.h"

#include <algorithm>

namespace inferno::vault {
namespace {

constexpr std::size_t kCachedBlocks = 8;
constexpr std::size_t kIndexedSegments = 8;

bool isArchived(const Store::Span& span) {
    const auto* segment = dynamic_cast<const SegmentReader*>(span.source.get());
    return segment && segment->thinned() && !segment->thinned()->copies.empty();
}

RecordBytes copyOf(const RecordSet& records, std::size_t i) {
    const ByteView record = records[i];
    const ByteView blob = records.blob(i);
    return {Bytes(record.begin(), record.end()), Bytes(blob.begin(), blob.end())};
}

} // namespace

/// Serves any node of the tree: groups from the store, what lies below from leaf hashes, of which it keeps the last two
/// groups (a proof touches no more).
class Store::Nodes final : public NodeReader {
public:
    explicit Nodes(const Store& store) : store_(store) {}

    Result<Hash> node(NodeId id) override {
        if (id.level >= kGroupLevel) {
            const std::lock_guard lock(store_.mutex_);
            return store_.groups_.node(id);
        }
        const std::uint64_t first = id.index << id.level;
        if (const auto known = kept_.find(first >> kGroupLevel); known != kept_.end())
            if (const auto hash = known->second.node(id, hasher_))
                return *hash;
        const auto leaves = group(first >> kGroupLevel);
        if (leaves)
            return hasher_.subtree(std::span(**leaves).subspan(first % kGroupSize, 1ULL << id.level));
        if (leaves.error().code != ErrorCode::ProofPruned)
            return std::unexpected(leaves.error());
        INFERNO_TRY(const KeptNodes* const kept, keptIn(first >> kGroupLevel));
        if (const auto hash = kept->node(id, hasher_))
            return *hash;
        return std::unexpected(leaves.error());
    }

private:
    Result<const std::vector<Hash>*> group(std::uint64_t number) {
        for (const auto& entry : groups_)
            if (entry && entry->first == number)
                return &entry->second;
        INFERNO_TRY(auto leaves, store_.leafHashes(number));
        auto& slot = groups_[next_++ % groups_.size()];
        slot.emplace(number, std::move(leaves));
        return &slot->second;
    }

    Result<const KeptNodes*> keptIn(std::uint64_t number) {
        if (const auto known = kept_.find(number); known != kept_.end())
            return &known->second;
        INFERNO_TRY(auto nodes, store_.keptNodes(number));
        return &kept_.emplace(number, std::move(nodes)).first->second;
    }

    const Store& store_;
    TreeHasher hasher_;
    std::map<std::uint64_t, KeptNodes> kept_; ///< by group; a proof touches two
    std::array<std::optional<std::pair<std::uint64_t, std::vector<Hash>>>, 2> groups_;
    std::size_t next_ = 0;
};

void Store::addSegment(const std::shared_ptr<SegmentReader>& segment) {
    const std::lock_guard lock(mutex_);
    addTree(segment->footer());
    spans_.push_back(spanOf(segment));
    setSealed(segment->header().number, segment);
}

Store::Span Store::spanOf(const std::shared_ptr<SegmentReader>& segment) {
    Span span;
    span.firstSeq = segment->header().firstSeq;
    span.count = static_cast<std::uint32_t>(segment->trailer().nextSeq - span.firstSeq);
    span.source = segment;
    span.whole = segment;
    segment->dropIndex();
    return span;
}

void Store::addTree(const SegmentFooter& footer) {
    for (const Hash& group : footer.groups) {
        groups_.append(group, hasher_);
        range_.appendSubtree(kGroupLevel, group, hasher_);
    }
    leaves_ = footer.leaves;
    size_ = footer.nextSeq;
    open_.firstSeq = size_;
}

void Store::append(const RecordSet& records, std::span<const Hash> leaves, const std::shared_ptr<const DataKey>& key) {
    const std::lock_guard lock(mutex_);
    if (open_.key && open_.key->id != key->id)
        endChunk();
    for (std::size_t i = 0; i < records.size(); ++i) {
        open_.key = key;
        openRecords_.add(records[i], records.blob(i));
        open_.leaves.push_back(leaves[i]);
        leaves_.push_back(leaves[i]);
        ++size_;
        if (leaves_.size() < kGroupSize) {
            if (openRecords_.byteCount() >= kChunkBytes)
                endChunk();
            continue;
        }
        const Hash group = hasher_.subtree(leaves_);
        groups_.append(group, hasher_);
        range_.appendSubtree(kGroupLevel, group, hasher_);
        leaves_.clear();
        endChunk();
    }
}

void Store::cut() {
    const std::lock_guard lock(mutex_);
    endChunk();
}

void Store::endChunk() {
    if (openRecords_.empty())
        return;
    open_.records = std::make_shared<const RecordSet>(std::move(openRecords_));
    pendingBytes_ += open_.records->byteCount();
    chunks_.push_back(std::move(open_));
    openRecords_ = {};
    open_ = {};
    open_.firstSeq = size_;
}

std::optional<Store::Chunk> Store::oldestChunk() const {
    const std::lock_guard lock(mutex_);
    return chunks_.empty() ? std::nullopt : std::optional(chunks_.front());
}

void Store::placed(std::shared_ptr<BlockSource> source, std::size_t block, std::int64_t firstNs, std::int64_t lastNs) {
    const std::lock_guard lock(mutex_);
    const Chunk& chunk = chunks_.front();
    spans_.push_back({chunk.firstSeq, static_cast<std::uint32_t>(chunk.records->size()), firstNs, lastNs,
                      std::move(source), block, nullptr, nullptr});
    pendingBytes_ -= chunk.records->byteCount();
    chunks_.pop_front();
}

void Store::sealed(const std::shared_ptr<SegmentReader>& segment) {
    const std::lock_guard lock(mutex_);
    const auto begin = std::ranges::lower_bound(spans_, segment->header().firstSeq, {}, &Span::firstSeq);
    const auto end = std::ranges::lower_bound(spans_, segment->trailer().nextSeq, {}, &Span::firstSeq);
    *begin = spanOf(segment);
    spans_.erase(begin + 1, end);
    setSealed(segment->header().number, segment);
}

std::uint64_t Store::size() const {
    const std::lock_guard lock(mutex_);
    return size_;
}

Hash Store::rootLocked() const {
    CompactRange range = range_;
    for (const Hash& leaf : leaves_)
        range.append(leaf, hasher_);
    return range.root(hasher_);
}

Hash Store::root() const {
    const std::lock_guard lock(mutex_);
    return rootLocked();
}

Hash Store::groupRoot(std::uint64_t group) const {
    const std::lock_guard lock(mutex_);
    return groups_.node({kGroupLevel, group});
}

Result<Hash> Store::rootAt(std::uint64_t size) const {
    {
        const std::lock_guard lock(mutex_);
        if (size == size_)
            return rootLocked();
        if (size > size_)
            return fail(ErrorCode::ProofRange,
                        "the vault holds " + std::to_string(size_) + " events, not " + std::to_string(size));
    }
    Nodes nodes(*this);
    TreeHasher hasher;
    return vault::rootAt(nodes, hasher, size);
}

Result<Proof> Store::inclusion(std::uint64_t index, std::uint64_t size) const {
    Nodes nodes(*this);
    TreeHasher hasher;
    return inclusionProof(nodes, hasher, index, size);
}

Result<Proof> Store::consistency(std::uint64_t oldSize, std::uint64_t newSize) const {
    Nodes nodes(*this);
    TreeHasher hasher;
    return consistencyProof(nodes, hasher, oldSize, newSize);
}

Result<std::vector<Hash>> Store::leafHashes(std::uint64_t group) const {
    {
        const std::lock_guard lock(mutex_);
        if (group == size_ / kGroupSize)
            return leaves_;
        const auto cached = std::ranges::find(leafCache_, group, [](const auto& entry) { return entry.first; });
        if (cached != leafCache_.end())
            return cached->second;
    }
    LeafHasher hasher(keys_);
    std::vector<Hash> leaves;
    for (std::uint64_t seq = group * kGroupSize; seq < (group + 1) * kGroupSize;) {
        const auto view = viewAt(seq);
        if (!view)
            return fail(ErrorCode::ProofRange, "there is no event " + std::to_string(seq));
        INFERNO_TRY(const auto records, load(*view));
        if (records->holes())
            return std::unexpected(thinnedError(records->holes()->runs.front(), isArchived(view->span)));
        INFERNO_TRY(const auto part, hasher.hashAll(*records));
        leaves.insert(leaves.end(), part.begin(), part.end());
        seq += part.size();
    }
    const std::lock_guard lock(mutex_);
    leafCache_.emplace_back(group, leaves);
    if (leafCache_.size() > kCachedBlocks)
        leafCache_.pop_front();
    return leaves;
}

std::optional<Store::View> Store::viewAt(std::uint64_t seq) const {
    std::unique_lock lock(mutex_);
    if (seq >= size_)
        return std::nullopt;
    if (seq >= open_.firstSeq) {
        // The records grow under the lock: a reader gets those of now.
        const Span span{
            open_.firstSeq, static_cast<std::uint32_t>(openRecords_.size()), INT64_MIN, INT64_MAX, {}, 0, nullptr,
            nullptr};
        return View{span, std::make_shared<const RecordSet>(openRecords_)};
    }
    if (!chunks_.empty() && seq >= chunks_.front().firstSeq) {
        const auto chunk = std::ranges::upper_bound(chunks_, seq, {}, &Chunk::firstSeq) - 1;
        const Span span{
            chunk->firstSeq, static_cast<std::uint32_t>(chunk->records->size()), INT64_MIN, INT64_MAX, {}, 0, nullptr,
            nullptr};
        return View{span, chunk->records};
    }
    const auto span = std::ranges::upper_bound(spans_, seq, {}, &Span::firstSeq) - 1;
    if (span->whole) {
        const Span whole = *span;
        lock.unlock();
        return blockView(whole, seq);
    }
    View view{*span, nullptr};
    const auto cached = std::ranges::find(cache_, span->firstSeq, [](const auto& entry) { return entry.first; });
    if (cached != cache_.end())
        view.records = cached->second;
    return view;
}

/// The block of the segment that holds the record. Where the index cannot be read, all of the segment: loading it gives
/// the error.
Store::View Store::blockView(const Span& whole, std::uint64_t seq) const {
    View view{whole, nullptr};
    const auto index = whole.whole->index();
    if (!index)
        return view;
    const auto& blocks = (*index)->blocks;
    const auto block = std::ranges::upper_bound(blocks, seq, {}, &BlockEntry::firstSeq) - 1;
    view.span = {block->firstSeq, block->count, block->firstNs,
                 block->lastNs,   whole.whole,  static_cast<std::size_t>(block - blocks.begin()),
                 nullptr,         nullptr,      block->removed};
    const std::lock_guard lock(mutex_);
    const auto cached = std::ranges::find(cache_, block->firstSeq, [](const auto& entry) { return entry.first; });
    if (cached != cache_.end())
        view.records = cached->second;
    if (!indexed_.empty() && indexed_.back() == whole.whole)
        return view;
    std::erase(indexed_, whole.whole);
    indexed_.push_back(whole.whole);
    if (indexed_.size() > kIndexedSegments) {
        indexed_.front()->dropIndex();
        indexed_.pop_front();
    }
    return view;
}

namespace {

Result<RecordSet> readBlockOf(const Store::Span& span) {
    if (!span.whole)
        return span.source->readBlock(span.block);
    INFERNO_CHECK(span.whole->index()); // what kept it from being read when the view was taken
    return fail(ErrorCode::VaultChanged, "a segment could not be read, and now can", "read again");
}

} // namespace

Result<std::shared_ptr<const RecordSet>> Store::load(const View& view) const {
    if (view.records)
        return view.records;
    if (view.span.stub)
        return std::unexpected(prunedError(*view.span.stub));
    auto block = readBlockOf(view.span);
    if (!block && block.error().code == ErrorCode::IoNotFound) // pruned since the view was taken?
        if (const auto now = viewAt(view.span.firstSeq); now->span.stub)
            return std::unexpected(prunedError(*now->span.stub));
    if (!block)
        return std::unexpected(std::move(block).error());
    auto records = std::make_shared<const RecordSet>(*std::move(block));
    const std::lock_guard lock(mutex_);
    const auto span = std::ranges::upper_bound(spans_, view.span.firstSeq, {}, &Span::firstSeq) - 1;
    if (span->source != view.span.source) // what is pruned is not kept in memory
        return records;
    cache_.emplace_back(view.span.firstSeq, records);
    if (cache_.size() > kCachedBlocks)
        cache_.pop_front();
    return records;
}

Result<RecordBytes> Store::record(std::uint64_t seq) const {
    {
        const std::lock_guard lock(mutex_);
        if (seq >= open_.firstSeq && seq < size_) {
            return copyOf(openRecords_, seq - open_.firstSeq);
        }
    }
    const auto view = viewAt(seq);
    if (!view)
        return fail(ErrorCode::ProofRange, "there is no event " + std::to_string(seq));
    INFERNO_TRY(const auto records, load(*view));
    if (records->holes())
        if (const BlockHoles::Run* run = records->holes()->at(seq))
            return std::unexpected(thinnedError(*run, isArchived(view->span)));
    return copyOf(*records, seq - view->span.firstSeq);
}

} // namespace inferno::vault
