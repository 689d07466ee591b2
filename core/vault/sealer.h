// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "core/vault/health.h"
#include "core/vault/marks_book.h"
#include "core/vault/segment_writer.h"
#include "core/vault/store.h"
#include "core/vault/vault.h"
#include "core/vault/wal_files.h"

/// Puts ended chunks into blocks of the segment that is being written, seals it when it is large or old enough, when
/// the key changes, or when asked, and then lets the log files go. A failure closes the vault for writing; what is not
/// sealed is in the log. Safe from any thread, but for `sealNow`.

namespace inferno::vault {

class Sealer {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        const VaultOptions& options;
        const KeyStore& keys;
        Store& store;
        const MarksBook& book;
        WalFiles& files;
        Health& health;
        Counts& counts;
        std::function<void()> sealed;               ///< called after each sealing
        std::function<Result<std::uint64_t>()> cut; ///< ends the open chunk, for a segment that is old enough
    };
    /// Where the last segment ended.
    struct Start {
        std::uint64_t nextNumber = 1;
        Hash previous{};
        std::uint64_t sealed = 0;
        std::vector<Hash> leaves; ///< of the group that `sealed` lies in
        CompactRange groups;      ///< over the complete groups
    };
    Sealer(Parts parts, Start start);
    ~Sealer() { stop(); }

    /// Seals all ended chunks in the caller's thread. REQUIRES start() not to have been called, or stop() to have been.
    Result<void> sealNow();
    void start();
    /// A chunk has ended: there may be work.
    void wake() {
        {
            const std::lock_guard lock(mutex_);
        } // so that it is not missed between the look and the sleep
        wake_.notify_all();
    }
    /// Returns when everything below `size` is sealed. REQUIRES the chunk that ends there to have ended.
    Result<void> sealUpTo(std::uint64_t size);
    void stop();

    std::uint64_t segments() const { return segments_; }

private:
    void run();
    /// Puts what has ended into blocks; finishes the segment where it must end before `upTo`.
    Result<void> work(std::uint64_t upTo);
    Result<void> place(const Store::Chunk& chunk);
    Result<void> finish();
    bool oldEnough() const;

    Parts parts_;
    Start at_; ///< of the segment that is being written
    std::shared_ptr<SegmentWriter> writer_;
    std::vector<Hash> leaves_; ///< of the group that the last placed record lies in
    MonoTime started_;
    std::atomic<std::uint64_t> segments_ = 0;
    std::mutex mutex_; ///< guards what follows
    std::condition_variable wake_;
    std::condition_variable done_;
    std::uint64_t target_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::vault
