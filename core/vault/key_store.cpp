// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_store.h"

#include <algorithm>
#include <cassert>

namespace inferno::vault {
namespace {

/// There while the keys of a new vault are being made: whatever else is found then was never used.
constexpr std::string_view kCreating = "creating";

Result<void> makeFolderIfAbsent(Vfs& vfs, const std::filesystem::path& path) {
    if (exists(vfs, path))
        return {};
    INFERNO_CHECK(vfs.makeFolder(path, 0700));
    return vfs.syncFolder(path.parent_path());
}

/// True if the folder holds anything that a vault writes after its keys were made.
Result<bool> holdsData(Vfs& vfs, const std::filesystem::path& folder) {
    if (!exists(vfs, folder))
        return false;
    INFERNO_TRY(const auto entries, vfs.list(folder));
    for (const FileInfo& entry : entries) {
        const std::string_view name = entry.name;
        const bool ours = name == "lock" || name == kCreating || name == "verifiers.note" || name.ends_with(".tmp");
        if (!ours)
            return true;
    }
    return false;
}

struct NewKeys {
    SecretKey root;
    std::unique_ptr<NoteSigner> signer;
};

/// Writes every file of a new vault's keys; the key table comes last.
Result<void> makeKeys(Vfs& vfs, const Clock& clock, const KeyPaths& paths) {
    INFERNO_CHECK(makeFolderIfAbsent(vfs, paths.vaultFolder));
    INFERNO_CHECK(makeFolderIfAbsent(vfs, paths.keysFolder));
    const auto marker = paths.vaultFolder / kCreating;
    const bool makeRoot = paths.keyFileIsDefault && !exists(vfs, paths.keyFile);
    if (!makeRoot) // looked at before anything is written
        INFERNO_CHECK(readRootKey(vfs, paths.keyFile, paths.credentialsFolder));
    INFERNO_CHECK(writeFileAtomically(vfs, marker, asBytes("the keys of a new vault are being made\n")));

    INFERNO_TRY(const SecretKey root,
                makeRoot ? makeRootKey(vfs, paths.keyFile) : readRootKey(vfs, paths.keyFile, paths.credentialsFolder));
    KeyTable table;
    table.vault = newUuid(clock.now());
    table.generation = 1;
    table.kekVersion = 1;
    const auto made = static_cast<std::uint64_t>(clock.now().time_since_epoch().count());
    INFERNO_CHECK(writeKekStore(vfs, paths.keyStore(), root, {table.vault, {}, {{1, made, SecretKey::random()}}}));

    const NoteSigner signer{originOf(table.vault), SigningKey::generate()};
    INFERNO_CHECK(writeSigningKey(vfs, paths.signingKey(), signer));
    INFERNO_TRY(const std::string history, VerifierHistory::begin(signer));
    INFERNO_CHECK(writeFileAtomically(vfs, paths.verifiers(), asBytes(history)));
    INFERNO_CHECK(writeFileAtomically(vfs, paths.keyTable(), table.serialized(signer.key)));
    INFERNO_CHECK(vfs.remove(marker));
    return vfs.syncFolder(paths.vaultFolder);
}

} // namespace

KeyPaths KeyPaths::under(const std::filesystem::path& dataRoot) {
    KeyPaths paths;
    paths.vaultFolder = dataRoot / "vault";
    paths.keysFolder = dataRoot / "keys";
    paths.keyFile = defaultKeyFile(paths.keysFolder);
    return paths;
}

std::filesystem::path KeyPaths::defaultKeyFile(const std::filesystem::path& keysFolder) {
    return keysFolder / "audit.key";
}

std::filesystem::path KeyPaths::keyStore() const {
    auto path = keyFile;
    return path.replace_extension(".kek");
}

std::filesystem::path KeyPaths::signingKey() const {
    return keysFolder / "signing.key";
}

std::filesystem::path KeyPaths::nextSigningKey() const {
    return keysFolder / "signing.key.next";
}

std::filesystem::path KeyPaths::retired() const {
    return keysFolder / "retired";
}

std::filesystem::path KeyPaths::keyTable() const {
    return vaultFolder / "keys.tbl";
}

std::filesystem::path KeyPaths::verifiers() const {
    return vaultFolder / "verifiers.note";
}

Result<SecretKey> unlockRoot(Vfs& vfs, const KeyPaths& paths, const Passphrase& passphrase) {
    INFERNO_TRY(const KekStoreHead head, readKekStoreHead(vfs, paths.keyStore()));
    if (head.root.kind != RootKind::Passphrase)
        return fail(ErrorCode::KeyInvalid, "no passphrase opens this vault: " + paths.keyFile.string() + " does",
                    "leave the passphrase out");
    INFERNO_TRY(SecretKey root, keyOfPassphrase(passphrase, head.root.cost, head.root.salt));
    INFERNO_CHECK(readKekStore(vfs, paths.keyStore(), root));
    return root;
}

Result<PublicKeys> PublicKeys::read(Vfs& vfs, const std::filesystem::path& vaultFolder) {
    KeyPaths paths;
    paths.vaultFolder = vaultFolder;
    auto bytes = readFile(vfs, paths.keyTable());
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound) {
        INFERNO_TRY(const bool data, holdsData(vfs, vaultFolder));
        if (data)
            return fail(ErrorCode::VaultAltered, vaultFolder.string() + " holds data but no key table (keys.tbl)",
                        "restore it from a backup of the vault folder");
        return fail(ErrorCode::VaultMissing, vaultFolder.string() + " holds no vault");
    }
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    const auto damaged = [](Error cause) {
        const std::string why = cause.detail;
        return failBecause(std::move(cause), ErrorCode::VaultAltered, "verifiers.note: " + why,
                           "restore it from a backup of the vault folder");
    };
    auto note = readFile(vfs, paths.verifiers(), 1 << 20);
    if (!note)
        return damaged(std::move(note).error());
    auto history = VerifierHistory::parse(asText(*note));
    if (!history)
        return damaged(std::move(history).error());
    PublicKeys keys;
    keys.history = *std::move(history);
    keys.verifiers = keys.history.keys;
    INFERNO_TRY(keys.table, KeyTable::parse(*bytes, keys.verifiers));
    keys.vault = keys.table.vault;
    if (keys.history.origin != originOf(keys.vault))
        return fail(ErrorCode::VaultAltered, "the key table (keys.tbl) is of " + originOf(keys.vault) +
                                                 ", and the verifier history of " + keys.history.origin);
    return keys;
}

KeyStore::KeyStore(Vfs& vfs, KeyPaths paths) : vfs_(vfs), paths_(std::move(paths)) {}

Result<std::unique_ptr<KeyStore>> KeyStore::open(Vfs& vfs, const KeyPaths& paths, bool signing) {
    std::unique_ptr<KeyStore> store(new KeyStore(vfs, paths));
    INFERNO_CHECK(store->load(signing));
    return store;
}

Result<std::unique_ptr<KeyStore>> KeyStore::openOrCreate(Vfs& vfs, const Clock& clock, const KeyPaths& paths) {
    const auto marker = paths.vaultFolder / kCreating;
    if (!exists(vfs, paths.keyTable())) {
        INFERNO_TRY(const bool data, holdsData(vfs, paths.vaultFolder));
        if (data)
            return fail(ErrorCode::VaultAltered, paths.vaultFolder.string() + " holds data but no key table (keys.tbl)",
                        "restore it from a backup of the vault folder");
        const bool interrupted = exists(vfs, marker);
        if (!interrupted && (exists(vfs, paths.keyStore()) || exists(vfs, paths.signingKey())))
            return fail(ErrorCode::VaultMissing,
                        "the keys of a vault are there (" + paths.keyStore().string() + "), but " +
                            paths.vaultFolder.string() + " is empty",
                        "restore the vault folder from a backup; to begin a new vault, move " +
                            paths.keyStore().string() + " and " + paths.signingKey().string() + " away");
        INFERNO_CHECK(makeKeys(vfs, clock, paths));
    } else if (exists(vfs, marker)) {
        INFERNO_CHECK(vfs.remove(marker)); // only the last step of making the keys was missing
        INFERNO_CHECK(vfs.syncFolder(paths.vaultFolder));
    }
    INFERNO_TRY(auto store, open(vfs, paths));
    store->clock_ = &clock;
    INFERNO_CHECK(store->tidyUp());
    return store;
}

Result<void> KeyStore::load(bool signing) {
    for (std::optional<std::uint64_t> before;; before = table_.generation) {
        INFERNO_TRY(PublicKeys known, PublicKeys::read(vfs_, paths_.vaultFolder));
        history_ = std::move(known.history);
        table_ = std::move(known.table);
        origin_ = originOf(table_.vault);
        auto loaded = loadKeks();
        if (loaded)
            break;
        // Between the two files a service may have rotated: then the table is another one by now.
        if (loaded.error().code != ErrorCode::KeyUnavailable || before == table_.generation)
            return loaded;
    }
    for (const KeyRow& row : table_.rows) {
        INFERNO_TRY(auto key, unwrap(row));
        keys_.push_back(std::move(key));
    }
    return signing ? loadSigner() : Result<void>{};
}

Result<void> KeyStore::loadKeks() {
    if (!exists(vfs_, paths_.keyStore()))
        return fail(ErrorCode::KeyMissing, "there is no key store " + paths_.keyStore().string(),
                    "restore it from your key backup; a key file is moved by inferno audit configure "
                    "--encryption-key-file, not by another path in a file");
    INFERNO_TRY(const KekStoreHead head, readKekStoreHead(vfs_, paths_.keyStore()));
    if (head.root.kind == RootKind::KeyFile) {
        INFERNO_TRY(root_.key, readRootKey(vfs_, paths_.keyFile, paths_.credentialsFolder));
    } else if (paths_.root) {
        root_.key = *paths_.root;
    } else {
        return fail(ErrorCode::KeyUnavailable, "a passphrase opens this vault, and none was given",
                    "give --passphrase-file, or start the service and run inferno audit unlock");
    }
    INFERNO_TRY(const KekStore keks, readKekStore(vfs_, paths_.keyStore(), root_.key));
    root_.info = keks.root;
    if (keks.vault != table_.vault)
        return fail(ErrorCode::KeyInvalid,
                    paths_.keyStore().string() + " is of vault " + toText(keks.vault) + ", and this is " +
                        toText(table_.vault),
                    "restore the key store of this vault from your key backup");
    const KekStore::Kek* kek = keks.find(table_.kekVersion);
    if (!kek)
        return fail(ErrorCode::KeyUnavailable,
                    "the key table was wrapped under key " + std::to_string(table_.kekVersion) +
                        ", which has been destroyed since",
                    "an older copy of keys.tbl was put back: restore the newest one");
    kek_ = *kek;
    for (const KekStore::Kek& other : keks.keks)
        if (other.version != kek_.version)
            spare_ = other;
    return {};
}

Result<void> KeyStore::loadSigner() {
    INFERNO_TRY(NoteSigner signer, readSigningKey(vfs_, paths_.signingKey()));
    if (signer.verifier() != history_.keys.back() && exists(vfs_, paths_.nextSigningKey())) {
        // The new key had been handed over to when the machine stopped; it only has not got its place.
        INFERNO_TRY(signer, readSigningKey(vfs_, paths_.nextSigningKey()));
        signerWaits_ = true;
    }
    if (signer.verifier() != history_.keys.back())
        return fail(ErrorCode::KeyInvalid, paths_.signingKey().string() + " is not the key that this vault signs with",
                    "restore it from your key backup");
    signer_ = std::make_shared<const NoteSigner>(std::move(signer));
    return {};
}

Result<std::shared_ptr<const DataKey>> KeyStore::unwrap(const KeyRow& row) const {
    auto key = std::make_shared<DataKey>();
    key->id = row.id;
    key->retention = row.retention;
    key->month = row.month;
    INFERNO_TRY(key->dek, unwrapSecret(kek_.key, row.dek));
    INFERNO_TRY(key->ksalt, unwrapSecret(kek_.key, row.ksalt));
    return key;
}

Result<std::shared_ptr<const DataKey>> KeyStore::currentKey(RetentionClass retention, Month month) {
    const std::lock_guard lock(mutex_);
    for (auto key = keys_.rbegin(); key != keys_.rend(); ++key)
        if ((*key)->retention == retention && (*key)->month == month)
            return *key;
    return addKey(retention, month);
}

Result<std::shared_ptr<const DataKey>> KeyStore::key(DataKeyId id) const {
    const std::lock_guard lock(mutex_);
    const auto key = std::ranges::find_if(keys_, [&](const auto& candidate) { return candidate->id == id; });
    if (key == keys_.end())
        return fail(ErrorCode::KeyUnavailable,
                    "data key " + std::to_string(static_cast<std::uint32_t>(id)) + " is not in the key table");
    return *key;
}

std::vector<DataKeyId> KeyStore::keyIds() const {
    const std::lock_guard lock(mutex_);
    std::vector<DataKeyId> ids;
    for (const KeyRow& row : table_.rows)
        if (row.retention != RetentionClass::Subjects)
            ids.push_back(row.id);
    return ids;
}

std::vector<DataKeyId> KeyStore::keyIds(RetentionClass retention) const {
    const std::lock_guard lock(mutex_);
    std::vector<DataKeyId> ids;
    for (const KeyRow& row : table_.rows)
        if (row.retention == retention)
            ids.push_back(row.id);
    return ids;
}

std::uint64_t KeyStore::generation() const {
    const std::lock_guard lock(mutex_);
    return table_.generation;
}

std::shared_ptr<const NoteSigner> KeyStore::signer() const {
    const std::lock_guard lock(mutex_);
    assert(signer_);
    return signer_;
}

std::vector<VerifierKey> KeyStore::verifiers() const {
    const std::lock_guard lock(mutex_);
    return history_.keys;
}

KeyInfo KeyStore::info() const {
    const std::lock_guard lock(mutex_);
    return {root_.info.kind, paths_.keyFile,      kek_.version, WallTime(std::chrono::nanoseconds(kek_.createdNs)),
            keys_.size(),    history_.keys.size()};
}

KeyPaths KeyStore::paths() const {
    const std::lock_guard lock(mutex_);
    return paths_;
}

Result<bool> KeyStore::opensWith(const Passphrase& passphrase) const {
    const Root root = [&] {
        const std::lock_guard lock(mutex_);
        return root_;
    }();
    if (root.info.kind != RootKind::Passphrase)
        return false;
    INFERNO_TRY(const SecretKey key, keyOfPassphrase(passphrase, root.info.cost, root.info.salt));
    return equalConstantTime(key.view(), root.key.view());
}

} // namespace inferno::vault
