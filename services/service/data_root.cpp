// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/data_root.h"

#include <unistd.h>

#include <fstream>
#include <thread>

namespace inferno::service {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kBetweenTries{50};

struct Folder {
    const char* name;
    std::uint32_t mode;
};
constexpr Folder kFolders[] = {{"run", 0700},  {"log", 0700},  {"keys", 0700},    {"queue", 0700},
                               {"runs", 0700}, {"work", 0711}, {"reports", 0700}, {"models", 0700}};

Result<void> makeRoot(Vfs& vfs, const fs::path& path) {
    const auto there = vfs.stat(path);
    if (there && !there->directory)
        return fail(ErrorCode::IoFailed, path.string() + " is no folder", "name a folder with --data-dir");
    if (there && there->owner != geteuid())
        return fail(ErrorCode::IoDenied, path.string() + " belongs to another user",
                    "start the service as that user, or choose a folder of your own with --data-dir");
    if (there)
        return {};
    if (there.error().code != ErrorCode::IoNotFound)
        return std::unexpected(there.error());
    std::error_code error;
    fs::create_directories(path.parent_path(), error); // where it cannot, the next line says why
    return vfs.makeFolder(path, 0711);
}

/// "infernod (pid 4711)"; the lock's holder has written its pid into the file.
std::string holderOf(const fs::path& lock) {
    std::ifstream file(lock);
    std::string pid;
    std::getline(file, pid);
    if (pid.empty() || pid.find_first_not_of("0123456789") != pid.npos)
        return "another process";
    std::ifstream comm("/proc/" + pid + "/comm");
    std::string name;
    std::getline(comm, name);
    return (name.empty() ? "a process" : name) + " (pid " + pid + ")";
}

Result<void> writeHolder(Vfs& vfs, const fs::path& lock) {
    INFERNO_TRY(const auto file, vfs.open(lock, OpenMode::ReadWrite));
    const std::string pid = std::to_string(getpid()) + "\n";
    INFERNO_CHECK(file->truncate(0));
    return file->write(0, asBytes(pid));
}

} // namespace

Result<DataRoot> DataRoot::open(Vfs& vfs, fs::path path, std::chrono::milliseconds patience,
                                const std::function<bool()>& givesUp) {
    INFERNO_CHECK(makeRoot(vfs, path));
    for (const Folder& folder : kFolders)
        if (!exists(vfs, path / folder.name))
            INFERNO_CHECK(vfs.makeFolder(path / folder.name, folder.mode));
    const fs::path lockFile = path / "run" / "lock";
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        INFERNO_TRY(auto lock, vfs.lock(lockFile, LockMode::Exclusive));
        if (lock) {
            INFERNO_CHECK(writeHolder(vfs, lockFile));
            return DataRoot(std::move(path), std::move(lock));
        }
        if (std::chrono::steady_clock::now() >= end || givesUp())
            return fail(ErrorCode::DataLocked, holderOf(lockFile) + " uses " + path.string(),
                        "inferno service stop ends it; or choose another folder with --data-dir");
        std::this_thread::sleep_for(kBetweenTries);
    }
}

} // namespace inferno::service
