// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/vfs.h"

namespace inferno::vault {

/// The shared lock of a reader that works without the service; nothing where the folder has no lock file (a copy).
/// Error: data.locked if a service holds the vault.
inline Result<std::unique_ptr<FileLock>> lockToRead(Vfs& vfs, const std::filesystem::path& vaultFolder) {
    const auto path = vaultFolder / "lock";
    if (!exists(vfs, path))
        return std::unique_ptr<FileLock>{};
    INFERNO_TRY(auto lock, vfs.lock(path, LockMode::Shared));
    if (!lock)
        return fail(ErrorCode::DataLocked, "a service holds " + vaultFolder.string(),
                    "ask the service, or look at a copy of the folder");
    return lock;
}

} // namespace inferno::vault
