// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/matcher.h"

#include <algorithm>
#include <map>

#include "core/vault/matcher_node.h"

namespace inferno::vault {
namespace {

using Kind = QueryExpr::Kind;
using Field = FieldRef::Kind;
using Op = QueryExpr::Op;

constexpr std::size_t kMaxLimit = 10'000;
/// More alternatives than these are not looked for in raw bytes.
constexpr std::size_t kMaxLiterals = 8;

QueryExpr oneOf(FieldTag tag, std::vector<std::string> values) {
    QueryExpr expr;
    expr.kind = Kind::Equals;
    expr.field = {Field::Text, tag, {}};
    expr.words = std::move(values);
    expr.exact = true;
    return expr;
}

QueryExpr compare(Field field, Op op, std::int64_t number) {
    QueryExpr expr;
    expr.kind = Kind::Compare;
    expr.field.kind = field;
    expr.op = op;
    expr.number = number;
    return expr;
}

template <typename Scale>
QueryExpr oneOf(Field field, const std::vector<Scale>& values) {
    QueryExpr expr;
    expr.kind = Kind::Or;
    for (const Scale value : values)
        expr.parts.push_back(compare(field, Op::Equal, static_cast<std::int64_t>(value)));
    return expr;
}

/// The filters of a query and its text, as one expression.
Result<QueryExpr> exprOf(const Query& query) {
    QueryExpr every;
    every.kind = Kind::And;
    const auto nanoseconds = [](WallTime time) { return time.time_since_epoch().count(); };
    if (query.since)
        every.parts.push_back(compare(Field::Timestamp, Op::GreaterOrEqual, nanoseconds(*query.since)));
    if (query.until)
        every.parts.push_back(compare(Field::Timestamp, Op::Less, nanoseconds(*query.until)));
    if (!query.severities.empty())
        every.parts.push_back(oneOf(Field::Severity, query.severities));
    if (!query.levels.empty())
        every.parts.push_back(oneOf(Field::Level, query.levels));
    if (query.origin)
        every.parts.push_back(compare(Field::Origin, Op::Equal, static_cast<std::int64_t>(*query.origin)));
    const std::pair<FieldTag, const std::vector<std::string>*> lists[] = {
        {FieldTag::EventType, &query.types},    {FieldTag::Action, &query.actions},
        {FieldTag::User, &query.users},         {FieldTag::Result, &query.results},
        {FieldTag::Resource, &query.resources}, {FieldTag::SourceIp, &query.sourceIps},
        {FieldTag::SessionId, &query.sessions}, {FieldTag::TraceId, &query.traces}};
    for (const auto& [tag, values] : lists)
        if (!values->empty())
            every.parts.push_back(oneOf(tag, *values));
    if (query.expr) {
        every.parts.push_back(*query.expr);
    } else if (!query.text.empty()) {
        INFERNO_TRY(auto text, parseQuery(query.text));
        every.parts.push_back(std::move(text));
    }
    return every;
}

} // namespace

struct Matcher::Scratch::Parts : MatcherScratch {};

Matcher::Scratch::Scratch() : parts_(std::make_unique<Parts>()) {}
Matcher::Scratch::~Scratch() = default;

struct Matcher::Node : MatcherNode {
    using MatcherNode::MatcherNode;
};

Matcher::Matcher(std::unique_ptr<Node> root) : root_(std::move(root)) {
    const auto needed = root_->literals();
    if (!needed || needed->size() > kMaxLiterals)
        return;
    for (const std::string& literal : *needed)
        literals_.emplace_back(literal);
}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

Result<Matcher> Matcher::of(const Query& query) {
    if (query.limit == 0 || query.limit > kMaxLimit)
        return fail(ErrorCode::QueryInvalid, "a page of " + std::to_string(query.limit) + " events",
                    "ask for 1 to " + std::to_string(kMaxLimit));
    if (query.since && query.until && *query.since > *query.until)
        return fail(ErrorCode::QueryInvalid, "the time span ends before it begins");
    INFERNO_TRY(auto expr, exprOf(query));
    return Matcher(std::make_unique<Node>(std::move(expr)));
}

Result<void> checkQuery(const Query& query) {
    if (auto matcher = Matcher::of(query); !matcher)
        return std::unexpected(std::move(matcher).error());
    return {};
}

bool Matcher::matches(const RecordFields& record, Scratch& scratch) const {
    scratch.parts_->begin(record);
    return root_->matches(record, *scratch.parts_);
}

bool Matcher::matches(const Record& record) const {
    Scratch scratch;
    return matches(RecordFields::of(record), scratch);
}

Fit Matcher::judge(BlockHints& hints, Scratch& scratch) const {
    return root_->judge(hints, *scratch.parts_);
}

} // namespace inferno::vault
