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
#include "core/vault/thinner.h"
#include "core/vault/vault.h"

namespace inferno::vault {

/// Deletes sealed segments of an open vault, leaving stubs, removes events of some types from others, and takes both
/// back. Order: the record `audit_pruned` is
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
        PackOptions pack; ///< for segments that are written anew
        std::function<Result<Receipt>(AppendRequest)> append;
    };
    explicit Pruner(Parts parts) : parts_(std::move(parts)) {}

    /// All sealed segments, pruned ones too, by number. Reads two blocks of each segment that it was not asked of yet.
    Result<std::vector<SealedSegment>> segments();
    /// Error: hold.active, naming the hold; nothing is pruned then. Segments that are pruned already are passed over.
    Result<std::uint64_t> prune(const PruneRequest& request);
    /// As Vault's.
    Result<Thinned> thin(const ThinRequest& request);
    Result<std::set<std::string>> eventTypesIn(std::uint64_t number);
    /// Puts `file`, the segment of this number, back; it is moved. Errors as Vault's.
    Result<void> restore(std::uint64_t number, const std::filesystem::path& file, const Provenance& by);

    /// Destroys the data keys of the default class, of months before the last one, that nothing needs: no segment, no
    /// log file, no archived copy and no stub's marks. Recorded first. Returns how many.
    Result<std::size_t> destroyKeys(const Provenance& by);

private:
    static AppendRequest requestFor(Event event, const Provenance& by);
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
    /// One for each month of which a segment is thinned in one go.
    using FreshKeys = std::map<Month, std::shared_ptr<const DataKey>>;
    Result<std::uint64_t> thinOne(const ThinRequest& request, const ThinRequest::Part& part,
                                  const std::shared_ptr<SegmentReader>& segment, FreshKeys& fresh);
    Result<std::uint64_t> record(const ThinRequest& request, const ThinRequest::Part& part,
                                 const SegmentReader& segment, const Thinner::Plan& plan);
    /// What lies in the place of this segment now is what is read from now on.
    Result<void> takeReplaced(std::uint64_t number);

    Parts parts_;
    std::mutex changing_; ///< one change at a time
    std::mutex mutex_;    ///< guards what follows
    std::map<std::uint64_t, ReceivedSpan> received_;
    std::map<std::uint64_t, std::pair<std::uint64_t, std::set<std::string>>> types_; ///< by number: content and types
};

/// `restore` in the vault's folder: where a segment lies while it comes back.
std::filesystem::path restoreFolder(const std::filesystem::path& vaultFolder);

} // namespace inferno::vault
