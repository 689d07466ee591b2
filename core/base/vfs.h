// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace inferno {

/// An open file. Not safe from several threads at once, but for `read` on a file that nobody writes.
/// Closing is the destructor's work; durability is that of `sync`, never of closing.
class File {
public:
    virtual ~File() = default;
    /// Reads up to out.size() bytes at `offset`; fewer only at the end of the file.
    virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) = 0;
    /// Writes all of `data` at `offset`, or fails. Error: disk.full, io.failed.
    virtual Result<void> write(std::uint64_t offset, ByteView data) = 0;
    /// fdatasync. After an error the state of the data is unknown: never retry on the same file (fsyncgate).
    virtual Result<void> sync() = 0;
    virtual Result<void> truncate(std::uint64_t size) = 0;
    /// Reserves space, so that later writes within `size` do not meet a full disk. The new bytes read as zero.
    virtual Result<void> allocate(std::uint64_t size) = 0;
    virtual Result<std::uint64_t> size() = 0;
};

/// A lock held on a file (flock); released by the destructor.
class FileLock {
public:
    virtual ~FileLock() = default;
};

enum class OpenMode { Read, ReadWrite, Create, CreateExclusive };
enum class LockMode { Shared, Exclusive };

struct FileInfo {
    std::string name;
    bool directory = false;
    std::uint64_t size = 0;
    std::uint32_t mode = 0;  ///< permission bits
    std::uint32_t owner = 0; ///< user id
};

/// Room on the disk that a folder lies on, for those who may write there.
struct DiskSpace {
    std::uint64_t total = 0;
    std::uint64_t free = 0;
};

/// The file system as engines see it: small, so that a test can break it. Safe from any thread.
class Vfs {
public:
    virtual ~Vfs() = default;
    /// New files get `permissions` whatever the umask. Create opens read-write, making the file if absent.
    virtual Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode,
                                               std::uint32_t permissions = 0600) = 0;
    virtual Result<FileInfo> stat(const std::filesystem::path& path) = 0;
    /// Names in no particular order, without "." and "..".
    virtual Result<std::vector<FileInfo>> list(const std::filesystem::path& folder) = 0;
    virtual Result<void> makeFolder(const std::filesystem::path& path, std::uint32_t permissions = 0700) = 0;
    virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    /// Hard link; io.exists if `to` is there. The atomic test-and-set of the launch protocol.
    virtual Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual Result<void> remove(const std::filesystem::path& path) = 0;
    /// Makes renames, links and removals inside `folder` durable.
    virtual Result<void> syncFolder(const std::filesystem::path& folder) = 0;
    virtual Result<DiskSpace> space(const std::filesystem::path& folder) = 0;
    /// Takes a lock without waiting; nullptr if another holds it. Creates the file for Exclusive.
    virtual Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockMode mode) = 0;
};

/// The operating system's files.
class SystemVfs final : public Vfs {
public:
    Result<std::unique_ptr<File>> open(const std::filesystem::path& path, OpenMode mode,
                                       std::uint32_t permissions) override;
    Result<FileInfo> stat(const std::filesystem::path& path) override;
    Result<std::vector<FileInfo>> list(const std::filesystem::path& folder) override;
    Result<void> makeFolder(const std::filesystem::path& path, std::uint32_t permissions) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> link(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> syncFolder(const std::filesystem::path& folder) override;
    Result<DiskSpace> space(const std::filesystem::path& folder) override;
    Result<std::unique_ptr<FileLock>> lock(const std::filesystem::path& path, LockMode mode) override;
};

bool exists(Vfs& vfs, const std::filesystem::path& path);
/// The whole file; error input.too_large beyond `limit` bytes.
Result<Bytes> readFile(Vfs& vfs, const std::filesystem::path& path, std::uint64_t limit = 64ULL << 20);
/// Replaces a file so that after a crash either the old or the new content is there: temporary file in the same
/// folder, sync, rename, sync of the folder.
Result<void> writeFileAtomically(Vfs& vfs, const std::filesystem::path& path, ByteView content,
                                 std::uint32_t permissions = 0600);

} // namespace inferno
