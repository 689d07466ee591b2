// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// JSON text cut into its members without reading the values, so that what is kept "as it came" keeps every digit.
/// The functions take text that a JSON parser has accepted; on other text the answer is meaningless, but safe.

namespace inferno::vault {

struct JsonSlice {
    std::string key;         ///< unescaped
    std::string_view value;  ///< its text, without white space around it
    std::string_view member; ///< "key": value, as it came
};

/// What a JSON string says, such as "a\u00e9" with its quotes; nothing if it is none.
std::optional<std::string> stringOf(std::string_view json);
/// A member or an element as it lies in the text.
struct RawMember {
    std::string_view key;    ///< with its quotes; empty for an element
    std::string_view value;  ///< without white space around it
    std::string_view member; ///< "key": value
};
/// The next member of an object, or element of an array, behind `pos`, which is moved; begin with 0. None at the end.
std::optional<RawMember> nextMember(std::string_view text, std::size_t& pos);
/// The members of an object in their order; nothing if the text is no object.
std::optional<std::vector<JsonSlice>> sliceObject(std::string_view object);
/// How deep arrays and objects are nested: 0 for a plain value.
int jsonDepth(std::string_view text);
/// `text` with the escapes of JSON strings read, for searching: the rest of the text stays as it is.
std::string withoutEscapes(std::string_view text);

} // namespace inferno::vault
