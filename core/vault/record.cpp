// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/record.h"

#include <algorithm>
#include <array>

#include "core/vault/json_slices.h"
#include "core/vault/utf8.h"

namespace inferno::vault {
namespace {

/// The fields in the order of their tags, which are stored: never change one, never use one again.
enum class Tag : std::uint8_t {
    EventType = 1,
    Action = 2,
    User = 3,
    SourceIp = 4,
    UserAgent = 5,
    SessionId = 6,
    TraceId = 7,
    Resource = 8,
    Result = 9,
    Details = 10,
    Principal = 11,
    TokenId = 12,
    Peer = 13,
    Unknown = 14,
    // 15 is kept for the length and SHA-256 of a blob.
};

struct FieldRow {
    Tag tag;
    std::string_view name;
    std::string Event::* event;
    std::string Provenance::* provenance;
};

constexpr std::array<FieldRow, 14> kFields = {{
    {Tag::EventType, "event_type", &Event::eventType, nullptr},
    {Tag::Action, "action", &Event::action, nullptr},
    {Tag::User, "user", &Event::user, nullptr},
    {Tag::SourceIp, "source_ip", &Event::sourceIp, nullptr},
    {Tag::UserAgent, "user_agent", &Event::userAgent, nullptr},
    {Tag::SessionId, "session_id", &Event::sessionId, nullptr},
    {Tag::TraceId, "trace_id", &Event::traceId, nullptr},
    {Tag::Resource, "resource", &Event::resource, nullptr},
    {Tag::Result, "result", &Event::result, nullptr},
    {Tag::Details, "details", &Event::details, nullptr},
    {Tag::Principal, "principal", nullptr, &Provenance::principal},
    {Tag::TokenId, "token_id", nullptr, &Provenance::tokenId},
    {Tag::Peer, "peer", nullptr, &Provenance::peer},
    {Tag::Unknown, "", &Event::unknown, nullptr},
}};

constexpr std::string_view kIdPrefix = "evt_";
constexpr std::string_view kIdDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kIdLetters = 26;

std::unexpected<Error> noRecord(const char* why) {
    return fail(ErrorCode::VaultAltered, std::string("the bytes are no record: ") + why);
}

void putVarint(Bytes& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

/// LEB128 in its shortest form; moves `pos`. Nothing if it is not one.
std::optional<std::uint64_t> takeVarint(ByteView bytes, std::size_t& pos) {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35 && pos < bytes.size(); shift += 7) {
        const std::uint8_t byte = bytes[pos++];
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80)
            return byte == 0 && shift > 0 ? std::nullopt : std::optional(value);
    }
    return std::nullopt;
}

bool isUtf8(std::string_view text) {
    for (std::size_t pos = 0; pos < text.size();) {
        const Utf8Char c = utf8At(text, pos);
        if (!c.valid)
            return false;
        pos += c.bytes;
    }
    return true;
}

WallTime timeOf(std::int64_t ns) {
    return WallTime{std::chrono::nanoseconds{ns}};
}

/// Appends "text" as JSON. Text that came through the door has no controls; a forged record might.
void putJsonText(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += toHex(Bytes{static_cast<std::uint8_t>(c)});
            continue;
        }
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

void putMember(std::string& out, std::string_view name, std::string_view text) {
    if (out.back() != '{')
        out += ',';
    putJsonText(out, name);
    out += ':';
    putJsonText(out, text);
}

} // namespace

Bytes encodeFields(const Event& event, const Provenance& recordedBy) {
    Bytes out;
    for (const FieldRow& row : kFields) {
        const std::string& text = row.event ? event.*row.event : recordedBy.*row.provenance;
        if (text.empty())
            continue;
        out.push_back(static_cast<std::uint8_t>(row.tag));
        putVarint(out, text.size());
        out.insert(out.end(), text.begin(), text.end());
    }
    return out;
}

void appendRecord(Bytes& out, const RecordHead& head, ByteView fields) {
    out.push_back(kRecordVersion);
    out.push_back(static_cast<std::uint8_t>(head.origin));
    out.push_back(static_cast<std::uint8_t>(head.retention));
    putLe(out, head.seq);
    putLe(out, head.receivedNs);
    putLe(out, head.timestampNs);
    putLe(out, head.monoNs);
    out.insert(out.end(), head.bootId.begin(), head.bootId.end());
    out.push_back(static_cast<std::uint8_t>(head.level));
    out.push_back(static_cast<std::uint8_t>(head.severity));
    out.insert(out.end(), fields.begin(), fields.end());
}

Bytes encodeRecord(const Record& record) {
    const RecordHead head{record.seq,
                          record.received.time_since_epoch().count(),
                          record.timestamp.time_since_epoch().count(),
                          record.monoNs,
                          record.bootId,
                          record.recordedBy.origin,
                          record.retention,
                          record.level,
                          record.severity};
    Bytes out;
    appendRecord(out, head, encodeFields(record.event, record.recordedBy));
    return out;
}

Result<RecordHead> decodeHead(ByteView bytes) {
    if (bytes.size() < kRecordHeadBytes)
        return noRecord("they are too few");
    if (bytes[0] != kRecordVersion)
        return fail(ErrorCode::VaultVersion, "a record of version " + std::to_string(bytes[0]),
                    "read it with the Inferno that wrote it, or a newer one");
    RecordHead head;
    if (bytes[1] > static_cast<std::uint8_t>(Origin::Client))
        return noRecord("an unknown origin");
    head.origin = static_cast<Origin>(bytes[1]);
    head.retention = static_cast<RetentionClass>(bytes[2]);
    head.seq = getLe<std::uint64_t>(bytes.subspan(3));
    head.receivedNs = getLe<std::int64_t>(bytes.subspan(11));
    head.timestampNs = getLe<std::int64_t>(bytes.subspan(19));
    head.monoNs = getLe<std::uint64_t>(bytes.subspan(27));
    std::ranges::copy(bytes.subspan(35, 16), head.bootId.begin());
    if (bytes[51] > static_cast<std::uint8_t>(Level::Error) ||
        bytes[52] > static_cast<std::uint8_t>(Severity::Critical))
        return noRecord("an unknown level or severity");
    head.level = static_cast<Level>(bytes[51]);
    head.severity = static_cast<Severity>(bytes[52]);
    return head;
}

Result<Record> decodeRecord(ByteView bytes) {
    if (bytes.size() > kMaxRecordBytes)
        return noRecord("they are too many");
    INFERNO_TRY(const RecordHead head, decodeHead(bytes));
    Record record;
    record.seq = head.seq;
    record.received = timeOf(head.receivedNs);
    record.timestamp = timeOf(head.timestampNs);
    record.monoNs = head.monoNs;
    record.bootId = head.bootId;
    record.retention = head.retention;
    record.level = head.level;
    record.severity = head.severity;
    record.recordedBy.origin = head.origin;
    record.event.timestamp = record.timestamp;
    record.event.level = head.level;
    record.event.severity = head.severity;
    std::size_t pos = kRecordHeadBytes;
    std::uint8_t before = 0;
    while (pos < bytes.size()) {
        const std::uint8_t tag = bytes[pos++];
        const auto length = takeVarint(bytes, pos);
        if (tag <= before || !length || *length == 0 || *length > bytes.size() - pos)
            return noRecord("a field is out of order or cut off");
        const auto row = std::ranges::find(kFields, static_cast<Tag>(tag), &FieldRow::tag);
        if (row == kFields.end())
            return fail(ErrorCode::VaultVersion, "a record with a field of number " + std::to_string(tag));
        const std::string_view text = asText(bytes.subspan(pos, *length));
        if (!isUtf8(text))
            return noRecord("a text is not UTF-8");
        (row->event ? record.event.*row->event : record.recordedBy.*row->provenance) = text;
        before = tag;
        pos += *length;
    }
    return record;
}

std::string eventId(const Uuid& vault, std::uint64_t seq) {
    std::array<std::uint8_t, 16> id{};
    std::copy(vault.begin() + 8, vault.end(), id.begin());
    for (std::size_t i = 0; i < 8; ++i)
        id[8 + i] = static_cast<std::uint8_t>(seq >> (56 - 8 * i));
    std::string text{kIdPrefix};
    unsigned buffer = 0;
    unsigned bits = 2; // 130 bits in groups of five: two zero bits, then the 128 of the id
    for (const std::uint8_t byte : id) {
        buffer = (buffer << 8 | byte) & 0xFFFF;
        for (bits += 8; bits >= 5; bits -= 5)
            text += kIdDigits[buffer >> (bits - 5) & 31];
    }
    return text;
}

Result<std::uint64_t> seqOfEventId(const Uuid& vault, std::string_view id) {
    if (id.size() == kIdPrefix.size() + kIdLetters) {
        std::uint64_t seq = 0;
        // The last 64 bits are the last 13 letters but for the first bit of the first of them.
        for (const char c : id.substr(id.size() - 13)) {
            const std::size_t digit = kIdDigits.find(c);
            if (digit == std::string_view::npos)
                break;
            seq = seq << 5 | digit;
        }
        if (eventId(vault, seq) == id)
            return seq;
    }
    return fail(ErrorCode::InputInvalid,
                "'" + sanitized(id.substr(0, 40)) + "' is not the id of an event of this vault");
}

std::string toJson(const Record& record, const Uuid& vault) {
    std::string out = "{\"seq\":" + std::to_string(record.seq);
    out.reserve(512 + record.event.details.size() + record.event.unknown.size());
    putMember(out, "id", eventId(vault, record.seq));
    putMember(out, "received", formatUtc(record.received));
    putMember(out, "timestamp", formatUtc(record.timestamp));
    putMember(out, "origin", toText(record.recordedBy.origin));
    out += ",\"recorded_by\":{";
    for (const FieldRow& row : kFields)
        if (row.provenance && !(record.recordedBy.*row.provenance).empty())
            putMember(out, row.name, record.recordedBy.*row.provenance);
    out += '}';
    for (const FieldRow& row : kFields) {
        if (!row.event || row.tag == Tag::Details || row.tag == Tag::Unknown || (record.event.*row.event).empty())
            continue;
        putMember(out, row.name, record.event.*row.event);
    }
    putMember(out, "severity", toText(record.severity));
    putMember(out, "level", toText(record.level));
    if (!record.event.details.empty())
        out += ",\"details\":" + record.event.details;
    for (const JsonSlice& slice : sliceObject(record.event.unknown).value_or(std::vector<JsonSlice>{})) {
        out += ',';
        out += slice.member;
    }
    return out + "}";
}

} // namespace inferno::vault
