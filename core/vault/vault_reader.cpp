// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault_reader.h"

#include "core/vault/folder_lock.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/search.h"
#include "core/vault/wal.h"

namespace inferno::vault {
namespace {

Error changed(Error cause) {
    const std::string detail = cause.detail;
    return Error{ErrorCode::VaultChanged, "a file vanished while the vault was read: " + detail,
                 "a service has started: ask it, or read again", std::make_shared<const Error>(std::move(cause))};
}

std::unexpected<Error> altered(std::string what) {
    return fail(ErrorCode::VaultAltered, std::move(what), "run inferno audit verify");
}

Result<void> loadSegments(Vfs& vfs, const std::filesystem::path& folder, const KeyStore& keys, Store& store) {
    INFERNO_TRY(const auto files, listSealed(vfs, folder));
    std::uint64_t next = 1;
    for (const SealedFile& file : files) {
        if (file.number != next++)
            return altered("segment " + std::to_string(next - 1) + " is missing");
        const auto follows = [&](const SegmentHeader& header) -> Result<void> {
            if (header.firstSeq != store.size())
                return altered("segment " + std::to_string(file.number) + " does not follow the one before");
            return {};
        };
        Hash root{};
        if (file.segment) {
            INFERNO_TRY(const auto segment,
                        SegmentReader::open(vfs, segmentPath(folder, file.number), keys.vaultId(), keys.verifiers()));
            INFERNO_CHECK(follows(segment->header()));
            INFERNO_CHECK(segment->unlock(keys));
            root = segment->trailer().root;
            store.addSegment(segment);
            segment->closeFile();
        } else {
            INFERNO_TRY(auto stub,
                        SegmentStub::read(vfs, stubPath(folder, file.number), keys.vaultId(), keys.verifiers()));
            INFERNO_CHECK(follows(stub.header));
            root = stub.trailer.root;
            store.addStub(std::make_shared<const SegmentStub>(std::move(stub)));
        }
        if (store.root() != root)
            return altered("the tree of segment " + std::to_string(file.number) +
                           " does not have the root that it signs");
    }
    return {};
}

/// The records of the log that are in no segment yet.
Result<void> loadLog(Vfs& vfs, const std::filesystem::path& folder, const KeyStore& keys, Store& store) {
    LeafHasher hasher(keys);
    INFERNO_TRY(const auto numbers, listWal(vfs, folder));
    const auto limits = walLimits(vfs, folder, keys.vaultId(), numbers);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto path = walPath(folder, numbers[i]);
        INFERNO_TRY(const auto header, readWalHeader(vfs, path, keys.vaultId()));
        if (!header)
            continue;
        INFERNO_TRY(const auto key, keys.key(header->key));
        const auto take = [&](const WalBatch& batch, std::uint64_t) -> Result<void> {
            if (batch.firstSeq > store.size())
                return altered("events from " + std::to_string(store.size()) + " are missing in the log");
            RecordSet fresh;
            for (std::size_t r = 0; r < batch.records.size(); ++r)
                if (batch.firstSeq + r >= store.size())
                    fresh.add(batch.records[r], batch.records.blob(r));
            INFERNO_TRY(const auto leaves, hasher.hashAll(fresh));
            store.append(fresh, leaves, key);
            return {};
        };
        if (auto scan = readWal(vfs, path, keys, take, limits[i]); !scan)
            return std::unexpected(std::move(scan).error());
    }
    store.cut();
    return {};
}

} // namespace

Result<std::unique_ptr<VaultReader>> VaultReader::open(Vfs& vfs, const KeyPaths& paths) {
    std::unique_ptr<VaultReader> reader(new VaultReader(vfs, paths));
    INFERNO_TRY(reader->keys_, KeyStore::open(vfs, paths, false));
    {
        INFERNO_TRY(const auto lock, lockToRead(vfs, paths.vaultFolder));
        INFERNO_TRY(reader->newest_,
                    newestCheckpoint(vfs, paths.vaultFolder, reader->keys_->origin(), reader->keys_->verifiers()));
    }
    if (auto loaded = reader->load(vfs, paths.vaultFolder); !loaded) {
        if (loaded.error().code == ErrorCode::IoNotFound)
            return std::unexpected(changed(std::move(loaded).error()));
        return std::unexpected(std::move(loaded).error());
    }
    return reader;
}

Result<void> VaultReader::load(Vfs& vfs, const std::filesystem::path& folder) {
    INFERNO_TRY(subjects_, Subjects::open(vfs, folder, *keys_));
    store_ = std::make_unique<Store>(*keys_);
    INFERNO_CHECK(loadSegments(vfs, folder, *keys_, *store_));
    INFERNO_CHECK(loadLog(vfs, folder, *keys_, *store_));
    if (!newest_)
        return {};
    const Checkpoint& checkpoint = newest_->checkpoint;
    if (checkpoint.size > store_->size())
        return altered("the newest checkpoint covers " + std::to_string(checkpoint.size) + " events, and only " +
                       std::to_string(store_->size()) + " are here");
    INFERNO_TRY(const Hash root, store_->rootAt(checkpoint.size));
    if (root != checkpoint.root)
        return altered("the first " + std::to_string(checkpoint.size) +
                       " events do not have the root that the newest checkpoint signs");
    return {};
}

Result<std::string> VaultReader::checkpoint() const {
    if (!newest_)
        return fail(ErrorCode::ProofUncheckpointed, "the vault has no checkpoint yet",
                    "start the service: it signs one");
    return newest_->note;
}

Result<EventProof> VaultReader::prove(std::uint64_t seq) const {
    if (seq >= store_->size())
        return fail(ErrorCode::ProofRange, "there is no event " + std::to_string(seq),
                    "the vault holds " + std::to_string(store_->size()) + " events, counted from 0");
    if (!newest_ || seq >= newest_->checkpoint.size)
        return fail(ErrorCode::ProofUncheckpointed,
                    "event " + std::to_string(seq) + " is above the newest checkpoint, of size " +
                        std::to_string(newest_ ? newest_->checkpoint.size : 0),
                    "start the service: it signs one that covers it");
    return proveEvent(*store_, *keys_, *newest_, seq, subjects_.get());
}

Result<EventProof> VaultReader::proveAt(std::uint64_t seq, std::uint64_t size) const {
    return proveEventAt(*store_, *keys_, seq, size, subjects_.get());
}

Result<std::string> VaultReader::verifierHistory() const {
    INFERNO_TRY(const Bytes note, readFile(vfs_, paths_.verifiers(), 1 << 20));
    return std::string(asText(note));
}

Result<TreeConsistency> VaultReader::consistency(std::uint64_t oldSize, std::uint64_t newSize) const {
    return proveConsistency(*store_, oldSize, newSize);
}

Result<Record> VaultReader::read(std::uint64_t seq) const {
    INFERNO_TRY(const RecordBytes bytes, store_->record(seq));
    INFERNO_TRY(Record record, decodeRecord(bytes.record, bytes.blob));
    subjects_->reveal(record);
    return record;
}

Result<QueryPage> VaultReader::query(const Query& query) const {
    INFERNO_TRY(QueryPage page, Search(*store_).page(subjects_->translated(query)));
    for (Record& record : page.records)
        subjects_->reveal(record);
    return page;
}

Result<Histogram> VaultReader::histogram(const Query& query, std::size_t buckets, HistogramBy by) const {
    return Search(*store_).histogram(subjects_->translated(query), buckets, by);
}

Result<FieldValues> VaultReader::values(const Query& query, const std::string& field, std::size_t limit) const {
    INFERNO_TRY(FieldValues values, Search(*store_).values(subjects_->translated(query), field, limit));
    subjects_->reveal(values);
    return values;
}

} // namespace inferno::vault
