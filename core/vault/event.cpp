// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/event.h"

#include <algorithm>
#include <array>
#include <forward_list>

#include "core/vault/byte_scan.h"
#include "core/vault/json_check.h"
#include "core/vault/json_slices.h"

namespace inferno::vault {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"trace", "debug", "info", "warn", "error"};
constexpr std::array<std::string_view, 4> kSeverities = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 2> kOrigins = {"service", "client"};
constexpr std::array<std::string_view, 3> kResults = {"success", "failure", "denied"};
constexpr std::array<std::string_view, 6> kVaultOnly = {"seq",    "id",          "received",
                                                        "origin", "recorded_by", "subject_number"};

struct TextField {
    std::string_view name;
    std::string Event::* member;
};
constexpr std::array<TextField, 9> kTextFields = {{
    {"event_type", &Event::eventType},
    {"action", &Event::action},
    {"user", &Event::user},
    {"source_ip", &Event::sourceIp},
    {"user_agent", &Event::userAgent},
    {"session_id", &Event::sessionId},
    {"trace_id", &Event::traceId},
    {"resource", &Event::resource},
    {"result", &Event::result},
}};

template <std::size_t N>
std::string listOf(const std::array<std::string_view, N>& values) {
    std::string text;
    for (const std::string_view value : values)
        text += (text.empty() ? "" : ", ") + std::string(value);
    return text;
}

std::unexpected<Error> invalid(std::string detail, std::string hint = {}) {
    return fail(ErrorCode::EventInvalid, std::move(detail), std::move(hint));
}

template <typename Enum, std::size_t N>
Result<Enum> parseEnum(const std::array<std::string_view, N>& names, std::string_view field, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i)
        if (names[i] == text)
            return static_cast<Enum>(i);
    return invalid(std::string(field) + " is '" + sanitized(text.substr(0, 40)) + "'", "use one of " + listOf(names));
}

constexpr std::array<std::string_view, 4> kOtherFields = {"timestamp", "severity", "level", "details"};

const TextField* textField(std::string_view name) {
    const auto* const found = std::ranges::find(kTextFields, name, &TextField::name);
    return found == kTextFields.end() ? nullptr : found;
}

bool isKnown(std::string_view name) {
    return textField(name) || std::ranges::find(kOtherFields, name) != kOtherFields.end();
}

bool isVaultOnly(std::string_view name) {
    return std::ranges::find(kVaultOnly, name) != kVaultOnly.end();
}

/// A member of the event's object.
struct Member {
    std::string_view name; ///< unescaped
    std::string_view value;
    std::string_view whole; ///< name and value, as they came
};

/// Takes a known field; null is the same as absent. False if the field is none.
Result<bool> takeKnown(Event& event, const Member& member) {
    const TextField* const field = textField(member.name);
    if (!field && std::ranges::find(kOtherFields, member.name) == kOtherFields.end())
        return false;
    if (member.value == "null")
        return true;
    if (member.name == "details") {
        if (!member.value.starts_with('{'))
            return invalid("details is not an object", "write it as {\"name\": value}");
        event.details = member.value;
        return true;
    }
    if (field && isPlainString(member.value)) {
        (event.*field->member).assign(member.value.substr(1, member.value.size() - 2));
        return true;
    }
    auto value = stringOf(member.value);
    if (!value)
        return invalid(std::string(member.name) + " is not a text", "write it in quotes");
    std::string text = *std::move(value);
    if (field) {
        event.*field->member = std::move(text);
    } else if (member.name == "timestamp") {
        const auto time = parseRfc3339(text);
        if (!time)
            return invalid("timestamp '" + sanitized(text.substr(0, 40)) + "' is not RFC 3339",
                           "write it as 2026-03-24T09:42:07Z");
        event.timestamp = *time;
    } else if (member.name == "severity") {
        INFERNO_TRY(event.severity, parseSeverity(text));
    } else {
        INFERNO_TRY(event.level, parseLevel(text));
    }
    return true;
}

Result<void> checkObject(std::string_view name, std::string& text) {
    if (text.empty())
        return {};
    sanitizeJson(text);
    const JsonVerdict verdict = checkJson(text, kMaxEventDepth);
    if (verdict == JsonVerdict::TooDeep)
        return invalid(std::string(name) + " is nested deeper than " + std::to_string(kMaxEventDepth) + " levels");
    if (!text.starts_with('{') || verdict != JsonVerdict::Good)
        return invalid(std::string(name) + " is not a JSON object");
    return {};
}

Result<void> checkTwice(std::vector<std::string_view> names) {
    constexpr std::size_t kFew = 16; // each with each is quicker than sorting
    bool twice = names.size() > kFew;
    for (std::size_t i = 1; i < names.size() && !twice; ++i)
        twice = std::ranges::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
                names.begin() + static_cast<std::ptrdiff_t>(i);
    if (!twice)
        return {};
    std::ranges::sort(names);
    if (const auto first = std::ranges::adjacent_find(names); first != names.end())
        return invalid("the field '" + sanitized(*first) + "' is given twice");
    return {};
}

/// No unknown field may be named like one that Inferno shows itself, nor twice.
Result<void> checkUnknownNames(const std::string& unknown) {
    if (unknown.empty())
        return {};
    const auto slices = sliceObject(unknown).value_or(std::vector<JsonSlice>{});
    std::vector<std::string_view> names;
    for (const JsonSlice& slice : slices) {
        if (isKnown(slice.key) || isVaultOnly(slice.key))
            return invalid("'" + slice.key + "' is among the unknown fields");
        names.push_back(slice.key);
    }
    return checkTwice(std::move(names));
}

/// What holds of an event's texts wherever they come from.
Result<void> checkTexts(Event& event) {
    for (const TextField& field : kTextFields)
        sanitize(event.*field.member);
    if (event.eventType.empty())
        return invalid("event_type is missing", "say what kind of event it is, such as security or job");
    if (event.action.empty())
        return invalid("action is missing", "say what was done, such as login_failed");
    if (!event.result.empty())
        INFERNO_CHECK(parseEnum<int>(kResults, "result", event.result));
    return {};
}

/// What cannot go into a blob.
std::size_t textBytes(const Event& event) {
    std::size_t total = 256;
    for (const TextField& field : kTextFields)
        total += (event.*field.member).size() + 4;
    return total;
}

Result<void> checkSize(const Event& event) {
    if (const std::size_t bytes = textBytes(event); bytes > kMaxRecordBytes)
        return invalid("its texts have about " + std::to_string(bytes) + " bytes, and may have " +
                           std::to_string(kMaxRecordBytes),
                       "put what is long into details");
    if (const std::size_t bytes = event.details.size() + event.unknown.size(); bytes > kMaxEventBytes)
        return invalid("details and unknown fields have " + std::to_string(bytes) + " bytes",
                       "an event may have " + std::to_string(kMaxEventBytes) + " bytes");
    return {};
}

/// The members of an object that `checkJson` has accepted. `unescaped` keeps the names that were written otherwise.
Result<std::vector<Member>> membersOf(std::string_view object, std::forward_list<std::string>& unescaped) {
    std::vector<Member> members;
    const std::size_t begin = object.find_first_not_of(" \t\r\n");
    if (object[begin] != '{')
        return invalid("it is not a JSON object");
    members.reserve(16);
    std::size_t pos = 0;
    while (const auto raw = nextMember(object, pos)) {
        std::string_view name = raw->key.substr(1, raw->key.size() - 2);
        if (!isPlainString(raw->key)) {
            auto text = stringOf(raw->key);
            if (!text)
                return invalid("it is not a JSON object");
            name = unescaped.emplace_front(*std::move(text));
        }
        members.push_back({name, raw->value, raw->member});
    }
    return members;
}

} // namespace

std::string_view toText(Level level) {
    return kLevels.at(static_cast<std::size_t>(level));
}
std::string_view toText(Severity severity) {
    return kSeverities.at(static_cast<std::size_t>(severity));
}
std::string_view toText(Origin origin) {
    return kOrigins.at(static_cast<std::size_t>(origin));
}
Result<Level> parseLevel(std::string_view text) {
    return parseEnum<Level>(kLevels, "level", text);
}
Result<Severity> parseSeverity(std::string_view text) {
    return parseEnum<Severity>(kSeverities, "severity", text);
}
Result<Origin> parseOrigin(std::string_view text) {
    return parseEnum<Origin>(kOrigins, "origin", text);
}

Severity effectiveSeverity(const Event& event) {
    if (event.severity)
        return *event.severity;
    if (event.level == Level::Error)
        return Severity::High;
    return event.level == Level::Warn ? Severity::Medium : Severity::Low;
}

Level effectiveLevel(const Event& event) {
    if (event.level)
        return *event.level;
    if (event.severity == Severity::High || event.severity == Severity::Critical)
        return Level::Error;
    return event.severity == Severity::Medium ? Level::Warn : Level::Info;
}

bool passesLevel(const Event& event, Origin origin, Level minimum) {
    if (origin == Origin::Service || event.eventType == "authentication" || event.eventType == "security" ||
        event.eventType == "vault")
        return true;
    return effectiveLevel(event) >= minimum;
}

Result<Event> parseEvent(std::string_view text) {
    if (text.size() > kMaxEventBytes)
        return invalid("the event has " + std::to_string(text.size()) + " bytes",
                       "an event may have " + std::to_string(kMaxEventBytes) + " bytes");
    std::string owned;
    if (!isPlain(text))
        owned = sanitizedJson(text);
    const std::string_view clean = owned.empty() ? text : std::string_view(owned);
    const JsonVerdict verdict = checkJson(clean, kMaxEventDepth + 1);
    if (verdict == JsonVerdict::TooDeep)
        return invalid("the event is nested deeper than " + std::to_string(kMaxEventDepth) + " levels");
    if (verdict != JsonVerdict::Good)
        return invalid("it is not JSON",
                       "write one JSON object, such as {\"event_type\":\"security\",\"action\":\"x\"}");
    std::forward_list<std::string> unescaped;
    INFERNO_TRY(const auto members, membersOf(clean, unescaped));
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const Member& member : members)
        names.push_back(member.name);
    INFERNO_CHECK(checkTwice(std::move(names)));
    Event event;
    for (const Member& member : members) {
        if (isVaultOnly(member.name))
            return invalid("the field '" + std::string(member.name) + "' is set by the vault alone", "leave it out");
        INFERNO_TRY(const bool known, takeKnown(event, member));
        if (known)
            continue;
        event.unknown += event.unknown.empty() ? '{' : ',';
        event.unknown += member.whole;
    }
    if (!event.unknown.empty())
        event.unknown += '}';
    // What `validate` looks at besides is so by now: details are JSON, not too deep, and no name is there twice.
    INFERNO_CHECK(checkTexts(event));
    INFERNO_CHECK(checkObject("the unknown fields", event.unknown));
    INFERNO_CHECK(checkSize(event));
    return event;
}

Result<void> validate(Event& event) {
    INFERNO_CHECK(checkTexts(event));
    INFERNO_CHECK(checkObject("details", event.details));
    INFERNO_CHECK(checkObject("the unknown fields", event.unknown));
    INFERNO_CHECK(checkUnknownNames(event.unknown));
    return checkSize(event);
}

} // namespace inferno::vault
