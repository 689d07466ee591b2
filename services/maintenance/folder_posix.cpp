// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "services/maintenance/folder.h"

namespace inferno::maintenance {
namespace {

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

WallTime timeOf(const timespec& time) {
    return WallTime{std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec}};
}

timespec specOf(WallTime time) {
    const auto nanoseconds = time.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(nanoseconds);
    return {static_cast<time_t>(seconds.count()),
            static_cast<long>(std::chrono::nanoseconds(nanoseconds - seconds).count())};
}

std::unexpected<Error> failed(const char* doing, const std::string& path) {
    return std::unexpected(errnoError(errno, std::string(doing) + " " + path));
}

/// A name of this folder and of no other.
Result<void> checkName(const std::string& name) {
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos)
        return fail(ErrorCode::InputInvalid, "'" + name + "' is no name of a file");
    return {};
}

} // namespace

Result<Folder> Folder::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), kFolderFlags);
    if (descriptor < 0)
        return failed("opening", path.string());
    return Folder(descriptor, path.string());
}

Folder::Folder(Folder&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

Folder::~Folder() {
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

Result<std::optional<Folder>> Folder::child(const std::string& name) const {
    INFERNO_CHECK(checkName(name));
    const int descriptor = ::openat(descriptor_, name.c_str(), kFolderFlags | O_NOFOLLOW);
    if (descriptor >= 0)
        return std::optional<Folder>(Folder(descriptor, path_ + "/" + name));
    if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
        return std::optional<Folder>();
    return failed("opening", path_ + "/" + name);
}

Result<std::vector<Folder::Entry>> Folder::list() const {
    Descriptor again(::openat(descriptor_, ".", kFolderFlags));
    if (again.get() < 0)
        return failed("opening", path_);
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::fdopendir(again.get()), ::closedir);
    if (!directory)
        return failed("listing", path_);
    again.release(); // closed with the directory
    std::vector<Entry> entries;
    errno = 0;
    while (const dirent* found = ::readdir(directory.get())) {
        const std::string name = found->d_name;
        struct stat status{};
        if (name != "." && name != ".." && ::fstatat(descriptor_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
            entries.push_back({name, S_ISDIR(status.st_mode), S_ISREG(status.st_mode),
                               static_cast<std::uint64_t>(status.st_size), timeOf(status.st_mtim)});
        errno = 0;
    }
    if (errno != 0)
        return failed("listing", path_);
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

Result<bool> Folder::remove(const std::string& name) const {
    INFERNO_CHECK(checkName(name));
    if (::unlinkat(descriptor_, name.c_str(), 0) == 0)
        return true;
    if (errno == ENOENT)
        return false;
    return failed("removing", path_ + "/" + name);
}

Result<bool> Folder::removeFolder(const std::string& name) const {
    INFERNO_CHECK(checkName(name));
    if (::unlinkat(descriptor_, name.c_str(), AT_REMOVEDIR) == 0)
        return true;
    if (errno == ENOENT || errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR)
        return false;
    return failed("removing", path_ + "/" + name);
}

Result<void> Folder::rename(const std::string& from, const std::string& to) const {
    INFERNO_CHECK(checkName(from));
    INFERNO_CHECK(checkName(to));
    if (::renameat(descriptor_, from.c_str(), descriptor_, to.c_str()) != 0)
        return failed("renaming", path_ + "/" + from);
    return {};
}

Result<Bytes> Folder::read(const std::string& name, std::uint64_t limit) const {
    INFERNO_CHECK(checkName(name));
    const Descriptor file(::openat(descriptor_, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    struct stat status{};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0)
        return failed("opening", path_ + "/" + name);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::IoFailed, path_ + "/" + name + " is no file");
    if (static_cast<std::uint64_t>(status.st_size) > limit)
        return fail(ErrorCode::InputTooLarge, path_ + "/" + name + " has " + std::to_string(status.st_size) + " bytes");
    Bytes content(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t count = ::read(file.get(), content.data() + done, content.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed("reading", path_ + "/" + name);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    content.resize(done);
    return content;
}

Result<void> Folder::write(const std::string& name, ByteView content, WallTime changed) const {
    INFERNO_CHECK(checkName(name));
    const std::string path = path_ + "/" + name;
    const Descriptor file(
        ::openat(descriptor_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0)
        return failed("making", path);
    const auto giveUp = [&] {
        const Error error = failed("writing", path).error();
        ::unlinkat(descriptor_, name.c_str(), 0);
        return std::unexpected(error);
    };
    std::size_t done = 0;
    while (done < content.size()) {
        const ssize_t count = ::write(file.get(), content.data() + done, content.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return giveUp();
        done += static_cast<std::size_t>(count);
    }
    const timespec times[2] = {specOf(changed), specOf(changed)};
    if (::futimens(file.get(), times) != 0 || ::fsync(file.get()) != 0 || ::fsync(descriptor_) != 0)
        return giveUp();
    return {};
}

} // namespace inferno::maintenance
