// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/subject_table.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace inferno::vault {
namespace {

constexpr std::string_view kMagic = "INFSUBJT";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 8 + 2 + 2 + 4 + 16 + 32 + 32;
constexpr std::size_t kFrameHead = 4 + 4;
constexpr std::size_t kRowHead = 1 + 8 + 40 + 4;
constexpr std::uint64_t kFileLimit = 256ULL << 20;

enum class RowKind : std::uint8_t { Subject = 1, Erasure = 2 };

std::unexpected<Error> altered(std::uint64_t offset, const std::string& what) {
    return fail(ErrorCode::VaultAltered, "subjects.tbl, offset " + std::to_string(offset) + ": " + what,
                "restore it from a backup that is not older than the newest erasure");
}

/// What a row's text is sealed under: its key seals nothing else, and this text once, so that the nonce may be zero.
Result<SecretKey> textKeyOf(const SecretKey& rowKey) {
    SecretKey key;
    INFERNO_CHECK(hkdfSha512Expand(rowKey.view(), asBytes("inferno/subject/name/v1"), key.writable()));
    return key;
}

/// The vault and the number: a row that is copied into another place does not open there.
Bytes aadOf(const Uuid& vault, RowKind kind, std::uint64_t number) {
    Bytes aad(vault.begin(), vault.end());
    aad.push_back(static_cast<std::uint8_t>(kind));
    putLe(aad, number);
    return aad;
}

Result<void> putRow(Bytes& out, const Uuid& vault, const SecretKey& tableKey, RowKind kind, std::uint64_t number,
                    const SecretKey& key, std::string_view text) {
    INFERNO_TRY(const WrappedKey wrapped, wrapSecret(tableKey, key));
    INFERNO_TRY(const SecretKey textKey, textKeyOf(key));
    Bytes sealed(text.size() + GcmCipher::kTagSize);
    INFERNO_CHECK(GcmCipher(textKey).seal(Nonce{}, aadOf(vault, kind, number), asBytes(text), sealed));
    out.push_back(static_cast<std::uint8_t>(kind));
    putLe(out, number);
    out.insert(out.end(), wrapped.begin(), wrapped.end());
    putLe(out, static_cast<std::uint32_t>(sealed.size()));
    out.insert(out.end(), sealed.begin(), sealed.end());
    return {};
}

void putFrame(Bytes& out, const Bytes& rows) {
    putLe(out, static_cast<std::uint32_t>(rows.size()));
    putLe(out, crc32c(rows));
    out.insert(out.end(), rows.begin(), rows.end());
}

} // namespace

SubjectTable::SubjectTable(Vfs& vfs, std::filesystem::path path, const Uuid& vault)
    : vfs_(&vfs), path_(std::move(path)), vault_(vault) {}

Result<SubjectTable> SubjectTable::load(Vfs& vfs, const std::filesystem::path& vaultFolder, const KeyStore& keys) {
    SubjectTable table(vfs, pathIn(vaultFolder), keys.vaultId());
    auto bytes = readFile(vfs, table.path_, kFileLimit);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound) {
        // The key is made before the file: a crash in between leaves it alone.
        return table;
    }
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    INFERNO_CHECK(table.parse(*bytes, keys));
    return table;
}

Result<void> SubjectTable::deriveKey(const DataKey& key, const Hash& salt) {
    constexpr std::string_view kLabel = "inferno/subjects/v1";
    Bytes info(kLabel.begin(), kLabel.end());
    info.insert(info.end(), vault_.begin(), vault_.end());
    info.insert(info.end(), salt.begin(), salt.end());
    std::array<std::uint8_t, 64> out;
    INFERNO_CHECK(hkdfSha512Expand(key.dek.view(), info, out));
    tableKey_ = SecretKey(std::span<const std::uint8_t, 32>(std::span(out).first<32>()));
    std::ranges::copy(std::span(out).last<32>(), commitment_.begin());
    wipe(out);
    dataKey_ = key.id;
    return {};
}

Result<void> SubjectTable::parse(ByteView bytes, const KeyStore& keys) {
    if (bytes.size() < kHeaderBytes || asText(bytes.first(kMagic.size())) != kMagic)
        return altered(0, "it is no table of subjects");
    if (const auto version = getLe<std::uint16_t>(bytes.subspan(8)); version != kVersion)
        return fail(ErrorCode::VaultVersion, "the table of subjects has version " + std::to_string(version),
                    "update Inferno");
    if (getLe<std::uint16_t>(bytes.subspan(10)) != 0)
        return altered(10, "its header has something where nothing belongs");
    if (!std::ranges::equal(bytes.subspan(16, 16), vault_))
        return altered(16, "it is of another vault");
    auto key = keys.key(static_cast<DataKeyId>(getLe<std::uint32_t>(bytes.subspan(12))));
    if (!key || (*key)->retention != RetentionClass::Subjects)
        return fail(ErrorCode::KeyUnavailable, "the key of the table of subjects (subjects.tbl) has been destroyed",
                    "an old copy of subjects.tbl was put back: restore the newest one");
    Hash salt{};
    std::ranges::copy(bytes.subspan(32, salt.size()), salt.begin());
    INFERNO_CHECK(deriveKey(**key, salt));
    if (!equalConstantTime(bytes.subspan(64, commitment_.size()), commitment_))
        return altered(64, "it is not under the key that it names");
    std::uint64_t pos = kHeaderBytes;
    while (pos < bytes.size()) {
        const ByteView rest = bytes.subspan(pos);
        const std::uint64_t length = rest.size() < kFrameHead ? 0 : getLe<std::uint32_t>(rest);
        if (rest.size() < kFrameHead || length > rest.size() - kFrameHead)
            break; // its end was never written
        const ByteView rows = rest.subspan(kFrameHead, length);
        if (crc32c(rows) != getLe<std::uint32_t>(rest.subspan(4))) {
            if (pos + kFrameHead + length == bytes.size())
                break;
            return altered(pos, "a row is damaged");
        }
        if (auto read = parseRows(rows); !read)
            return altered(pos, read.error().detail);
        pos += kFrameHead + length;
    }
    end_ = pos;
    torn_ = bytes.size() - pos;
    return {};
}

Result<void> SubjectTable::parseRows(ByteView bytes) {
    const auto damaged = [] { return fail(ErrorCode::VaultAltered, "a row does not open"); };
    while (!bytes.empty()) {
        if (bytes.size() < kRowHead)
            return damaged();
        const auto kind = static_cast<RowKind>(bytes[0]);
        const auto number = getLe<std::uint64_t>(bytes.subspan(1));
        WrappedKey wrapped;
        std::ranges::copy(bytes.subspan(9, wrapped.size()), wrapped.begin());
        const std::size_t length = getLe<std::uint32_t>(bytes.subspan(49));
        if (length < GcmCipher::kTagSize || length > bytes.size() - kRowHead)
            return damaged();
        auto key = unwrapSecret(tableKey_, wrapped);
        if (!key)
            return damaged();
        INFERNO_TRY(const SecretKey textKey, textKeyOf(*key));
        Bytes plain(length - GcmCipher::kTagSize);
        if (!GcmCipher(textKey).open(Nonce{}, aadOf(vault_, kind, number), bytes.subspan(kRowHead, length), plain))
            return damaged();
        const std::string_view text = asText(plain);
        if (kind == RowKind::Subject) {
            rows_.push_back({number, std::string(text), std::move(*key)});
        } else {
            const auto json = nlohmann::json::parse(text, nullptr, false);
            if (kind != RowKind::Erasure || !json.is_object())
                return damaged();
            pending_.push_back({number, json.value("details", ""), json.value("author", "")});
        }
        bytes = bytes.subspan(kRowHead + length);
    }
    return {};
}

Result<Bytes> SubjectTable::newHeader(const DataKey& key) {
    const Hash salt = [] {
        Hash fresh;
        randomBytes(fresh.data(), fresh.size());
        return fresh;
    }();
    INFERNO_CHECK(deriveKey(key, salt));
    Bytes out(kMagic.begin(), kMagic.end());
    putLe(out, kVersion);
    putLe(out, std::uint16_t{0});
    putLe(out, static_cast<std::uint32_t>(key.id));
    out.insert(out.end(), vault_.begin(), vault_.end());
    out.insert(out.end(), salt.begin(), salt.end());
    out.insert(out.end(), commitment_.begin(), commitment_.end());
    return out;
}

Result<void> SubjectTable::add(KeyStore& keys, const std::vector<SubjectRow>& fresh) {
    if (failed_)
        return fail(ErrorCode::VaultUnavailable, "an earlier write of the table of subjects failed",
                    "see why in the service's log, and start the service again");
    if (end_ == 0) { // there is no file yet
        INFERNO_TRY(const auto key, keys.currentKey(RetentionClass::Subjects, kNoMonth));
        INFERNO_CHECK(rewrite({}, {}, *key));
    }
    Bytes rows;
    for (const SubjectRow& row : fresh)
        INFERNO_CHECK(putRow(rows, vault_, tableKey_, RowKind::Subject, row.number, row.key, row.name));
    Bytes frame;
    putFrame(frame, rows);
    failed_ = true;
    INFERNO_TRY(const auto file, vfs_->open(path_, OpenMode::ReadWrite));
    INFERNO_TRY(const std::uint64_t size, file->size());
    if (size > end_) // a torn row from before
        INFERNO_CHECK(file->truncate(end_));
    INFERNO_CHECK(file->write(end_, frame));
    INFERNO_CHECK(file->sync());
    end_ += frame.size();
    failed_ = false;
    return {};
}

Result<void> SubjectTable::rewrite(const std::vector<const SubjectRow*>& rows,
                                   const std::vector<PendingErasure>& pending, const DataKey& key) {
    failed_ = true;
    INFERNO_TRY(Bytes out, newHeader(key));
    Bytes content;
    for (const SubjectRow* row : rows)
        INFERNO_CHECK(putRow(content, vault_, tableKey_, RowKind::Subject, row->number, row->key, row->name));
    for (const PendingErasure& one : pending) {
        const nlohmann::json json{{"details", one.details}, {"author", one.author}};
        INFERNO_CHECK(
            putRow(content, vault_, tableKey_, RowKind::Erasure, one.number, SecretKey::random(), json.dump()));
    }
    if (!content.empty())
        putFrame(out, content);
    INFERNO_CHECK(writeFileAtomically(*vfs_, path_, out, 0600));
    end_ = out.size();
    failed_ = false;
    return {};
}

} // namespace inferno::vault
