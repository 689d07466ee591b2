// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/event.h"

#include <algorithm>
#include <array>

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

bool isKnown(std::string_view name) {
    constexpr std::array<std::string_view, 4> kOthers = {"timestamp", "severity", "level", "details"};
    const auto named = [&](std::string_view other) { return other == name; };
    return std::ranges::any_of(kOthers, named) ||
           std::ranges::any_of(kTextFields, [&](const TextField& field) { return named(field.name); });
}

bool isVaultOnly(std::string_view name) {
    return std::ranges::find(kVaultOnly, name) != kVaultOnly.end();
}

/// Takes a known field; null is the same as absent.
Result<void> takeKnown(Event& event, const JsonSlice& slice) {
    if (slice.value == "null")
        return {};
    if (slice.key == "details") {
        if (!slice.value.starts_with('{'))
            return invalid("details is not an object", "write it as {\"name\": value}");
        event.details = slice.value;
        return {};
    }
    auto value = stringOf(slice.value);
    if (!value)
        return invalid(slice.key + " is not a text", "write it in quotes");
    std::string text = *std::move(value);
    if (slice.key == "timestamp") {
        const auto time = parseRfc3339(text);
        if (!time)
            return invalid("timestamp '" + sanitized(text.substr(0, 40)) + "' is not RFC 3339",
                           "write it as 2026-03-24T09:42:07Z");
        event.timestamp = *time;
    } else if (slice.key == "severity") {
        INFERNO_TRY(event.severity, parseSeverity(text));
    } else if (slice.key == "level") {
        INFERNO_TRY(event.level, parseLevel(text));
    } else {
        const auto field = std::ranges::find(kTextFields, slice.key, &TextField::name);
        event.*field->member = std::move(text);
    }
    return {};
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

Result<void> checkTwice(const std::vector<JsonSlice>& slices) {
    std::vector<std::string_view> names;
    names.reserve(slices.size());
    for (const JsonSlice& slice : slices)
        names.push_back(slice.key);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
        return invalid("the field '" + sanitized(*twice) + "' is given twice");
    return {};
}

/// No unknown field may be named like one that Inferno shows itself, nor twice.
Result<void> checkUnknownNames(const std::string& unknown) {
    if (unknown.empty())
        return {};
    const auto slices = sliceObject(unknown).value_or(std::vector<JsonSlice>{});
    for (const JsonSlice& slice : slices)
        if (isKnown(slice.key) || isVaultOnly(slice.key))
            return invalid("'" + slice.key + "' is among the unknown fields");
    return checkTwice(slices);
}

/// What cannot go into a blob.
std::size_t textBytes(const Event& event) {
    std::size_t total = 256;
    for (const TextField& field : kTextFields)
        total += (event.*field.member).size() + 4;
    return total;
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
    const std::string clean = sanitizedJson(text);
    const JsonVerdict verdict = checkJson(clean, kMaxEventDepth + 1);
    if (verdict == JsonVerdict::TooDeep)
        return invalid("the event is nested deeper than " + std::to_string(kMaxEventDepth) + " levels");
    if (verdict != JsonVerdict::Good)
        return invalid("it is not JSON",
                       "write one JSON object, such as {\"event_type\":\"security\",\"action\":\"x\"}");
    const auto slices = sliceObject(clean);
    if (!slices)
        return invalid("it is not a JSON object");
    Event event;
    INFERNO_CHECK(checkTwice(*slices));
    for (const JsonSlice& slice : *slices) {
        if (isVaultOnly(slice.key))
            return invalid("the field '" + slice.key + "' is set by the vault alone", "leave it out");
        if (isKnown(slice.key))
            INFERNO_CHECK(takeKnown(event, slice));
        else
            event.unknown += (event.unknown.empty() ? "{" : ",") + std::string(slice.member);
    }
    if (!event.unknown.empty())
        event.unknown += '}';
    INFERNO_CHECK(validate(event));
    return event;
}

Result<void> validate(Event& event) {
    for (const TextField& field : kTextFields)
        sanitize(event.*field.member);
    if (event.eventType.empty())
        return invalid("event_type is missing", "say what kind of event it is, such as security or job");
    if (event.action.empty())
        return invalid("action is missing", "say what was done, such as login_failed");
    if (!event.result.empty())
        INFERNO_CHECK(parseEnum<int>(kResults, "result", event.result));
    INFERNO_CHECK(checkObject("details", event.details));
    INFERNO_CHECK(checkObject("the unknown fields", event.unknown));
    INFERNO_CHECK(checkUnknownNames(event.unknown));
    if (const std::size_t bytes = textBytes(event); bytes > kMaxRecordBytes)
        return invalid("its texts have about " + std::to_string(bytes) + " bytes, and may have " +
                           std::to_string(kMaxRecordBytes),
                       "put what is long into details");
    if (const std::size_t bytes = event.details.size() + event.unknown.size(); bytes > kMaxEventBytes)
        return invalid("details and unknown fields have " + std::to_string(bytes) + " bytes",
                       "an event may have " + std::to_string(kMaxEventBytes) + " bytes");
    return {};
}

} // namespace inferno::vault
