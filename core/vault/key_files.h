// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/vfs.h"
#include "core/vault/root_key.h"
#include "core/vault/signed_note.h"

/// The files that hold secrets in clear or one step from it: the root key, the key store with the KEK, the log key.
/// Each must belong to the service's user and be closed to everyone else. Formats: docs/formats/keys.md.

namespace inferno::vault {

/// The user that this process acts as.
std::uint32_t effectiveUser();

/// Checks owner and permissions of a secret file. `credentialsFolder`: files below it may belong to root and be
/// readable by a group, as systemd makes them. Errors: key.missing, key.permissions.
Result<void> checkSecretFile(Vfs& vfs, const std::filesystem::path& path,
                             const std::filesystem::path& credentialsFolder = {});

/// 32 raw bytes, or 64 hex digits with or without a newline. Errors: key.missing, key.permissions, key.invalid.
Result<SecretKey> readRootKey(Vfs& vfs, const std::filesystem::path& path,
                              const std::filesystem::path& credentialsFolder = {});
/// A new random root key, 64 hex digits, mode 0600. Error: io.exists if there is one.
Result<SecretKey> makeRootKey(Vfs& vfs, const std::filesystem::path& path);

/// Errors: key.missing, key.permissions, key.invalid.
Result<NoteSigner> readSigningKey(Vfs& vfs, const std::filesystem::path& path);
Result<void> writeSigningKey(Vfs& vfs, const std::filesystem::path& path, const NoteSigner& signer);

/// The key-encryption keys of one vault: one, or two while a rotation is under way.
struct KekStore {
    struct Kek {
        std::uint32_t version = 0;
        std::uint64_t createdNs = 0; ///< since 1970, UTC
        SecretKey key;
    };
    Uuid vault{};
    RootInfo root;
    std::vector<Kek> keks; ///< versions rise

    const Kek* find(std::uint32_t version) const;
};

/// What the head of a key store says without its root key: nothing of it is to be trusted until the store has opened.
struct KekStoreHead {
    Uuid vault{};
    RootInfo root;
};
/// Errors: key.missing, key.permissions, key.invalid, vault.version.
Result<KekStoreHead> readKekStoreHead(Vfs& vfs, const std::filesystem::path& path);
/// Errors: key.missing, key.permissions, key.invalid (another root key, or changed), vault.version.
Result<KekStore> readKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root);
Result<void> writeKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root, const KekStore& store);

} // namespace inferno::vault
