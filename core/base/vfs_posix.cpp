// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "core/base/vfs.h"

namespace inferno {
namespace {

std::unexpected<Error> failed(const char* doing, const std::filesystem::path& path) {
    return std::unexpected(errnoError(errno, std::string(doing) + " " + path.string()));
}

FileInfo infoOf(const struct stat& status, std::string name) {
    return {std::move(name), S_ISDIR(status.st_mode), static_cast<std::uint64_t>(status.st_size),
            status.st_mode & 07777U, status.st_uid};
}

class PosixFile final : public File {
public:
    PosixFile(int descriptor, std::filesystem::path path) : descriptor_(descriptor), path_(std::move(path)) {}
    ~PosixFile() override { ::close(descriptor_); }
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            const ssize_t count =
                ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failed("reading", path_);
            if (count == 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    Result<void> write(std::uint64_t offset, ByteView data) override {
        std::size_t done = 0;
        while (done < data.size()) {
            const ssize_t count =
                ::pwrite(descriptor_, data.data() + done, data.size() - done, static_cast<off_t>(offset + done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                return failed("writing", path_);
            done += static_cast<std::size_t>(count);
        }
        return {};
    }

    Result<void> sync() override {
#ifdef __APPLE__
        if (::fcntl(descriptor_, F_FULLFSYNC) != 0)
            return failed("syncing", path_);
#else
        if (::fdatasync(descriptor_) != 0)
            return failed("syncing", path_);
#endif
        return {};
    }

    Result<void> truncate(std::uint64_t size) override {
        if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0)
            return failed("truncating", path_);
        return {};
    }

    Result<void> allocate(std::uint64_t size) override {
#ifdef __APPLE__
        return truncate(size);
#else
        int error = 0;
        do
            error = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(size));
        while (error == EINTR);
        if (error != 0)
            return std::unexpected(errnoError(error, "reserving space for " + path_.string()));
        return {};
#endif
    }

    Result<std::uint64_t> size() override {
        struct stat status{};
        if (::fstat(descriptor_, &status) != 0)
            return failed("looking at", path_);
        return static_cast<std::uint64_t>(status.st_size);
    }

private:
    int descriptor_;
    std::filesystem::path path_;
};

class PosixLock final : public FileLock {
public:
    explicit PosixLock(int descriptor) : descriptor_(descriptor) {}
    ~PosixLock() override { ::close(descriptor_); }
    PosixLock(const PosixLock&) = delete;
    PosixLock& operator=(const PosixLock&) = delete;

private:
    int descriptor_;
};

} // namespace

Result<std::unique_ptr<File>> SystemVfs::open(const std::filesystem::path& path, OpenMode mode,
                                              std::uint32_t permissions) {
    int flags = O_CLOEXEC;
    switch (mode) {
    case OpenMode::Read: flags |= O_RDONLY; break;
    case OpenMode::ReadWrite: flags |= O_RDWR; break;
    case OpenMode::Create: flags |= O_RDWR | O_CREAT; break;
    case OpenMode::CreateExclusive: flags |= O_RDWR | O_CREAT | O_EXCL; break;
    }
    const bool mayCreate = (flags & O_CREAT) != 0;
    const bool existed = mayCreate && mode == OpenMode::Create && ::access(path.c_str(), F_OK) == 0;
    const int descriptor = ::open(path.c_str(), flags, static_cast<mode_t>(permissions));
    if (descriptor < 0)
        return failed("opening", path);
    if (mayCreate && !existed)
        ::fchmod(descriptor, static_cast<mode_t>(permissions));
    return std::make_unique<PosixFile>(descriptor, path);
}

Result<FileInfo> SystemVfs::stat(const std::filesystem::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        return failed("looking at", path);
    return infoOf(status, path.filename().string());
}

Result<std::vector<FileInfo>> SystemVfs::list(const std::filesystem::path& folder) {
    DIR* handle = ::opendir(folder.c_str());
    if (!handle)
        return failed("listing", folder);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(handle, ::closedir);
    std::vector<FileInfo> entries;
    errno = 0;
    while (const dirent* entry = ::readdir(directory.get())) {
        const std::string name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        struct stat status{};
        if (::fstatat(::dirfd(directory.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
            entries.push_back(infoOf(status, name));
        errno = 0;
    }
    if (errno != 0)
        return failed("listing", folder);
    return entries;
}

Result<void> SystemVfs::makeFolder(const std::filesystem::path& path, std::uint32_t permissions) {
    if (::mkdir(path.c_str(), static_cast<mode_t>(permissions)) != 0)
        return failed("making the folder", path);
    if (::chmod(path.c_str(), static_cast<mode_t>(permissions)) != 0)
        return failed("setting the permissions of", path);
    return {};
}

Result<void> SystemVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        return failed("renaming", from);
    return {};
}

Result<void> SystemVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::link(from.c_str(), to.c_str()) != 0)
        return failed("linking", to);
    return {};
}

Result<void> SystemVfs::remove(const std::filesystem::path& path) {
    if (::remove(path.c_str()) != 0)
        return failed("removing", path);
    return {};
}

Result<void> SystemVfs::syncFolder(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder.empty() ? "." : folder;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return failed("opening", path);
    const int status = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (status != 0)
        return std::unexpected(errnoError(error, "syncing " + path.string()));
    return {};
}

Result<DiskSpace> SystemVfs::space(const std::filesystem::path& folder) {
    struct statvfs status{};
    if (::statvfs(folder.c_str(), &status) != 0)
        return failed("looking at the disk of", folder);
    // What is kept for root counts as neither used nor free.
    const auto block = static_cast<std::uint64_t>(status.f_frsize);
    const std::uint64_t used = static_cast<std::uint64_t>(status.f_blocks - status.f_bfree) * block;
    const std::uint64_t free = static_cast<std::uint64_t>(status.f_bavail) * block;
    return DiskSpace{used + free, free};
}

Result<std::unique_ptr<FileLock>> SystemVfs::lock(const std::filesystem::path& path, LockMode mode) {
    const bool exclusive = mode == LockMode::Exclusive;
    const int descriptor = ::open(path.c_str(), (exclusive ? O_RDWR | O_CREAT : O_RDONLY) | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return failed("opening", path);
    int status = 0;
    do
        status = ::flock(descriptor, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB);
    while (status != 0 && errno == EINTR);
    if (status == 0)
        return std::make_unique<PosixLock>(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (error == EWOULDBLOCK)
        return std::unique_ptr<FileLock>{};
    return std::unexpected(errnoError(error, "locking " + path.string()));
}

} // namespace inferno
