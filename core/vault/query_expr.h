// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/vault/record_fields.h"

/// What a query says, as a tree, and the reader of its text (docs/api.md, "Queries"):
///
///     failed login            words, all of which occur somewhere (AND may be written)
///     "login failed"          words one behind the other in one field
///     a OR b, NOT a, -a, ( )  AND binds closer than OR
///     log*, *fail*            * stands for any letters and digits of a word
///     user:ada  user:"a b"  user:(ada or bob)      the words, one behind the other, in this field
///     user=ada                                     the whole value, but for upper and lower case
///     severity>=high  seq>=100  timestamp<2026-03-24  details.count>5      = > >= < <=
///
/// Fields: those of an event, `details.a.b` for what lies in details, and any other name for a field that Inferno does
/// not know. Values; safe from any thread.

namespace inferno::vault {

/// The longest query, in bytes, and its deepest nesting.
constexpr std::size_t kMaxQueryBytes = 4096;
constexpr int kMaxQueryDepth = 32;

/// What of a record an expression looks at.
struct FieldRef {
    enum class Kind : std::uint8_t {
        Any,        ///< every text, and the names of severity, level and origin
        Text,       ///< the field `tag`
        RecordedBy, ///< principal, token id or peer
        Severity,
        Level,
        Origin,
        Seq,
        Timestamp,
        Received,
        Path ///< `path` within the JSON of `tag`: Details or Unknown
    };
    Kind kind = Kind::Any;
    FieldTag tag = FieldTag::None;
    std::string path;

    /// The field of this name; one that is not an event's own is looked for among the unknown ones.
    static FieldRef of(std::string_view name);
    friend bool operator==(const FieldRef&, const FieldRef&) = default;
};

struct QueryExpr {
    enum class Kind : std::uint8_t {
        Everything,
        And,    ///< of `parts`
        Or,     ///< of `parts`
        Not,    ///< of parts.front()
        Words,  ///< `words` occur one behind the other in one text of `field`
        Equals, ///< the text of `field` is one of `words` (exact), or the case-folded one (else)
        Compare ///< `field` stands in relation `op` to `number`
    };
    enum class Op : std::uint8_t { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

    Kind kind = Kind::Everything;
    std::vector<QueryExpr> parts;
    FieldRef field;
    std::vector<std::string> words; ///< case-folded; * is a wildcard (Words)
    bool exact = false;
    Op op = Op::Equal;
    std::int64_t number = 0; ///< seq, nanoseconds, or the place in the scale of severities or levels
    double real = 0;         ///< for Path
    bool isTime = false;     ///< for Path: `number` is an instant
    std::string typed = {};  ///< for Equals in a query's text: the value as it was written there
};

/// Error: query.invalid, with the column (from 1). Text without any word is an error too.
Result<QueryExpr> parseQuery(std::string_view text);
/// Whether the wildcard pattern fits the word.
bool fitsWord(std::string_view pattern, std::string_view word);

} // namespace inferno::vault
