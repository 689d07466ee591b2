// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/archive/s3_text.h"

#include <array>
#include <charconv>
#include <utility>

namespace inferno::archive {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

bool isUnreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// An entity at the start of `text` as its character, and its length; length 0 if it is none.
std::pair<char, std::size_t> entityAt(std::string_view text) {
    for (const auto& [name, character] : kEntities)
        if (text.starts_with(name))
            return {character, name.size()};
    if (!text.starts_with("&#"))
        return {0, 0};
    const std::size_t end = text.find(';');
    const bool hex = text.size() > 2 && text[2] == 'x';
    const std::string_view digits = text.substr(hex ? 3 : 2, end == text.npos ? 0 : end - (hex ? 3 : 2));
    unsigned code = 0;
    const auto [behind, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
    if (error != std::errc{} || behind != digits.data() + digits.size() || code == 0 || code > 127)
        return {0, 0};
    return {static_cast<char>(code), end + 1};
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto [character, length] = text[i] == '&' ? entityAt(text.substr(i)) : std::pair{char{}, std::size_t{}};
        out += length == 0 ? text[i] : character;
        i += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace

std::string percentEncoded(std::string_view text, bool path) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isUnreserved(c) || (path && c == '/')) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

std::string xmlEscaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        bool found = false;
        for (const auto& [name, character] : kEntities)
            if (c == character) {
                out += name;
                found = true;
            }
        if (!found)
            out += c;
    }
    return out;
}

std::vector<std::string> elements(std::string_view xml, std::string_view name) {
    const std::string open = "<" + std::string(name) + ">";
    const std::string close = "</" + std::string(name) + ">";
    std::vector<std::string> found;
    for (std::size_t pos = 0;;) {
        const std::size_t begin = xml.find(open, pos);
        const std::size_t end = begin == xml.npos ? xml.npos : xml.find(close, begin);
        if (end == xml.npos)
            return found;
        found.emplace_back(xml.substr(begin + open.size(), end - begin - open.size()));
        pos = end + close.size();
    }
}

std::optional<std::string> element(std::string_view xml, std::string_view name) {
    const auto found = elements(xml, name);
    return found.empty() ? std::nullopt : std::optional(unescaped(found.front()));
}

std::optional<std::string> headerValue(std::string_view line, std::string_view name) {
    if (line.size() <= name.size() || line[name.size()] != ':')
        return std::nullopt;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (lower(line[i]) != name[i])
            return std::nullopt;
    line.remove_prefix(name.size() + 1);
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == line.npos)
        return std::string();
    return std::string(line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1));
}

} // namespace inferno::archive
