// SPDX-License-Identifier: GPL-3.0-or-later
// Store: what was pruned, and what the tree still knows of it.
#include <algorithm>

#include "core/vault/store.h"

namespace inferno::vault {
namespace {

/// Where a tree can be cut inside of what this stub is of: at each end of what it keeps, and between groups.
std::vector<std::uint64_t> cutsOf(const SegmentStub& stub) {
    std::vector<std::uint64_t> cuts{stub.trailer.firstSeq, stub.trailer.nextSeq};
    for (const KeptNodes::Entry& entry : stub.kept) {
        cuts.push_back(entry.id.index << entry.id.level);
        cuts.push_back((entry.id.index + 1) << entry.id.level);
    }
    std::ranges::sort(cuts);
    return cuts;
}

} // namespace

void Store::addStub(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    spans_.push_back({stub->trailer.firstSeq, static_cast<std::uint32_t>(stub->records()), stub->firstNs, stub->lastNs,
                      nullptr, 0, stub, nullptr});
    addTree(stub->footer());
    sealed_[stub->header.number].stub = std::move(stub);
}

void Store::knowStub(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    sealed_[stub->header.number].stub = std::move(stub);
}

void Store::prune(std::shared_ptr<const SegmentStub> stub) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t first = stub->trailer.firstSeq;
    const std::uint64_t next = stub->trailer.nextSeq;
    const auto begin = std::ranges::lower_bound(spans_, first, {}, &Span::firstSeq);
    const auto end = std::ranges::lower_bound(spans_, next, {}, &Span::firstSeq);
    *begin = {first,  static_cast<std::uint32_t>(stub->records()), stub->firstNs, stub->lastNs, nullptr, 0, stub,
              nullptr};
    spans_.erase(begin + 1, end);
    std::erase_if(cache_, [&](const auto& entry) { return entry.first >= first && entry.first < next; });
    std::erase_if(leafCache_, [&](const auto& entry) {
        return entry.first >= first / kGroupSize && entry.first <= (next - 1) / kGroupSize;
    });
    Sealed& sealed = sealed_[stub->header.number];
    sealed.segment = nullptr;
    sealed.stub = std::move(stub);
}

void Store::restore(const std::shared_ptr<SegmentReader>& segment) {
    const std::lock_guard lock(mutex_);
    const auto span = std::ranges::lower_bound(spans_, segment->header().firstSeq, {}, &Span::firstSeq);
    *span = spanOf(segment);
    sealed_[segment->header().number].segment = segment;
}

std::map<std::uint64_t, Store::Sealed> Store::sealedSegments() const {
    const std::lock_guard lock(mutex_);
    return sealed_;
}

std::vector<std::shared_ptr<const SegmentStub>> Store::stubsIn(std::uint64_t first, std::uint64_t next) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<const SegmentStub>> stubs;
    auto span = std::ranges::upper_bound(spans_, first, {}, &Span::firstSeq);
    if (span != spans_.begin())
        --span;
    for (; span != spans_.end() && span->firstSeq < next; ++span)
        if (span->stub && span->firstSeq + span->count > first)
            stubs.push_back(span->stub);
    return stubs;
}

Result<KeptNodes> Store::keptNodes(std::uint64_t group) const {
    const std::uint64_t first = group * kGroupSize;
    const std::uint64_t end = std::min(first + kGroupSize, size());
    KeptNodes nodes;
    for (const auto& stub : stubsIn(first, end))
        stub->addNodes(nodes, group);
    LeafHasher hasher(keys_);
    for (std::uint64_t seq = first; seq < end;) {
        const auto view = viewAt(seq);
        if (!view->span.stub) {
            INFERNO_TRY(const auto records, load(*view));
            INFERNO_TRY(const auto leaves, hasher.hashAll(*records));
            for (std::size_t i = 0; i < leaves.size(); ++i)
                nodes.add({{0, view->span.firstSeq + i}, leaves[i]});
        }
        seq = view->span.firstSeq + view->span.count;
    }
    return nodes;
}

Store::Sizes Store::provableSizes(std::uint64_t size) const {
    const auto stubs = stubsIn(size, size + 1);
    if (stubs.empty() || size % kGroupSize == 0)
        return {size, size};
    const std::uint64_t group = size / kGroupSize * kGroupSize;
    const auto& trailer = stubs.front()->trailer;
    if (group >= trailer.nextSeq / kGroupSize * kGroupSize) // its leaf hashes are all there
        return {size, size};
    Sizes near{std::max(group, trailer.firstSeq), std::min(group + kGroupSize, trailer.nextSeq)};
    for (const std::uint64_t cut : cutsOf(*stubs.front())) {
        if (cut <= size)
            near.below = std::max(near.below, cut);
        if (cut >= size)
            near.above = std::min(near.above, cut);
    }
    return near;
}

} // namespace inferno::vault
