// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/units.h"
#include "core/base/vfs.h"
#include "core/storage/block_codec.h"
#include "core/vault/event.h"
#include "core/vault/key_keeper.h"
#include "core/vault/key_store.h"
#include "core/vault/proofs.h"
#include "core/vault/query.h"
#include "core/vault/record.h"
#include "core/vault/sealed_segment.h"
#include "core/vault/subject_erasure.h"

/// The engine of the audit vault: takes events, makes them durable in order, seals them into encrypted segments, and
/// proves what it holds. Three words: *durable* is in the write-ahead log and synced, and so acknowledged;
/// *checkpointed* is under a signed checkpoint; *sealed* is in a segment file.
///
/// Invariants: seq is gap-free from 0 and is the leaf index of an RFC 6962 tree; an acknowledged event survives any
/// crash; an event whose append failed may or may not survive one. If a write or sync of the log fails, that file is
/// given up and never synced again; what was not acknowledged is written to a new one. If that fails too, or a segment
/// or checkpoint cannot be written, the vault fails closed: appends are refused (those with OnFailure::Open are dropped
/// and counted), reading goes on, and a reserve of disk space serves to record the stop. It opens for writing by itself
/// when there is room again and what was acknowledged has been read again from the disk, against the newest checkpoint
/// and the root in memory.
///
/// Threads: every member is safe from any thread. The vault has four of its own: the sequencer (numbers, writes and
/// syncs), the sealer (compresses and encrypts blocks), the checkpointer, and the one that looks after the disk. They
/// wait by the machine's steady clock;
/// the times that are written come from the Clock. Cost: an append waits for one fdatasync that it shares with all that
/// arrived meanwhile. Memory: the groups of 1,024 records not yet in a block, 64 bytes for each group ever written, and
/// the newest 100,000 idempotency keys.

namespace inferno::vault {

struct VaultOptions {
    KeyPaths keys; ///< keys.vaultFolder is where the vault lies
    storage::Codec codec = storage::Codec::Zstd;
    int codecLevel = 1;
    ByteSize codecThreshold{4096};                       ///< blocks smaller than this are stored uncompressed
    ByteSize logFileSize{64ULL << 20};                   ///< space reserved for each write-ahead log file
    ByteSize segmentSize{1ULL << 30};                    ///< a segment is sealed at this size,
    std::chrono::seconds segmentAge{3600};               ///< or at this age with something in it
    ByteSize reserve{64ULL << 20};                       ///< kept free, so that a full disk can still be recorded
    ByteSize queueLimit{64ULL << 20};                    ///< events waiting for the sequencer; more is refused
    std::chrono::milliseconds checkpointInterval{900};   ///< this long after an append at most; 0: only when asked
    std::chrono::milliseconds heartbeatInterval{60'000}; ///< a checkpoint of an idle vault; 0: none
    std::chrono::milliseconds lookInterval{5'000};       ///< between looks at the disk; 0: only when asked
    ByteSize checkpointsGrowth{4ULL << 20}; ///< the file of checkpoints is thinned each time it grew so much
    PrivacyOptions privacy;
};

/// What an append waits for.
enum class Ack {
    Durable, ///< written and synced
    Buffered ///< taken into memory: lost if the machine stops within the next milliseconds
};

/// What becomes of an event while the vault cannot write.
enum class OnFailure {
    Closed, ///< refused: what it tells of must not happen unrecorded
    Open    ///< dropped and counted; the count is recorded when the vault writes again. For Ack::Buffered alone.
};

/// Where events come from when they may come twice: the outbox of a database. Rows at or below the highest number that
/// the vault holds of that database are left out, silently: they are there already.
struct OutboxBatch {
    Uuid database{};                    ///< random id of the database file, new after a restore
    std::vector<std::uint64_t> numbers; ///< one for each event, rising
};

struct AppendRequest {
    std::vector<Event> events; ///< all are validated before the first is appended
    Provenance recordedBy;
    Ack ack = Ack::Durable;
    OnFailure onFailure = OnFailure::Closed;
    std::optional<OutboxBatch> outbox;
    /// idempotencyKey(principal, header): a request seen before is answered again; what a crash left undone is done.
    std::optional<Hash> idempotencyKey;
};

/// SHA-256(principal ‖ 0x00 ‖ key).
Hash idempotencyKey(std::string_view principal, std::string_view key);

/// The answer to an append: the seq of each event, in order. Empty for Ack::Buffered; without the dropped rows of an
/// outbox batch. Ids are eventId(vaultId(), seq).
struct Receipt {
    std::vector<std::uint64_t> seqs;
    bool repeated = false; ///< all of it was there already, by its idempotency key
    bool dropped = false;  ///< the vault cannot write, and the request was OnFailure::Open
};

/// Counts for status and live listeners; each is a number of events.
struct Progress {
    std::uint64_t durable = 0; ///< newest seq + 1
    std::uint64_t checkpointed = 0;
    std::uint64_t sealed = 0;
};

struct VaultStatus {
    std::string state;   ///< "open", or "failed" after a write or sync failed
    std::string failure; ///< why, else empty
    Uuid vaultId{};
    std::string origin;      ///< "inferno.local/<vault-id>"
    std::string verifierKey; ///< C2SP vkey
    std::string keyId;       ///< its id in hex
    Progress progress;
    Hash root{}; ///< over all durable events
    std::uint64_t segments = 0;
    std::uint64_t thinnedSegments = 0; ///< of these, without the events of some types
    std::uint64_t removedEvents = 0;   ///< that were in the thinned ones
    std::uint64_t logFiles = 0;
    ByteSize bytes{}; ///< of segments and log on disk
    std::optional<WallTime>
        checkpointTime;                ///< when the newest checkpoint was signed; none before the first of this run
    std::uint64_t tornTails = 0;       ///< found and kept under wal/torn when this vault was opened
    std::vector<std::string> warnings; ///< sentences: how full the disk is, that a log file was given up
};

/// What retention decided.
struct PruneRequest {
    std::vector<std::uint64_t> segments; ///< by number
    std::string why;                     ///< "age" or "size", with the limit
    bool archived = false;               ///< each was read back from the archive
    Provenance by;
};

/// What retention decided of single types of events.
struct ThinRequest {
    struct Part {
        std::uint64_t segment = 0;
        std::vector<std::string> types; ///< exact names; not "vault"
    };
    std::vector<Part> parts;
    std::string why;
    bool archived = false; ///< each segment was read back from the archive
    Provenance by;
};

/// What thinning did.
struct Thinned {
    std::uint64_t segments = 0;
    std::uint64_t events = 0;
};

class Holds;

class Vault {
public:
    /// Opens the vault of `options.keys`, making a new one where there is none; takes the exclusive lock on
    /// <vault>/lock, recovers the write-ahead log, and starts the threads. A torn last frame is kept under wal/torn and
    /// recorded as `wal_truncated` (once more if the machine stops while it recovers). What was only in the log is
    /// sealed before this returns. REQUIRES the parents of the folders to exist. Errors: data.locked, vault.altered
    /// (what is there does not hold what was signed), vault.version, vault.missing, key.*, disk.full, io.*.
    static Result<std::unique_ptr<Vault>> open(Vfs& vfs, const Clock& clock, VaultOptions options);
    /// Closes as `close` does; errors are lost there.
    ~Vault();

    /// Appends and waits as `request.ack` says. All or nothing of a request is refused; see AppendRequest.
    /// Errors: event.invalid (naming the event by its place, from 0), vault.unavailable, disk.full,
    /// idempotency.conflict (the key was used with other events).
    Result<Receipt> append(AppendRequest request);
    /// The same without waiting: `done` is called once, when the events are durable or have failed, from the
    /// sequencer's thread or, for what is refused at the door, from this call. It must not block or call `append`.
    void appendAsync(AppendRequest request, std::function<void(Result<Receipt>)> done);

    /// One record. Errors: proof.range (no such seq), key.unavailable, vault.altered.
    Result<Record> read(std::uint64_t seq);
    /// The records that match, by pages; how many there are by time; the most frequent values of a field. See
    /// search.h.
    Result<QueryPage> query(const Query& query);
    Result<Histogram> histogram(const Query& query, std::size_t buckets, HistogramBy by);
    Result<FieldValues> values(const Query& query, const std::string& field, std::size_t limit);

    /// The newest signed checkpoint, without signing one.
    std::string checkpoint();
    /// Signs one that covers everything acknowledged before this call (none if the newest does) and returns it.
    Result<std::string> checkpointNow();
    /// The verifier key, as C2SP writes it.
    std::string verifierKey() const;

    /// Proves one event against the newest checkpoint, signing one first if none covers it. Error: proof.range.
    Result<EventProof> prove(std::uint64_t seq);
    /// The same against the tree of another size, with no checkpoint. Error: proof.range unless seq < size <= durable.
    Result<EventProof> proveAt(std::uint64_t seq, std::uint64_t size);
    /// All verifier keys there ever were: verifiers.note.
    Result<std::string> verifierHistory();
    /// Error: proof.range unless 0 < oldSize <= newSize <= durable.
    Result<TreeConsistency> consistency(std::uint64_t oldSize, std::uint64_t newSize);

    VaultStatus status();
    Progress progress() const;
    const Uuid& vaultId() const;

    /// Seals everything acknowledged before this call into a segment; returns when its file is durable.
    Result<void> rotate();
    /// New keys, and what opens the vault. Lives as long as the vault.
    KeyKeeper& keys();
    /// keys().rotate, by the service itself.
    Result<void> rotateKeys();

    /// The sealed segments, pruned ones too, by number.
    Result<std::vector<SealedSegment>> segments();
    /// Deletes segments, each but for a stub that keeps the tree and its proofs whole (docs/formats/stub.md), after the
    /// event `audit_pruned` is durable. Returns how many. Errors: hold.active (nothing is pruned), vault.altered (a
    /// segment does not hold what its stub must keep), vault.unavailable, io.*
    Result<std::uint64_t> prune(const PruneRequest& request);
    /// Removes the events of some types from segments, which are written anew without them, under a new data key for
    /// each month, after an event `audit_pruned` for each is durable (docs/formats/segment.md, "Thinned segments").
    /// Segments that are pruned or hold none of the types are passed over. What was done before an error stays done.
    /// Errors: hold.active (nothing is removed), input.invalid (the type "vault"), vault.altered, vault.unavailable,
    /// disk.full, io.*
    Result<Thinned> thin(const ThinRequest& request);
    /// The types of the events that a sealed segment holds; none of a pruned one. Read once for each of its contents.
    Result<std::set<std::string>> eventTypesIn(std::uint64_t segment);
    /// Takes a pruned or thinned segment back: `file`, named as segments are, in restoreFolder(); it is moved. Errors:
    /// vault.altered (it is not what was pruned), input.invalid (it was not pruned, or the file holds no more than what
    /// is here), key.unavailable.
    Result<void> restore(std::uint64_t segment, const std::filesystem::path& file, const Provenance& by);
    /// Destroys the data keys of months before the last one that nothing needs any more, after `keys_destroyed` is
    /// durable. Returns how many.
    Result<std::size_t> destroyUnneededKeys(const Provenance& by);
    /// What may be neither pruned nor erased (holds.h). Lives as long as the vault.
    Holds& holds();

    /// Destroys what leads from a subject's number to its name, and its sealed fields, and records that it did. Every
    /// proof stays valid. Errors: subject.unknown; erasure.refused (records hold the name in clear: how many, from
    /// when to when; or the reason names the subject); hold.active; key.store_readonly; vault.unavailable (nothing was
    /// erased, or, saying so, the erasure is not recorded yet and will be when the vault is opened again).
    Result<Erased> eraseSubject(const ErasureRequest& request);

    /// For texts that are recorded as they are: see Subjects::withoutNames.
    std::string withoutNames(std::string text) const;

    /// The highest outbox number held of this database; none if it never wrote here.
    std::optional<std::uint64_t> highestOutboxNumber(const Uuid& database) const;
    /// What an idempotency key was answered with, if it is among the newest 100,000.
    std::optional<Receipt> receiptOf(const Hash& idempotencyKey) const;

    /// One look at the disk, as the vault's own thread takes it each lookInterval: records how full it is where a step
    /// was passed, and, if writing had failed, tries to go on. Error: what still keeps it from writing.
    Result<void> lookAfter();

    /// Keeps a listener alive; its destructor waits for a running call and then none follows. It may outlive the vault.
    class Subscription {
    public:
        virtual ~Subscription() = default;
    };
    /// `changed` is called after each commit, checkpoint and sealing, from the vault's threads; it must be quick and
    /// must not call the vault, but for progress().
    [[nodiscard]] std::unique_ptr<Subscription> subscribe(std::function<void(const Progress&)> changed);

    /// Stops taking events, seals what is there, signs a last checkpoint, and lets go of the lock. Waiting appends are
    /// answered first. Calls after the first do nothing. What fails to be sealed stays in the log, and is recovered.
    Result<void> close();

private:
    class Engine;
    class Caretaker;
    explicit Vault(std::shared_ptr<Engine> engine);
    std::shared_ptr<Engine> engine() const;

    void attach(Engine& parts);

    mutable std::mutex mutex_; ///< guards engine_ and retired_
    std::shared_ptr<Engine> engine_;
    std::deque<std::shared_ptr<Engine>> retired_;
    std::unique_ptr<Caretaker> caretaker_;
};

} // namespace inferno::vault
