// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/vault/event.h"

/// Events as text for others.
namespace inferno::vault {

/// Appends `text` as a JSON string. Text that came through the door has no controls; a forged record might.
inline void putJsonText(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20) {
            out += "\\u00";
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
            continue;
        }
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

/// Appends "name":"text" to an object that is being written, with a comma where one is due.
inline void putMember(std::string& out, std::string_view name, std::string_view text) {
    if (out.back() != '{')
        out += ',';
    putJsonText(out, name);
    out += ':';
    putJsonText(out, text);
}

/// Who recorded an event, in words: "service", or the principal, with the token and the peer where they are known.
inline std::string recorderText(const Provenance& by) {
    std::string text = by.principal.empty() ? "service" : by.principal;
    if (!by.tokenId.empty() && by.tokenId != by.principal)
        text += " token " + by.tokenId;
    if (!by.peer.empty())
        text += " from " + by.peer;
    return text;
}

} // namespace inferno::vault
