// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/vault/event.h"
#include "core/vault/key_table.h"

/// The record: the bytes of one event that are stored, hashed and given out by `audit prove`. Self-contained; its
/// layout is docs/formats/record.md. One value has exactly one encoding: whatever `decodeRecord` takes, `encodeRecord`
/// writes again bit for bit. Values; safe from any thread.

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
    Event event; ///< its timestamp, level and severity are always set after decoding

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

/// The fields after the head, encoded ahead of time by whoever appends. REQUIRES a validated event.
Bytes encodeFields(const Event& event, const Provenance& recordedBy);
/// Appends head and fields to `out`.
void appendRecord(Bytes& out, const RecordHead& head, ByteView fields);

Bytes encodeRecord(const Record& record);
/// Error: vault.altered (the bytes are no record), vault.version (of a newer Inferno).
Result<Record> decodeRecord(ByteView bytes);
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
