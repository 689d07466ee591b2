// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/words.h"

#include <cstring>

#include "core/vault/json_slices.h"

namespace inferno::vault {

bool separates(char32_t c) {
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    if (c < 0xC0)
        return c != 0xAA && c != 0xB5 && c != 0xBA;
    return c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xFFFD ||
           (c >= 0xFF00 && c <= 0xFF0F);
}

char32_t folded(char32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    if (c == 0x3C2)
        return 0x3C3; // final sigma
    if (c == 0x178)
        return 0xFF;
    const bool evenIsUpper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                             (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1E95);
    const bool oddIsUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (evenIsUpper && c != 0x130 && c != 0x131)
        return c | 1;
    if (oddIsUpper)
        return c + (c & 1);
    return c;
}

namespace {

constexpr std::uint64_t kEach = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x80 * kEach;

/// Eight bytes at once: those from A to Z get the bit that makes them lower-case.
std::uint64_t foldedBytes(std::uint64_t bytes) {
    const std::uint64_t low = bytes & ~kHighBits;
    const std::uint64_t fromA = low + (0x80 - 'A') * kEach;
    const std::uint64_t behindZ = low + (0x7F - 'Z') * kEach;
    return bytes | ((fromA & ~behindZ & ~bytes & kHighBits) >> 2);
}

} // namespace

void appendFolded(std::string& out, std::string_view text) {
    const std::size_t start = out.size();
    out.append(text);
    std::uint64_t all = 0;
    const auto fold = [&](char* at, std::size_t count) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, count);
        all |= bytes;
        bytes = foldedBytes(bytes);
        std::memcpy(at, &bytes, count);
    };
    std::size_t done = start;
    for (; done + 8 <= out.size(); done += 8)
        fold(out.data() + done, 8);
    fold(out.data() + done, out.size() - done);
    if ((all & kHighBits) == 0)
        return;
    std::string letter;
    for (std::size_t pos = start; pos < out.size();) {
        const Utf8Char c = utf8At(out, pos);
        if (c.valid && c.code >= 0x80 && folded(c.code) != c.code) {
            letter.clear();
            appendUtf8(letter, folded(c.code));
            out.replace(pos, letter.size(), letter);
        }
        pos += c.bytes;
    }
}

std::size_t wordBegin(std::string_view text, std::size_t end) {
    while (end > 0) {
        std::size_t before = end - 1;
        const ByteKind kind = kByteKinds[static_cast<unsigned char>(text[before])];
        if (kind == ByteKind::Separator)
            return end;
        if (kind == ByteKind::Beyond) {
            while (before > 0 && end - before < 4 && (static_cast<unsigned char>(text[before]) & 0xC0) == 0x80)
                --before;
            const Utf8Char c = utf8At(text, before);
            if (!c.valid || before + c.bytes != end || separates(c.code))
                return end;
        }
        end = before;
    }
    return 0;
}

std::vector<std::string> searchWords(std::string_view text, bool json) {
    std::string folded;
    appendFolded(folded, json ? withoutEscapes(text) : std::string(text));
    std::vector<std::string> words;
    eachWord(folded, [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

} // namespace inferno::vault
