// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/private_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/vault/json_slices.h"

namespace inferno::vault {
namespace {

using nlohmann::json;

constexpr std::string_view kPeer = "recorded_by.peer";
constexpr std::string_view kDetails = "details.";
constexpr std::size_t kStandInBytes = 16;
constexpr std::size_t kMaxSealedBytes = 16 * 1024; ///< in base64 it must leave room in the record

struct TextField {
    std::string_view name;
    std::string Event::* member;
};
constexpr std::array<TextField, 5> kTexts = {{{"source_ip", &Event::sourceIp},
                                              {"user_agent", &Event::userAgent},
                                              {"session_id", &Event::sessionId},
                                              {"trace_id", &Event::traceId},
                                              {"resource", &Event::resource}}};
/// What rules, reports and the window count by, and what the vault sets.
constexpr std::array<std::string_view, 12> kNever = {"timestamp", "event_type", "action", "user",
                                                     "result",    "severity",   "level",  "details",
                                                     "seq",       "received",   "origin", "recorded_by"};

/// The text that a field's name means; null if it lies within an object.
std::string* textOf(Event& event, Provenance& by, std::string_view name) {
    if (name == kPeer)
        return &by.peer;
    const auto* field = std::ranges::find(kTexts, name, &TextField::name);
    return field == kTexts.end() ? nullptr : &(event.*field->member);
}

/// The value at a path of names through objects, as a part of `object`.
std::optional<std::string_view> valueAt(std::string_view object, std::string_view path) {
    const auto slices = sliceObject(object);
    if (!slices)
        return std::nullopt;
    for (const JsonSlice& slice : *slices) {
        if (slice.key == path)
            return slice.value;
        if (path.starts_with(slice.key + "."))
            if (const auto found = valueAt(slice.value, path.substr(slice.key.size() + 1)))
                return found;
    }
    return std::nullopt;
}

/// The object that a field lies in, and its path there.
struct Place {
    std::string* object;
    std::string_view path;
};
Place placeOf(Event& event, std::string_view name) {
    if (name.starts_with(kDetails))
        return {&event.details, name.substr(kDetails.size())};
    return {&event.unknown, name};
}

void replacePart(std::string& whole, std::string_view part, std::string_view by) {
    whole.replace(static_cast<std::size_t>(part.data() - whole.data()), part.size(), by);
}

std::string jsonText(std::string_view text) {
    return json(text).dump();
}

/// Equal values have equal stand-ins, however a text was escaped.
std::string plainOf(std::string_view value) {
    const json parsed = value.starts_with('"') ? json::parse(value, nullptr, false) : json();
    return parsed.is_string() ? parsed.get<std::string>() : std::string(value);
}

Result<SecretKey> partOf(const SecretKey& subjectKey, std::string_view label) {
    SecretKey key;
    INFERNO_CHECK(hkdfSha512Expand(subjectKey.view(), asBytes(label), key.writable()));
    return key;
}

Result<SecretKey> sealingKey(const SecretKey& subjectKey) {
    return partOf(subjectKey, "inferno/subject/fields/v1");
}

/// Random, so that no state of a restored or copied machine can repeat it; at most 2^32 for one key (SP 800-38D).
Nonce randomNonce() {
    Nonce nonce;
    randomBytes(nonce.data(), nonce.size());
    return nonce;
}

bool isStandIn(std::string_view text) {
    return text.starts_with(kStandIn);
}

/// How a stand-in begins within JSON.
constexpr std::string_view kJsonMark = "\"\\u001a";

/// Texts that only look like stand-ins, as the door writes them in plain fields: "\u001a" in letters.
void disarmImitations(std::string& object) {
    for (auto at = object.find(kJsonMark); at != std::string::npos; at = object.find(kJsonMark, at + 1))
        object.insert(at + 1, 1, '\\');
}

} // namespace

Result<PrivateFields> PrivateFields::of(const std::vector<std::string>& names) {
    PrivateFields fields;
    for (const std::string& name : names) {
        const bool never = std::ranges::find(kNever, name) != kNever.end() ||
                           (name.starts_with("recorded_by.") && name != kPeer) || name == kDetails;
        if (never || name.empty())
            return fail(ErrorCode::ConfigInvalid, "audit.privacy.fields: '" + name + "' cannot be sealed",
                        "source_ip, user_agent, session_id, trace_id, resource, recorded_by.peer, details.NAME, or the "
                        "name of a field of your own");
        if (!fields.contains(name))
            fields.names_.push_back(name);
    }
    // The service's own events hold the same address twice.
    if (fields.contains("source_ip") && !fields.contains(kPeer))
        fields.names_.emplace_back(kPeer);
    return fields;
}

bool PrivateFields::contains(std::string_view name) const {
    return std::ranges::find(names_, name) != names_.end();
}

std::string PrivateFields::standIn(const SecretKey& subjectKey, std::string_view field, std::string_view value) {
    const auto key = partOf(subjectKey, "inferno/index/v1");
    std::string text(field);
    text += '\0';
    text += value;
    // 32 bytes are within what HKDF gives: this cannot fail.
    const Hash mac = hmacSha256(key->view(), asBytes(text));
    return kStandIn + toHex(ByteView(mac).first(kStandInBytes));
}

Result<void> PrivateFields::seal(Event& event, Provenance& by, const SecretKey& subjectKey, ByteView aad) const {
    disarmImitations(event.details);
    disarmImitations(event.unknown);
    std::string plain;
    const auto take = [&](std::string_view name, std::string_view value) {
        plain += (plain.empty() ? "{" : ",") + jsonText(name) + ":" + std::string(value);
        return standIn(subjectKey, name, plainOf(value));
    };
    for (const std::string& name : names_) {
        if (std::string* text = textOf(event, by, name)) {
            if (!text->empty())
                *text = take(name, jsonText(*text));
            continue;
        }
        const Place place = placeOf(event, name);
        const auto value = valueAt(*place.object, place.path);
        if (value && *value != "null")
            replacePart(*place.object, *value, jsonText(take(name, *value)));
    }
    if (plain.empty())
        return {};
    plain += '}';
    if (plain.size() > kMaxSealedBytes)
        return fail(ErrorCode::EventInvalid, "its private fields have " + std::to_string(plain.size()) + " bytes",
                    "all of them together may have " + std::to_string(kMaxSealedBytes));
    INFERNO_TRY(const SecretKey key, sealingKey(subjectKey));
    const Nonce nonce = randomNonce();
    Bytes sealed(nonce.begin(), nonce.end());
    sealed.resize(nonce.size() + plain.size() + GcmCipher::kTagSize);
    INFERNO_CHECK(GcmCipher(key).seal(nonce, aad, asBytes(plain), std::span(sealed).subspan(nonce.size())));
    event.sealed = toBase64(sealed);
    return {};
}

Result<void> unsealFields(Event& event, Provenance& by, const SecretKey& subjectKey, ByteView aad) {
    INFERNO_TRY(const Bytes sealed, fromBase64(event.sealed));
    Nonce nonce{};
    if (sealed.size() < nonce.size() + GcmCipher::kTagSize)
        return fail(ErrorCode::CryptoFailed, "the sealed fields of a record are cut off");
    std::ranges::copy(ByteView(sealed).first(nonce.size()), nonce.begin());
    INFERNO_TRY(const SecretKey key, sealingKey(subjectKey));
    Bytes plain(sealed.size() - nonce.size() - GcmCipher::kTagSize);
    INFERNO_CHECK(GcmCipher(key).open(nonce, aad, ByteView(sealed).subspan(nonce.size()), plain));
    const auto slices = sliceObject(asText(plain));
    if (!slices)
        return fail(ErrorCode::CryptoFailed, "the sealed fields of a record cannot be read");
    for (const JsonSlice& slice : *slices) {
        if (std::string* text = textOf(event, by, slice.key)) {
            *text = plainOf(slice.value);
            continue;
        }
        const Place place = placeOf(event, slice.key);
        if (const auto value = valueAt(*place.object, place.path))
            replacePart(*place.object, *value, slice.value);
    }
    event.sealed.clear();
    return {};
}

void markErased(Event& event, Provenance& by) {
    for (const TextField& field : kTexts)
        if (isStandIn(event.*field.member))
            event.*field.member = kErased;
    if (isStandIn(by.peer))
        by.peer = kErased;
    constexpr std::size_t length = kJsonMark.size() + 2 * kStandInBytes + 1;
    for (std::string* object : {&event.details, &event.unknown})
        for (auto at = object->find(kJsonMark); at != std::string::npos; at = object->find(kJsonMark, at + 1))
            if (at + length <= object->size() && (*object)[at + length - 1] == '"')
                object->replace(at, length, jsonText(kErased));
    event.sealed.clear();
}

} // namespace inferno::vault
