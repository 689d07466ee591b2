// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include "core/vault/byte_scan.h"
#include "core/vault/event.h"
#include "core/vault/utf8.h"

namespace inferno::vault {
namespace {

/// Characters that change how the text around them is shown, or that end a line.
bool misleads(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void escape(std::string& out, const char* format, unsigned value) {
    char text[16];
    std::snprintf(text, sizeof text, format, value);
    out += text;
}

} // namespace

std::string sanitized(std::string_view text) {
    if (isPlain(text))
        return std::string(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t pos = 0; pos < text.size();) {
        const Utf8Char c = utf8At(text, pos);
        if (!c.valid)
            escape(out, "\\x%02x", static_cast<unsigned char>(text[pos]));
        else if (misleads(c.code))
            escape(out, "\\u%04x", c.code);
        else
            out += text.substr(pos, c.bytes);
        pos += c.bytes;
    }
    return out;
}

std::string sanitizedJson(std::string_view json) {
    if (isPlain(json))
        return std::string(json);
    std::string out;
    out.reserve(json.size());
    bool inString = false;
    for (std::size_t pos = 0; pos < json.size();) {
        const Utf8Char c = utf8At(json, pos);
        if (!c.valid) {
            escape(out, "\\\\x%02x", static_cast<unsigned char>(json[pos]));
        } else if (inString && c.code == '\\' && pos + 1 < json.size()) {
            // An escape: its second character must not end the string. What follows a \u is plain digits.
            out += json.substr(pos, 1);
            ++pos;
            const Utf8Char escaped = utf8At(json, pos);
            if (!escaped.valid)
                continue;
            out += json.substr(pos, escaped.bytes);
            pos += escaped.bytes;
            continue;
        } else if (!inString && (c.code == '\n' || c.code == '\r' || c.code == '\t')) {
            out += ' ';
        } else if (misleads(c.code) && (c.code >= 0x7F)) {
            escape(out, "\\u%04x", c.code);
        } else {
            out += json.substr(pos, c.bytes);
            if (c.code == '"')
                inString = !inString;
        }
        pos += c.bytes;
    }
    return out;
}

void sanitize(std::string& text) {
    if (!isPlain(text))
        text = sanitized(text);
}

void sanitizeJson(std::string& json) {
    if (!isPlain(json))
        json = sanitizedJson(json);
}

} // namespace inferno::vault
