// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_store.h"

#include <algorithm>
#include <cassert>

#include "core/vault/key_files.h"

namespace inferno::vault {
namespace {

/// There while the keys of a new vault are being made: whatever else is found then was never used.
constexpr std::string_view kCreating = "creating";
constexpr std::string_view kHistoryHead = "/verifiers";

std::uint64_t nanosecondsOf(WallTime time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

Result<void> makeFolderIfAbsent(Vfs& vfs, const std::filesystem::path& path) {
    if (exists(vfs, path))
        return {};
    INFERNO_CHECK(vfs.makeFolder(path, 0700));
    return vfs.syncFolder(path.parent_path());
}

/// "ORIGIN/verifiers", then one verifier key a line, oldest first.
std::string historyText(const std::string& origin, std::span<const VerifierKey> keys) {
    std::string text = origin + std::string(kHistoryHead) + "\n";
    for (const VerifierKey& key : keys)
        text += key.text() + "\n";
    return text;
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
    INFERNO_CHECK(writeKekStore(vfs, paths.keyStore(), root, {table.vault, {{1, SecretKey::random()}}}));

    const NoteSigner signer{originOf(table.vault), SigningKey::generate()};
    INFERNO_CHECK(writeSigningKey(vfs, paths.signingKey(), signer));
    const VerifierKey verifier = signer.verifier();
    INFERNO_TRY(const std::string history, signer.signedNote(historyText(signer.name, {&verifier, 1})));
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
    paths.keyFile = paths.keysFolder / "audit.key";
    return paths;
}

std::filesystem::path KeyPaths::keyStore() const {
    auto path = keyFile;
    return path.replace_extension(".kek");
}

std::filesystem::path KeyPaths::signingKey() const {
    return keysFolder / "signing.key";
}

std::filesystem::path KeyPaths::keyTable() const {
    return vaultFolder / "keys.tbl";
}

std::filesystem::path KeyPaths::verifiers() const {
    return vaultFolder / "verifiers.note";
}

namespace {

struct VerifierHistory {
    std::string origin;
    std::vector<VerifierKey> keys;
};

Result<VerifierHistory> readHistory(std::string_view note) {
    INFERNO_TRY(const SignedNote parsed, SignedNote::parse(note));
    std::string_view rest = parsed.text;
    const auto takeLine = [&] {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        return line;
    };
    const std::string_view head = takeLine();
    if (!head.ends_with(kHistoryHead))
        return fail(ErrorCode::NoteInvalid, "it is no verifier history");
    VerifierHistory history{std::string(head.substr(0, head.size() - kHistoryHead.size())), {}};
    while (!rest.empty()) {
        INFERNO_TRY(VerifierKey key, VerifierKey::parse(takeLine()));
        if (key.name != history.origin || key.algorithm != KeyAlgorithm::Ed25519)
            return fail(ErrorCode::NoteInvalid, "it names a key of '" + key.name + "'");
        history.keys.push_back(std::move(key));
    }
    if (history.keys.empty())
        return fail(ErrorCode::NoteInvalid, "it names no key");
    // The newest key signs, and so does the one before it: a change of keys is vouched for by the old one.
    const std::size_t signers = std::min<std::size_t>(2, history.keys.size());
    INFERNO_TRY(const VerifiedNote opened, openNote(note, std::span(history.keys).last(signers)));
    if (opened.verified.size() != signers || !opened.unverified.empty())
        return fail(ErrorCode::NoteInvalid, "it lacks a signature, or has a strange one");
    return history;
}

} // namespace

Result<std::vector<VerifierKey>> parseVerifierHistory(std::string_view note, const Uuid& vault) {
    INFERNO_TRY(VerifierHistory history, readHistory(note));
    if (history.origin != originOf(vault))
        return fail(ErrorCode::NoteInvalid, "the verifier history is of " + history.origin);
    return std::move(history.keys);
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
    auto history = readHistory(asText(*note));
    if (!history)
        return damaged(std::move(history).error());
    PublicKeys keys;
    keys.verifiers = std::move(history->keys);
    INFERNO_TRY(keys.table, KeyTable::parse(*bytes, keys.verifiers));
    keys.vault = keys.table.vault;
    if (history->origin != originOf(keys.vault))
        return fail(ErrorCode::VaultAltered, "the key table (keys.tbl) is of " + originOf(keys.vault) +
                                                 ", and the verifier history of " + history->origin);
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
    if (store->spareKeks_) // a rotation was interrupted after the table was written
        INFERNO_CHECK(store->dropSpareKeks());
    return store;
}

Result<void> KeyStore::load(bool signing) {
    INFERNO_TRY(PublicKeys known, PublicKeys::read(vfs_, paths_.vaultFolder));
    verifiers_ = std::move(known.verifiers);
    table_ = std::move(known.table);
    origin_ = originOf(table_.vault);
    INFERNO_TRY(root_, readRootKey(vfs_, paths_.keyFile, paths_.credentialsFolder));
    INFERNO_TRY(const KekStore keks, readKekStore(vfs_, paths_.keyStore(), root_));
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
    kek_ = kek->key;
    spareKeks_ = keks.keks.size() > 1;
    for (const KeyRow& row : table_.rows) {
        INFERNO_TRY(auto key, unwrap(row));
        keys_.push_back(std::move(key));
    }
    if (!signing)
        return {};
    INFERNO_TRY(NoteSigner signer, readSigningKey(vfs_, paths_.signingKey()));
    if (signer.verifier() != verifiers_.back())
        return fail(ErrorCode::KeyInvalid, paths_.signingKey().string() + " is not the key that this vault signs with");
    signer_ = std::make_unique<NoteSigner>(std::move(signer));
    return {};
}

Result<std::shared_ptr<const DataKey>> KeyStore::unwrap(const KeyRow& row) const {
    auto key = std::make_shared<DataKey>();
    key->id = row.id;
    key->retention = row.retention;
    key->month = row.month;
    INFERNO_TRY(key->dek, unwrapSecret(kek_, row.dek));
    INFERNO_TRY(key->ksalt, unwrapSecret(kek_, row.ksalt));
    return key;
}

Result<void> KeyStore::beginWrite() {
    assert(clock_); // opened to read
    if (writing_)
        return fail(ErrorCode::VaultUnavailable, "an earlier write of the vault's keys failed",
                    "see why in the service's log, and start the service again");
    writing_ = true;
    return {};
}

Result<void> KeyStore::storeTable(const KeyTable& table) {
    return writeFileAtomically(vfs_, paths_.keyTable(), table.serialized(signer().key));
}

Result<std::shared_ptr<const DataKey>> KeyStore::addKey(RetentionClass retention, Month month) {
    const auto sibling = std::ranges::find_if(
        keys_, [&](const auto& key) { return key->retention == retention && key->month == month; });
    DataKey key{DataKeyId{table_.nextId}, retention, month, SecretKey::random(),
                sibling == keys_.end() ? SecretKey::random() : (*sibling)->ksalt};
    KeyRow row{key.id, retention, month, nanosecondsOf(clock_->now()), {}, {}};
    INFERNO_TRY(row.dek, wrapSecret(kek_, key.dek));
    INFERNO_TRY(row.ksalt, wrapSecret(kek_, key.ksalt));
    KeyTable next = table_;
    ++next.generation;
    ++next.nextId;
    next.rows.push_back(row);
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(storeTable(next));
    writing_ = false;
    table_ = std::move(next);
    keys_.push_back(std::make_shared<const DataKey>(std::move(key)));
    return keys_.back();
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

Result<std::shared_ptr<const DataKey>> KeyStore::rotateDataKey(RetentionClass retention, Month month) {
    const std::lock_guard lock(mutex_);
    return addKey(retention, month);
}

Result<void> KeyStore::rotateKek() {
    const std::lock_guard lock(mutex_);
    KeyTable next = table_;
    ++next.generation;
    ++next.kekVersion;
    SecretKey fresh = SecretKey::random();
    for (std::size_t i = 0; i < next.rows.size(); ++i) {
        INFERNO_TRY(next.rows[i].dek, wrapSecret(fresh, keys_[i]->dek));
        INFERNO_TRY(next.rows[i].ksalt, wrapSecret(fresh, keys_[i]->ksalt));
    }
    // Both keys are in the store until the table that needs the new one is durable; then the old one goes.
    const KekStore both{table_.vault, {{table_.kekVersion, kek_}, {next.kekVersion, fresh}}};
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(writeKekStore(vfs_, paths_.keyStore(), root_, both));
    INFERNO_CHECK(storeTable(next));
    table_ = std::move(next);
    kek_ = std::move(fresh);
    INFERNO_CHECK(dropSpareKeks());
    writing_ = false;
    return {};
}

Result<void> KeyStore::dropSpareKeks() {
    INFERNO_CHECK(writeKekStore(vfs_, paths_.keyStore(), root_, {table_.vault, {{table_.kekVersion, kek_}}}));
    spareKeks_ = false;
    return {};
}

std::vector<DataKeyId> KeyStore::keyIds() const {
    const std::lock_guard lock(mutex_);
    std::vector<DataKeyId> ids;
    for (const KeyRow& row : table_.rows)
        ids.push_back(row.id);
    return ids;
}

std::uint64_t KeyStore::generation() const {
    const std::lock_guard lock(mutex_);
    return table_.generation;
}

const NoteSigner& KeyStore::signer() const {
    assert(signer_);
    return *signer_;
}

} // namespace inferno::vault
