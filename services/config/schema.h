// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace inferno::config {

enum class Type {
    Bool,
    Integer,
    Number,
    Text,
    Path,   ///< absolute; "" = the default place
    Choice, ///< one of `choices`
    List,   ///< of texts
    Map,    ///< a table of texts
    Days,   ///< a table: for each event type a whole number of days; not for `vault`
    Secret, ///< a text, env:NAME or file:PATH; never shown
};

/// A key of inferno.toml.
struct KeyInfo {
    std::string_view name; ///< "audit.compression.level"
    Type type;
    std::string_view builtIn; ///< as in TOML, without quotes; lists separated by commas
    double minimum = 0;
    double maximum = 0;
    std::string_view choices = {}; ///< "gzip|zstd|lz4|none"; of a Map: of its values
    bool used = true;              ///< false: taken and kept, but the part that it speaks to is not built yet
};

/// Whether a value may be a secret, and is never shown: texts of a Map may be anything, where there is no choice.
constexpr bool isHidden(const KeyInfo& key) {
    return key.type == Type::Secret || (key.type == Type::Map && key.choices.empty());
}

/// All keys, by name. Immutable; safe from any thread.
std::span<const KeyInfo> schema();
/// Null where there is no such key.
const KeyInfo* findKey(std::string_view name);

} // namespace inferno::config
