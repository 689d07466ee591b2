// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/exchange.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "services/executors/executor.h"
#include "services/executors/process.h"

namespace inferno::executors {
namespace {

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

void tidyExchange(const std::filesystem::path& exchange) {
    const Descriptor folder(::open(exchange.c_str(), kFolderFlags));
    if (!folder)
        return;
    ::unlinkat(folder.get(), kOutputsFile, 0);
    ::unlinkat(folder.get(), kInputsFile, 0);
    ::unlinkat(folder.get(), kFilesFolder, AT_REMOVEDIR); // only where it is empty, as the next
    ::rmdir(exchange.c_str());
}

} // namespace inferno::executors
