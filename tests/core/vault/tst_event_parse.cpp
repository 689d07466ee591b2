// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <rapidcheck.h>

#include <algorithm>

#include "core/vault/byte_scan.h"
#include "core/vault/event.h"
#include "core/vault/json_check.h"
#include "core/vault/json_slices.h"

using namespace inferno;
using namespace inferno::vault;

namespace {

// What an event means, written plainly: every step over the whole text, every check again at the end. parseEvent must
// say the same, to the letter of its errors.

std::unexpected<Error> invalid(std::string detail, std::string hint = {}) {
    return fail(ErrorCode::EventInvalid, std::move(detail), std::move(hint));
}

std::string* textOf(Event& event, std::string_view name) {
    const std::pair<std::string_view, std::string*> all[] = {
        {"event_type", &event.eventType}, {"action", &event.action},        {"user", &event.user},
        {"source_ip", &event.sourceIp},   {"user_agent", &event.userAgent}, {"session_id", &event.sessionId},
        {"trace_id", &event.traceId},     {"resource", &event.resource},    {"result", &event.result}};
    for (const auto& [known, text] : all)
        if (known == name)
            return text;
    return nullptr;
}

Result<void> takePlainly(Event& event, const JsonSlice& slice) {
    if (slice.value == "null")
        return {};
    if (slice.key == "details") {
        if (!slice.value.starts_with('{'))
            return invalid("details is not an object", "write it as {\"name\": value}");
        event.details = slice.value;
        return {};
    }
    const auto text = stringOf(slice.value);
    if (!text)
        return invalid(slice.key + " is not a text", "write it in quotes");
    if (slice.key == "timestamp") {
        const auto time = parseRfc3339(*text);
        if (!time)
            return invalid("timestamp '" + sanitized(text->substr(0, 40)) + "' is not RFC 3339",
                           "write it as 2026-03-24T09:42:07Z");
        event.timestamp = *time;
    } else if (slice.key == "severity") {
        INFERNO_TRY(event.severity, parseSeverity(*text));
    } else if (slice.key == "level") {
        INFERNO_TRY(event.level, parseLevel(*text));
    } else {
        *textOf(event, slice.key) = *text;
    }
    return {};
}

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

Result<Event> parsePlainly(std::string_view text) {
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
    std::vector<std::string> names;
    for (const JsonSlice& slice : *slices)
        names.push_back(slice.key);
    std::ranges::sort(names);
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
        return invalid("the field '" + sanitized(*twice) + "' is given twice");
    Event event;
    for (const JsonSlice& slice : *slices) {
        if (isOneOf(slice.key, {"seq", "id", "received", "origin", "recorded_by", "subject_number"}))
            return invalid("the field '" + slice.key + "' is set by the vault alone", "leave it out");
        if (textOf(event, slice.key) || isOneOf(slice.key, {"timestamp", "severity", "level", "details"}))
            INFERNO_CHECK(takePlainly(event, slice));
        else
            event.unknown += (event.unknown.empty() ? "{" : ",") + std::string(slice.member);
    }
    if (!event.unknown.empty())
        event.unknown += '}';
    INFERNO_CHECK(validate(event));
    return event;
}

rc::Gen<std::string> genString() {
    return rc::gen::exec([] {
        std::string out = "\"";
        for (int parts = *rc::gen::inRange(0, 4); parts > 0; --parts)
            out += *rc::gen::element<std::string>("a", "login", "abcdefg", "abcdefgh", "a longer text of words", "\\n",
                                                  "\\\\", "\\\"", "\\u0061", "\\u0000", "\\ud83d\\ude00", "é", "日本",
                                                  "\u202E", "\u2028", "\xFF", "\xC0\xAF", "\x7F", "{", "]", ",", ":",
                                                  "/", "\\/", "\\b");
        if (*rc::gen::inRange(0, 30) == 0)
            out += *rc::gen::element<std::string>("\\ud83d", "\t", "\\x");
        return out + '"';
    });
}

rc::Gen<std::string> genValue(int depth) {
    return rc::gen::exec([depth]() -> std::string {
        const auto space = [] { return *rc::gen::element<std::string>("", "", "", " ", "\n", "\t "); };
        switch (*rc::gen::inRange(0, depth > 0 ? 9 : 7)) {
        case 0:
            return *rc::gen::element<std::string>("1", "-0.5e3", "12345678901234567890123", "0", "1e9",
                                                  *rc::gen::element<std::string>("7", "8", "1e999", "01", "-"));
        case 1: return *rc::gen::element<std::string>("true", "false", "null", "true", "false", "null", "nul");
        case 2: {
            const int levels = *rc::gen::element(3, 62, 63, 64, 65);
            return std::string(static_cast<std::size_t>(levels), '[') + "1" +
                   std::string(static_cast<std::size_t>(levels), ']');
        }
        case 7: {
            std::string list = "[";
            for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
                list += space() + *genValue(depth - 1) + space() + (i > 1 ? "," : "");
            return list + "]";
        }
        case 8: {
            std::string object = "{";
            for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
                object += *genString() + space() + ":" + *genValue(depth - 1) + (i > 1 ? "," : "");
            return object + "}";
        }
        default: return *genString();
        }
    });
}

/// A value that suits the field, most of the time.
rc::Gen<std::string> genFor(const std::string& name) {
    return rc::gen::exec([name]() -> std::string {
        if (*rc::gen::inRange(0, 20) == 0)
            return *genValue(2);
        if (name == "details")
            return "{" + *genString() + ":" + *genValue(2) + "}";
        if (name == "timestamp")
            return *rc::gen::element<std::string>("\"2026-03-24T09:42:07Z\"", "\"2026-03-24T09:42:07.5+01:00\"",
                                                  "\"2026-03-24T09:42:07\\u005a\"", "\"soon\"");
        if (name == "severity")
            return *rc::gen::element<std::string>("\"low\"", "\"h\\u0069gh\"", "\"HIGH\"");
        if (name == "level")
            return *rc::gen::element<std::string>("\"info\"", "\"error\"", "null", "\"x\"");
        if (name == "result")
            return *rc::gen::element<std::string>("\"success\"", "\"denied\"", "\"\"", "\"maybe\"");
        return *genString();
    });
}

rc::Gen<std::string> genEventText() {
    return rc::gen::exec([] {
        const auto space = [] { return *rc::gen::element<std::string>("", "", "", "", " ", "\r\n", "\t"); };
        std::vector<std::string> names;
        if (*rc::gen::inRange(0, 8) > 0)
            names = {"event_type", "action"};
        const int more = *rc::gen::inRange(0, *rc::gen::inRange(0, 10) == 0 ? 24 : 8);
        for (int i = 0; i < more; ++i)
            names.push_back(*rc::gen::element<std::string>(
                "user", "us\\u0065r", "source_ip", "user_agent", "session_id", "trace_id", "resource", "result",
                "severity", "level", "timestamp", "details", "own", "o\\u0077n", "x", "y", "z", "", "é", "\u202E",
                "Seq", "n1", "n2", "n3", "n4", "n5", *rc::gen::element<std::string>("seq", "i\\u0064", "k1", "k2")));
        if (*rc::gen::inRange(0, 5) > 0) { // else some are there twice
            std::ranges::sort(names);
            names.erase(std::ranges::unique(names).begin(), names.end());
            std::ranges::reverse(names);
        }
        std::string text = space() + "{";
        for (std::size_t i = 0; i < names.size(); ++i)
            text += (i > 0 ? "," : "") + space() + '"' + names[i] + '"' + space() + ":" + space() + *genFor(names[i]) +
                    space();
        text += "}" + space();
        // Now and then something is broken.
        if (*rc::gen::inRange(0, 4) == 0 && !text.empty()) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            switch (*rc::gen::inRange(0, 3)) {
            case 0: text.erase(at, 1); break;
            case 1: text.insert(at, 1, *rc::gen::element('"', '\\', '{', '}', ',', '\0', '\xE2', 'n')); break;
            default: text.resize(at);
            }
        }
        return text;
    });
}

} // namespace

class TestEventParse : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatThePlainReaderSays() {
        std::size_t good = 0;
        const bool held = rc::check("parseEvent is the plain reader", [&] {
            for (int i = 0; i < 20; ++i) {
                const std::string text = *genEventText();
                RC_LOG() << text << "\n";
                const auto quick = parseEvent(text);
                const auto plain = parsePlainly(text);
                RC_ASSERT(quick.has_value() == plain.has_value());
                if (!plain) {
                    RC_ASSERT(quick.error().detail == plain.error().detail);
                    RC_ASSERT(quick.error().hint == plain.error().hint);
                    continue;
                }
                ++good;
                RC_ASSERT(*quick == *plain);
                // And nothing is left to correct: what is parsed is not validated again.
                Event again = *quick;
                RC_ASSERT(validate(again).has_value());
                RC_ASSERT(again == *quick);
            }
        });
        QVERIFY(held);
        QVERIFY2(good > 100, std::to_string(good).c_str());
    }

    void looksAtEveryByte() {
        const auto isOdd = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E;
        };
        for (std::size_t length = 0; length < 40; ++length)
            for (std::size_t at = 0; at <= length; ++at)
                for (int byte = 0; byte < 256; ++byte) {
                    std::string text(length, 'a');
                    if (at < length)
                        text[at] = static_cast<char>(byte);
                    const char* const end = text.data() + length;
                    const bool ends = at < length && (byte == '"' || byte == '\\' || byte < 0x20);
                    if (isPlain(text) != std::ranges::none_of(text, isOdd) ||
                        stringEnd(text.data(), end) != (ends ? text.data() + at : end))
                        QFAIL(("byte " + std::to_string(byte) + " at " + std::to_string(at)).c_str());
                }
        // What lies behind the first one found does not matter, nor do bytes that differ by one.
        const std::string text = "abc\x1F\"\\\x80\xFF!#[]";
        QCOMPARE(stringEnd(text.data(), text.data() + text.size()) - text.data(), 3);
        const std::string near = "!#[]\x80\xFF\xA2\xDC!#[]\x80\xFF\xA2\xDC";
        QCOMPARE(stringEnd(near.data(), near.data() + near.size()), near.data() + near.size());
    }
};

QTEST_GUILESS_MAIN(TestEventParse)
#include "tst_event_parse.moc"
