// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/exchange.h"

#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <nlohmann/json.hpp>

#include "services/executors/executor.h"
#include "services/executors/process.h"

namespace inferno::executors {
namespace {

/// Enough for as many runs as begin while others end.
constexpr int kSpares = 8;

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::unexpected<Error> refused(const std::string& why) {
    return fail(ErrorCode::InputInvalid, std::string(kOutputsFile) + " " + why,
                "write one JSON object to the file that INFERNO_OUTPUTS names");
}

Result<std::string> textOf(int file, std::uint64_t size) {
    std::string text(size, '\0');
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::read(file, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::unexpected(errnoError(errno, std::string("reading ") + kOutputsFile));
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    text.resize(done);
    return text;
}

bool isThere(const std::filesystem::path& folder) {
    struct stat info{};
    return ::lstat(folder.c_str(), &info) == 0;
}

/// Beside the folders of runs, with a name that no run and no job has.
std::filesystem::path spareOf(const std::filesystem::path& exchange, std::uint32_t uid, int number) {
    return exchange.parent_path() / ("run_spare." + std::to_string(uid) + "." + std::to_string(number));
}

bool giveTo(const ExchangeOwner& owner, int descriptor) {
    struct stat info{};
    return ::fstat(descriptor, &info) == 0 &&
           (info.st_uid == owner.uid || ::fchown(descriptor, owner.uid, owner.gid) == 0);
}

/// The names in a folder, but for "." and ".."; nothing where they cannot be read.
std::optional<std::vector<std::string>> namesIn(int parent, const char* name) {
    const int folder = ::openat(parent, name, kFolderFlags);
    DIR* const opened = folder < 0 ? nullptr : ::fdopendir(folder);
    if (!opened) {
        if (folder >= 0)
            ::close(folder);
        return std::nullopt;
    }
    std::vector<std::string> names;
    while (const dirent* const entry = ::readdir(opened))
        if (const std::string_view text = entry->d_name; text != "." && text != "..")
            names.emplace_back(text);
    ::closedir(opened);
    return names;
}

/// Nothing but an empty kFilesFolder is in it, and its owner alone may enter both.
bool isAsMade(int folder, const struct stat& info) {
    struct stat files{};
    return (info.st_mode & 07777) == 0700 && namesIn(folder, ".") == std::vector<std::string>{kFilesFolder} &&
           ::fstatat(folder, kFilesFolder, &files, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(files.st_mode) &&
           (files.st_mode & 07777) == 0700 && files.st_uid == info.st_uid &&
           namesIn(folder, kFilesFolder) == std::vector<std::string>{};
}

} // namespace

Result<std::string> readOutputs(const std::filesystem::path& exchange) {
    const Descriptor folder(::open(exchange.c_str(), kFolderFlags));
    if (!folder && errno == ENOENT)
        return std::string(); // the command took it away: it leaves nothing
    if (!folder)
        return std::unexpected(errnoError(errno, "opening " + exchange.string()));
    struct stat owner{};
    struct stat info{};
    // Not to wait at a pipe that the command has put there.
    const Descriptor file(::openat(folder.get(), kOutputsFile, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (!file && errno == ENOENT)
        return std::string();
    if (!file && errno == ELOOP)
        return refused("is a link");
    if (!file || ::fstat(folder.get(), &owner) != 0 || ::fstat(file.get(), &info) != 0)
        return std::unexpected(errnoError(errno, std::string("opening ") + kOutputsFile));
    if (!S_ISREG(info.st_mode) || info.st_nlink != 1 || info.st_uid != owner.st_uid)
        return refused("is no file of the command's own");
    if (static_cast<std::uint64_t>(info.st_size) > kMostOutputs)
        return fail(ErrorCode::InputTooLarge,
                    std::string(kOutputsFile) + " has " + std::to_string(info.st_size) + " bytes, and may have " +
                        std::to_string(kMostOutputs),
                    "leave what is large in the folder that INFERNO_FILES names");
    INFERNO_TRY(const std::string text, textOf(file.get(), static_cast<std::uint64_t>(info.st_size)));
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        return std::string();
    const auto document = nlohmann::json::parse(text, nullptr, false);
    if (!document.is_object())
        return refused(document.is_discarded() ? "is no JSON" : "is JSON, but no object");
    return document.dump();
}

Result<void> makeExchange(const std::filesystem::path& exchange, const ExchangeOwner& owner) {
    for (int i = 0; i < kSpares && !isThere(exchange); ++i)
        if (::rename(spareOf(exchange, owner.uid, i).c_str(), exchange.c_str()) == 0)
            return {};
    if (::mkdir(exchange.c_str(), 0700) != 0 && errno != EEXIST)
        return std::unexpected(errnoError(errno, "making " + exchange.string()));
    const Descriptor folder(::open(exchange.c_str(), kFolderFlags));
    if (!folder || (::mkdirat(folder.get(), kFilesFolder, 0700) != 0 && errno != EEXIST))
        return std::unexpected(errnoError(errno, "making the folder for files in " + exchange.string()));
    const Descriptor files(::openat(folder.get(), kFilesFolder, kFolderFlags));
    if (!files || !giveTo(owner, files.get()) || !giveTo(owner, folder.get()))
        return std::unexpected(errnoError(errno, "handing over " + exchange.string()));
    return {};
}

Result<void> writeInputs(const std::filesystem::path& exchange, const ExchangeOwner& owner, std::string_view inputs) {
    const auto failed = [&] {
        return std::unexpected(errnoError(errno, "writing " + (exchange / kInputsFile).string()));
    };
    const Descriptor folder(::open(exchange.c_str(), kFolderFlags));
    if (!folder || (::unlinkat(folder.get(), kInputsFile, 0) != 0 && errno != ENOENT))
        return failed();
    const Descriptor file(
        ::openat(folder.get(), kInputsFile, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file)
        return failed();
    for (std::size_t done = 0; done < inputs.size();) {
        const ssize_t count = ::write(file.get(), inputs.data() + done, inputs.size() - done);
        if (count < 0 && errno != EINTR)
            return failed();
        done += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    if (!giveTo(owner, file.get()))
        return failed();
    return {};
}

void tidyExchange(const std::filesystem::path& exchange) {
    const Descriptor folder(::open(exchange.c_str(), kFolderFlags));
    struct stat info{};
    if (!folder || ::fstat(folder.get(), &info) != 0)
        return;
    ::unlinkat(folder.get(), kOutputsFile, 0);
    ::unlinkat(folder.get(), kInputsFile, 0);
    if (isAsMade(folder.get(), info))
        for (int i = 0; i < kSpares; ++i) // onto one that is there it does not go, as there is a folder in it
            if (::rename(exchange.c_str(), spareOf(exchange, info.st_uid, i).c_str()) == 0)
                return;
    ::unlinkat(folder.get(), kFilesFolder, AT_REMOVEDIR); // only where it is empty, as the next
    ::rmdir(exchange.c_str());
}

} // namespace inferno::executors
