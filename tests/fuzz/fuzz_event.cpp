// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/vault/event.h"
#include "core/vault/json_check.h"
#include "core/vault/json_slices.h"
#include "core/vault/record.h"
#include "tests/fuzz/input.h"

/// Events as clients send them: what is taken is valid, stays as it is when it is cleaned again, and comes back whole
/// from a record. The check of JSON is compared with another reader's.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

/// The other reader takes a NUL for the end of the text.
bool comparable(std::string_view text) {
    return text.find('\0') == std::string_view::npos;
}

void readEvent(std::string_view text) {
    const auto event = parseEvent(text);
    if (!event)
        return;
    markTaken();
    Event again = *event;
    FUZZ_REQUIRE(validate(again) && again == *event);
    Record record;
    record.event = *event;
    record.level = effectiveLevel(*event);
    record.severity = effectiveSeverity(*event);
    record.event.level = record.level;
    record.event.severity = record.severity;
    if (!record.event.timestamp)
        record.event.timestamp = WallTime{};
    record.timestamp = *record.event.timestamp;
    const RecordBytes bytes = encodeWithBlob(record);
    const auto decoded = decodeRecord(bytes.record, bytes.blob);
    FUZZ_REQUIRE(decoded && *decoded == record);
    const std::string json = toJson(record, Uuid{});
    FUZZ_REQUIRE(nlohmann::json::accept(json) && json.find('\n') == std::string::npos);
}

void cleanText(std::string_view text) {
    const std::string once = sanitized(text);
    FUZZ_REQUIRE(sanitized(once) == once);
    std::string inPlace(text);
    sanitize(inPlace);
    FUZZ_REQUIRE(inPlace == once);
    for (const char c : once)
        FUZZ_REQUIRE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    markTaken();
}

void cleanJson(std::string_view text) {
    const std::string once = sanitizedJson(text);
    FUZZ_REQUIRE(sanitizedJson(once) == once);
    std::string inPlace(text);
    sanitizeJson(inPlace);
    FUZZ_REQUIRE(inPlace == once);
    const auto before = nlohmann::json::parse(text, nullptr, false);
    if (before.is_discarded() || !comparable(text))
        return;
    markTaken();
    FUZZ_REQUIRE(nlohmann::json::parse(once, nullptr, false) == before);
}

void checkJsonText(std::string_view text) {
    const JsonVerdict verdict = checkJson(text, kMaxEventDepth);
    const auto parsed = nlohmann::json::parse(text, nullptr, false);
    const bool utf8 = sanitized(text).find("\\x") == std::string::npos; // as checkJson wants it
    if (utf8 && comparable(text))
        FUZZ_REQUIRE(verdict == JsonVerdict::TooDeep || (verdict == JsonVerdict::Good) == !parsed.is_discarded());
    (void)stringOf(text);
    (void)withoutEscapes(text);
    (void)jsonDepth(text);
    const auto members = sliceObject(text);
    if (verdict != JsonVerdict::Good || parsed.is_discarded())
        return;
    markTaken();
    FUZZ_REQUIRE(members.has_value() == parsed.is_object());
    if (!members)
        return;
    for (const JsonSlice& slice : *members)
        FUZZ_REQUIRE(parsed.contains(slice.key) && nlohmann::json::accept(slice.value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readEvent(input.text()); break;
    case 1: cleanText(input.text()); break;
    case 2: cleanJson(input.text()); break;
    default: checkJsonText(input.text());
    }
    return 0;
}
