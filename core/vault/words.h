// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/vault/utf8.h"

/// What a word is to a search: a run of letters and digits (`_` is none), case-folded. The query language, the token
/// filters in segments and the scan must agree on it to the byte: a change here needs a new version of the filters.
/// Folding keeps the length in bytes, and ASCII to ASCII. Pure; safe from any thread.

namespace inferno::vault {

/// True for what separates words. Beyond ASCII: controls, Latin-1's signs, general and CJK punctuation.
bool separates(char32_t c);
/// The lower-case letter, one for one, where the alphabets of Europe have one (Unicode's simple folding).
char32_t folded(char32_t c);
/// Appends the text case-folded; what is no UTF-8 stays as it is, and separates words.
void appendFolded(std::string& out, std::string_view text);

/// What a byte of folded text is.
enum class ByteKind : std::uint8_t { Separator, Word, Beyond }; ///< Beyond: part of a character beyond ASCII
constexpr std::array<ByteKind, 256> kByteKinds = [] {
    std::array<ByteKind, 256> kinds{};
    for (std::size_t c = 0; c < 256; ++c)
        kinds[c] = c >= 0x80                                          ? ByteKind::Beyond
                   : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? ByteKind::Word
                                                                      : ByteKind::Separator;
    return kinds;
}();

/// The end of the word that begins at `pos` of folded text; `pos` itself where a separator stands there.
inline std::size_t wordEnd(std::string_view text, std::size_t pos) {
    while (pos < text.size()) {
        const ByteKind kind = kByteKinds[static_cast<unsigned char>(text[pos])];
        if (kind == ByteKind::Word) {
            ++pos;
            continue;
        }
        if (kind == ByteKind::Separator)
            return pos;
        const Utf8Char c = utf8At(text, pos);
        if (!c.valid || separates(c.code))
            return pos;
        pos += c.bytes;
    }
    return pos;
}
/// The beginning of the next word at or behind `pos`; the text's size if there is none.
inline std::size_t nextWord(std::string_view text, std::size_t pos) {
    while (pos < text.size()) {
        const ByteKind kind = kByteKinds[static_cast<unsigned char>(text[pos])];
        if (kind == ByteKind::Word)
            return pos;
        if (kind == ByteKind::Separator) {
            ++pos;
            continue;
        }
        const Utf8Char c = utf8At(text, pos);
        if (c.valid && !separates(c.code))
            return pos;
        pos += c.bytes;
    }
    return text.size();
}
/// The beginning of the word that ends at `end`; `end` itself where a separator stands before it.
std::size_t wordBegin(std::string_view text, std::size_t end);

/// Calls `each(word)` for every word of folded text.
template <typename Each>
void eachWord(std::string_view folded, Each each) {
    for (std::size_t begin = nextWord(folded, 0); begin < folded.size();) {
        const std::size_t end = wordEnd(folded, begin);
        each(folded.substr(begin, end - begin));
        begin = nextWord(folded, end);
    }
}

/// The words of a text, case-folded. With `json`, escapes in strings are read first.
std::vector<std::string> searchWords(std::string_view text, bool json = false);

} // namespace inferno::vault
