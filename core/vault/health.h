// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "core/base/error.h"

/// What the parts of an open vault share: its counts, whether it still may write, and who wants to hear of changes.
/// Safe from any thread.

namespace inferno::vault {

/// The first failure of a write or sync closes the vault for writing, for good.
class Health {
public:
    void fail(const Error& error) {
        const std::lock_guard lock(mutex_);
        if (!failure_)
            failure_ = std::make_shared<const Error>(error);
        failed_ = true;
    }
    bool failed() const { return failed_; }
    std::shared_ptr<const Error> failure() const {
        const std::lock_guard lock(mutex_);
        return failure_;
    }
    /// What callers are told: disk.full or vault.unavailable, with the failure as its cause.
    Error refusal() const {
        const auto cause = failure();
        const bool full = cause && cause->code == ErrorCode::DiskFull;
        return Error{full ? ErrorCode::DiskFull : ErrorCode::VaultUnavailable,
                     cause ? cause->detail : "the vault is closed",
                     full ? "free some space and restart the service; nothing that was acknowledged is lost"
                          : "look at the disk and restart the service; nothing that was acknowledged is lost",
                     cause, std::source_location::current()};
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Error> failure_;
    std::atomic<bool> failed_ = false;
};

/// Numbers of events; each only rises.
struct Counts {
    std::atomic<std::uint64_t> durable = 0;
    std::atomic<std::uint64_t> checkpointed = 0;
    std::atomic<std::uint64_t> sealed = 0;
};

/// Functions that are called on a change. `remove` waits for a running call.
class Listeners {
public:
    std::uint64_t add(std::function<void()> changed) {
        const std::lock_guard lock(mutex_);
        listeners_[next_] = std::move(changed);
        return next_++;
    }
    void remove(std::uint64_t id) {
        const std::lock_guard lock(mutex_);
        listeners_.erase(id);
    }
    void notify() {
        const std::lock_guard lock(mutex_);
        for (const auto& [id, changed] : listeners_)
            changed();
    }

private:
    std::mutex mutex_;
    std::map<std::uint64_t, std::function<void()>> listeners_;
    std::uint64_t next_ = 1;
};

} // namespace inferno::vault
