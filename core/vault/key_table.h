// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/vault/crypto.h"
#include "core/vault/signed_note.h"

/// The generation file `keys.tbl` of a vault: which data keys there are, each wrapped under the key-encryption key
/// (KEK) of one version. It is replaced as a whole, each time with the next generation number, and signed with the log
/// key, so that an auditor without any key sees a change. Format: docs/formats/keys.md. Values; safe from any thread.

namespace inferno::vault {

/// What a record is kept for; one class exists at first. `Subjects` is no class of records: its one key, of kNoMonth,
/// seals the table of subjects (subject_table.h).
enum class RetentionClass : std::uint8_t { Default = 0, Subjects = 255 };
/// A month in UTC as yyyymm: Month{202611}.
enum class Month : std::uint32_t {};
constexpr Month kNoMonth{0};
Month monthOf(WallTime time);
/// Names one data key for ever: numbers rise from 1 and are never used again.
enum class DataKeyId : std::uint32_t {};

struct KeyRow {
    DataKeyId id{};
    RetentionClass retention{};
    Month month{};
    std::uint64_t createdNs = 0; ///< since 1970, UTC
    WrappedKey dek{};
    WrappedKey ksalt{}; ///< the same secret in every row of one class and month

    friend bool operator==(const KeyRow&, const KeyRow&) = default;
};

struct KeyTable {
    Uuid vault{};
    std::uint64_t generation = 0; ///< one more with each rewrite
    std::uint32_t kekVersion = 0;
    std::uint32_t nextId = 1;
    std::vector<KeyRow> rows; ///< ids rise

    /// The file's bytes, signed.
    Bytes serialized(const SigningKey& key) const;
    /// Checks form and signature. Errors: vault.altered, vault.version. `knownKeys`: any one may have signed.
    static Result<KeyTable> parse(ByteView file, std::span<const VerifierKey> knownKeys);
};

} // namespace inferno::vault
