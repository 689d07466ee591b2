// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/subject_query.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/vault/matcher_node.h"
#include "core/vault/private_fields.h"
#include "core/vault/query_expr.h"
#include "core/vault/subjects.h"
#include "core/vault/words.h"

namespace inferno::vault {
namespace {

using Kind = QueryExpr::Kind;
using Field = FieldRef::Kind;
using Rows = std::span<const std::shared_ptr<const SubjectRow>>;

struct Named {
    FieldTag tag;
    std::string_view name;
};
/// Text fields that may be sealed, as `[audit.privacy] fields` names them.
constexpr std::array<Named, 6> kSealable = {{{FieldTag::SourceIp, "source_ip"},
                                             {FieldTag::UserAgent, "user_agent"},
                                             {FieldTag::SessionId, "session_id"},
                                             {FieldTag::TraceId, "trace_id"},
                                             {FieldTag::Resource, "resource"},
                                             {FieldTag::Peer, "recorded_by.peer"}}};

/// The number in "subject:NUMBER".
std::optional<std::uint64_t> byNumber(std::string_view text) {
    constexpr std::string_view kByNumber = "subject:";
    return text.starts_with(kByNumber) ? subjectOf(kStandIn + std::string(text.substr(kByNumber.size())))
                                       : std::nullopt;
}

bool mayHoldNames(const FieldRef& field) {
    return field.kind == Field::Any || field.kind == Field::RecordedBy ||
           (field.kind == Field::Text &&
            (field.tag == FieldTag::User || field.tag == FieldTag::Principal || field.tag == FieldTag::TokenId));
}

/// The name under which values of this field may be sealed; empty if they are not.
std::string sealedNameOf(const FieldRef& field) {
    if (field.kind == Field::Path)
        return (field.tag == FieldTag::Details ? "details." : "") + field.path;
    const FieldTag tag = field.kind == Field::RecordedBy ? FieldTag::Peer : field.tag;
    const auto* const named = std::ranges::find(kSealable, tag, &Named::tag);
    return named == kSealable.end() ? "" : std::string(named->name);
}

QueryExpr isOneOf(const FieldRef& field, std::vector<std::string> standIns) {
    QueryExpr expr;
    expr.kind = Kind::Equals;
    expr.field = field;
    expr.words = std::move(standIns);
    expr.exact = true;
    return expr;
}

/// Puts stand-ins beside what a query's text asks for.
class TextTranslation {
public:
    explicit TextTranslation(Rows subjects) : subjects_(subjects) {
        for (const auto& row : subjects_)
            appendFolded(names_.emplace_back(), row->name);
    }

    void apply(QueryExpr& expr) const {
        for (QueryExpr& part : expr.parts)
            apply(part);
        if (expr.kind != Kind::Words && expr.kind != Kind::Equals)
            return;
        std::vector<std::string> standIns = namesIn(expr);
        if (expr.kind == Kind::Equals)
            addValues(standIns, expr);
        if (standIns.empty())
            return;
        QueryExpr either;
        either.kind = Kind::Or;
        FieldRef field = expr.field;
        if (field.kind == Field::Any) {
            field = FieldRef::of("recorded_by");
            either.parts.push_back(isOneOf(FieldRef::of("user"), standIns));
        }
        either.parts.push_back(isOneOf(field, std::move(standIns)));
        either.parts.push_back(std::move(expr));
        expr = std::move(either);
    }

private:
    /// What stands for the subjects whose names fit.
    std::vector<std::string> namesIn(const QueryExpr& expr) const {
        std::vector<std::string> standIns;
        if (!mayHoldNames(expr.field))
            return standIns;
        QueryExpr alone;
        alone.kind = expr.kind;
        alone.words = expr.words;
        const MatcherNode node(std::move(alone));
        for (std::size_t i = 0; i < subjects_.size(); ++i)
            if (node.fitsFolded(names_[i]))
                standIns.push_back(standInOf(subjects_[i]->number));
        if (const auto number = expr.kind == Kind::Equals ? byNumber(expr.typed) : std::nullopt)
            standIns.push_back(standInOf(*number));
        return standIns;
    }
    /// What stands for this value of the field, for each subject another.
    void addValues(std::vector<std::string>& standIns, const QueryExpr& expr) const {
        if (const std::string name = sealedNameOf(expr.field); !name.empty())
            for (const auto& row : subjects_)
                standIns.push_back(PrivateFields::standIn(row->key, name, expr.typed));
    }

    Rows subjects_;
    std::vector<std::string> names_; ///< folded
};

} // namespace

Query withStandIns(Query query, Rows subjects) {
    const std::vector<std::string> asked = query.users;
    std::vector<const SubjectRow*> meant; // by the filter of users; all where there is none
    for (const auto& row : subjects) {
        const bool named = std::ranges::find(asked, row->name) != asked.end();
        if (named)
            query.users.push_back(standInOf(row->number));
        if (named || asked.empty())
            meant.push_back(row.get());
    }
    for (const std::string& user : asked)
        if (const auto number = byNumber(user)) {
            query.users.push_back(standInOf(*number));
            const auto row = std::ranges::find(subjects, *number, [](const auto& one) { return one->number; });
            if (row != subjects.end())
                meant.push_back(row->get());
        }
    const auto widen = [&](std::vector<std::string>& values, std::string_view field) {
        for (std::size_t i = 0, count = values.size(); i < count; ++i)
            for (const SubjectRow* row : meant)
                values.push_back(PrivateFields::standIn(row->key, field, values[i]));
    };
    widen(query.sourceIps, "source_ip");
    widen(query.resources, "resource");
    widen(query.sessions, "session_id");
    widen(query.traces, "trace_id");
    if (query.text.empty())
        return query;
    if (auto expr = parseQuery(query.text)) {
        TextTranslation(subjects).apply(*expr);
        query.expr = std::make_shared<const QueryExpr>(std::move(*expr));
    }
    return query;
}

} // namespace inferno::vault
