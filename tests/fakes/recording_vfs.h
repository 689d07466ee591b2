// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <vector>

#include "core/base/vfs.h"

namespace inferno::fakes {

/// One change of a file system. Files are named by a number that stays theirs through every rename.
struct DiskOperation {
    enum class Kind { Create, Write, Sync, Truncate, Allocate, MakeFolder, Rename, Link, Remove, SyncFolder };
    Kind kind{};
    std::filesystem::path path; ///< below the root
    std::filesystem::path to;
    std::size_t file = 0;
    std::uint64_t offset = 0; ///< or size
    Bytes data;
    std::uint32_t permissions = 0;
};

/// What a machine that stops may lose of what was never synced.
enum class Loss {
    Nothing,    ///< all was written, by chance
    Everything, ///< no unsynced write and no unsynced name
    Names,      ///< writes are there, names that no folder's sync covers are not
    Last,       ///< the newest unsynced write is gone, those before it are there
    First,      ///< the oldest unsynced write is gone, those behind it are there
    Torn,       ///< of each unsynced write the first half is there
    Some        ///< a subset by the seed: whole, torn or gone, each for itself
};

/// A file system over the real one that keeps what was done to it below `root`, so that a test can set up the state in
/// which a power cut at any point would have left the disk. Data is durable with the sync of its file, a name with the
/// sync of its folder; what is not may be there, torn or gone. Safe from any thread.
class RecordingVfs final : public Vfs {
public:
    RecordingVfs(Vfs& under, std::filesystem::path root) : under_(under), root_(std::move(root)) {}

    std::size_t operations() const;
    /// Makes the files of the first `count` operations below `target`, which is empty.
    void leave(const std::filesystem::path& target, std::size_t count, Loss loss, unsigned seed) const;

    Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode,
                                       std::uint32_t permissions) override;
    Result<FileInfo> stat(const std::filesystem::path& path) override { return under_.stat(path); }
    Result<std::vector<FileInfo>> list(const std::filesystem::path& folder) override { return under_.list(folder); }
    Result<void> makeFolder(const std::filesystem::path& path, std::uint32_t permissions) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncFolder(const std::filesystem::path& folder) override;
    Result<DiskSpace> space(const std::filesystem::path& folder) override { return under_.space(folder); }
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockMode mode) override {
        return under_.lock(path, mode);
    }

    /// Does it below, and keeps it if it worked; both under one lock, so that the order is the true one.
    Result<void> keep(DiskOperation operation, const std::function<Result<void>()>& work);

private:
    std::filesystem::path below(const std::filesystem::path& path) const { return path.lexically_relative(root_); }

    Vfs& under_;
    const std::filesystem::path root_;
    mutable std::mutex mutex_;
    std::vector<DiskOperation> operations_;
    std::map<std::filesystem::path, std::size_t> files_; ///< by path below the root
    std::size_t nextFile_ = 1;
};

} // namespace inferno::fakes
