// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/vault/checkpoint_log.h"
#include "core/vault/health.h"
#include "core/vault/store.h"
#include "core/vault/vault.h"

/// Signs the vault's checkpoints: at most an interval after any append, and when asked. An idle vault signs a sign of
/// life instead (heartbeatPath). Safe from any thread.

namespace inferno::vault {

class Checkpointer {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        const VaultOptions& options;
        const KeyStore& keys;
        const Store& store;
        Health& health;
        Counts& counts;
        std::function<void()> signedOne; ///< called after each checkpoint
    };
    Checkpointer(Parts parts, CheckpointLog log, std::optional<StoredCheckpoint> newest);
    ~Checkpointer() { stop(); }

    void start();
    /// Something was appended.
    void wake() {
        {
            const std::lock_guard lock(mutex_);
        } // so that it is not missed between the look and the sleep
        wake_.notify_all();
    }
    void stop();

    /// Signs one over everything durable, unless the newest covers it, and returns the newest. Error:
    /// vault.unavailable.
    Result<StoredCheckpoint> sign();
    StoredCheckpoint newest() const;
    std::optional<WallTime> signedAt() const;

private:
    void run();
    Result<void> signHeartbeat();
    /// Lets older checkpoints go, where the file has grown enough since the last time.
    void thin();

    Parts parts_;
    std::mutex signing_; ///< one at a time; guards log_
    CheckpointLog log_;
    std::uint64_t thinAt_;     ///< bytes of the file; used by the thread alone
    mutable std::mutex mutex_; ///< guards what follows
    std::condition_variable wake_;
    StoredCheckpoint newest_;
    std::optional<WallTime> signedAt_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::vault
