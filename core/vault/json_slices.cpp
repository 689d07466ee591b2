// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/json_slices.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "core/vault/byte_scan.h"
#include "core/vault/utf8.h"

namespace inferno::vault {
namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

void skipSpace(std::string_view text, std::size_t& pos) {
    while (pos < text.size() && isSpace(text[pos]))
        ++pos;
}

/// Moves behind the string that begins at `pos`.
void skipString(std::string_view text, std::size_t& pos) {
    const char* const end = text.data() + text.size();
    for (++pos; pos < text.size(); ++pos) {
        pos = static_cast<std::size_t>(stringEnd(text.data() + pos, end) - text.data());
        if (pos < text.size() && text[pos] == '"')
            break;
        if (pos < text.size() && text[pos] == '\\')
            ++pos;
    }
    pos = std::min(pos + 1, text.size());
}

/// Moves behind the value that begins at `pos`.
void skipValue(std::string_view text, std::size_t& pos) {
    int depth = 0;
    while (pos < text.size()) {
        const char c = text[pos];
        if (c == '"') {
            skipString(text, pos);
            if (depth == 0)
                return;
            continue;
        }
        if (depth == 0 && (c == ',' || c == '}' || c == ']' || isSpace(c)))
            return;
        if (c == '{' || c == '[')
            ++depth;
        if (c == '}' || c == ']')
            --depth;
        ++pos;
        if (depth == 0 && (c == '}' || c == ']'))
            return;
    }
}

/// Four hex digits, or nothing.
std::optional<char32_t> hex4(std::string_view text, std::size_t pos) {
    unsigned value = 0;
    if (pos + 4 > text.size())
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + pos, text.data() + pos + 4, value, 16);
    if (error != std::errc{} || end != text.data() + pos + 4)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<std::string> stringOf(std::string_view json) {
    if (isPlainString(json))
        return std::string(json.substr(1, json.size() - 2));
    const auto value = nlohmann::json::parse(json, nullptr, false);
    return value.is_string() ? std::optional(value.get<std::string>()) : std::nullopt;
}

std::optional<RawMember> nextMember(std::string_view text, std::size_t& pos) {
    if (pos == 0) {
        skipSpace(text, pos);
        if (pos >= text.size() || (text[pos] != '{' && text[pos] != '['))
            return std::nullopt;
        ++pos;
    }
    while (pos < text.size() && (isSpace(text[pos]) || text[pos] == ','))
        ++pos;
    if (pos >= text.size() || text[pos] == '}' || text[pos] == ']')
        return std::nullopt;
    RawMember found;
    const std::size_t start = pos;
    skipValue(text, pos);
    found.value = text.substr(start, pos - start);
    std::size_t colon = pos;
    skipSpace(text, colon);
    if (colon < text.size() && text[colon] == ':') {
        found.key = found.value;
        pos = colon + 1;
        skipSpace(text, pos);
        const std::size_t value = pos;
        skipValue(text, pos);
        found.value = text.substr(value, pos - value);
    }
    found.member = text.substr(start, pos - start);
    return pos > start ? std::optional(found) : std::nullopt;
}

std::optional<std::vector<JsonSlice>> sliceObject(std::string_view object) {
    std::size_t pos = 0;
    skipSpace(object, pos);
    if (pos >= object.size() || object[pos] != '{')
        return std::nullopt;
    std::vector<JsonSlice> slices;
    pos = 0;
    while (const auto member = nextMember(object, pos)) {
        const auto key = stringOf(member->key);
        if (!key)
            return std::nullopt;
        slices.push_back({*key, member->value, member->member});
    }
    return slices;
}

int jsonDepth(std::string_view text) {
    int depth = 0;
    int deepest = 0;
    for (std::size_t pos = 0; pos < text.size();) {
        const char c = text[pos];
        if (c == '"') {
            skipString(text, pos);
            continue;
        }
        if (c == '{' || c == '[')
            deepest = std::max(deepest, ++depth);
        if (c == '}' || c == ']')
            --depth;
        ++pos;
    }
    return deepest;
}

std::string withoutEscapes(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t pos = 0; pos < text.size(); ++pos) {
        if (text[pos] != '\\' || pos + 1 >= text.size()) {
            out += text[pos];
            continue;
        }
        ++pos;
        auto code = text[pos] == 'u' ? hex4(text, pos + 1) : std::nullopt;
        if (!code) {
            out += text[pos] == '"' || text[pos] == '\\' || text[pos] == '/' ? text[pos] : ' ';
            continue;
        }
        pos += 4;
        if (*code >= 0xD800 && *code < 0xDC00 && text.substr(pos + 1, 2) == "\\u") {
            if (const auto low = hex4(text, pos + 3); low && *low >= 0xDC00 && *low < 0xE000) {
                code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
                pos += 6;
            }
        }
        appendUtf8(out, *code >= 0xD800 && *code < 0xE000 ? U'\uFFFD' : *code);
    }
    return out;
}

} // namespace inferno::vault
