// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "core/base/vfs.h"

namespace inferno::fakes {

/// A file system in memory, for tests that read a file a million times: no disk is touched, and nothing outlives it.
/// Every file belongs to the user of the process. Folders are there once something was made in them. Safe from any
/// thread; an open file goes on with its content after the file was renamed or removed, as on a disk.
class MemoryVfs final : public Vfs {
public:
    /// Puts a file there, with the folders above it.
    void put(const std::filesystem::path& path, ByteView content);
    /// All files, by path.
    std::map<std::filesystem::path, Bytes> contents();

    Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode,
                                       std::uint32_t permissions) override;
    Result<FileInfo> stat(const std::filesystem::path& path) override;
    Result<std::vector<FileInfo>> list(const std::filesystem::path& folder) override;
    Result<void> makeFolder(const std::filesystem::path& path, std::uint32_t permissions) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncFolder(const std::filesystem::path&) override { return {}; }
    Result<DiskSpace> space(const std::filesystem::path&) override { return DiskSpace{1ULL << 40, 1ULL << 39}; }
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockMode mode) override;

private:
    struct Node {
        bool directory = false;
        std::uint32_t mode = 0600;
        std::shared_ptr<Bytes> content;
    };
    Node* find(const std::filesystem::path& path);
    void makeParents(const std::filesystem::path& path);

    std::mutex mutex_; ///< guards nodes_
    std::map<std::filesystem::path, Node> nodes_;
};

} // namespace inferno::fakes
