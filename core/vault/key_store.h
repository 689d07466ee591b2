// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/key_table.h"

/// The keys of one vault, from the root key in its file down to the data keys of each month. What lies where:
///
///     <keys>/audit.key       root key: 32 raw bytes or 64 hex digits; may be anywhere (KeyPaths::keyFile)
///     <key file's>.kek       the key store, beside the key file: the KEK, wrapped under the root key
///     <keys>/signing.key     the Ed25519 log key
///     <vault>/keys.tbl       data keys, wrapped under the KEK (key_table.h)
///     <vault>/verifiers.note every verifier key the vault has had, signed
///
/// A backup of <vault> alone holds no KEK and cannot be read. Every write is whole or not at all: after a crash at any
/// point the old or the new keys are there. After a write that failed, every later one is vault.unavailable until the
/// store is opened again: what the disk holds is not known then. Safe from any thread. The folder must be locked by the
/// caller; nothing here takes locks on files. Units: months are UTC.

namespace inferno::vault {

struct KeyPaths {
    std::filesystem::path vaultFolder; ///< <data>/vault
    std::filesystem::path keysFolder;  ///< <data>/keys
    std::filesystem::path keyFile;     ///< <data>/keys/audit.key, or what the configuration names
    /// True if keyFile is the default place: only there a missing key file is made, and only with a new vault.
    bool keyFileIsDefault = true;
    /// systemd's $CREDENTIALS_DIRECTORY: files in it may belong to root. Empty where there is none.
    std::filesystem::path credentialsFolder;

    static KeyPaths under(const std::filesystem::path& dataRoot);
    std::filesystem::path keyStore() const;   ///< beside keyFile: "audit.kek" for "audit.key"
    std::filesystem::path signingKey() const; ///< keysFolder/signing.key
    std::filesystem::path keyTable() const;   ///< vaultFolder/keys.tbl
    std::filesystem::path verifiers() const;  ///< vaultFolder/verifiers.note
};

/// The keys that records of one class and month are under.
struct DataKey {
    DataKeyId id{};
    RetentionClass retention{};
    Month month{};
    SecretKey dek;
    SecretKey ksalt;
};

/// The verifier keys that a vault has had, oldest first: a note signed by the newest key and, where there was one, by
/// the one before it. Error: note.invalid.
Result<std::vector<VerifierKey>> parseVerifierHistory(std::string_view note, const Uuid& vault);

/// What can be known of a vault's keys without any secret: its id, its verifier keys, its key table, checked against
/// one another. Error: vault.missing, vault.altered, vault.version.
struct PublicKeys {
    Uuid vault{};
    std::vector<VerifierKey> verifiers; ///< oldest first; the last one signs now
    KeyTable table;

    static Result<PublicKeys> read(Vfs& vfs, const std::filesystem::path& vaultFolder);
};

class KeyStore {
public:
    /// Opens the keys of a vault to read: it writes nothing, and what would make or rotate a key must not be called.
    /// With `signing` false the log key is not read (offline readers). Errors: vault.missing (no vault here),
    /// key.missing, key.permissions, key.invalid, vault.altered, vault.version.
    static Result<std::unique_ptr<KeyStore>> open(Vfs& vfs, const KeyPaths& paths, bool signing = true);
    /// The same; where there is neither a vault nor a trace of one, makes the keys of a new one (and the folders). A
    /// vault folder that holds data but no key table is vault.altered; an emptied one whose key store still names a
    /// vault is vault.missing: neither is ever covered up by a new vault.
    static Result<std::unique_ptr<KeyStore>> openOrCreate(Vfs& vfs, const Clock& clock, const KeyPaths& paths);

    const Uuid& vaultId() const { return table_.vault; }
    /// The origin of checkpoints: "inferno.local/<vault-id>".
    const std::string& origin() const { return origin_; }

    /// The newest key of a class and month; made and stored durably when it is first needed.
    Result<std::shared_ptr<const DataKey>> currentKey(RetentionClass retention, Month month);
    /// The key of this id, for reading. Error: key.unavailable if it was destroyed.
    Result<std::shared_ptr<const DataKey>> key(DataKeyId id) const;
    /// A new data key for a class and month (its Ksalt stays); records from now on are under it.
    Result<std::shared_ptr<const DataKey>> rotateDataKey(RetentionClass retention, Month month);
    /// Replaces the KEK: the table is rewrapped, then the old KEK is destroyed. O(data keys).
    Result<void> rotateKek();
    /// The ids of all data keys, oldest first.
    std::vector<DataKeyId> keyIds() const;
    std::uint64_t generation() const;

    /// REQUIRES the store to have been opened with the log key.
    const NoteSigner& signer() const;
    /// The newest verifier key last.
    const std::vector<VerifierKey>& verifiers() const { return verifiers_; }

private:
    KeyStore(Vfs& vfs, KeyPaths paths);
    Result<void> load(bool signing);
    Result<void> beginWrite();
    Result<void> storeTable(const KeyTable& table);
    Result<void> dropSpareKeks();
    Result<std::shared_ptr<const DataKey>> addKey(RetentionClass retention, Month month);
    Result<std::shared_ptr<const DataKey>> unwrap(const KeyRow& row) const;

    Vfs& vfs_;
    const Clock* clock_ = nullptr; ///< none: opened to read
    const KeyPaths paths_;
    std::string origin_;
    std::vector<VerifierKey> verifiers_;
    std::unique_ptr<NoteSigner> signer_;
    SecretKey root_;
    mutable std::mutex mutex_; ///< guards what follows
    KeyTable table_;
    SecretKey kek_;
    std::vector<std::shared_ptr<const DataKey>> keys_; ///< same order as table_.rows
    bool spareKeks_ = false;                           ///< the key store holds more than the KEK in use
    bool writing_ = false;                             ///< a write has begun and not succeeded
};

} // namespace inferno::vault
