// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <mutex>
#include <string>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/key_store.h"
#include "services/client/types.h"

namespace inferno::vault {
class Vault;
}

namespace inferno::api {

/// Verifies the running vault, one verification at a time, and remembers the newest one over restarts (in
/// `run/verified.json`; it is a note for people, not evidence). Safe from any thread; blocks as long as it takes.
class Verifications {
public:
    Verifications(vault::Vault& vault, vault::KeyPaths keys, std::filesystem::path note, Vfs& vfs, const Clock& clock);

    /// `level`: structure, ciphertext, full; "" is full. Errors: input.invalid for another level; those of the vault.
    Result<client::VerifyResult> verify(const std::string& level);

    struct Last {
        std::string time; ///< "" = never
        std::string verdict;
    };
    Last last() const;

private:
    vault::Vault& vault_;
    const vault::KeyPaths keys_;
    const std::filesystem::path note_;
    Vfs& vfs_;
    const Clock& clock_;
    std::mutex running_;
    mutable std::mutex mutex_;
    Last last_;
};

} // namespace inferno::api
