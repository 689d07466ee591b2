// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_table.h"

#include <algorithm>

namespace inferno::vault {
namespace {

constexpr std::string_view kMagic = "INFKEYTB";
constexpr std::uint16_t kVersion = 1;
constexpr std::size_t kHeadBytes = 8 + 2 + 2 + 4 + 8 + 16 + 4 + 4;
constexpr std::size_t kRowBytes = 4 + 4 + 8 + 8 + 40 + 40;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::size_t kMaxRows = 1'000'000;

std::unexpected<Error> altered(std::string why) {
    return fail(ErrorCode::VaultAltered, "the key table (keys.tbl) " + std::move(why),
                "restore it from a backup of the vault folder");
}

bool isMonth(std::uint32_t month) {
    return month >= 197001 && month <= 999912 && month % 100 >= 1 && month % 100 <= 12;
}

void append(Bytes& out, ByteView bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void appendRow(Bytes& out, const KeyRow& row) {
    putLe(out, static_cast<std::uint32_t>(row.id));
    putLe(out, static_cast<std::uint32_t>(row.month));
    putLe(out, static_cast<std::uint64_t>(row.retention)); // one byte, and seven of zero
    putLe(out, row.createdNs);
    append(out, row.dek);
    append(out, row.ksalt);
}

Result<KeyRow> parseRow(ByteView bytes) {
    const auto month = getLe<std::uint32_t>(bytes.subspan(4));
    const auto retention = getLe<std::uint64_t>(bytes.subspan(8));
    const bool ofSubjects =
        static_cast<RetentionClass>(retention) == RetentionClass::Subjects && Month{month} == kNoMonth;
    if ((!isMonth(month) && !ofSubjects) || retention > 0xFF)
        return altered("has a row that no Inferno wrote");
    KeyRow row;
    row.id = DataKeyId{getLe<std::uint32_t>(bytes)};
    row.month = Month{month};
    row.retention = static_cast<RetentionClass>(retention);
    row.createdNs = getLe<std::uint64_t>(bytes.subspan(16));
    std::ranges::copy(bytes.subspan(24, row.dek.size()), row.dek.begin());
    std::ranges::copy(bytes.subspan(64, row.ksalt.size()), row.ksalt.begin());
    return row;
}

} // namespace

Month monthOf(WallTime time) {
    const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(time));
    return Month{static_cast<std::uint32_t>(static_cast<int>(date.year())) * 100 + static_cast<unsigned>(date.month())};
}

Bytes KeyTable::serialized(const SigningKey& key) const {
    Bytes out(kMagic.begin(), kMagic.end());
    putLe(out, kVersion);
    putLe(out, std::uint16_t{0});
    putLe(out, kekVersion);
    putLe(out, generation);
    append(out, vault);
    putLe(out, nextId);
    putLe(out, static_cast<std::uint32_t>(rows.size()));
    for (const KeyRow& row : rows)
        appendRow(out, row);
    append(out, key.sign(out));
    return out;
}

Result<KeyTable> KeyTable::parse(ByteView file, std::span<const VerifierKey> knownKeys) {
    if (file.size() < kHeadBytes + kSignatureBytes || asText(file.first(kMagic.size())) != kMagic)
        return altered("is too short or does not begin with " + std::string(kMagic));
    const auto version = getLe<std::uint16_t>(file.subspan(8));
    const ByteView content = file.first(file.size() - kSignatureBytes);
    const ByteView signature = file.last(kSignatureBytes);
    const bool holds = std::ranges::any_of(
        knownKeys, [&](const VerifierKey& key) { return verifyEd25519(key.key, content, signature); });
    if (!holds)
        return altered("is not signed by a key of this vault");
    // From here on the bytes are what some Inferno wrote.
    if (version > kVersion)
        return fail(ErrorCode::VaultVersion, "the key table has version " + std::to_string(version), "update Inferno");

    KeyTable table;
    table.kekVersion = getLe<std::uint32_t>(file.subspan(12));
    table.generation = getLe<std::uint64_t>(file.subspan(16));
    std::ranges::copy(file.subspan(24, table.vault.size()), table.vault.begin());
    table.nextId = getLe<std::uint32_t>(file.subspan(40));
    const auto count = getLe<std::uint32_t>(file.subspan(44));
    if (count > kMaxRows || content.size() != kHeadBytes + count * kRowBytes)
        return altered("names " + std::to_string(count) + " keys and has another length");
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        INFERNO_TRY(KeyRow row, parseRow(content.subspan(kHeadBytes + i * kRowBytes, kRowBytes)));
        const auto id = static_cast<std::uint32_t>(row.id);
        if (id <= last || id >= table.nextId)
            return altered("has key ids that do not rise");
        last = id;
        table.rows.push_back(row);
    }
    return table;
}

} // namespace inferno::vault
