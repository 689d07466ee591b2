// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "core/vault/event.h"
#include "core/vault/key_store.h"

namespace inferno::vault {

/// Who asks for a change of keys; goes into its event.
struct KeyActor {
    Provenance by{Origin::Service, {}, {}, {}};
    std::string user;
    std::string sourceIp;
    std::string userAgent;
    std::string cause; ///< such as "rotate_keys_days"; "" where it was asked for
};

/// Changes of an open vault's keys, one at a time, each with its event `key_rotated`: the new keys are in use, then the
/// event is durable, then the old key-encryption key and the files of an old root are destroyed. What a stop interrupts
/// is recorded and ended by the next opening, so a change may be recorded twice, and never not at all. Safe from any
/// thread; each call takes some syncs of the disk and O(data keys), whatever the vault holds.
class KeyKeeper {
public:
    struct Parts {
        Vfs& vfs;
        const Clock& clock;
        KeyStore& keys;
        std::function<Result<void>(Event, const Provenance&)> append; ///< durable when it returns
        std::function<Result<void>()> seal;                           ///< what is acknowledged, at a block's border
    };
    explicit KeyKeeper(Parts parts) : parts_(std::move(parts)) {}

    const KeyStore& store() const { return parts_.keys; }

    /// A new key-encryption key, and a new data key for this month; what is open is sealed first.
    Result<KeyRotation> rotate(const KeyActor& actor);
    /// A new key that signs, from the next checkpoint on.
    Result<KeyRotation> rotateSigningKey(const KeyActor& actor);
    /// From now on the passphrase opens the vault. A key file at the default place is destroyed; another one is left to
    /// who made it, and opens nothing any more.
    Result<KeyRotation> setPassphrase(const Passphrase& passphrase, const PassphraseCost& cost, const KeyActor& actor);
    /// From now on the key file opens the vault: the one that is at its place, else, at the default place, a new one.
    Result<KeyRotation> removePassphrase(const KeyActor& actor);
    /// From now on this key file opens the vault. It is made if its folder is there and it is not. `commit` makes the
    /// new place durable in the configuration. REQUIRES an absolute path. Errors: key.missing (no such folder),
    /// key.permissions, key.invalid, input.invalid (it opens the vault already, or a key store lies beside it).
    Result<KeyRotation> setKeyFile(const std::filesystem::path& keyFile, const std::function<Result<void>()>& commit,
                                   const KeyActor& actor);
    /// Records and ends what a stop interrupted. Called once, when the vault takes events.
    Result<void> finishInterrupted();

private:
    Result<KeyRotation> finish(Result<KeyRotation> rotation, const KeyActor& actor);

    Parts parts_;
    std::mutex mutex_;
};

} // namespace inferno::vault
