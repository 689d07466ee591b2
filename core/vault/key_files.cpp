// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_files.h"

#include <algorithm>

namespace inferno::vault {
namespace {

constexpr std::string_view kMagic = "INFKEKST";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeadBytes = 8 + 2 + 2 + 16 + 4 + 3 * 4 + 16;
constexpr std::size_t kEntryBytes = 4 + 8 + 40;
constexpr std::size_t kTagBytes = 32;
constexpr std::uint64_t kMaxSecretFile = 4096;

/// Bytes of a file that are wiped when they go.
struct SecretFile {
    Bytes bytes;

    SecretFile() = default;
    explicit SecretFile(Bytes content) : bytes(std::move(content)) {}
    SecretFile(SecretFile&&) = default;
    SecretFile& operator=(SecretFile&&) = default;
    ~SecretFile() { wipe(bytes); }
};

Result<SecretFile> readSecret(Vfs& vfs, const std::filesystem::path& path,
                              const std::filesystem::path& credentialsFolder) {
    INFERNO_CHECK(checkSecretFile(vfs, path, credentialsFolder));
    auto bytes = readFile(vfs, path, kMaxSecretFile);
    if (!bytes)
        return failBecause(std::move(bytes).error(), ErrorCode::KeyInvalid, path.string() + " cannot be read");
    return SecretFile(std::move(*bytes));
}

/// The key of the tag over a key store's clear parts.
Hash storeTag(const SecretKey& root, ByteView content) {
    SecretKey key;
    // 32 bytes are within what HKDF gives: this cannot fail.
    (void)hkdfSha512Expand(root.view(), asBytes("inferno/kek-store/v1"), key.writable());
    return hmacSha256(key.view(), content);
}

std::unexpected<Error> invalid(const std::filesystem::path& path, std::string why) {
    return fail(ErrorCode::KeyInvalid, path.string() + " " + std::move(why));
}

} // namespace

Result<void> checkSecretFile(Vfs& vfs, const std::filesystem::path& path,
                             const std::filesystem::path& credentialsFolder) {
    auto info = vfs.stat(path);
    if (!info && info.error().code == ErrorCode::IoNotFound)
        return fail(ErrorCode::KeyMissing, "there is no " + path.string(),
                    "restore it from your key backup; for a new vault make one: (umask 077; openssl rand -hex 32 > '" +
                        path.string() + "')");
    if (!info)
        return std::unexpected(std::move(info).error());
    if (info->directory)
        return invalid(path, "is a folder");
    if (!credentialsFolder.empty() && path.parent_path() == credentialsFolder)
        return {};
    if (info->owner != effectiveUser())
        return fail(ErrorCode::KeyPermissions,
                    path.string() + " belongs to user " + std::to_string(info->owner) +
                        ", and the vault runs as user " + std::to_string(effectiveUser()),
                    "chown " + std::to_string(effectiveUser()) + " '" + path.string() + "'");
    if ((info->mode & 0077) != 0)
        return fail(ErrorCode::KeyPermissions, path.string() + " is open to its group or to others",
                    "chmod 600 '" + path.string() + "', and consider that the key may have been read");
    return {};
}

Result<SecretKey> readRootKey(Vfs& vfs, const std::filesystem::path& path,
                              const std::filesystem::path& credentialsFolder) {
    INFERNO_TRY(SecretFile file, readSecret(vfs, path, credentialsFolder));
    if (file.bytes.size() == SecretKey::kSize)
        return SecretKey(std::span<const std::uint8_t, SecretKey::kSize>(file.bytes));
    std::string_view text = asText(file.bytes);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    auto bytes = text.size() == 2 * SecretKey::kSize ? fromHex(text) : fail(ErrorCode::KeyInvalid, {});
    if (!bytes)
        return invalid(path, "holds neither 32 raw bytes nor 64 hex digits");
    const SecretFile decoded(std::move(*bytes));
    return SecretKey(std::span<const std::uint8_t, SecretKey::kSize>(decoded.bytes));
}

Result<SecretKey> makeRootKey(Vfs& vfs, const std::filesystem::path& path) {
    if (exists(vfs, path))
        return fail(ErrorCode::IoExists, path.string() + " holds a key already");
    SecretKey key = SecretKey::random();
    std::string text = toHex(key.view()) + "\n";
    auto written = writeFileAtomically(vfs, path, asBytes(text), 0600);
    wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    INFERNO_CHECK(written);
    return key;
}

Result<NoteSigner> readSigningKey(Vfs& vfs, const std::filesystem::path& path) {
    INFERNO_TRY(SecretFile file, readSecret(vfs, path, {}));
    std::string_view text = asText(file.bytes);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    auto signer = NoteSigner::parse(text);
    if (!signer)
        return failBecause(std::move(signer).error(), ErrorCode::KeyInvalid, path.string() + " holds no signing key");
    return signer;
}

Result<void> writeSigningKey(Vfs& vfs, const std::filesystem::path& path, const NoteSigner& signer) {
    std::string text = signer.text() + "\n";
    auto written = writeFileAtomically(vfs, path, asBytes(text), 0600);
    wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return written;
}

const KekStore::Kek* KekStore::find(std::uint32_t version) const {
    const auto kek = std::ranges::find(keks, version, &Kek::version);
    return kek == keks.end() ? nullptr : &*kek;
}

namespace {

/// The head, and in `content` all but the tag. What it says is not checked yet.
Result<KekStoreHead> parseHead(const std::filesystem::path& path, ByteView bytes, ByteView& content) {
    if (bytes.size() < kHeadBytes + kTagBytes || asText(bytes.first(kMagic.size())) != kMagic)
        return invalid(path, "is no key store");
    if (const auto version = getLe<std::uint16_t>(bytes.subspan(8)); version > kVersion)
        return fail(ErrorCode::VaultVersion, "the key store has version " + std::to_string(version), "update Inferno");
    content = bytes.first(bytes.size() - kTagBytes);
    KekStoreHead head;
    std::ranges::copy(bytes.subspan(12, head.vault.size()), head.vault.begin());
    const auto kind = getLe<std::uint32_t>(bytes.subspan(28));
    if (kind != static_cast<std::uint32_t>(RootKind::KeyFile) &&
        kind != static_cast<std::uint32_t>(RootKind::Passphrase))
        return invalid(path, "names a kind of root key that no Inferno writes");
    head.root.kind = static_cast<RootKind>(kind);
    head.root.cost = {getLe<std::uint32_t>(bytes.subspan(32)), getLe<std::uint32_t>(bytes.subspan(36)),
                      getLe<std::uint32_t>(bytes.subspan(40))};
    std::ranges::copy(bytes.subspan(44, head.root.salt.size()), head.root.salt.begin());
    return head;
}

} // namespace

Result<KekStoreHead> readKekStoreHead(Vfs& vfs, const std::filesystem::path& path) {
    INFERNO_TRY(const SecretFile file, readSecret(vfs, path, {}));
    ByteView content;
    return parseHead(path, file.bytes, content);
}

Result<KekStore> readKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root) {
    INFERNO_TRY(const SecretFile file, readSecret(vfs, path, {}));
    ByteView content;
    INFERNO_TRY(const KekStoreHead head, parseHead(path, file.bytes, content));
    if (!equalConstantTime(storeTag(root, content), ByteView(file.bytes).last(kTagBytes)))
        return head.root.kind == RootKind::Passphrase
                   ? fail(ErrorCode::KeyInvalid, "the passphrase is wrong, or " + path.string() + " was changed",
                          "try again; there is no other way in than the passphrase, or a key backup with its own")
                   : fail(ErrorCode::KeyInvalid, path.string() + " does not open with this root key, or was changed",
                          "give the key file that the vault was made with, or restore the key store from your key "
                          "backup");
    KekStore store{head.vault, head.root, {}};
    const std::size_t count = getLe<std::uint16_t>(content.subspan(10));
    if (content.size() != kHeadBytes + count * kEntryBytes)
        return invalid(path, "has another length than it says");
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView entry = content.subspan(kHeadBytes + i * kEntryBytes, kEntryBytes);
        WrappedKey wrapped;
        std::ranges::copy(entry.subspan(12), wrapped.begin());
        INFERNO_TRY(SecretKey key, unwrapSecret(root, wrapped));
        store.keks.push_back({getLe<std::uint32_t>(entry), getLe<std::uint64_t>(entry.subspan(4)), std::move(key)});
    }
    return store;
}

Result<void> writeKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root, const KekStore& store) {
    Bytes out(kMagic.begin(), kMagic.end());
    putLe(out, kVersion);
    putLe(out, static_cast<std::uint16_t>(store.keks.size()));
    out.insert(out.end(), store.vault.begin(), store.vault.end());
    putLe(out, static_cast<std::uint32_t>(store.root.kind));
    const bool made = store.root.kind == RootKind::Passphrase;
    const PassphraseCost cost = made ? store.root.cost : PassphraseCost{0, 0, 0};
    for (const std::uint32_t number : {cost.memoryKib, cost.passes, cost.lanes})
        putLe(out, number);
    out.insert(out.end(), store.root.salt.begin(), store.root.salt.end());
    for (const KekStore::Kek& kek : store.keks) {
        INFERNO_TRY(const WrappedKey wrapped, wrapSecret(root, kek.key));
        putLe(out, kek.version);
        putLe(out, kek.createdNs);
        out.insert(out.end(), wrapped.begin(), wrapped.end());
    }
    const Hash tag = storeTag(root, out);
    out.insert(out.end(), tag.begin(), tag.end());
    return writeFileAtomically(vfs, path, out, 0600);
}

} // namespace inferno::vault
