// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/checkpointer.h"

namespace inferno::vault {

Checkpointer::Checkpointer(Parts parts, CheckpointLog log, std::optional<StoredCheckpoint> newest)
    : parts_(std::move(parts)), log_(std::move(log)),
      thinAt_(static_cast<std::uint64_t>(parts_.options.checkpointsGrowth)),
      newest_(std::move(newest).value_or(StoredCheckpoint{})) {
    parts_.counts.checkpointed = newest_.checkpoint.size;
}

void Checkpointer::start() {
    if (parts_.options.checkpointInterval.count() > 0)
        thread_ = std::thread([this] { run(); });
}

void Checkpointer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Checkpointer::run() {
    const auto behind = [&] { return parts_.counts.durable > parts_.counts.checkpointed && !parts_.health.failed(); };
    const auto heartbeat = parts_.options.heartbeatInterval;
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto woken = [&] { return stopping_ || behind(); };
        if (heartbeat.count() == 0)
            wake_.wait(lock, woken);
        else if (!wake_.wait_for(lock, heartbeat, woken) && !parts_.health.failed()) {
            lock.unlock();
            if (auto written = signHeartbeat(); !written)
                parts_.health.fail(written.error());
            lock.lock();
            continue;
        }
        // What comes within the interval shares the signature.
        wake_.wait_for(lock, parts_.options.checkpointInterval, [&] { return stopping_; });
        if (stopping_)
            break;
        lock.unlock();
        (void)sign(); // a failure is kept by `health`, which everyone asks
        thin();
        lock.lock();
    }
}

Result<StoredCheckpoint> Checkpointer::sign() {
    const std::lock_guard signing(signing_);
    // The size first: what is appended meanwhile is for the next one.
    const std::uint64_t size = parts_.counts.durable;
    {
        const std::lock_guard lock(mutex_);
        if (!newest_.note.empty() && newest_.checkpoint.size >= size)
            return newest_;
    }
    if (parts_.health.failed())
        return std::unexpected(parts_.health.refusal());
    StoredCheckpoint next;
    next.checkpoint.origin = parts_.keys.origin();
    next.checkpoint.size = size;
    INFERNO_TRY(next.checkpoint.root, parts_.store.rootAt(size));
    INFERNO_TRY(next.note, parts_.keys.signer()->signedNote(next.checkpoint.body()));
    if (auto written = log_.append(next.note); !written) {
        parts_.health.fail(written.error());
        return std::unexpected(parts_.health.refusal());
    }
    {
        const std::lock_guard lock(mutex_);
        newest_ = next;
        signedAt_ = parts_.clock.now();
    }
    parts_.counts.checkpointed = size;
    parts_.signedOne();
    return next;
}

void Checkpointer::thin() {
    const auto folder = parts_.options.keys.vaultFolder;
    std::uint64_t until = 0;
    {
        const std::lock_guard signing(signing_);
        until = log_.bytes();
    }
    if (until < thinAt_ || parts_.health.failed())
        return;
    // The long part, reading and checking, keeps nobody from signing.
    const auto head = [&]() -> Result<std::string> {
        INFERNO_TRY(const ThinningRule rule, thinningRule(parts_.vfs, folder, parts_.clock.now()));
        INFERNO_TRY(const Bytes content, readFile(parts_.vfs, checkpointsPath(folder), UINT64_MAX));
        return thinnedCheckpoints(asText(content).substr(0, until), parts_.keys.origin(), parts_.keys.verifiers(),
                                  rule);
    }();
    const std::lock_guard signing(signing_);
    // A file that cannot be thinned stays as it is: verification says what is wrong with it.
    if (head && head->size() < until)
        (void)log_.replaceHead(until, *head);
    thinAt_ = log_.bytes() + static_cast<std::uint64_t>(parts_.options.checkpointsGrowth);
}

Result<void> Checkpointer::signHeartbeat() {
    const StoredCheckpoint last = newest();
    const std::string body = parts_.keys.origin() + "/heartbeat\n" + std::to_string(last.checkpoint.size) + "\n" +
                             toBase64(last.checkpoint.root) + "\n" + formatUtc(parts_.clock.now()) + "\n";
    INFERNO_TRY(const std::string note, parts_.keys.signer()->signedNote(body));
    return writeFileAtomically(parts_.vfs, heartbeatPath(parts_.options.keys.vaultFolder), asBytes(note));
}

StoredCheckpoint Checkpointer::newest() const {
    const std::lock_guard lock(mutex_);
    return newest_;
}

std::optional<WallTime> Checkpointer::signedAt() const {
    const std::lock_guard lock(mutex_);
    return signedAt_;
}

} // namespace inferno::vault
