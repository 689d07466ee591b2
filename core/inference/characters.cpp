// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/characters.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <locale.h>
#include <wctype.h>

namespace inferno::inference {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};
struct Base {
    char32_t of;
    char32_t is;
};
struct Bases {
    char32_t of;
    char32_t first;
    char32_t second;
    char32_t third; ///< 0: there are two
};
#include "core/inference/unicode_data.inc"

constexpr Range kIdeographs[] = {{0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},   {0x20000, 0x2A6DF},
                                 {0x2A700, 0x2B73F}, {0x2B740, 0x2B81F}, {0x2B820, 0x2CEAF}, {0x2F800, 0x2FA1F}};

template <std::size_t kCount>
bool isIn(const Range (&ranges)[kCount], char32_t c) {
    const auto* const behind = std::ranges::upper_bound(ranges, c, {}, &Range::first);
    return behind != std::begin(ranges) && c <= std::prev(behind)->last;
}

/// The parts of a syllable (The Unicode Standard, 3.12). False: it is none.
bool appendHangul(std::u32string& out, char32_t c) {
    constexpr char32_t kFirst = 0xAC00;
    constexpr char32_t kLast = 0xD7A3;
    constexpr char32_t kVowels = 21;
    constexpr char32_t kTails = 28;
    if (c < kFirst || c > kLast)
        return false;
    const char32_t index = c - kFirst;
    out += static_cast<char32_t>(0x1100 + index / (kVowels * kTails));
    out += static_cast<char32_t>(0x1161 + index % (kVowels * kTails) / kTails);
    if (index % kTails != 0)
        out += static_cast<char32_t>(0x11A7 + index % kTails);
    return true;
}

} // namespace

std::optional<std::u32string> charactersOf(std::string_view text) {
    constexpr std::array<char32_t, 4> kLeast{0, 0x80, 0x800, 0x10000}; // by how many bytes follow
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i++]);
        const int more = first < 0x80 ? 0 : (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
        if (more == 3 && (first & 0xF8) != 0xF0)
            return std::nullopt;
        auto c = static_cast<char32_t>(more == 0 ? first : first & (0x3F >> more));
        for (int k = 0; k < more; ++k, ++i) {
            if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
                return std::nullopt;
            c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
        }
        if (c < kLeast[static_cast<std::size_t>(more)] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return std::nullopt;
        out.push_back(c);
    }
    return out;
}

void append(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

char32_t lower(char32_t c) {
    static const locale_t kUnicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (c < 0x80 || !kUnicode)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return static_cast<char32_t>(::towlower_l(static_cast<wint_t>(c), kUnicode));
}

bool isBlank(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isPunctuation(char32_t c) {
    if (c >= 0x80)
        return isIn(kPunctuation, c);
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool isControl(char32_t c) {
    return c < 0x20 || c == 0x7F || isIn(kControls, c);
}

bool isIdeograph(char32_t c) {
    return isIn(kIdeographs, c);
}

void appendBase(std::u32string& out, char32_t c) {
    if (c < 0x80) {
        out += c;
    } else if (const auto* const one = std::ranges::lower_bound(kBases, c, {}, &Base::of);
               one != std::end(kBases) && one->of == c) {
        out += one->is;
    } else if (const auto* const many = std::ranges::lower_bound(kManyBases, c, {}, &Bases::of);
               many != std::end(kManyBases) && many->of == c) {
        out.append({many->first, many->second});
        if (many->third != 0)
            out += many->third;
    } else if (!appendHangul(out, c) && !isIn(kMarks, c)) {
        out += c;
    }
}

} // namespace inferno::inference
