// SPDX-License-Identifier: GPL-3.0-or-later
// KeyStore: what writes. Each change is a row of whole-file replacements, in an order in which every prefix opens.
#include <algorithm>
#include <cassert>
#include <utility>

#include "core/vault/key_store.h"

namespace inferno::vault {
namespace {

constexpr std::uint64_t kMaxNote = 64U << 10;

std::uint64_t nanosecondsOf(WallTime time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

Result<void> removeIfThere(Vfs& vfs, const std::filesystem::path& path) {
    auto removed = vfs.remove(path);
    if (!removed && removed.error().code == ErrorCode::IoNotFound)
        return {};
    INFERNO_CHECK(removed);
    return vfs.syncFolder(path.parent_path());
}

/// Names a root without a secret: what wraps, with which salt, from where.
std::string markOf(const RootInfo& root, const std::filesystem::path& keyFile) {
    return std::string(nameOf(root.kind)) + " " + toHex(root.salt) + " " + keyFile.string();
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

} // namespace

Result<void> KeyStore::beginWrite() {
    assert(clock_); // opened to read
    if (writing_)
        return fail(ErrorCode::VaultUnavailable, "an earlier write of the vault's keys failed",
                    "see why in the service's log, and start the service again");
    writing_ = true;
    return {};
}

Result<void> KeyStore::storeTable(const KeyTable& table) {
    return writeFileAtomically(vfs_, paths_.keyTable(), table.serialized(signer_->key));
}

Result<void> KeyStore::storeKeks(const Root& root, const std::filesystem::path& path, std::vector<KekStore::Kek> keks) {
    return writeKekStore(vfs_, path, root.key, {table_.vault, root.info, std::move(keks)});
}

KekStore::Kek KeyStore::freshKek() const {
    return {table_.kekVersion + 1, nanosecondsOf(clock_->now()), SecretKey::random()};
}

DataKey KeyStore::freshKey(RetentionClass retention, Month month) const {
    const auto sibling = std::ranges::find_if(
        keys_, [&](const auto& key) { return key->retention == retention && key->month == month; });
    return {DataKeyId{table_.nextId}, retention, month, SecretKey::random(),
            sibling == keys_.end() ? SecretKey::random() : (*sibling)->ksalt};
}

Result<KeyTable> KeyStore::nextTable(const KekStore::Kek& kek, const DataKey* more) const {
    KeyTable next = table_;
    ++next.generation;
    if (next.kekVersion != kek.version)
        for (std::size_t i = 0; i < next.rows.size(); ++i) {
            INFERNO_TRY(next.rows[i].dek, wrapSecret(kek.key, keys_[i]->dek));
            INFERNO_TRY(next.rows[i].ksalt, wrapSecret(kek.key, keys_[i]->ksalt));
        }
    next.kekVersion = kek.version;
    if (more) {
        KeyRow row{more->id, more->retention, more->month, nanosecondsOf(clock_->now()), {}, {}};
        INFERNO_TRY(row.dek, wrapSecret(kek.key, more->dek));
        INFERNO_TRY(row.ksalt, wrapSecret(kek.key, more->ksalt));
        ++next.nextId;
        next.rows.push_back(row);
    }
    return next;
}

Result<std::shared_ptr<const DataKey>> KeyStore::addKey(RetentionClass retention, Month month) {
    DataKey key = freshKey(retention, month);
    INFERNO_TRY(KeyTable next, nextTable(kek_, &key));
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(storeTable(next));
    writing_ = false;
    table_ = std::move(next);
    keys_.push_back(std::make_shared<const DataKey>(std::move(key)));
    return keys_.back();
}

Result<std::shared_ptr<const DataKey>> KeyStore::rotateDataKey(RetentionClass retention, Month month) {
    const std::lock_guard lock(mutex_);
    return addKey(retention, month);
}

void KeyStore::take(KeyTable table, KekStore::Kek kek) {
    table_ = std::move(table);
    spare_ = std::exchange(kek_, std::move(kek));
    writing_ = false;
}

KeyRotation KeyStore::unchanged() const {
    KeyRotation rotation;
    rotation.root = root_.info.kind;
    rotation.oldKek = rotation.newKek = kek_.version;
    rotation.oldSigner = rotation.newSigner = history_.keys.back().idText();
    return rotation;
}

Result<KeyRotation> KeyStore::rotate(RetentionClass retention, Month month) {
    const std::lock_guard lock(mutex_);
    KeyRotation rotation = unchanged();
    for (const auto& key : keys_)
        if (key->retention == retention && key->month == month)
            rotation.oldKey = static_cast<std::uint32_t>(key->id);
    KekStore::Kek fresh = freshKek();
    DataKey key = freshKey(retention, month);
    rotation.newKek = fresh.version;
    rotation.newKey = static_cast<std::uint32_t>(key.id);
    INFERNO_TRY(KeyTable next, nextTable(fresh, &key));
    INFERNO_CHECK(beginWrite());
    // Both keys are in the store until the table that needs the new one is durable; the old one goes in endRotation.
    INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_, fresh}));
    INFERNO_CHECK(storeTable(next));
    take(std::move(next), std::move(fresh));
    keys_.push_back(std::make_shared<const DataKey>(std::move(key)));
    return rotation;
}

/// Written before anything of a change of root is: what is to go, whichever of the two roots a crash leaves.
Result<void> KeyStore::noteRetired(const Root& next, const KeyPaths& paths) {
    std::string text = markOf(next.info, paths.keyFile) + "\n";
    if (paths.keyStore() != paths_.keyStore())
        text += paths_.keyStore().string() + "\n" + paths.keyStore().string() + "\n";
    if (root_.info.kind == RootKind::KeyFile && paths_.keyFileIsDefault)
        text += paths_.keyFile.string() + "\n";
    return writeFileAtomically(vfs_, paths_.retired(), asBytes(text), 0600);
}

Result<void> KeyStore::removeRetired() {
    auto text = readFile(vfs_, paths_.retired(), kMaxNote);
    if (!text && text.error().code == ErrorCode::IoNotFound)
        return {};
    INFERNO_CHECK(text);
    const auto lines = linesOf(asText(*text));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::filesystem::path path = lines[i];
        const bool used = path == paths_.keyStore() || (root_.info.kind == RootKind::KeyFile && path == paths_.keyFile);
        if (!used)
            INFERNO_CHECK(removeIfThere(vfs_, path));
    }
    return removeIfThere(vfs_, paths_.retired());
}

Result<KeyRotation> KeyStore::changeRoot(const Root& root, const std::filesystem::path& keyFile,
                                         const std::function<Result<void>()>& commit) {
    const std::lock_guard lock(mutex_);
    KeyPaths paths = paths_;
    paths.keyFile = keyFile;
    paths.keyFileIsDefault = keyFile == KeyPaths::defaultKeyFile(paths.keysFolder);
    paths.root.reset();
    if (root.info.kind == RootKind::Passphrase)
        paths.root = root.key;
    KekStore::Kek fresh = freshKek();
    INFERNO_TRY(KeyTable next, nextTable(fresh, nullptr));
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(noteRetired(root, paths));
    INFERNO_CHECK(storeKeks(root, paths.keyStore(), {kek_, fresh}));
    if (commit)
        INFERNO_CHECK(commit());
    INFERNO_CHECK(storeTable(next));
    KeyRotation rotation = unchanged();
    rotation.newKek = fresh.version;
    rotation.root = root.info.kind;
    rotation.rootChanged = true;
    root_ = root;
    paths_ = std::move(paths);
    take(std::move(next), std::move(fresh));
    return rotation;
}

Result<void> KeyStore::destroy(std::span<const DataKeyId> ids) {
    const auto doomed = [&](DataKeyId id) { return std::ranges::find(ids, id) != ids.end(); };
    {
        const std::lock_guard lock(mutex_);
        KekStore::Kek fresh = freshKek();
        INFERNO_TRY(KeyTable next, nextTable(fresh, nullptr));
        std::erase_if(next.rows, [&](const KeyRow& row) { return doomed(row.id); });
        INFERNO_CHECK(beginWrite());
        // As with a rotation: both KEKs are in the store until the table that needs the new one is durable.
        INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_, fresh}));
        INFERNO_CHECK(storeTable(next));
        take(std::move(next), std::move(fresh));
        std::erase_if(keys_, [&](const auto& key) { return doomed(key->id); });
    }
    return endRotation();
}

Result<void> KeyStore::endRotation() {
    const std::lock_guard lock(mutex_);
    INFERNO_CHECK(beginWrite());
    if (spare_)
        INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_}));
    spare_.reset();
    INFERNO_CHECK(removeRetired());
    if (signerWaits_)
        INFERNO_CHECK(placeSigningKey());
    interrupted_.reset();
    writing_ = false;
    return {};
}

Result<void> KeyStore::destroyKeys(std::span<const DataKeyId> ids) {
    const std::lock_guard lock(mutex_);
    KekStore::Kek fresh = freshKek();
    INFERNO_TRY(KeyTable next, nextTable(fresh, nullptr));
    auto kept = keys_;
    const auto goes = [&](DataKeyId id) { return std::ranges::find(ids, id) != ids.end(); };
    std::erase_if(next.rows, [&](const KeyRow& row) { return goes(row.id); });
    std::erase_if(kept, [&](const auto& key) { return goes(key->id); });
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_, fresh}));
    INFERNO_CHECK(storeTable(next));
    keys_ = std::move(kept);
    take(std::move(next), std::move(fresh));
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_}));
    spare_.reset();
    writing_ = false;
    return {};
}

Result<void> KeyStore::checkWritable() {
    auto probe = paths().keyStore();
    probe += ".probe";
    auto written = writeFileAtomically(vfs_, probe, {});
    if (written)
        written = vfs_.remove(probe);
    if (!written)
        return failBecause(std::move(written).error(), ErrorCode::KeyStoreReadonly,
                           "the folder " + probe.parent_path().string() + " takes no file",
                           "what is to be erased needs a new key-encryption key: make the folder writable");
    return {};
}

std::optional<KeyRotation> KeyStore::interrupted() const {
    const std::lock_guard lock(mutex_);
    return interrupted_;
}

Result<KeyRotation> KeyStore::rotateSigningKey() {
    const std::lock_guard lock(mutex_);
    NoteSigner fresh{origin_, SigningKey::generate()};
    INFERNO_TRY(const std::string note, history_.handedOver(*signer_, fresh));
    INFERNO_TRY(VerifierHistory history, VerifierHistory::parse(note));
    KeyRotation rotation = unchanged();
    rotation.newSigner = fresh.verifier().idText();
    INFERNO_CHECK(beginWrite());
    INFERNO_CHECK(writeSigningKey(vfs_, paths_.nextSigningKey(), fresh));
    INFERNO_CHECK(writeFileAtomically(vfs_, paths_.verifiers(), asBytes(note)));
    history_ = std::move(history);
    signer_ = std::make_shared<const NoteSigner>(std::move(fresh));
    signerWaits_ = true;
    writing_ = false;
    return rotation;
}

Result<void> KeyStore::placeSigningKey() {
    INFERNO_CHECK(vfs_.rename(paths_.nextSigningKey(), paths_.signingKey()));
    INFERNO_CHECK(vfs_.syncFolder(paths_.keysFolder));
    signerWaits_ = false;
    return {};
}

Result<void> KeyStore::tidyUp() {
    const std::lock_guard lock(mutex_);
    KeyRotation rotation = unchanged();
    if (exists(vfs_, paths_.nextSigningKey()) && !signerWaits_) { // made, and never handed over to
        INFERNO_CHECK(vfs_.remove(paths_.nextSigningKey()));
        INFERNO_CHECK(vfs_.syncFolder(paths_.keysFolder));
    }
    if (signerWaits_)
        rotation.oldSigner = history_.keys.end()[-2].idText();
    if (spare_ && spare_->version > kek_.version) { // made, and never in use
        INFERNO_CHECK(storeKeks(root_, paths_.keyStore(), {kek_}));
        spare_.reset();
    } else if (spare_) {
        rotation.oldKek = spare_->version;
    }
    if (const auto text = readFile(vfs_, paths_.retired(), kMaxNote)) {
        const auto lines = linesOf(asText(*text));
        rotation.rootChanged = !lines.empty() && lines.front() == markOf(root_.info, paths_.keyFile);
        if (!rotation.rootChanged)
            INFERNO_CHECK(removeRetired());
    }
    rotation.interrupted = true;
    if (spare_ || rotation.rootChanged || signerWaits_)
        interrupted_ = rotation;
    return {};
}

} // namespace inferno::vault
