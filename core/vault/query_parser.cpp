// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/vault/event.h"
#include "core/vault/query_expr.h"
#include "core/vault/words.h"

namespace inferno::vault {
namespace {

using Kind = FieldRef::Kind;
using Op = QueryExpr::Op;

struct NamedField {
    std::string_view name;
    Kind kind;
    FieldTag tag = FieldTag::None;
};
constexpr std::array<NamedField, 20> kNamed = {{
    {"event_type", Kind::Text, FieldTag::EventType},
    {"action", Kind::Text, FieldTag::Action},
    {"user", Kind::Text, FieldTag::User},
    {"source_ip", Kind::Text, FieldTag::SourceIp},
    {"user_agent", Kind::Text, FieldTag::UserAgent},
    {"session_id", Kind::Text, FieldTag::SessionId},
    {"trace_id", Kind::Text, FieldTag::TraceId},
    {"resource", Kind::Text, FieldTag::Resource},
    {"result", Kind::Text, FieldTag::Result},
    {"details", Kind::Text, FieldTag::Details},
    {"recorded_by", Kind::RecordedBy},
    {"recorded_by.principal", Kind::Text, FieldTag::Principal},
    {"recorded_by.token_id", Kind::Text, FieldTag::TokenId},
    {"recorded_by.peer", Kind::Text, FieldTag::Peer},
    {"severity", Kind::Severity},
    {"level", Kind::Level},
    {"origin", Kind::Origin},
    {"seq", Kind::Seq},
    {"timestamp", Kind::Timestamp},
    {"received", Kind::Received},
}};

struct Operator {
    std::string_view text;
    std::optional<Op> op; ///< none: ':'
};
/// The longer ones first.
constexpr std::array<Operator, 6> kOperators = {{
    {">=", Op::GreaterOrEqual},
    {"<=", Op::LessOrEqual},
    {">", Op::Greater},
    {"<", Op::Less},
    {"=", Op::Equal},
    {":", std::nullopt},
}};

bool isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}
bool isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80;
}
bool isNameStart(char c) {
    return isNameChar(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

/// The words of a term; * counts as a letter where wildcards are meant.
std::vector<std::string> patternsOf(std::string_view text, bool wildcards) {
    std::string folded;
    appendFolded(folded, text);
    std::vector<std::string> patterns;
    const auto letters = [&](std::size_t pos) { return wordEnd(folded, pos); };
    for (std::size_t pos = 0; pos < folded.size();) {
        std::size_t end = letters(pos);
        while (wildcards && end < folded.size() && folded[end] == '*')
            end = letters(end + 1);
        if (end > pos)
            patterns.push_back(folded.substr(pos, end - pos));
        pos = end > pos ? end : pos + utf8At(folded, pos).bytes;
    }
    for (std::string& pattern : patterns) // ** is *
        pattern.erase(std::unique(pattern.begin(), pattern.end(), [](char a, char b) { return a == '*' && b == '*'; }),
                      pattern.end());
    return patterns;
}

/// 2026-03-24, as the instant at its beginning.
std::optional<WallTime> dayOf(const std::string& text) {
    if (text.size() != 10)
        return std::nullopt;
    const auto time = parseRfc3339(text + "T00:00:00Z");
    return time ? std::optional(*time) : std::nullopt;
}

/// Where a value stands on its scale.
template <typename Scale>
Result<std::int64_t> placeOf(Result<Scale> value) {
    if (!value)
        return std::unexpected(std::move(value).error());
    return static_cast<std::int64_t>(*value);
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<QueryExpr> parse() {
        INFERNO_TRY(auto expr, either(nullptr, 0));
        skipSpace();
        if (pos_ < text_.size())
            return wrong(pos_, "a ) without its (", "put it in quotes, or leave it out");
        if (!expr)
            return fail(ErrorCode::QueryInvalid, "the text to search for has no letter and no digit");
        return *std::move(expr);
    }

private:
    using Found = Result<std::optional<QueryExpr>>; ///< nothing: signs alone, which say nothing

    static std::unexpected<Error> wrong(std::size_t at, const std::string& what, const std::string& hint) {
        return fail(ErrorCode::QueryInvalid, "column " + std::to_string(at + 1) + ": " + what, hint);
    }
    void skipSpace() {
        while (pos_ < text_.size() && isSpace(text_[pos_]))
            ++pos_;
    }
    /// Whether this word, in upper or lower case, comes next and ends there.
    bool keyword(std::string_view word) const {
        const std::size_t end = pos_ + word.size();
        if (end > text_.size() ||
            (end < text_.size() && !isSpace(text_[end]) && text_[end] != '(' && text_[end] != ')' && text_[end] != '"'))
            return false;
        return std::ranges::equal(text_.substr(pos_, word.size()), word,
                                  [](char a, char b) { return (a | 0x20) == b; });
    }
    bool atEnd() const { return pos_ == text_.size() || text_[pos_] == ')'; }

    /// One or several parts, joined by OR.
    Found either(const FieldRef* field, int depth) {
        if (depth > kMaxQueryDepth)
            return wrong(pos_, "the query is nested too deep", "at most " + std::to_string(kMaxQueryDepth) + " levels");
        QueryExpr any{QueryExpr::Kind::Or, {}, {}, {}, false, Op::Equal, 0, 0, false};
        while (true) {
            const std::size_t start = pos_;
            INFERNO_TRY(auto part, all(field, depth));
            skipSpace();
            const bool more = keyword("or");
            if (!part && (more || !any.parts.empty()))
                return wrong(start, "OR has nothing to join", "write it as a OR b; in quotes it is a word");
            if (part)
                any.parts.push_back(*std::move(part));
            if (!more)
                break;
            pos_ += 2;
        }
        if (any.parts.size() <= 1)
            return any.parts.empty() ? std::optional<QueryExpr>() : std::optional(std::move(any.parts.front()));
        return std::optional(std::move(any));
    }

    /// One or several parts, joined by AND, said or not.
    Found all(const FieldRef* field, int depth) {
        QueryExpr every{QueryExpr::Kind::And, {}, {}, {}, false, Op::Equal, 0, 0, false};
        bool joined = false;
        while (true) {
            skipSpace();
            if (keyword("and")) {
                if (every.parts.empty() || joined)
                    return wrong(pos_, "AND has nothing to join", "write it as a AND b; in quotes it is a word");
                joined = true;
                pos_ += 3;
                continue;
            }
            if (atEnd() || keyword("or"))
                break;
            INFERNO_TRY(auto part, one(field, depth));
            if (part)
                every.parts.push_back(*std::move(part));
            joined = false;
        }
        if (joined)
            return wrong(pos_, "AND has nothing to join", "write it as a AND b; in quotes it is a word");
        if (every.parts.size() <= 1)
            return every.parts.empty() ? std::optional<QueryExpr>() : std::optional(std::move(every.parts.front()));
        return std::optional(std::move(every));
    }

    Found one(const FieldRef* field, int depth) {
        const std::size_t start = pos_;
        const bool minus = text_[pos_] == '-' && pos_ + 1 < text_.size() && !isSpace(text_[pos_ + 1]) &&
                           text_[pos_ + 1] != ')' && text_[pos_ + 1] != '-';
        if (minus || keyword("not")) {
            if (depth >= kMaxQueryDepth)
                return wrong(pos_, "the query is nested too deep",
                             "at most " + std::to_string(kMaxQueryDepth) + " levels");
            pos_ += minus ? 1 : 3;
            skipSpace();
            if (atEnd())
                return wrong(start, "NOT has nothing to refuse", "write it as NOT a; in quotes it is a word");
            INFERNO_TRY(auto part, one(field, depth + 1));
            if (!part)
                return wrong(start, "NOT has nothing to refuse", "write it as NOT a; in quotes it is a word");
            return std::optional(
                QueryExpr{QueryExpr::Kind::Not, {*std::move(part)}, {}, {}, false, Op::Equal, 0, 0, false});
        }
        if (text_[pos_] == '(')
            return group(field, depth);
        if (!field)
            if (const auto named = fieldHere())
                return ofField(*named, depth);
        return term(field);
    }

    Found group(const FieldRef* field, int depth) {
        const std::size_t start = pos_++;
        INFERNO_TRY(auto inner, either(field, depth + 1));
        skipSpace();
        if (pos_ == text_.size())
            return wrong(start, "the ( is not closed", "write a ) behind what belongs together");
        ++pos_;
        return inner;
    }

    struct Named {
        std::string_view name;
        Operator op;
        std::size_t value = 0; ///< where it begins
    };
    /// A field's name and an operator, if they come next. What looks like an address (http://…) is none.
    std::optional<Named> fieldHere() const {
        if (!isNameStart(text_[pos_]))
            return std::nullopt;
        std::size_t end = pos_;
        while (end < text_.size() && isNameChar(text_[end]))
            ++end;
        const std::string_view rest = text_.substr(end);
        for (const Operator& op : kOperators)
            if (rest.starts_with(op.text) && !rest.starts_with("://"))
                return Named{text_.substr(pos_, end - pos_), op, end + op.text.size()};
        return std::nullopt;
    }

    Found ofField(const Named& named, int depth) {
        const std::size_t start = pos_;
        if (named.name == "id")
            return wrong(start, "'id' is not searched", "an event is found by its number: seq=17");
        const FieldRef field = FieldRef::of(named.name);
        pos_ = named.value;
        if (atEnd() || isSpace(text_[pos_]))
            return wrong(pos_, "'" + std::string(named.name) + "' has no value",
                         "write it behind the sign without a space; \"" + std::string(named.name) + "\" is a word");
        if (named.op.op)
            return compare(named, field, *named.op.op);
        const bool scale = field.kind == Kind::Seq || field.kind == Kind::Timestamp || field.kind == Kind::Received;
        if (scale)
            return compare(named, field, Op::Equal);
        if (text_[pos_] == '(') {
            INFERNO_TRY(auto inner, group(&field, depth));
            if (inner)
                return inner;
        } else {
            INFERNO_TRY(auto inner, term(&field));
            if (inner)
                return inner;
        }
        return wrong(start, "the value of '" + std::string(named.name) + "' has no letter and no digit",
                     "use " + std::string(named.name) + ":* for any value");
    }

    /// A text in quotes, with \" and \\, or up to a space, a bracket or a quote.
    Result<std::string> takeText(bool& quoted) {
        const std::size_t start = pos_;
        std::string out;
        quoted = text_[pos_] == '"';
        if (!quoted) {
            while (pos_ < text_.size() && !isSpace(text_[pos_]) && text_[pos_] != '(' && text_[pos_] != ')' &&
                   text_[pos_] != '"')
                out += text_[pos_++];
            return out;
        }
        for (++pos_; pos_ < text_.size() && text_[pos_] != '"'; ++pos_) {
            if (text_[pos_] == '\\' && pos_ + 1 < text_.size() && (text_[pos_ + 1] == '"' || text_[pos_ + 1] == '\\'))
                ++pos_;
            out += text_[pos_];
        }
        if (pos_ == text_.size())
            return wrong(start, "the quote is not closed", "write a \" behind the phrase");
        ++pos_;
        return out;
    }

    Found term(const FieldRef* field) {
        bool quoted = false;
        INFERNO_TRY(const std::string text, takeText(quoted));
        QueryExpr words;
        words.kind = QueryExpr::Kind::Words;
        if (field)
            words.field = *field;
        words.words = patternsOf(text, !quoted);
        if (words.words.empty())
            return std::optional<QueryExpr>();
        if (field || quoted || words.words.size() == 1)
            return std::optional(std::move(words));
        // login_failed stands for two words, wherever they are.
        QueryExpr every;
        every.kind = QueryExpr::Kind::And;
        for (std::string& word : words.words) {
            QueryExpr single;
            single.kind = QueryExpr::Kind::Words;
            single.words.push_back(std::move(word));
            every.parts.push_back(std::move(single));
        }
        return std::optional(std::move(every));
    }

    Found compare(const Named& named, const FieldRef& field, Op op) {
        const std::size_t start = pos_;
        if (text_[pos_] == '(')
            return wrong(start, "a list after " + std::string(named.op.text), "write field:(a or b)");
        bool quoted = false;
        INFERNO_TRY(const std::string text, takeText(quoted));
        QueryExpr expr;
        expr.kind = QueryExpr::Kind::Compare;
        expr.field = field;
        expr.op = op;
        const std::string shown = "'" + sanitized(text.substr(0, 40)) + "'";
        switch (field.kind) {
        case Kind::Severity:
        case Kind::Level: {
            const auto place = field.kind == Kind::Severity ? placeOf(parseSeverity(text)) : placeOf(parseLevel(text));
            if (!place)
                return wrong(start, place.error().detail, place.error().hint);
            expr.number = *place;
            return std::optional(std::move(expr));
        }
        case Kind::Seq: {
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), expr.number);
            if (error != std::errc{} || end != text.data() + text.size() || expr.number < 0)
                return wrong(start, shown + " is no event's number", "write a whole number, such as seq>=100");
            return std::optional(std::move(expr));
        }
        case Kind::Timestamp:
        case Kind::Received: return compareTime(std::move(expr), text, shown, start);
        case Kind::Path: return comparePath(std::move(expr), text, shown, start);
        default: break;
        }
        if (op != Op::Equal)
            return wrong(start, "the values of '" + std::string(named.name) + "' have no order",
                         "use : or =; seq, timestamp, received, severity, level and numbers in details have one");
        expr.kind = QueryExpr::Kind::Equals;
        appendFolded(expr.words.emplace_back(), text);
        expr.typed = text;
        return std::optional(std::move(expr));
    }

    static Found compareTime(QueryExpr expr, const std::string& text, const std::string& shown, std::size_t start) {
        const auto day = dayOf(text);
        const auto instant = parseRfc3339(text);
        if (!day && !instant)
            return wrong(start, shown + " is no time", "write 2026-03-24 or 2026-03-24T09:00:00Z");
        expr.number = (day ? *day : *instant).time_since_epoch().count();
        if (!day)
            return std::optional(std::move(expr));
        // A day is all of it.
        constexpr std::int64_t kDay = 86'400'000'000'000;
        if (expr.op == Op::Greater || expr.op == Op::LessOrEqual) {
            expr.op = expr.op == Op::Greater ? Op::GreaterOrEqual : Op::Less;
            expr.number += kDay;
        } else if (expr.op == Op::Equal) {
            QueryExpr both;
            both.kind = QueryExpr::Kind::And;
            both.parts = {expr, expr};
            both.parts[0].op = Op::GreaterOrEqual;
            both.parts[1].op = Op::Less;
            both.parts[1].number += kDay;
            return std::optional(std::move(both));
        }
        return std::optional(std::move(expr));
    }

    static Found comparePath(QueryExpr expr, const std::string& text, const std::string& shown, std::size_t start) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), expr.real);
        const bool isNumber = error == std::errc{} && end == text.data() + text.size() && std::isfinite(expr.real);
        if (!isNumber && expr.op == Op::Equal) {
            expr.kind = QueryExpr::Kind::Equals;
            appendFolded(expr.words.emplace_back(), text);
            expr.typed = text;
            return std::optional(std::move(expr));
        }
        if (isNumber)
            return std::optional(std::move(expr));
        const auto day = dayOf(text);
        const auto instant = parseRfc3339(text);
        if (!day && !instant)
            return wrong(start, shown + " is neither a number nor a time",
                         "write 5, 2.5, 2026-03-24 or 2026-03-24T09:00:00Z");
        expr.isTime = true;
        return compareTime(std::move(expr), text, shown, start);
    }

    std::string_view text_;
    std::size_t pos_ = 0;
};

} // namespace

FieldRef FieldRef::of(std::string_view name) {
    const auto* const named = std::ranges::find(kNamed, name, &NamedField::name);
    if (named != kNamed.end())
        return {named->kind, named->tag, {}};
    constexpr std::string_view kDetails = "details.";
    if (name.starts_with(kDetails))
        return {Kind::Path, FieldTag::Details, std::string(name.substr(kDetails.size()))};
    return {Kind::Path, FieldTag::Unknown, std::string(name)};
}

Result<QueryExpr> parseQuery(std::string_view text) {
    if (text.size() > kMaxQueryBytes)
        return fail(ErrorCode::QueryInvalid, "the query has " + std::to_string(text.size()) + " bytes",
                    "at most " + std::to_string(kMaxQueryBytes));
    return Parser(text).parse();
}

bool fitsWord(std::string_view pattern, std::string_view word) {
    std::size_t p = 0;
    std::size_t w = 0;
    std::size_t star = std::string_view::npos; // the last * and how much it has taken
    std::size_t taken = 0;
    while (w < word.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = w;
        } else if (p < pattern.size() && pattern[p] == word[w]) {
            ++p;
            ++w;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            w = ++taken;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace inferno::vault
