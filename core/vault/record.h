// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/vault/event.h"
#include "core/vault/key_table.h"

/// The record: the bytes of one event that are stored, hashed and given out by `audit prove`. Self-contained; its
/// layout is docs/formats/record.md. One value has exactly one encoding: whatever `decodeRecord` takes, `encodeRecord`
/// writes again bit for bit. An event whose record would be over kMaxRecordBytes has a blob: `details`, the unknown
/// fields, or both, with the same tags; the record names its length and SHA-256, so the leaf covers it. Values; safe
/// from any thread.

namespace inferno::vault {

/// An event with what the vault adds.
struct Record {
    std::uint64_t seq = 0; ///< place in the log and leaf index, from 0, without gaps
    WallTime received{};   ///< the service's clock; order of retention and of keys
    WallTime timestamp{};  ///< the event's own, else `received`
    std::uint64_t monoNs = 0;
    Uuid bootId{}; ///< with monoNs: order within one boot, whatever was done to the clock
    RetentionClass retention = RetentionClass::Default;
    Level level = Level::Info;
    Severity severity = Severity::Low;
    Provenance recordedBy;
    Event event;               ///< its timestamp, level and severity are always set after decoding
    std::uint64_t subject = 0; ///< privacy: the number behind `event.user`, once that was revealed; never encoded

    friend bool operator==(const Record&, const Record&) = default;
};

/// The fixed head of a record, in bytes, and its version.
constexpr std::size_t kRecordHeadBytes = 1 + 1 + 1 + 8 + 8 + 8 + 8 + 16 + 1 + 1;
constexpr std::uint8_t kRecordVersion = 1;

/// What the vault knows only when an event's turn comes.
struct RecordHead {
    std::uint64_t seq = 0;
    std::int64_t receivedNs = 0;
    std::int64_t timestampNs = 0;
    std::uint64_t monoNs = 0;
    Uuid bootId{};
    Origin origin = Origin::Service;
    RetentionClass retention = RetentionClass::Default;
    Level level = Level::Info;
    Severity severity = Severity::Low;
};

/// Appends to `out` the fields after the head, and to `blob` those that do not fit. REQUIRES a validated event.
void encodeFields(const Event& event, const Provenance& recordedBy, Bytes& out, Bytes& blob);
/// Appends head and fields to `out`.
void appendRecord(Bytes& out, const RecordHead& head, ByteView fields);

/// A record as it is stored, with its blob beside it; `blob` is empty for most.
struct RecordBytes {
    Bytes record;
    Bytes blob;
};
RecordBytes encodeWithBlob(const Record& record);
/// Its first half: the bytes of the leaf.
Bytes encodeRecord(const Record& record);
/// Error: vault.altered (the bytes are no record, or `blob` is not the one that they name), vault.version (of a newer
/// Inferno).
Result<Record> decodeRecord(ByteView bytes, ByteView blob = {});

/// What a record says of its blob.
struct BlobRef {
    std::uint32_t bytes = 0;
    Hash sha256{};
};
/// Nothing for a record that holds all of its event. Errors as decodeRecord.
Result<std::optional<BlobRef>> blobRefOf(ByteView record);
/// Checks that `blob` is the one that the record names, or empty where it names none. Error: vault.altered.
Result<void> checkBlob(ByteView record, ByteView blob);

/// Some texts of a record where they lie, for passes over all records; empty ones are not there, or in its blob.
struct RecordNames {
    std::string_view action;
    std::string_view user;
    std::string_view principal;
    std::string_view details;
};
/// Errors as decodeRecord.
Result<RecordNames> namesOf(ByteView record);

/// The head alone, for scans that skip by time or number. Errors as decodeRecord.
Result<RecordHead> decodeHead(ByteView bytes);

/// The id of an event: "evt_" and 26 characters of base32 of the vault's id (its last eight bytes) and seq. Unique
/// across vaults, sorted by seq within one, and derived, never stored.
std::string eventId(const Uuid& vault, std::uint64_t seq);
/// The seq in an id of this vault. Error: input.invalid.
Result<std::uint64_t> seqOfEventId(const Uuid& vault, std::string_view id);

/// The record as the API shows it: one JSON object on one line, with seq, id, received, timestamp, origin,
/// recorded_by, the event's fields, and its unknown fields as they came.
std::string toJson(const Record& record, const Uuid& vault);

} // namespace inferno::vault
