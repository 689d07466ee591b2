// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/vault/holds.h"
#include "core/vault/marks_book.h"
#include "core/vault/sealed_segment.h"
#include "core/vault/store.h"
#include "core/vault/stub_maker.h"
#include "core/vault/vault.h"

namespace inferno::vault {

/// Deletes sealed segments of an open vault, leaving stubs, and takes them back. Order: the record `audit_pruned` is
/// durable, then each stub, then the segments go; after a crash between any two a segment or its whole stub is there.
/// Safe from any thread, one change at a time. Cost of pruning: blocks in which checkpoints end are read once.
class Pruner {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        const std::filesystem::path& folder;
        KeyStore& keys;
        Store& store;
        const MarksBook& book;
        const Holds& holds;
        std::function<Result<Receipt>(AppendRequest)> append;
    };
    explicit Pruner(Parts parts) : parts_(std::move(parts)) {}

    /// All sealed segments, pruned ones too, by number. Reads two blocks of each segment that it was not asked of yet.
    Result<std::vector<SealedSegment>> segments();
    /// Error: hold.active, naming the hold; nothing is pruned then. Segments that are pruned already are passed over.
    Result<std::uint64_t> prune(const PruneRequest& request);
    /// Puts `file`, the segment of this number, back; it is moved. Errors: vault.altered (it is not what was pruned),
    /// input.invalid (it was not), key.unavailable.
    Result<void> restore(std::uint64_t number, const std::filesystem::path& file, const Provenance& by);

    /// Destroys the data keys of the default class, of months before the last one, that nothing needs: no segment, no
    /// log file, no archived copy and no stub's marks. Recorded first. Returns how many.
    Result<std::size_t> destroyKeys(const Provenance& by);

private:
    /// Ids of the keys that what lies here is under.
    Result<std::set<DataKeyId>> neededKeys() const;
    struct Prepared {
        std::shared_ptr<SegmentReader> segment;
        SegmentStub stub;
    };
    Result<SealedSegment> describe(std::uint64_t number, const Store::Sealed& sealed);
    Result<Prepared> prepare(const std::shared_ptr<SegmentReader>& segment);
    /// Prunes consecutive segments with one record.
    Result<void> pruneRun(const PruneRequest& request, std::span<Prepared> run);
    Result<std::uint64_t> record(const PruneRequest& request, std::span<const Prepared> run);

    Parts parts_;
    std::mutex changing_; ///< one change at a time
    std::mutex mutex_;    ///< guards what follows
    std::map<std::uint64_t, ReceivedSpan> received_;
};

/// `restore` in the vault's folder: where a segment lies while it comes back.
std::filesystem::path restoreFolder(const std::filesystem::path& vaultFolder);

} // namespace inferno::vault
