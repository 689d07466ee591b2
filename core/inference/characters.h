// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

/// What the tokenizers of texts need to know of Unicode, of the version that unicode_data.inc names. Pure functions.
namespace inferno::inference {

/// The characters of a text (RFC 3629); nothing for what is not UTF-8.
std::optional<std::u32string> charactersOf(std::string_view text);
/// Appends the UTF-8 of a character.
void append(std::string& out, char32_t character);

/// The lower-case letter, one for one.
char32_t lower(char32_t character);
/// What Python's str.split() takes for a blank.
bool isBlank(char32_t character);
/// Of a category P…, or an ASCII sign that is no letter, digit or blank: what BERT takes for punctuation.
bool isPunctuation(char32_t character);
/// A control or format character, or one for private use (Cc, Cf, Co).
bool isControl(char32_t character);
/// An ideograph of the blocks that BERT takes for words of their own.
bool isIdeograph(char32_t character);
/// Appends the canonical decomposition (NFD) without its marks (Mn): "e" of "é"; nothing of a mark.
void appendBase(std::u32string& out, char32_t character);

} // namespace inferno::inference
