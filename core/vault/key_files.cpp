// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_files.h"

#include <algorithm>

namespace inferno::vault {
namespace {

constexpr std::string_view kMagic = "INFKEKST";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeadBytes = 8 + 2 + 2 + 16;
constexpr std::size_t kEntryBytes = 4 + 40;
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

Result<KekStore> readKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root) {
    INFERNO_TRY(const SecretFile file, readSecret(vfs, path, {}));
    const ByteView bytes = file.bytes;
    if (bytes.size() < kHeadBytes + kTagBytes || asText(bytes.first(kMagic.size())) != kMagic)
        return invalid(path, "is no key store");
    const ByteView content = bytes.first(bytes.size() - kTagBytes);
    if (!equalConstantTime(storeTag(root, content), bytes.last(kTagBytes)))
        return fail(ErrorCode::KeyInvalid, path.string() + " does not open with this root key, or was changed",
                    "give the key file that the vault was made with, or restore the key store from your key backup");
    if (const auto version = getLe<std::uint16_t>(bytes.subspan(8)); version > kVersion)
        return fail(ErrorCode::VaultVersion, "the key store has version " + std::to_string(version), "update Inferno");

    KekStore store;
    const std::size_t count = getLe<std::uint16_t>(bytes.subspan(10));
    std::ranges::copy(bytes.subspan(12, store.vault.size()), store.vault.begin());
    if (content.size() != kHeadBytes + count * kEntryBytes)
        return invalid(path, "has another length than it says");
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView entry = content.subspan(kHeadBytes + i * kEntryBytes, kEntryBytes);
        WrappedKey wrapped;
        std::ranges::copy(entry.subspan(4), wrapped.begin());
        INFERNO_TRY(SecretKey key, unwrapSecret(root, wrapped));
        store.keks.push_back({getLe<std::uint32_t>(entry), std::move(key)});
    }
    return store;
}

Result<void> writeKekStore(Vfs& vfs, const std::filesystem::path& path, const SecretKey& root, const KekStore& store) {
    Bytes out(kMagic.begin(), kMagic.end());
    putLe(out, kVersion);
    putLe(out, static_cast<std::uint16_t>(store.keks.size()));
    out.insert(out.end(), store.vault.begin(), store.vault.end());
    for (const KekStore::Kek& kek : store.keks) {
        INFERNO_TRY(const WrappedKey wrapped, wrapSecret(root, kek.key));
        putLe(out, kek.version);
        out.insert(out.end(), wrapped.begin(), wrapped.end());
    }
    const Hash tag = storeTag(root, out);
    out.insert(out.end(), tag.begin(), tag.end());
    return writeFileAtomically(vfs, path, out, 0600);
}

} // namespace inferno::vault
