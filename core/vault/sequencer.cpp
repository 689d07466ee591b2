// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/sequencer.h"

#include <algorithm>
#include <future>
#include <utility>

#include <nlohmann/json.hpp>

namespace inferno::vault {
namespace {

/// A frame takes no more once it has so much.
constexpr std::size_t kFrameBytes = 1ULL << 20;
constexpr std::size_t kFrameRecords = 16 * kGroupSize;
/// So long events that nobody waits for gather, so that many of them cost one frame and one wake.
constexpr std::chrono::milliseconds kGather{5};
/// The sealer may be behind by so much.
constexpr std::size_t kBacklogBytes = 48ULL << 20;

/// What an event says of a failure.
std::string detailsOf(const Error& error, nlohmann::json details = nlohmann::json::object()) {
    details["code"] = idOf(error.code);
    details["reason"] = error.detail;
    return details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::size_t costOf(const PendingAppend& request) {
    return request.fields.size() + request.blobs.size() +
           request.items.size() * (kRecordHeadBytes + sizeof(PendingAppend::Item)) + 64;
}

/// SHA-256 over what the client said, so that a key that comes again with other events is seen. The provenance is left
/// out: a retry may come from another address.
Hash hashOf(const std::vector<Event>& events) {
    Sha256 sha;
    sha.begin();
    Bytes fields;
    for (const Event& event : events) {
        fields.clear();
        putLe(fields, event.timestamp ? event.timestamp->time_since_epoch().count() : 0);
        fields.push_back(event.timestamp.has_value());
        fields.push_back(static_cast<std::uint8_t>(effectiveLevel(event)));
        fields.push_back(static_cast<std::uint8_t>(effectiveSeverity(event)));
        Bytes blob; // its hash is among the fields
        encodeFields(event, {}, fields, blob);
        Bytes length;
        putLe(length, static_cast<std::uint64_t>(fields.size()));
        sha.update(length);
        sha.update(fields);
    }
    return sha.finish();
}

} // namespace

Result<std::unique_ptr<PendingAppend>> PendingAppend::prepare(AppendRequest& request, const Conceal& conceal) {
    auto pending = std::make_unique<PendingAppend>();
    if (request.outbox && request.outbox->numbers.size() != request.events.size())
        return fail(ErrorCode::Internal, "an outbox batch needs one number for each event");
    if (request.outbox && request.idempotencyKey)
        return fail(ErrorCode::Internal, "an outbox batch takes no idempotency key: its numbers do that work");
    Provenance& by = request.recordedBy;
    by = {by.origin, sanitized(by.principal), sanitized(by.tokenId), sanitized(by.peer)};
    pending->items.reserve(request.events.size());
    for (std::size_t i = 0; i < request.events.size(); ++i) {
        Event& event = request.events[i];
        const auto refuse = [&](const Error& error) {
            const std::string which = request.events.size() > 1 ? "event " + std::to_string(i) + ": " : "";
            return fail(error.code, which + error.detail, error.hint);
        };
        if (auto valid = validate(event); !valid)
            return refuse(valid.error());
        Item item;
        item.begin = pending->fields.size();
        item.blobBegin = pending->blobs.size();
        if (conceal) {
            Event stored = event;
            Provenance author = by;
            if (auto concealed = conceal(stored, author); !concealed)
                return refuse(concealed.error());
            encodeFields(stored, author, pending->fields, pending->blobs);
        } else {
            encodeFields(event, by, pending->fields, pending->blobs);
        }
        item.end = pending->fields.size();
        item.blobEnd = pending->blobs.size();
        if (item.end - item.begin + kRecordHeadBytes > kMaxRecordBytes)
            return refuse(Error{ErrorCode::EventInvalid, "its texts would have more than 64 KiB",
                                "put what is long into details", nullptr, std::source_location::current()});
        if (event.timestamp)
            item.timestampNs = event.timestamp->time_since_epoch().count();
        item.level = effectiveLevel(event);
        item.severity = effectiveSeverity(event);
        pending->items.push_back(item);
        if (request.ack == Ack::Buffered && request.onFailure == OnFailure::Open)
            pending->dropAs.push_back(event.action);
    }
    pending->origin = request.recordedBy.origin;
    pending->outbox = std::move(request.outbox);
    pending->key = request.idempotencyKey;
    if (pending->key)
        pending->events = hashOf(request.events);
    return pending;
}

Sequencer::Sequencer(Parts parts) : parts_(std::move(parts)), bootId_(currentBootId()), hasher_(parts_.keys) {}

void Sequencer::start() {
    thread_ = std::thread([this] { run(); });
}

Result<void> Sequencer::submit(std::unique_ptr<PendingAppend>& request) {
    const std::size_t cost = costOf(*request);
    bool isNews = false;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || parts_.health.failed())
            return std::unexpected(parts_.health.refusal());
        if (queuedBytes_ > 0 && queuedBytes_ + cost > static_cast<std::uint64_t>(parts_.options.queueLimit))
            return fail(ErrorCode::VaultUnavailable, "too many events are waiting to be written", "try again");
        queuedBytes_ += cost;
        const bool isAwaited = request->done != nullptr;
        awaited_ += isAwaited ? 1 : 0;
        queue_.push_back({std::move(request), std::nullopt, isAwaited});
        isNews = queue_.size() == 1 || isUrgent();
    }
    if (isNews)
        wake_.notify_one();
    return {};
}

Result<std::uint64_t> Sequencer::cut() {
    std::promise<Result<std::uint64_t>> answer;
    auto future = answer.get_future();
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || parts_.health.failed())
            return std::unexpected(parts_.health.refusal());
        ++awaited_;
        queue_.push_back({nullptr, Cut{[&](Result<std::uint64_t> size) { answer.set_value(std::move(size)); }}, true});
    }
    wake_.notify_one();
    return future.get();
}

void Sequencer::wake() {
    {
        const std::lock_guard lock(mutex_);
    } // so that it is not missed between the look and the sleep
    wake_.notify_one();
}

void Sequencer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable())
        thread_.join();
}

Sequencer::Entry* Sequencer::front() {
    const std::lock_guard lock(mutex_);
    return queue_.empty() ? nullptr : &queue_.front();
}

/// Takes the first entry away.
Sequencer::Entry Sequencer::pop() {
    const std::lock_guard lock(mutex_);
    Entry entry = std::move(queue_.front());
    queue_.pop_front();
    queuedBytes_ -= entry.append ? costOf(*entry.append) : 0;
    awaited_ -= entry.isAwaited ? 1 : 0;
    return entry;
}

/// Whether the queue cannot wait until more has come.
bool Sequencer::isUrgent() const {
    return stopping_ || awaited_ > 0 || queuedBytes_ >= kFrameBytes;
}

bool Sequencer::hasOwnWork() const {
    return mustTellOfStop() || (!parts_.health.failed() && (!own_.empty() || !parts_.gaps.empty()));
}

void Sequencer::run() {
    while (true) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [&] { return stopping_ || !queue_.empty() || hasOwnWork(); });
            wake_.wait_for(lock, kGather, [&] { return isUrgent() || hasOwnWork(); });
            if (stopping_ && queue_.empty())
                break;
        }
        if (mustTellOfStop()) {
            tellOfStop();
            continue;
        }
        if (Entry* const entry = front(); entry && entry->cut) {
            endAll();
            const Entry cut = pop();
            cut.cut->done(parts_.store.size());
            continue;
        }
        awaitSealer();
        Batch batch = emptyBatch();
        gather(batch);
        if (auto committed = commit(batch); !committed) {
            failAll(batch, committed.error());
            continue;
        }
        for (const auto& request : batch.finished)
            if (request->done)
                request->done(std::move(request->receipt));
        if (full_)
            parts_.health.fail(*std::exchange(full_, std::nullopt));
    }
    endAll();
}

/// Where events come faster than they can be put into blocks, they wait in the queue, which refuses when it is full: so
/// memory stays bounded.
void Sequencer::awaitSealer() {
    while (parts_.store.pendingBytes() > kBacklogBytes && !parts_.health.failed()) {
        std::unique_lock lock(mutex_);
        if (stopping_)
            return;
        wake_.wait_for(lock, std::chrono::milliseconds(1));
    }
}

Sequencer::Batch Sequencer::emptyBatch() const {
    Batch batch;
    batch.wal.firstSeq = parts_.store.size();
    batch.received = parts_.clock.now();
    batch.monoNs = static_cast<std::uint64_t>(parts_.clock.monotonic().time_since_epoch().count());
    return batch;
}

/// An event of the vault's own.
void Sequencer::addOwn(Batch& batch, Event event) {
    if (!validate(event))
        return;
    Bytes fields;
    Bytes blob;
    encodeFields(event, {}, fields, blob);
    RecordHead head;
    head.seq = batch.wal.firstSeq + batch.wal.records.size();
    head.receivedNs = head.timestampNs = batch.received.time_since_epoch().count();
    head.monoNs = batch.monoNs;
    head.bootId = bootId_;
    head.level = effectiveLevel(event);
    head.severity = effectiveSeverity(event);
    appendRecord(batch.wal.records.bytes(), head, fields);
    batch.wal.records.endRecord(blob);
}

void Sequencer::gather(Batch& batch) {
    batch.own = own_.size();
    for (const Event& event : own_)
        addOwn(batch, event);
    if (!parts_.gaps.empty()) {
        batch.gap = parts_.gaps.current();
        addOwn(batch, batch.gap->event());
    }
    // Only this thread takes entries away, and adding at the end leaves the front where it is.
    for (Entry* entry = front(); entry && entry->append; entry = front()) {
        if (!gatherOne(batch, *entry->append))
            return;
        batch.finished.push_back(pop().append);
    }
}

void Sequencer::takeKnown(PendingAppend& request) {
    const auto parts = parts_.book.find(*request.key);
    for (const IdempotencyMark& part : parts) {
        for (std::uint32_t i = 0; i < part.count; ++i)
            request.receipt.seqs.push_back(part.firstSeq + i);
    }
    request.receipt.repeated = !parts.empty() && request.receipt.seqs.size() == request.items.size();
    request.next = request.receipt.seqs.size();
}

bool Sequencer::gatherOne(Batch& batch, PendingAppend& request) {
    if (!request.started && request.key) {
        if (batch.keys.contains(*request.key))
            return false; // the request before with this key must be durable first
        const auto parts = parts_.book.find(*request.key);
        if (!parts.empty() && parts.front().events != request.events) {
            if (request.done)
                request.done(fail(ErrorCode::IdempotencyConflict,
                                  "the key was used with other events, " + std::to_string(parts.front().total) +
                                      " of them, from number " + std::to_string(parts.front().firstSeq),
                                  "use a new key for a new request"));
            request.done = nullptr;
            return true;
        }
        takeKnown(request);
    }
    request.started = true;
    std::uint64_t highest = 0;
    bool anyBefore = false;
    if (request.outbox) {
        const auto held = batch.outbox.contains(request.outbox->database)
                              ? std::optional(batch.outbox[request.outbox->database])
                              : parts_.book.highest(request.outbox->database);
        anyBefore = held.has_value();
        highest = held.value_or(0);
    }
    IdempotencyMark mark{request.key.value_or(Hash{}),
                         request.events,
                         static_cast<std::uint32_t>(request.items.size()),
                         static_cast<std::uint32_t>(request.next),
                         batch.wal.firstSeq + batch.wal.records.size(),
                         0};
    RecordHead head;
    head.receivedNs = batch.received.time_since_epoch().count();
    head.monoNs = batch.monoNs;
    head.bootId = bootId_;
    head.origin = request.origin;
    while (request.next < request.items.size() && batch.wal.records.byteCount() < kFrameBytes &&
           batch.wal.records.size() < kFrameRecords) {
        const PendingAppend::Item& item = request.items[request.next];
        if (request.outbox) {
            const std::uint64_t number = request.outbox->numbers[request.next];
            if (anyBefore && number <= highest) {
                ++request.next; // it is in the vault already
                continue;
            }
            anyBefore = true;
            highest = number;
            batch.outbox[request.outbox->database] = number;
        }
        head.seq = batch.wal.firstSeq + batch.wal.records.size();
        head.timestampNs = item.timestampNs.value_or(head.receivedNs);
        head.level = item.level;
        head.severity = item.severity;
        appendRecord(batch.wal.records.bytes(), head,
                     ByteView(request.fields).subspan(item.begin, item.end - item.begin));
        batch.wal.records.endRecord(ByteView(request.blobs).subspan(item.blobBegin, item.blobEnd - item.blobBegin));
        request.receipt.seqs.push_back(head.seq);
        ++mark.count;
        ++request.next;
    }
    if (request.key && mark.count > 0) {
        batch.keys.insert(*request.key);
        batch.wal.marks.idempotency.push_back(mark);
    }
    return request.next == request.items.size();
}

Result<void> Sequencer::commit(Batch& batch) {
    if (batch.wal.records.empty())
        return {};
    if (parts_.health.failed())
        return std::unexpected(parts_.health.refusal());
    INFERNO_CHECK(put(batch));
    own_.erase(own_.begin(), own_.begin() + static_cast<std::ptrdiff_t>(batch.own));
    if (batch.gap)
        parts_.gaps.told(*batch.gap);
    return {};
}

/// Makes the batch durable, and part of what the vault holds.
Result<void> Sequencer::put(Batch& batch) {
    for (const auto& [database, highest] : batch.outbox)
        batch.wal.marks.outbox.push_back({database, highest});
    INFERNO_TRY(const auto key, parts_.keys.currentKey(RetentionClass::Default, monthOf(batch.received)));
    INFERNO_TRY(const auto leaves, hasher_.hashAll(batch.wal.records));
    INFERNO_CHECK(write(batch.wal, *key));
    parts_.book.take(batch.wal.marks);
    parts_.store.append(batch.wal.records, leaves, key);
    parts_.counts.durable = parts_.store.size();
    parts_.committed();
    return {};
}

Result<void> Sequencer::write(const WalBatch& batch, const DataKey& key) {
    const auto written = writeOnce(batch, key);
    if (written)
        return {};
    const Error& error = written.error();
    const bool full = error.code == ErrorCode::DiskFull;
    giveUpLog();
    if (full && !std::exchange(onReserve_, true))
        (void)parts_.vfs.remove(parts_.options.keys.vaultFolder / "reserve");
    if (!writeOnce(batch, key)) {
        giveUpLog();
        return written; // the first failure tells more
    }
    if (full) {
        full_ = error;
        return {};
    }
    Event event;
    event.eventType = "vault";
    event.action = actions::kLogReplaced;
    event.resource = "audit";
    event.severity = Severity::High;
    event.result = "success";
    event.details = detailsOf(error, {{"new_file", log_->number()}});
    own_.push_back(std::move(event));
    return {};
}

Result<void> Sequencer::writeOnce(const WalBatch& batch, const DataKey& key) {
    INFERNO_CHECK(openLog(key, batch.records.byteCount() + 4 * batch.records.size()));
    return log_->commit(batch, parts_.store.size());
}

/// Nothing is written to the file again, and nothing of it is synced: the next one takes over.
void Sequencer::giveUpLog() {
    if (!log_)
        return;
    closeLog();
    takeOver_ = true;
    ++filesGivenUp_;
}

/// The last thing that is written, if it can be: that the vault has stopped, and why.
void Sequencer::tellOfStop() {
    toldOfStop_ = true;
    const auto failure = parts_.health.failure();
    if (failure->code == ErrorCode::DiskFull && !std::exchange(onReserve_, true))
        (void)parts_.vfs.remove(parts_.options.keys.vaultFolder / "reserve");
    Batch batch = emptyBatch();
    Event event;
    event.eventType = "vault";
    event.action = actions::kVaultStopped;
    event.resource = "audit";
    event.severity = Severity::Critical;
    event.result = "failure";
    event.details = detailsOf(*failure);
    addOwn(batch, std::move(event));
    (void)put(batch);
}

Result<void> Sequencer::openLog(const DataKey& key, std::size_t bytes) {
    if (log_ && (log_->key() != key.id || (log_->frames() > 0 && !log_->hasRoomFor(bytes))))
        closeLog();
    if (log_)
        return {};
    const std::uint64_t number = parts_.files.next();
    parts_.files.opened(number);
    auto size = static_cast<std::uint64_t>(parts_.options.logFileSize);
    if (onReserve_)
        size = std::min(size, static_cast<std::uint64_t>(parts_.options.reserve) / 4);
    auto log = WalWriter::create(parts_.vfs, parts_.clock, parts_.options.keys.vaultFolder, parts_.keys.vaultId(),
                                 number, parts_.store.size(), key, size, takeOver_);
    if (!log) {
        parts_.files.failed(number);
        return std::unexpected(std::move(log).error());
    }
    log_.emplace(std::move(*log));
    takeOver_ = false;
    return {};
}

void Sequencer::closeLog() {
    if (log_)
        parts_.files.closed(log_->number(), parts_.store.size());
    log_.reset();
}

void Sequencer::endAll() {
    parts_.store.cut();
    if (!parts_.health.failed())
        closeLog();
}

void Sequencer::failAll(Batch& batch, const Error& error) {
    parts_.health.fail(error);
    const Error refusal = parts_.health.refusal();
    const auto answer = [&](const std::unique_ptr<PendingAppend>& request) {
        if (!request->dropAs.empty())
            parts_.gaps.dropped(request->dropAs, parts_.clock.now());
        if (request->done)
            request->done(std::unexpected(refusal));
    };
    for (const auto& request : batch.finished)
        answer(request);
    std::deque<Entry> waiting;
    {
        const std::lock_guard lock(mutex_);
        waiting.swap(queue_);
        queuedBytes_ = 0;
        awaited_ = 0;
    }
    for (Entry& entry : waiting) {
        if (entry.append)
            answer(entry.append);
        else
            entry.cut->done(std::unexpected(refusal));
    }
}

} // namespace inferno::vault
