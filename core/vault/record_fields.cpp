// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/record_fields.h"

namespace inferno::vault {
namespace {

/// The fields from `pos` on, by their tags. Error: vault.altered.
Result<void> takeFields(RecordFields& fields, ByteView bytes, std::size_t pos) {
    while (pos < bytes.size()) {
        const std::size_t tag = bytes[pos++];
        std::size_t length = 0;
        bool whole = false;
        for (unsigned shift = 0; shift < 35 && pos < bytes.size() && !whole; shift += 7) {
            const std::uint8_t byte = bytes[pos++];
            length |= static_cast<std::size_t>(byte & 0x7F) << shift;
            whole = byte < 0x80;
        }
        if (!whole || length > bytes.size() - pos)
            return fail(ErrorCode::VaultAltered, "the bytes are no record: a field is cut off");
        if (tag < kFieldTags)
            fields.texts[tag] = asText(bytes.subspan(pos, length));
        pos += length;
    }
    return {};
}

} // namespace

Result<RecordFields> RecordFields::of(ByteView record, ByteView blob) {
    RecordFields fields;
    INFERNO_TRY(fields.head, decodeHead(record));
    INFERNO_CHECK(takeFields(fields, record, kRecordHeadBytes));
    INFERNO_CHECK(takeFields(fields, blob, 0));
    return fields;
}

RecordFields RecordFields::of(const Record& record) {
    const Event& event = record.event;
    const Provenance& by = record.recordedBy;
    RecordFields fields;
    fields.head = {record.seq,
                   record.received.time_since_epoch().count(),
                   record.timestamp.time_since_epoch().count(),
                   record.monoNs,
                   record.bootId,
                   by.origin,
                   record.retention,
                   record.level,
                   record.severity};
    fields.texts = {"",
                    event.eventType,
                    event.action,
                    event.user,
                    event.sourceIp,
                    event.userAgent,
                    event.sessionId,
                    event.traceId,
                    event.resource,
                    event.result,
                    event.details,
                    by.principal,
                    by.tokenId,
                    by.peer,
                    event.unknown};
    return fields;
}

} // namespace inferno::vault
