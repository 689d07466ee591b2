// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include <future>

#include "core/vault/checkpointer.h"
#include "core/vault/holds.h"
#include "core/vault/pruner.h"
#include "core/vault/recovery.h"
#include "core/vault/sealer.h"
#include "core/vault/search.h"
#include "core/vault/sequencer.h"

namespace inferno::vault {
namespace {

Result<void> ensureFolder(Vfs& vfs, const std::filesystem::path& folder) {
    if (exists(vfs, folder))
        return {};
    INFERNO_CHECK(vfs.makeFolder(folder));
    return vfs.syncFolder(folder.parent_path());
}

/// Segments that were being written when the machine stopped: what is in them is in the log. Stubs likewise: their
/// segments are there. And segments that were coming back from the archive.
Result<void> removeUnfinished(Vfs& vfs, const std::filesystem::path& folder) {
    for (const auto& place : {folder / "segments", restoreFolder(folder)}) {
        if (!exists(vfs, place))
            continue;
        INFERNO_TRY(const auto entries, vfs.list(place));
        for (const FileInfo& entry : entries)
            if (entry.name.ends_with(".tmp") || place != folder / "segments")
                INFERNO_CHECK(vfs.remove(place / entry.name));
    }
    return {};
}

class ListenerSubscription final : public Vault::Subscription {
public:
    ListenerSubscription(std::shared_ptr<Listeners> listeners, std::uint64_t id)
        : listeners_(std::move(listeners)), id_(id) {}
    ~ListenerSubscription() override { listeners_->remove(id_); }

private:
    std::shared_ptr<Listeners> listeners_;
    std::uint64_t id_;
};

} // namespace

/// Owns the parts of an open vault and starts and stops them in order.
class Vault::Engine {
public:
    Engine(Vfs& vfs, const Clock& clock, VaultOptions options)
        : vfs(vfs), clock(clock), options(std::move(options)), folder(this->options.keys.vaultFolder) {}
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    Result<void> open();
    Result<void> close();
    void changed() const { listeners->notify(); }
    Result<std::uint64_t> cut() { return sequencer->cut(); }
    Progress progress() const { return {counts.durable, counts.checkpointed, counts.sealed}; }
    VaultStatus status() const;

    Vfs& vfs;
    const Clock& clock;
    const VaultOptions options;
    const std::filesystem::path& folder;
    std::unique_ptr<FileLock> lock;
    std::unique_ptr<KeyStore> keys;
    Health health;
    Counts counts;
    MarksBook book;
    std::shared_ptr<Listeners> listeners = std::make_shared<Listeners>();
    std::uint64_t tornTails = 0;
    std::unique_ptr<Store> store;
    std::unique_ptr<WalFiles> files;
    std::unique_ptr<Sealer> sealer;
    std::unique_ptr<Checkpointer> checkpointer;
    std::unique_ptr<Sequencer> sequencer;
    std::shared_ptr<const NoteSigner> signer; ///< of the opening: what it signs stays valid when another one follows
    std::unique_ptr<Holds> holds;
    std::unique_ptr<Pruner> pruner;
    std::unique_ptr<KeyKeeper> keeper;

private:
    Result<void> takeLock();
    Result<void> holdReserve();
    void makeParts(Recovered recovered, CheckpointLog log);

    std::mutex closing_;
    bool closed_ = false;
    Result<void> closeResult_;
};

Result<void> Vault::Engine::takeLock() {
    INFERNO_CHECK(ensureFolder(vfs, folder));
    INFERNO_TRY(lock, vfs.lock(folder / "lock", LockMode::Exclusive));
    if (!lock)
        return fail(ErrorCode::DataLocked, folder.string() + " is in use", "stop the service that uses it");
    return {};
}

/// Space that only recovery may use: it is let go while a log is recovered, and taken again after.
Result<void> Vault::Engine::holdReserve() {
    const auto size = static_cast<std::uint64_t>(options.reserve);
    if (size == 0)
        return {};
    INFERNO_TRY(const auto file, vfs.open(folder / "reserve", OpenMode::Create));
    INFERNO_TRY(const std::uint64_t held, file->size());
    if (held >= size)
        return {};
    INFERNO_CHECK(file->allocate(size));
    return file->sync();
}

Result<void> Vault::Engine::open() {
    INFERNO_CHECK(takeLock());
    INFERNO_TRY(keys, KeyStore::openOrCreate(vfs, clock, options.keys));
    INFERNO_CHECK(ensureFolder(vfs, folder / "segments"));
    INFERNO_CHECK(ensureFolder(vfs, folder / "wal"));
    INFERNO_CHECK(removeUnfinished(vfs, folder));
    INFERNO_TRY(const auto logs, listWal(vfs, folder));
    if (!logs.empty() && exists(vfs, folder / "reserve"))
        INFERNO_CHECK(vfs.remove(folder / "reserve"));

    store = std::make_unique<Store>(*keys);
    files = std::make_unique<WalFiles>(vfs, folder);
    INFERNO_TRY(auto recovered, recover({vfs, clock, folder, *keys, *store, book, *files}));
    tornTails = recovered.tornTails;
    counts.durable = store->size();
    counts.sealed = recovered.sealed.sealed;
    signer = keys->signer();
    INFERNO_TRY(holds, Holds::open(vfs, folder, keys->verifiers(), keys->origin(), signer.get(), !recovered.newest));
    INFERNO_TRY(auto log, CheckpointLog::open(vfs, folder, recovered.newest));
    makeParts(std::move(recovered), std::move(log));
    INFERNO_CHECK(sealer->sealNow());
    if (store->size() > counts.sealed)
        return fail(ErrorCode::Internal, "the recovered log was not sealed");
    INFERNO_CHECK(files->removeSealed(counts.sealed));
    if (auto signedOne = checkpointer->sign(); !signedOne)
        return std::unexpected(std::move(signedOne).error());
    INFERNO_CHECK(holdReserve());
    sealer->start();
    checkpointer->start();
    sequencer->start();
    return {};
}

void Vault::Engine::makeParts(Recovered recovered, CheckpointLog log) {
    const auto notify = [this] { changed(); };
    sealer = std::make_unique<Sealer>(Sealer::Parts{vfs, clock, options, *keys, *store, book, *files, health, counts,
                                                    notify, [this] { return cut(); }},
                                      std::move(recovered.sealed));
    checkpointer =
        std::make_unique<Checkpointer>(Checkpointer::Parts{vfs, clock, options, *keys, *store, health, counts, notify},
                                       std::move(log), std::move(recovered.newest));
    const auto committed = [this] {
        checkpointer->wake();
        if (store->oldestChunk())
            sealer->wake();
        changed();
    };
    sequencer = std::make_unique<Sequencer>(
        Sequencer::Parts{vfs, clock, options, *keys, *store, book, *files, health, counts, committed});
}

Result<void> Vault::Engine::close() {
    const std::lock_guard guard(closing_);
    if (closed_ || !sequencer)
        return closeResult_;
    closed_ = true;
    sequencer->stop();
    sealer->stop();
    checkpointer->stop();
    closeResult_ = [&]() -> Result<void> {
        if (health.failed())
            return std::unexpected(health.refusal());
        INFERNO_CHECK(sealer->sealNow());
        auto last = checkpointer->sign();
        if (!last)
            return std::unexpected(std::move(last).error());
        return {};
    }();
    lock.reset();
    return closeResult_;
}

VaultStatus Vault::Engine::status() const {
    VaultStatus status;
    const auto failure = health.failure();
    status.state = failure ? "failed" : "open";
    status.failure = failure ? failure->message() : "";
    status.vaultId = keys->vaultId();
    status.origin = keys->origin();
    status.verifierKey = keys->verifiers().back().text();
    status.keyId = keys->verifiers().back().idText();
    status.progress = progress();
    status.root = store->root();
    status.segments = sealer->segments();
    status.logFiles = files->count();
    std::uint64_t bytes = 0;
    for (const char* part : {"segments", "wal"})
        if (const auto entries = vfs.list(folder / part))
            for (const FileInfo& entry : *entries)
                bytes += entry.directory ? 0 : entry.size;
    status.bytes = ByteSize{bytes};
    status.checkpointTime = checkpointer->signedAt();
    status.tornTails = tornTails;
    return status;
}

Hash idempotencyKey(std::string_view principal, std::string_view key) {
    Sha256 sha;
    sha.begin();
    sha.update(asBytes(principal));
    sha.update(asBytes(std::string_view("\0", 1)));
    sha.update(asBytes(key));
    return sha.finish();
}

Vault::Vault(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

Vault::~Vault() {
    (void)close();
}

Result<std::unique_ptr<Vault>> Vault::open(Vfs& vfs, const Clock& clock, VaultOptions options) {
    auto engine = std::make_unique<Engine>(vfs, clock, std::move(options));
    INFERNO_CHECK(engine->open());
    std::unique_ptr<Vault> opened(new Vault(std::move(engine)));
    Vault* const vault = opened.get();
    Engine& parts = *vault->engine_;
    parts.pruner = std::make_unique<Pruner>(
        Pruner::Parts{parts.vfs, parts.clock, parts.folder, *parts.keys, *parts.store, parts.book, *parts.holds,
                      [vault](AppendRequest request) { return vault->append(std::move(request)); }});
    const auto append = [vault](Event event, const Provenance& by) -> Result<void> {
        AppendRequest request;
        request.events.push_back(std::move(event));
        request.recordedBy = by;
        INFERNO_CHECK(vault->append(std::move(request)));
        return {};
    };
    parts.keeper = std::make_unique<KeyKeeper>(
        KeyKeeper::Parts{vfs, clock, *parts.keys, append, [vault] { return vault->rotate(); }});
    INFERNO_CHECK(vault->keys().finishInterrupted());
    return opened;
}

Result<void> Vault::close() {
    return engine_->close();
}

Result<Receipt> Vault::append(AppendRequest request) {
    std::promise<Result<Receipt>> answer;
    auto future = answer.get_future();
    appendAsync(std::move(request), [&](Result<Receipt> result) { answer.set_value(std::move(result)); });
    return future.get();
}

void Vault::appendAsync(AppendRequest request, std::function<void(Result<Receipt>)> done) {
    auto pending = PendingAppend::prepare(request);
    if (!pending)
        return done(std::unexpected(std::move(pending).error()));
    if ((*pending)->items.empty())
        return done(Receipt{});
    if (request.ack == Ack::Durable) {
        // `done` is shared: if the queue refuses, it is called from here.
        auto shared = std::make_shared<AppendDone>(std::move(done));
        (*pending)->done = [shared](Result<Receipt> result) { (*shared)(std::move(result)); };
        if (auto taken = engine_->sequencer->submit(std::move(*pending)); !taken)
            (*shared)(std::unexpected(std::move(taken).error()));
        return;
    }
    if (auto taken = engine_->sequencer->submit(std::move(*pending)); !taken)
        return done(std::unexpected(std::move(taken).error()));
    done(Receipt{});
}

Result<Record> Vault::read(std::uint64_t seq) {
    INFERNO_TRY(const RecordBytes bytes, engine_->store->record(seq));
    return decodeRecord(bytes.record, bytes.blob);
}

Result<QueryPage> Vault::query(const Query& query) {
    return Search(*engine_->store).page(query);
}

Result<Histogram> Vault::histogram(const Query& query, std::size_t buckets, HistogramBy by) {
    return Search(*engine_->store).histogram(query, buckets, by);
}

Result<FieldValues> Vault::values(const Query& query, const std::string& field, std::size_t limit) {
    return Search(*engine_->store).values(query, field, limit);
}

std::string Vault::checkpoint() {
    return engine_->checkpointer->newest().note;
}

Result<std::string> Vault::checkpointNow() {
    INFERNO_TRY(auto newest, engine_->checkpointer->sign());
    return std::move(newest.note);
}

std::string Vault::verifierKey() const {
    return engine_->keys->verifiers().back().text();
}

Result<EventProof> Vault::prove(std::uint64_t seq) {
    StoredCheckpoint newest = engine_->checkpointer->newest();
    if (seq >= newest.checkpoint.size && seq < engine_->counts.durable)
        INFERNO_CHECK([&]() -> Result<void> {
            INFERNO_TRY(newest, engine_->checkpointer->sign());
            return {};
        }());
    if (seq >= newest.checkpoint.size)
        return fail(ErrorCode::ProofRange, "there is no event " + std::to_string(seq),
                    "the vault holds " + std::to_string(newest.checkpoint.size) + " events, counted from 0");
    return proveEvent(*engine_->store, *engine_->keys, newest, seq);
}

Result<TreeConsistency> Vault::consistency(std::uint64_t oldSize, std::uint64_t newSize) {
    return proveConsistency(*engine_->store, oldSize, newSize);
}

VaultStatus Vault::status() {
    return engine_->status();
}

Progress Vault::progress() const {
    return engine_->progress();
}

const Uuid& Vault::vaultId() const {
    return engine_->keys->vaultId();
}

Result<std::vector<SealedSegment>> Vault::segments() {
    return engine_->pruner->segments();
}

Result<std::uint64_t> Vault::prune(const PruneRequest& request) {
    return engine_->pruner->prune(request);
}

Result<void> Vault::restore(std::uint64_t segment, const std::filesystem::path& file, const Provenance& by) {
    return engine_->pruner->restore(segment, file, by);
}

Holds& Vault::holds() {
    return *engine_->holds;
}

Result<void> Vault::rotate() {
    INFERNO_TRY(const std::uint64_t size, engine_->cut());
    return engine_->sealer->sealUpTo(size);
}

KeyKeeper& Vault::keys() {
    return *engine_->keeper;
}

Result<void> Vault::rotateKeys() {
    INFERNO_CHECK(keys().rotate({}));
    return {};
}

std::optional<std::uint64_t> Vault::highestOutboxNumber(const Uuid& database) const {
    return engine_->book.highest(database);
}

std::optional<Receipt> Vault::receiptOf(const Hash& idempotencyKey) const {
    const auto parts = engine_->book.find(idempotencyKey);
    if (parts.empty())
        return std::nullopt;
    Receipt receipt;
    for (const IdempotencyMark& part : parts)
        for (std::uint32_t i = 0; i < part.count; ++i)
            receipt.seqs.push_back(part.firstSeq + i);
    receipt.repeated = receipt.seqs.size() == parts.front().total;
    return receipt;
}

std::unique_ptr<Vault::Subscription> Vault::subscribe(std::function<void(const Progress&)> changed) {
    auto& listeners = engine_->listeners;
    const auto id =
        listeners->add([engine = engine_.get(), changed = std::move(changed)] { changed(engine->progress()); });
    return std::make_unique<ListenerSubscription>(listeners, id);
}

} // namespace inferno::vault
