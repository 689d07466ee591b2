// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/record.h"

#include <algorithm>
#include <array>

#include "core/vault/crypto.h"
#include "core/vault/json_slices.h"
#include "core/vault/json_text.h"
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
    Sealed = 15,
    Blob = 16, ///< u32 length, SHA-256; it stays the last
};

struct FieldRow {
    Tag tag;
    std::string_view name;
    std::string Event::* event;
    std::string Provenance::* provenance;
};

constexpr std::array<FieldRow, 15> kFields = {{
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
    {Tag::Sealed, "", &Event::sealed, nullptr},
}};

constexpr std::string_view kIdPrefix = "evt_";
constexpr std::string_view kIdDigits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kIdLetters = 26;

constexpr std::size_t kBlobRefBytes = 4 + 32;
/// Tag, length and content of the field that names a blob. It is the last of its record.
constexpr std::size_t kBlobFieldBytes = 1 + 1 + kBlobRefBytes;

std::unexpected<Error> noRecord(const char* why) {
    return fail(ErrorCode::VaultAltered, std::string("the bytes are no record: ") + why);
}

void putVarint(Bytes& out, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7)
        out.push_back(static_cast<std::uint8_t>(value | 0x80));
    out.push_back(static_cast<std::uint8_t>(value));
}

std::size_t varintBytes(std::uint64_t value) {
    std::size_t bytes = 1;
    for (; value >= 0x80; value >>= 7)
        ++bytes;
    return bytes;
}

/// With tag and length; none for an empty text.
std::size_t fieldBytes(std::string_view text) {
    return text.empty() ? 0 : 1 + varintBytes(text.size()) + text.size();
}

void putField(Bytes& out, Tag tag, std::string_view text) {
    if (text.empty())
        return;
    out.push_back(static_cast<std::uint8_t>(tag));
    putVarint(out, text.size());
    out.insert(out.end(), text.begin(), text.end());
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

/// Which fields lie in the blob.
struct Outside {
    bool details = false;
    bool unknown = false;

    bool has(Tag tag) const { return (tag == Tag::Details && details) || (tag == Tag::Unknown && unknown); }
    bool any() const { return details || unknown; }
    friend bool operator==(const Outside&, const Outside&) = default;
};

/// The one answer for each event: nothing if all fits; else the longer of the two, details if they are equal; else
/// both.
Outside outsideOf(const Event& event, const Provenance& recordedBy) {
    std::size_t total = kRecordHeadBytes;
    for (const FieldRow& row : kFields)
        total += fieldBytes(row.event ? event.*row.event : recordedBy.*row.provenance);
    if (total <= kMaxRecordBytes)
        return {};
    const std::size_t details = fieldBytes(event.details);
    const std::size_t unknown = fieldBytes(event.unknown);
    total += kBlobFieldBytes;
    if (total - std::max(details, unknown) <= kMaxRecordBytes)
        return details >= unknown ? Outside{true, false} : Outside{false, true};
    return {details > 0, unknown > 0};
}

} // namespace

void encodeFields(const Event& event, const Provenance& recordedBy, Bytes& out, Bytes& blob) {
    const Outside outside = outsideOf(event, recordedBy);
    const std::size_t begin = blob.size();
    for (const FieldRow& row : kFields)
        putField(outside.has(row.tag) ? blob : out, row.tag, row.event ? event.*row.event : recordedBy.*row.provenance);
    if (!outside.any())
        return;
    const ByteView mine = ByteView(blob).subspan(begin);
    out.push_back(static_cast<std::uint8_t>(Tag::Blob));
    putVarint(out, kBlobRefBytes);
    putLe(out, static_cast<std::uint32_t>(mine.size()));
    const Hash hash = sha256(mine);
    out.insert(out.end(), hash.begin(), hash.end());
}

void appendRecord(Bytes& out, const RecordHead& head, ByteView fields) {
    std::array<std::uint8_t, kRecordHeadBytes> bytes; // put together here, appended once
    bytes[0] = kRecordVersion;
    bytes[1] = static_cast<std::uint8_t>(head.origin);
    bytes[2] = static_cast<std::uint8_t>(head.retention);
    const auto put = [&](std::size_t at, std::uint64_t value) {
        for (std::size_t i = 0; i < 8; ++i)
            bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    };
    put(3, head.seq);
    put(11, static_cast<std::uint64_t>(head.receivedNs));
    put(19, static_cast<std::uint64_t>(head.timestampNs));
    put(27, head.monoNs);
    std::ranges::copy(head.bootId, bytes.begin() + 35);
    bytes[51] = static_cast<std::uint8_t>(head.level);
    bytes[52] = static_cast<std::uint8_t>(head.severity);
    out.insert(out.end(), bytes.begin(), bytes.end());
    out.insert(out.end(), fields.begin(), fields.end());
}

RecordBytes encodeWithBlob(const Record& record) {
    const RecordHead head{record.seq,
                          record.received.time_since_epoch().count(),
                          record.timestamp.time_since_epoch().count(),
                          record.monoNs,
                          record.bootId,
                          record.recordedBy.origin,
                          record.retention,
                          record.level,
                          record.severity};
    Bytes fields;
    RecordBytes out;
    encodeFields(record.event, record.recordedBy, fields, out.blob);
    appendRecord(out.record, head, fields);
    return out;
}

Bytes encodeRecord(const Record& record) {
    return encodeWithBlob(record).record;
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

namespace {

/// A field as it lies in a record or a blob.
struct FoundField {
    Tag tag{};
    ByteView content;
};

/// The fields of `bytes` in their order, one after the other; `next` is nothing at the end.
class FieldReader {
public:
    FieldReader(ByteView bytes, std::size_t pos) : bytes_(bytes), pos_(pos) {}

    Result<std::optional<FoundField>> next() {
        if (pos_ >= bytes_.size())
            return std::optional<FoundField>();
        const std::uint8_t tag = bytes_[pos_++];
        const auto length = takeVarint(bytes_, pos_);
        if (tag <= before_ || !length || *length == 0 || *length > bytes_.size() - pos_)
            return noRecord("a field is out of order or cut off");
        if (tag > static_cast<std::uint8_t>(Tag::Blob))
            return fail(ErrorCode::VaultVersion, "a record with a field of number " + std::to_string(tag));
        before_ = tag;
        const ByteView content = bytes_.subspan(pos_, *length);
        pos_ += *length;
        return FoundField{static_cast<Tag>(tag), content};
    }

private:
    ByteView bytes_;
    std::size_t pos_;
    std::uint8_t before_ = 0;
};

Result<BlobRef> refOf(ByteView content) {
    if (content.size() != kBlobRefBytes)
        return noRecord("what it says of its blob has the wrong length");
    BlobRef ref;
    ref.bytes = getLe<std::uint32_t>(content);
    std::ranges::copy(content.subspan(4), ref.sha256.begin());
    return ref;
}

Result<void> checkBlobIs(const BlobRef& ref, ByteView blob) {
    if (blob.empty())
        return fail(ErrorCode::VaultAltered, "the blob of a record is missing");
    if (blob.size() != ref.bytes || sha256(blob) != ref.sha256)
        return fail(ErrorCode::VaultAltered, "a blob is not the one that its record names");
    return {};
}

Result<void> takeField(Record& record, const FoundField& field) {
    const auto row = std::ranges::find(kFields, field.tag, &FieldRow::tag);
    const std::string_view text = asText(field.content);
    if (!isUtf8(text))
        return noRecord("a text is not UTF-8");
    (row->event ? record.event.*row->event : record.recordedBy.*row->provenance) = text;
    return {};
}

/// The fields that are in the blob, into the record.
Result<Outside> takeBlob(Record& record, ByteView blob) {
    Outside outside;
    FieldReader reader(blob, 0);
    while (true) {
        INFERNO_TRY(const auto field, reader.next());
        if (!field)
            return outside;
        std::string* text = nullptr;
        if (field->tag == Tag::Details)
            text = &record.event.details;
        else if (field->tag == Tag::Unknown)
            text = &record.event.unknown;
        if (!text || !text->empty())
            return noRecord("its blob holds a field that does not belong there");
        (field->tag == Tag::Details ? outside.details : outside.unknown) = true;
        INFERNO_CHECK(takeField(record, *field));
    }
}

} // namespace

Result<Record> decodeRecord(ByteView bytes, ByteView blob) {
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
    FieldReader reader(bytes, kRecordHeadBytes);
    std::optional<BlobRef> ref;
    while (true) {
        INFERNO_TRY(const auto field, reader.next());
        if (!field)
            break;
        if (field->tag != Tag::Blob) {
            INFERNO_CHECK(takeField(record, *field));
            continue;
        }
        INFERNO_TRY(ref, refOf(field->content));
    }
    if (!ref && !blob.empty())
        return noRecord("there is a blob that it does not name");
    Outside outside;
    if (ref) {
        INFERNO_CHECK(checkBlobIs(*ref, blob));
        INFERNO_TRY(outside, takeBlob(record, blob));
    }
    if (outside != outsideOf(record.event, record.recordedBy))
        return noRecord("its blob does not hold what it must");
    return record;
}

Result<RecordNames> namesOf(ByteView record) {
    INFERNO_CHECK(decodeHead(record));
    RecordNames names;
    FieldReader reader(record, kRecordHeadBytes);
    while (true) {
        INFERNO_TRY(const auto field, reader.next());
        if (!field)
            return names;
        const std::string_view text = asText(field->content);
        if (field->tag == Tag::Action)
            names.action = text;
        else if (field->tag == Tag::User)
            names.user = text;
        else if (field->tag == Tag::Principal)
            names.principal = text;
        else if (field->tag == Tag::Details)
            names.details = text;
    }
}

Result<std::optional<BlobRef>> blobRefOf(ByteView record) {
    // The field is the last, and nearly no record has one.
    if (record.size() < kRecordHeadBytes + kBlobFieldBytes)
        return std::optional<BlobRef>();
    const ByteView end = record.last(kBlobFieldBytes);
    if (end[0] != static_cast<std::uint8_t>(Tag::Blob) || end[1] != kBlobRefBytes)
        return std::optional<BlobRef>();
    FieldReader reader(record, kRecordHeadBytes);
    while (true) {
        INFERNO_TRY(const auto field, reader.next());
        if (!field)
            return std::optional<BlobRef>();
        if (field->tag != Tag::Blob)
            continue;
        INFERNO_TRY(const BlobRef ref, refOf(field->content));
        return std::optional(ref);
    }
}

Result<void> checkBlob(ByteView record, ByteView blob) {
    INFERNO_TRY(const auto ref, blobRefOf(record));
    if (ref)
        return checkBlobIs(*ref, blob);
    if (!blob.empty())
        return fail(ErrorCode::VaultAltered, "a blob lies beside a record that names none");
    return {};
}

std::string eventId(const Uuid& vault, std::uint64_t seq) {
    std::array<std::uint8_t, 16> id{};
    std::copy(vault.begin() + 8, vault.end(), id.begin());
    for (std::size_t i = 0; i < 8; ++i)
        id[8 + i] = static_cast<std::uint8_t>(seq >> (56 - 8 * i));
    std::array<char, kIdPrefix.size() + kIdLetters> text{};
    char* next = std::ranges::copy(kIdPrefix, text.begin()).out;
    unsigned buffer = 0;
    unsigned bits = 2; // 130 bits in groups of five: two zero bits, then the 128 of the id
    for (const std::uint8_t byte : id) {
        buffer = (buffer << 8 | byte) & 0xFFFF;
        for (bits += 8; bits >= 5; bits -= 5)
            *next++ = kIdDigits[buffer >> (bits - 5) & 31];
    }
    return {text.data(), text.size()};
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
    putMember(out, "recorded_by", recorderText(record.recordedBy));
    for (const FieldRow& row : kFields) {
        if (!row.event || row.name.empty() || row.tag == Tag::Details || (record.event.*row.event).empty())
            continue;
        putMember(out, row.name, record.event.*row.event);
    }
    if (record.subject != 0)
        out += ",\"subject_number\":" + std::to_string(record.subject);
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
