// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <mutex>

#include "core/base/vfs.h"
#include "core/vault/wal.h"

namespace inferno::vault {

/// Which log files there are and what they hold, so that each goes when all of it is sealed. Safe from any thread.
class WalFiles {
public:
    WalFiles(Vfs& vfs, std::filesystem::path vaultFolder) : vfs_(vfs), folder_(std::move(vaultFolder)) {}

    /// The number for the next new file.
    std::uint64_t next() const {
        const std::lock_guard lock(mutex_);
        return next_;
    }
    void startAt(std::uint64_t number) {
        const std::lock_guard lock(mutex_);
        next_ = std::max(next_, number);
    }
    /// A file that is being written; takes its number.
    void opened(std::uint64_t number) {
        const std::lock_guard lock(mutex_);
        files_[number] = kOpen;
        next_ = std::max(next_, number + 1);
    }
    /// Nothing more will be written to it; its records end before `nextSeq`.
    void closed(std::uint64_t number, std::uint64_t nextSeq) {
        const std::lock_guard lock(mutex_);
        files_[number] = nextSeq;
        next_ = std::max(next_, number + 1);
    }
    /// Its making failed: nothing is in it, and its number is not used again. Removed if that can be done.
    void failed(std::uint64_t number) {
        (void)vfs_.remove(walPath(folder_, number));
        const std::lock_guard lock(mutex_);
        files_.erase(number);
        next_ = std::max(next_, number + 1);
    }
    std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return files_.size();
    }
    /// Removes, oldest first, the closed files whose records are all below `sealed`.
    Result<void> removeSealed(std::uint64_t sealed) {
        const std::lock_guard lock(mutex_);
        bool removed = false;
        while (!files_.empty() && files_.begin()->second <= sealed) {
            INFERNO_CHECK(vfs_.remove(walPath(folder_, files_.begin()->first)));
            files_.erase(files_.begin());
            removed = true;
        }
        return removed ? vfs_.syncFolder(folder_ / "wal") : Result<void>{};
    }

private:
    static constexpr std::uint64_t kOpen = ~0ULL;

    Vfs& vfs_;
    const std::filesystem::path folder_;
    mutable std::mutex mutex_;
    std::map<std::uint64_t, std::uint64_t> files_; ///< number to nextSeq
    std::uint64_t next_ = 1;
};

} // namespace inferno::vault
