// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>

#include "core/base/vfs.h"

namespace inferno::fakes {

/// A file system over the real one that fails on demand: the n-th mutating operation (write, sync, truncate, allocate,
/// rename, link, remove, makeFolder, syncFolder, open for creation) returns `error`, and, if `sticky`, all after it.
/// A failing write first writes half of its bytes, as a full disk does. Safe from any thread.
class FaultyVfs final : public Vfs {
public:
    explicit FaultyVfs(Vfs& under) : under_(under) {}

    /// Operations are counted from 1, from this call on; 0 never fails.
    void failAt(std::uint64_t operation, ErrorCode error, bool sticky = true);
    /// Asked at each mutating operation that is not failed already: an error that it is to fail with, or nothing.
    /// Called from any thread; set it while none is at work.
    std::function<std::optional<ErrorCode>(std::string_view doing, const std::filesystem::path& path)> judge;
    /// Told before a file is opened to be read: here a test lets something happen in the midst of a reader's work. Set
    /// it while none is at work.
    std::function<void(const std::filesystem::path& path)> beforeRead;
    /// How many mutating operations have happened since the last failAt (or the start).
    std::uint64_t operations() const { return count_; }

    Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode,
                                       std::uint32_t permissions) override;
    Result<FileInfo> stat(const std::filesystem::path& path) override { return under_.stat(path); }
    Result<std::vector<FileInfo>> list(const std::filesystem::path& folder) override { return under_.list(folder); }
    Result<void> makeFolder(const std::filesystem::path& path, std::uint32_t permissions) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncFolder(const std::filesystem::path& folder) override;
    Result<DiskSpace> space(const std::filesystem::path& folder) override;
    /// What `space` answers from now on.
    void setSpace(DiskSpace space);
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockMode mode) override {
        return under_.lock(path, mode);
    }

    /// Counts one mutating operation; an error if it is to fail.
    Result<void> step(const char* doing, const std::filesystem::path& path);

private:
    Vfs& under_;
    std::atomic<std::uint64_t> count_{0};
    std::atomic<std::uint64_t> failAt_{0};
    std::atomic<bool> sticky_{true};
    std::atomic<ErrorCode> error_{ErrorCode::IoFailed};
    std::mutex mutex_; ///< guards space_
    std::optional<DiskSpace> space_;
};

} // namespace inferno::fakes
