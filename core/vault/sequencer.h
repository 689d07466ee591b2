// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>

#include "core/vault/gaps.h"
#include "core/vault/health.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/marks_book.h"
#include "core/vault/record.h"
#include "core/vault/store.h"
#include "core/vault/vault.h"
#include "core/vault/wal.h"
#include "core/vault/wal_files.h"

/// The one writer of the log: takes requests from many threads, gives each event its seq, writes all that has gathered
/// as one frame, syncs, and answers. While it syncs the next batch gathers, so that the number of syncs adapts to the
/// load. If a frame cannot be written, its file is given up, never synced again, and the frame goes into a new one; if
/// that fails too, the vault is closed for writing: its requests and all that wait are refused. On a full disk the
/// reserve is let go first, and what it gives room for is the batch at hand and the event that tells of the stop.

namespace inferno::vault {

using AppendDone = std::function<void(Result<Receipt>)>;

/// A request that has passed the door: validated, its fields encoded.
struct PendingAppend {
    struct Item {
        std::size_t begin = 0; ///< in `fields`
        std::size_t end = 0;
        std::size_t blobBegin = 0; ///< in `blobs`
        std::size_t blobEnd = 0;
        std::optional<std::int64_t> timestampNs;
        Level level = Level::Info;
        Severity severity = Severity::Low;
    };
    std::vector<Item> items;
    Bytes fields;
    Bytes blobs;
    Hash events{}; ///< over all events, where there is a key
    Origin origin = Origin::Service;
    std::optional<OutboxBatch> outbox;
    std::optional<Hash> key;
    AppendDone done;                 ///< none for a buffered request
    std::vector<std::string> dropAs; ///< OnFailure::Open: the actions, to be counted if they must be dropped

    /// Privacy: takes names out of an event and its author, on their way into the record. Empty: none is taken.
    using Conceal = std::function<Result<void>(Event&, Provenance&)>;
    /// Error: event.invalid, naming the event by its place; those of `conceal`.
    static Result<std::unique_ptr<PendingAppend>> prepare(AppendRequest& request, const Conceal& conceal);

    // The sequencer's own:
    bool started = false;
    std::size_t next = 0; ///< the item whose turn it is
    Receipt receipt;
};

class Sequencer {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        const VaultOptions& options;
        KeyStore& keys;
        Store& store;
        MarksBook& book;
        WalFiles& files;
        Health& health;
        Counts& counts;
        Gaps& gaps;
        std::function<void()> committed; ///< called after each commit
    };
    explicit Sequencer(Parts parts);
    ~Sequencer() { stop(); }

    void start();
    /// Takes the request, or leaves it where it is. Error: vault.unavailable, disk.full; then `done` is not called.
    Result<void> submit(std::unique_ptr<PendingAppend>& request);
    /// After all that was submitted before: ends the open chunk and the log file. The number of durable events then.
    Result<std::uint64_t> cut();
    /// Answers what is waiting, ends the open chunk and the log file, and ends the thread. Nothing is taken any more.
    void stop();
    /// Another part has failed: there is something to tell.
    void wake();
    /// Log files that were given up after a failed write or sync.
    std::uint64_t filesGivenUp() const { return filesGivenUp_; }

private:
    struct Cut {
        std::function<void(Result<std::uint64_t>)> done;
    };
    struct Entry {
        std::unique_ptr<PendingAppend> append; ///< or else
        std::optional<Cut> cut;
        bool isAwaited = true; ///< by whoever gave it
    };
    /// One group commit in the making.
    struct Batch {
        WalBatch wal;
        std::vector<std::unique_ptr<PendingAppend>> finished;
        std::set<Hash> keys;
        std::map<Uuid, std::uint64_t> outbox;
        WallTime received{};
        std::uint64_t monoNs = 0;
        std::size_t own = 0; ///< of own_
        std::optional<Gaps::Gap> gap;
    };

    void run();
    void awaitSealer();
    Batch emptyBatch() const;
    void addOwn(Batch& batch, Event event);
    Entry* front();
    Entry pop();
    void gather(Batch& batch);
    /// False if the batch must be committed before this request can go on.
    bool gatherOne(Batch& batch, PendingAppend& request);
    void takeKnown(PendingAppend& request);
    Result<void> commit(Batch& batch);
    Result<void> put(Batch& batch);
    Result<void> write(const WalBatch& batch, const DataKey& key);
    Result<void> writeOnce(const WalBatch& batch, const DataKey& key);
    void giveUpLog();
    bool isUrgent() const; ///< REQUIRES the lock
    bool hasOwnWork() const;
    bool mustTellOfStop() const { return parts_.health.failed() && !toldOfStop_; }
    void tellOfStop();
    Result<void> openLog(const DataKey& key, std::size_t bytes);
    void closeLog();
    void endAll();
    void failAll(Batch& batch, const Error& error);

    Parts parts_;
    const Uuid bootId_;
    LeafHasher hasher_;
    std::optional<WalWriter> log_;
    bool takeOver_ = false;  ///< the next log file takes over from one that was given up
    bool onReserve_ = false; ///< the reserve was let go: log files are small
    bool toldOfStop_ = false;
    std::deque<Event> own_;     ///< to be recorded with the next batch
    std::optional<Error> full_; ///< the disk is full, and the last batch went where the reserve was
    std::atomic<std::uint64_t> filesGivenUp_ = 0;
    std::mutex mutex_; ///< guards what follows
    std::condition_variable wake_;
    std::deque<Entry> queue_;
    std::size_t queuedBytes_ = 0;
    std::size_t awaited_ = 0; ///< entries of the queue that somebody waits for
    bool stopping_ = false;
    std::thread thread_;
};

/// The boot id of this machine; zero where there is none.
Uuid currentBootId();

} // namespace inferno::vault
