// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/vfs.h"
#include "services/archive/s3.h"

/// A place for files under names with slashes: a bucket, or a folder. Each call blocks until it is done; what was put
/// is durable when it returns. Safe from any thread. Errors: archive.failed, io.*; io.not_found for what is not there.

namespace inferno::archive {

class Target {
public:
    virtual ~Target() = default;
    virtual Result<void> putFile(const std::string& name, const std::filesystem::path& file,
                                 const std::optional<ObjectLock>& lock) = 0;
    virtual Result<void> put(const std::string& name, ByteView content, const std::optional<ObjectLock>& lock) = 0;
    virtual Result<void> get(const std::string& name, const std::function<Result<void>(ByteView)>& take) = 0;
    /// Error: input.too_large.
    virtual Result<Bytes> get(const std::string& name, std::uint64_t limit) = 0;
    /// The names that begin so.
    virtual Result<std::vector<std::string>> list(const std::string& begin) = 0;
};

std::unique_ptr<Target> s3Target(Vfs& vfs, S3Options options);
/// Folders below `folder` are made as needed; locks are a store's matter and do nothing here.
std::unique_ptr<Target> folderTarget(Vfs& vfs, std::filesystem::path folder);

} // namespace inferno::archive
