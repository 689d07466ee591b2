// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sealer.h"

namespace inferno::vault {
namespace {

/// How often the age of a segment is looked at.
constexpr std::chrono::seconds kAgeCheck{10};
/// A segment ends once its index has so many bytes, since they are in memory until then: after some 4 million records.
constexpr std::size_t kMaxIndexBytes = 32U << 20;

} // namespace

Sealer::Sealer(Parts parts, Start start) : parts_(std::move(parts)), at_(std::move(start)), leaves_(at_.leaves) {
    segments_ = at_.nextNumber - 1;
    started_ = parts_.clock.monotonic();
}

void Sealer::start() {
    thread_ = std::thread([this] { run(); });
}

void Sealer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

Result<void> Sealer::sealNow() {
    return work(parts_.store.size());
}

Result<void> Sealer::sealUpTo(std::uint64_t size) {
    std::unique_lock lock(mutex_);
    target_ = std::max(target_, size);
    wake_.notify_all();
    done_.wait(lock, [&] { return parts_.counts.sealed >= size || parts_.health.failed() || stopping_; });
    if (parts_.counts.sealed >= size)
        return {};
    return std::unexpected(parts_.health.refusal());
}

bool Sealer::oldEnough() const {
    return parts_.counts.sealed < parts_.counts.durable &&
           parts_.clock.monotonic() - started_ >= parts_.options.segmentAge;
}

void Sealer::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        wake_.wait_for(lock, kAgeCheck, [&] {
            return stopping_ || (!parts_.health.failed() &&
                                 (target_ > parts_.counts.sealed || parts_.store.oldestChunk() || oldEnough()));
        });
        if (stopping_ || parts_.health.failed()) {
            done_.notify_all();
            continue;
        }
        std::uint64_t target = target_;
        lock.unlock();
        if (oldEnough()) {
            if (const auto size = parts_.cut())
                target = std::max(target, *size);
        }
        if (auto worked = work(target); !worked)
            parts_.health.fail(worked.error());
        lock.lock();
        done_.notify_all();
    }
    done_.notify_all();
}

Result<void> Sealer::work(std::uint64_t upTo) {
    while (const auto chunk = parts_.store.oldestChunk()) {
        if (writer_ && writer_->header().keys.front().id != chunk->key->id)
            INFERNO_CHECK(finish());
        INFERNO_CHECK(place(*chunk));
        if (writer_->bytes() >= static_cast<std::uint64_t>(parts_.options.segmentSize) ||
            writer_->indexBytes() >= kMaxIndexBytes)
            INFERNO_CHECK(finish());
    }
    if (writer_ && upTo > at_.sealed && writer_->nextSeq() >= upTo)
        INFERNO_CHECK(finish());
    return {};
}

Result<void> Sealer::place(const Store::Chunk& chunk) {
    if (!writer_) {
        const PackOptions pack{parts_.options.codec, parts_.options.codecLevel,
                               static_cast<std::size_t>(parts_.options.codecThreshold)};
        INFERNO_TRY(writer_,
                    SegmentWriter::create(parts_.vfs, parts_.clock, parts_.options.keys.vaultFolder, parts_.keys,
                                          at_.nextNumber, at_.sealed, at_.previous, *chunk.key, pack));
    }
    INFERNO_CHECK(writer_->addBlock(chunk.firstSeq, *chunk.records));
    const BlockEntry& block = writer_->lastBlock();
    leaves_.insert(leaves_.end(), chunk.leaves.begin(), chunk.leaves.end());
    if (leaves_.size() == kGroupSize)
        leaves_.clear();
    parts_.store.placed(writer_, writer_->blocks() - 1, block.firstNs, block.lastNs);
    return {};
}

Result<void> Sealer::finish() {
    SegmentFooter footer;
    footer.nextSeq = writer_->nextSeq();
    footer.nextWal = parts_.files.next();
    footer.leaves = leaves_;
    TreeHasher hasher;
    for (std::uint64_t group = at_.sealed / kGroupSize; group < footer.nextSeq / kGroupSize; ++group) {
        footer.groups.push_back(parts_.store.groupRoot(group));
        at_.groups.appendSubtree(kGroupLevel, footer.groups.back(), hasher);
    }
    CompactRange range = at_.groups;
    for (const Hash& leaf : leaves_)
        range.append(leaf, hasher);
    SegmentSecrets secrets;
    secrets.marks = parts_.book.of(at_.sealed, footer.nextSeq);
    INFERNO_CHECK(writer_->finish(footer, std::move(secrets), range.root(hasher), *parts_.keys.signer()));

    const auto path = segmentPath(parts_.options.keys.vaultFolder, at_.nextNumber);
    INFERNO_TRY(const auto segment,
                SegmentReader::open(parts_.vfs, path, parts_.keys.vaultId(), parts_.keys.verifiers()));
    INFERNO_CHECK(segment->unlock(parts_.keys));
    segment->closeFile();
    parts_.store.sealed(segment);
    writer_.reset();
    at_.sealed = footer.nextSeq;
    at_.previous = segment->trailerHash();
    ++at_.nextNumber;
    ++segments_;
    started_ = parts_.clock.monotonic();
    parts_.counts.sealed = at_.sealed;
    INFERNO_CHECK(parts_.files.removeSealed(at_.sealed));
    parts_.sealed();
    return {};
}

} // namespace inferno::vault
