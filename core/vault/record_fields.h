// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

#include "core/vault/record.h"

/// The fields of a record where they lie, without copies: for scans, which look at millions of records for each one
/// that they decode. About 60 ns. Values that borrow the record's bytes; safe from any thread.

namespace inferno::vault {

/// A field by its tag in the record (docs/formats/record.md).
enum class FieldTag : std::uint8_t {
    None = 0,
    EventType = 1,
    Action = 2,
    User = 3,
    SourceIp = 4,
    UserAgent = 5,
    SessionId = 6,
    TraceId = 7,
    Resource = 8,
    Result = 9,
    Details = 10, ///< JSON
    Principal = 11,
    TokenId = 12,
    Peer = 13,
    Unknown = 14, ///< JSON
};
constexpr std::size_t kFieldTags = 15;
constexpr bool isJson(FieldTag tag) {
    return tag == FieldTag::Details || tag == FieldTag::Unknown;
}

struct RecordFields {
    RecordHead head;
    std::array<std::string_view, kFieldTags> texts; ///< by tag; empty: absent. Fields with other tags are left out.

    std::string_view operator[](FieldTag tag) const { return texts[static_cast<std::size_t>(tag)]; }
    /// Errors: vault.altered, vault.version. Neither that texts are UTF-8 is checked, nor that the blob is the one that
    /// the record names.
    static Result<RecordFields> of(ByteView record, ByteView blob = {});
    /// The fields of a decoded record; borrows it.
    static RecordFields of(const Record& record);
};

} // namespace inferno::vault
