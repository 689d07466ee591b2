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

/// The first failure of a write or sync that nothing could mend closes the parts of a vault for writing, for good: it
/// goes on with new parts, once what was acknowledged has been read again from the disk (vault.h).
class Health {
public:
    /// `onFailure` is called at the first failure, from the thread that failed.
    void fail(const Error& error) {
        {
            const std::lock_guard lock(mutex_);
            if (failure_)
                return;
            failure_ = std::make_shared<const Error>(error);
            failed_ = true;
        }
        if (onFailure)
            onFailure();
    }
    std::function<void()> onFailure; ///< set before any thread can fail
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
                     full ? "free some space: the vault then goes on by itself; nothing that was acknowledged is lost"
                          : "look at the disk: the vault goes on by itself once it can write; nothing that was "
                            "acknowledged is lost",
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
