// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"

#include <future>

#include "core/vault/checkpointer.h"
#include "core/vault/disk_watch.h"
#include "core/vault/gaps.h"
#include "core/vault/holds.h"
#include "core/vault/pruner.h"
#include "core/vault/recovery.h"
#include "core/vault/sealer.h"
#include "core/vault/search.h"
#include "core/vault/sequencer.h"
#include "core/vault/subjects.h"

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
    /// In the place of one that failed: reads everything again from the disk, and goes on if all that the other
    /// acknowledged is there, bit for bit. On error the other is as it was.
    Result<void> resume(Engine& failed);
    void start();
    Result<void> close();
    PendingAppend::Conceal conceal() const;
    void changed() const { listeners->notify(); }
    Result<std::uint64_t> cut() { return sequencer->cut(); }
    Progress progress() const { return {counts.durable, counts.checkpointed, counts.sealed}; }
    VaultStatus status() const;

    Vfs& vfs;
    const Clock& clock;
    const VaultOptions options;
    const std::filesystem::path& folder;
    std::unique_ptr<FileLock> lock;
    std::shared_ptr<KeyStore> keys;
    std::shared_ptr<Gaps> gaps = std::make_shared<Gaps>();
    std::shared_ptr<Subjects> subjects;
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
    struct Promised {
        std::uint64_t size = 0;
        Hash root{};
    };
    Result<void> takeLock();
    Result<void> holdReserve();
    Result<void> load(const Promised& promised);
    void stopThreads();
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
    INFERNO_TRY(subjects, Subjects::open(vfs, folder, *keys, options.privacy));
    return load({});
}

Result<void> Vault::Engine::resume(Engine& failed) {
    failed.stopThreads();
    keys = failed.keys;
    subjects = failed.subjects;
    gaps = failed.gaps;
    listeners = failed.listeners;
    lock = std::move(failed.lock);
    auto loaded = load({failed.store->size(), failed.store->root()});
    if (!loaded)
        failed.lock = std::move(lock);
    return loaded;
}

Result<void> Vault::Engine::load(const Promised& promised) {
    INFERNO_CHECK(ensureFolder(vfs, folder / "segments"));
    INFERNO_CHECK(ensureFolder(vfs, folder / "wal"));
    INFERNO_CHECK(removeUnfinished(vfs, folder));
    INFERNO_TRY(const auto logs, listWal(vfs, folder));
    if (!logs.empty() && exists(vfs, folder / "reserve"))
        INFERNO_CHECK(vfs.remove(folder / "reserve"));

    store = std::make_unique<Store>(*keys);
    files = std::make_unique<WalFiles>(vfs, folder);
    INFERNO_TRY(auto recovered, recover({vfs, clock, folder, *keys, *store, book, *files}));
    if (store->size() < promised.size)
        return fail(ErrorCode::VaultAltered, "only " + std::to_string(store->size()) + " of " +
                                                 std::to_string(promised.size) +
                                                 " acknowledged events are on the disk");
    if (promised.size > 0) {
        INFERNO_TRY(const Hash root, store->rootAt(promised.size));
        if (root != promised.root)
            return fail(ErrorCode::VaultAltered, "what is on the disk is not what was acknowledged");
    }
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
    return holdReserve();
}

void Vault::Engine::start() {
    sealer->start();
    checkpointer->start();
    sequencer->start();
}

void Vault::Engine::stopThreads() {
    sequencer->stop();
    sealer->stop();
    checkpointer->stop();
}

PendingAppend::Conceal Vault::Engine::conceal() const {
    if (!subjects->on())
        return {};
    return [keys = keys, subjects = subjects](Event& event, Provenance& by) {
        return subjects->conceal(*keys, event, by);
    };
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
        Sequencer::Parts{vfs, clock, options, *keys, *store, book, *files, health, counts, *gaps, committed});
    health.onFailure = [this] { sequencer->wake(); };
}

Result<void> Vault::Engine::close() {
    const std::lock_guard guard(closing_);
    if (closed_ || !sequencer)
        return closeResult_;
    closed_ = true;
    stopThreads();
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
    const Store::Removed removed = store->removed();
    status.thinnedSegments = removed.segments;
    status.removedEvents = removed.events;
    status.logFiles = files->count();
    std::uint64_t bytes = 0;
    for (const char* part : {"segments", "wal"})
        if (const auto entries = vfs.list(folder / part))
            for (const FileInfo& entry : *entries)
                bytes += entry.directory ? 0 : entry.size;
    status.bytes = ByteSize{bytes};
    status.checkpointTime = checkpointer->signedAt();
    status.tornTails = tornTails;
    if (const auto space = vfs.space(folder))
        if (std::string warning = diskWarning(*space); !warning.empty())
            status.warnings.push_back(std::move(warning));
    if (const std::uint64_t files = sequencer->filesGivenUp(); files > 0)
        status.warnings.push_back(std::to_string(files) +
                                  " log files were given up after a failed write: look at the disk");
    if (const std::uint64_t dropped = gaps->current().count(); dropped > 0)
        status.warnings.push_back(std::to_string(dropped) + " events were dropped while the vault could not write");
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

/// Engines that failed are kept for a while: somebody may still read through one of their parts.
constexpr std::size_t kRetired = 2;

/// Looks after an open vault: how full its disk is, and whether it can write again after a failure.
class Vault::Caretaker {
public:
    explicit Caretaker(Vault& vault) : vault_(vault) {}
    ~Caretaker() { stop(); }

    void start(std::chrono::milliseconds interval) {
        if (interval.count() > 0)
            thread_ = std::thread([this, interval] { run(interval); });
    }
    void stop() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable())
            thread_.join();
    }
    Result<void> look();

private:
    void run(std::chrono::milliseconds interval);
    Result<void> resume(const std::shared_ptr<Engine>& failed);
    static void record(Engine& engine, Event event);

    Vault& vault_;
    DiskWatch disk_;
    std::mutex looking_; ///< one look at a time
    std::mutex mutex_;   ///< guards what follows
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

void Vault::Caretaker::run(std::chrono::milliseconds interval) {
    constexpr int kSlowest = 16; // a disk that stays broken is not read again and again
    int wait = 1;
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, wait * interval, [&] { return stopping_; })) {
        lock.unlock();
        wait = look() ? 1 : std::min(2 * wait, kSlowest);
        lock.lock();
    }
}

Result<void> Vault::Caretaker::look() {
    const std::lock_guard looking(looking_);
    {
        const std::lock_guard lock(mutex_);
        if (stopping_)
            return fail(ErrorCode::VaultUnavailable, "the vault is closed");
    }
    const auto engine = vault_.engine();
    const auto space = engine->vfs.space(engine->folder);
    const bool failed = engine->health.failed();
    if (space && !failed)
        if (auto event = disk_.look(*space))
            record(*engine, *std::move(event));
    if (!failed)
        return {};
    const VaultOptions& options = engine->options;
    const std::uint64_t needed =
        static_cast<std::uint64_t>(options.reserve) + 2 * static_cast<std::uint64_t>(options.logFileSize);
    if (engine->health.failure()->code == ErrorCode::DiskFull && space && space->free < needed)
        return std::unexpected(engine->health.refusal());
    return resume(engine);
}

Result<void> Vault::Caretaker::resume(const std::shared_ptr<Engine>& failed) {
    const auto fresh = std::make_shared<Engine>(failed->vfs, failed->clock, failed->options);
    INFERNO_CHECK(fresh->resume(*failed));
    vault_.attach(*fresh);
    {
        const std::lock_guard lock(vault_.mutex_);
        vault_.engine_ = fresh;
        vault_.retired_.push_back(failed);
        if (vault_.retired_.size() > kRetired)
            vault_.retired_.pop_front();
    }
    fresh->start();
    Event event;
    event.eventType = "vault";
    event.action = actions::kVaultResumed;
    event.resource = "audit";
    event.severity = Severity::High;
    event.result = "success";
    event.details = "{\"stopped_by\":\"" + std::string(idOf(failed->health.failure()->code)) + "\"}";
    record(*fresh, std::move(event));
    fresh->changed();
    return {};
}

void Vault::Caretaker::record(Engine& engine, Event event) {
    AppendRequest request;
    request.events.push_back(std::move(event));
    request.ack = Ack::Buffered;
    if (auto pending = PendingAppend::prepare(request, engine.conceal()))
        (void)engine.sequencer->submit(*pending); // refused: the vault has just stopped again, and says so
}

Vault::Vault(std::shared_ptr<Engine> engine)
    : engine_(std::move(engine)), caretaker_(std::make_unique<Caretaker>(*this)) {}

Vault::~Vault() {
    (void)close();
}

std::shared_ptr<Vault::Engine> Vault::engine() const {
    const std::lock_guard lock(mutex_);
    return engine_;
}

Result<std::unique_ptr<Vault>> Vault::open(Vfs& vfs, const Clock& clock, VaultOptions options) {
    const auto engine = std::make_shared<Engine>(vfs, clock, std::move(options));
    INFERNO_CHECK(engine->open());
    engine->start();
    std::unique_ptr<Vault> vault(new Vault(engine));
    vault->attach(*engine);
    INFERNO_CHECK(vault->keys().finishInterrupted());
    INFERNO_CHECK(finishErasures(*vault, *engine->subjects, *engine->keys));
    vault->caretaker_->start(engine->options.lookInterval);
    return vault;
}

/// The parts that append to the vault themselves.
void Vault::attach(Engine& parts) {
    parts.pruner = std::make_unique<Pruner>(Pruner::Parts{
        parts.vfs,
        parts.clock,
        parts.folder,
        *parts.keys,
        *parts.store,
        parts.book,
        *parts.holds,
        {parts.options.codec, parts.options.codecLevel, static_cast<std::size_t>(parts.options.codecThreshold)},
        [this](AppendRequest request) { return append(std::move(request)); }});
    const auto appendOne = [this](Event event, const Provenance& by) -> Result<void> {
        AppendRequest request;
        request.events.push_back(std::move(event));
        request.recordedBy = by;
        INFERNO_CHECK(append(std::move(request)));
        return {};
    };
    parts.keeper = std::make_unique<KeyKeeper>(
        KeyKeeper::Parts{parts.vfs, parts.clock, *parts.keys, appendOne, [this] { return rotate(); }});
}

Result<void> Vault::close() {
    caretaker_->stop();
    return engine()->close();
}

Result<void> Vault::lookAfter() {
    return caretaker_->look();
}

Result<Receipt> Vault::append(AppendRequest request) {
    std::promise<Result<Receipt>> answer;
    auto future = answer.get_future();
    appendAsync(std::move(request), [&](Result<Receipt> result) { answer.set_value(std::move(result)); });
    return future.get();
}

void Vault::appendAsync(AppendRequest request, std::function<void(Result<Receipt>)> done) {
    auto pending = PendingAppend::prepare(request, this->engine()->conceal());
    if (!pending)
        return done(std::unexpected(std::move(pending).error()));
    if ((*pending)->items.empty())
        return done(Receipt{});
    const auto engine = this->engine();
    const bool waits = request.ack == Ack::Durable;
    if (waits)
        (*pending)->done = std::move(done);
    auto taken = engine->sequencer->submit(*pending);
    if (waits && !taken)
        return (*pending)->done(std::unexpected(std::move(taken).error()));
    if (waits)
        return;
    Receipt receipt;
    if (!taken) {
        if ((*pending)->dropAs.empty())
            return done(std::unexpected(std::move(taken).error()));
        engine->gaps->dropped((*pending)->dropAs, engine->clock.now());
        receipt.dropped = true;
    }
    done(std::move(receipt));
}

std::string Vault::withoutNames(std::string text) const {
    return engine()->subjects->withoutNames(std::move(text));
}

Result<Record> Vault::read(std::uint64_t seq) {
    const auto engine = this->engine();
    INFERNO_TRY(const RecordBytes bytes, engine->store->record(seq));
    INFERNO_TRY(Record record, decodeRecord(bytes.record, bytes.blob));
    engine->subjects->reveal(record);
    return record;
}

Result<QueryPage> Vault::query(const Query& query) {
    const auto engine = this->engine();
    INFERNO_TRY(QueryPage page, Search(*engine->store).page(engine->subjects->translated(query)));
    for (Record& record : page.records)
        engine->subjects->reveal(record);
    return page;
}

Result<Histogram> Vault::histogram(const Query& query, std::size_t buckets, HistogramBy by) {
    const auto engine = this->engine();
    return Search(*engine->store).histogram(engine->subjects->translated(query), buckets, by);
}

Result<FieldValues> Vault::values(const Query& query, const std::string& field, std::size_t limit) {
    const auto engine = this->engine();
    INFERNO_TRY(FieldValues values, Search(*engine->store).values(engine->subjects->translated(query), field, limit));
    engine->subjects->reveal(values);
    return values;
}

std::string Vault::checkpoint() {
    return engine()->checkpointer->newest().note;
}

Result<std::string> Vault::checkpointNow() {
    INFERNO_TRY(auto newest, engine()->checkpointer->sign());
    return std::move(newest.note);
}

std::string Vault::verifierKey() const {
    return engine()->keys->verifiers().back().text();
}

Result<EventProof> Vault::prove(std::uint64_t seq) {
    const auto engine = this->engine();
    StoredCheckpoint newest = engine->checkpointer->newest();
    if (seq >= newest.checkpoint.size && seq < engine->counts.durable)
        INFERNO_CHECK([&]() -> Result<void> {
            INFERNO_TRY(newest, engine->checkpointer->sign());
            return {};
        }());
    if (seq >= newest.checkpoint.size)
        return fail(ErrorCode::ProofRange, "there is no event " + std::to_string(seq),
                    "the vault holds " + std::to_string(newest.checkpoint.size) + " events, counted from 0");
    return proveEvent(*engine->store, *engine->keys, newest, seq, engine->subjects.get());
}

Result<EventProof> Vault::proveAt(std::uint64_t seq, std::uint64_t size) {
    const auto engine = this->engine();
    return proveEventAt(*engine->store, *engine->keys, seq, size, engine->subjects.get());
}

Result<std::string> Vault::verifierHistory() {
    INFERNO_TRY(const Bytes note, readFile(engine_->vfs, engine_->options.keys.verifiers(), 1 << 20));
    return std::string(asText(note));
}

Result<TreeConsistency> Vault::consistency(std::uint64_t oldSize, std::uint64_t newSize) {
    return proveConsistency(*engine()->store, oldSize, newSize);
}

VaultStatus Vault::status() {
    return engine()->status();
}

Progress Vault::progress() const {
    return engine()->progress();
}

const Uuid& Vault::vaultId() const {
    return engine()->keys->vaultId();
}

Result<std::vector<SealedSegment>> Vault::segments() {
    return engine()->pruner->segments();
}

Result<std::uint64_t> Vault::prune(const PruneRequest& request) {
    return engine()->pruner->prune(request);
}

Result<Thinned> Vault::thin(const ThinRequest& request) {
    return engine()->pruner->thin(request);
}

Result<std::set<std::string>> Vault::eventTypesIn(std::uint64_t segment) {
    return engine()->pruner->eventTypesIn(segment);
}

Result<void> Vault::restore(std::uint64_t segment, const std::filesystem::path& file, const Provenance& by) {
    return engine()->pruner->restore(segment, file, by);
}

Result<std::size_t> Vault::destroyUnneededKeys(const Provenance& by) {
    return engine()->pruner->destroyKeys(by);
}

Holds& Vault::holds() {
    return *engine()->holds;
}

Result<void> Vault::rotate() {
    const auto engine = this->engine();
    INFERNO_TRY(const std::uint64_t size, engine->cut());
    return engine->sealer->sealUpTo(size);
}

KeyKeeper& Vault::keys() {
    return *engine()->keeper;
}

Result<void> Vault::rotateKeys() {
    INFERNO_CHECK(keys().rotate({}));
    return {};
}

Result<Erased> Vault::eraseSubject(const ErasureRequest& request) {
    const auto engine = this->engine();
    if (engine->health.failed())
        return std::unexpected(engine->health.refusal());
    return vault::eraseSubject(*this, *engine->store, *engine->subjects, *engine->keys, *engine->holds, request);
}

std::optional<std::uint64_t> Vault::highestOutboxNumber(const Uuid& database) const {
    return engine()->book.highest(database);
}

std::optional<Receipt> Vault::receiptOf(const Hash& idempotencyKey) const {
    const auto parts = engine()->book.find(idempotencyKey);
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
    const auto listeners = engine()->listeners;
    const auto id = listeners->add([this, changed = std::move(changed)] { changed(progress()); });
    return std::make_unique<ListenerSubscription>(listeners, id);
}

} // namespace inferno::vault
