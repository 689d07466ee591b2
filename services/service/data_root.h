// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/base/vfs.h"

namespace inferno::service {

/// The folder that a service owns, and its lock. Root and `work` are 0711 (a job's own user must get to its folder in
/// `work`), all else is 0700.
class DataRoot {
public:
    /// Makes what is missing and takes the exclusive lock on `run/lock`, waiting up to `patience` for another service
    /// that is about to end, or until `givesUp` says so. Errors: data.locked, naming the holder; io.denied for another
    /// user's root; io.*.
    static Result<DataRoot> open(Vfs& vfs, std::filesystem::path path, std::chrono::milliseconds patience,
                                 const std::function<bool()>& givesUp);

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path serviceFile() const { return path_ / "run" / "service.json"; }

private:
    DataRoot(std::filesystem::path path, std::unique_ptr<FileLock> lock)
        : path_(std::move(path)), lock_(std::move(lock)) {}

    std::filesystem::path path_;
    std::unique_ptr<FileLock> lock_;
};

} // namespace inferno::service
