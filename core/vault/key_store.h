// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/key_files.h"
#include "core/vault/key_table.h"
#include "core/vault/verifier_history.h"

/// The keys of one vault, from the root key in its file down to the data keys of each month. What lies where:
///
///     <keys>/audit.key       root key: 32 raw bytes or 64 hex digits; may be anywhere (KeyPaths::keyFile); absent
///                            where a passphrase is the root
///     <key file's>.kek       the key store, beside the key file: the KEK, wrapped under the root key
///     <keys>/signing.key     the Ed25519 log key; beside it signing.key.next while it is being replaced
///     <keys>/retired         files that a change of the root leaves behind, until they are gone
///     <vault>/keys.tbl       data keys, wrapped under the KEK (key_table.h)
///     <vault>/verifiers.note every verifier key the vault has had, signed
///
/// A backup of <vault> alone holds no KEK and cannot be read. Every write is whole or not at all: after a crash at any
/// point the old or the new keys are there, and the next opening to write ends what was begun. After a write that
/// failed, every later one is vault.unavailable until the store is opened again: what the disk holds is not known then.
/// Safe from any thread. The folder must be locked by the caller; nothing here takes locks on files. Units: months are
/// UTC.

namespace inferno::vault {

struct KeyPaths {
    std::filesystem::path vaultFolder; ///< <data>/vault
    std::filesystem::path keysFolder;  ///< <data>/keys
    std::filesystem::path keyFile;     ///< <data>/keys/audit.key, or what the configuration names
    /// True if keyFile is the default place: only there a missing key file is made, and only with a new vault.
    bool keyFileIsDefault = true;
    /// systemd's $CREDENTIALS_DIRECTORY: files in it may belong to root. Empty where there is none.
    std::filesystem::path credentialsFolder;
    /// Where a passphrase opens the vault: the root key made of it (unlockRoot). Not looked at otherwise.
    std::optional<SecretKey> root;

    static KeyPaths under(const std::filesystem::path& dataRoot);
    static std::filesystem::path defaultKeyFile(const std::filesystem::path& keysFolder);
    std::filesystem::path keyStore() const;   ///< beside keyFile: "audit.kek" for "audit.key"
    std::filesystem::path signingKey() const; ///< keysFolder/signing.key
    std::filesystem::path nextSigningKey() const;
    std::filesystem::path retired() const;   ///< keysFolder/retired
    std::filesystem::path keyTable() const;  ///< vaultFolder/keys.tbl
    std::filesystem::path verifiers() const; ///< vaultFolder/verifiers.note
};

/// The keys that records of one class and month are under.
struct DataKey {
    DataKeyId id{};
    RetentionClass retention{};
    Month month{};
    SecretKey dek;
    SecretKey ksalt;
};

/// The root key that a passphrase makes. Errors: key.invalid (a wrong passphrase, or no passphrase opens this vault),
/// key.missing. Half a second and 256 MiB at the default cost.
Result<SecretKey> unlockRoot(Vfs& vfs, const KeyPaths& paths, const Passphrase& passphrase);

/// What can be known of a vault's keys without any secret: its id, its verifier keys, its key table, checked against
/// one another. Error: vault.missing, vault.altered, vault.version.
struct PublicKeys {
    Uuid vault{};
    std::vector<VerifierKey> verifiers; ///< oldest first; the last one signs now
    VerifierHistory history;            ///< the same, with what proves it
    KeyTable table;

    static Result<PublicKeys> read(Vfs& vfs, const std::filesystem::path& vaultFolder);
};

/// What a change of keys made. A KEK or key that stayed has the same number before and after.
struct KeyRotation {
    std::uint32_t oldKek = 0;
    std::uint32_t newKek = 0;
    std::uint32_t oldKey = 0; ///< data key; 0: there was none of that class and month
    std::uint32_t newKey = 0;
    std::string oldSigner; ///< id of the verifier key, in hex
    std::string newSigner;
    RootKind root = RootKind::KeyFile; ///< now
    bool rootChanged = false;
    bool interrupted = false; ///< it was begun before the last stop, and ended now
};

/// What is told about keys; no secret.
struct KeyInfo {
    RootKind root = RootKind::KeyFile;
    std::filesystem::path keyFile;
    std::uint32_t kekVersion = 0;
    WallTime kekMade{};
    std::size_t dataKeys = 0;
    std::size_t signingKeys = 0; ///< that the vault has had
};

class KeyStore {
public:
    /// Opens the keys of a vault to read: it writes nothing, and what would make or rotate a key must not be called.
    /// With `signing` false the log key is not read (offline readers). Errors: vault.missing (no vault here),
    /// key.missing, key.permissions, key.invalid, key.unavailable (a passphrase opens it, and paths.root is empty),
    /// vault.altered, vault.version.
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

    /// Replaces the KEK and makes a new data key for a class and month, in one rewrite of the table: O(data keys),
    /// whatever the vault holds. The old KEK is there until `endRotation`, so that what was rotated can be recorded
    /// first. REQUIRES no other rotation to be under way (interrupted() is empty, or endRotation was called).
    Result<KeyRotation> rotate(RetentionClass retention, Month month);
    /// The same with another root, which wraps the new KEK; no data key is made. `keyFile`: where the root's file is,
    /// and so the key store, which moves with it; of a passphrase, where the key file was. `commit` is called when the
    /// new store is durable and before the old one goes: it makes the change of place durable elsewhere, and its error
    /// ends all but leaves the old root. A key file at the default place that is the root no longer is removed.
    Result<KeyRotation> changeRoot(const Root& root, const std::filesystem::path& keyFile,
                                   const std::function<Result<void>()>& commit = {});
    /// From now on a fresh key signs; the old one hands over to it in verifiers.note. Who holds signer() goes on with
    /// the old one, whose signatures stay valid.
    Result<KeyRotation> rotateSigningKey();
    /// Destroys these data keys, and with them whatever is only under them: the table is rewritten without them under a
    /// new KEK, and the old KEK is destroyed at once. REQUIRES no other rotation to be under way.
    Result<void> destroy(std::span<const DataKeyId> ids);
    /// Destroys what was replaced: the old KEK, the files of an old root, the old signing key.
    Result<void> endRotation();
    /// A change that a stop interrupted after its keys were in use: to be recorded, then ended.
    std::optional<KeyRotation> interrupted() const;

    /// True if this is the passphrase that opens the vault. Takes as long as unlockRoot.
    Result<bool> opensWith(const Passphrase& passphrase) const;
    KeyInfo info() const;
    /// Where the keys are now, with the root key of a passphrase: opens a second reader of the same vault.
    KeyPaths paths() const;
    /// Replaces the KEK, and leaves these keys out of the table: what is under them can never be opened again, not even
    /// with an old copy of the table.
    Result<void> destroyKeys(std::span<const DataKeyId> ids);
    /// Tries whether the folder of the key store takes a file. Error: key.store_readonly.
    Result<void> checkWritable();
    /// The ids of all keys of records, oldest first.
    std::vector<DataKeyId> keyIds() const;
    /// The ids of all keys of a class, oldest first.
    std::vector<DataKeyId> keyIds(RetentionClass retention) const;
    std::uint64_t generation() const;

    /// REQUIRES the store to have been opened with the log key.
    std::shared_ptr<const NoteSigner> signer() const;
    /// The newest verifier key last.
    std::vector<VerifierKey> verifiers() const;

private:
    KeyStore(Vfs& vfs, KeyPaths paths);
    Result<void> load(bool signing);
    Result<void> loadKeks();
    Result<void> loadSigner();
    /// Ends what a stop left half done, but for what is to be recorded first (interrupted).
    Result<void> tidyUp();
    Result<void> beginWrite();
    Result<void> storeTable(const KeyTable& table);
    Result<void> storeKeks(const Root& root, const std::filesystem::path& path, std::vector<KekStore::Kek> keks);
    KekStore::Kek freshKek() const;
    DataKey freshKey(RetentionClass retention, Month month) const;
    /// The next generation of the table: all rows, and `more`, under `kek`.
    Result<KeyTable> nextTable(const KekStore::Kek& kek, const DataKey* more) const;
    void take(KeyTable table, KekStore::Kek kek);
    KeyRotation unchanged() const;
    Result<void> placeSigningKey();
    Result<void> noteRetired(const Root& next, const KeyPaths& paths);
    Result<void> removeRetired();
    Result<std::shared_ptr<const DataKey>> addKey(RetentionClass retention, Month month);
    Result<std::shared_ptr<const DataKey>> unwrap(const KeyRow& row) const;

    Vfs& vfs_;
    const Clock* clock_ = nullptr; ///< none: opened to read
    std::string origin_;
    mutable std::mutex mutex_; ///< guards what follows
    KeyPaths paths_;
    VerifierHistory history_;
    std::shared_ptr<const NoteSigner> signer_;
    Root root_;
    KeyTable table_;
    KekStore::Kek kek_;
    std::optional<KekStore::Kek> spare_;               ///< what else the key store on the disk holds
    std::vector<std::shared_ptr<const DataKey>> keys_; ///< same order as table_.rows
    std::optional<KeyRotation> interrupted_;
    bool signerWaits_ = false; ///< the key in use lies at nextSigningKey() still
    bool writing_ = false;     ///< a write has begun and not succeeded
};

} // namespace inferno::vault
