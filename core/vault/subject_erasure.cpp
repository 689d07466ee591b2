// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/subject_erasure.h"

#include <algorithm>
#include <optional>

#include <nlohmann/json.hpp>

#include "core/vault/holds.h"
#include "core/vault/query_expr.h"
#include "core/vault/search.h"
#include "core/vault/store.h"
#include "core/vault/subjects.h"
#include "core/vault/vault.h"

namespace inferno::vault {
namespace {

using nlohmann::json;

constexpr std::size_t kPage = 1000;

/// Records that hold a name in clear.
struct InClear {
    std::uint64_t count = 0;
    std::optional<WallTime> first;
    std::optional<WallTime> last;

    void take(const Record& record) {
        ++count;
        first = std::min(first.value_or(record.received), record.received);
        last = std::max(last.value_or(record.received), record.received);
    }
};

template <typename Each>
Result<void> eachRecord(const Store& store, Query query, Each each) {
    query.limit = kPage;
    while (true) {
        INFERNO_TRY(const QueryPage page, Search(store).page(query));
        for (const Record& record : page.records)
            each(record);
        if (!page.next)
            return {};
        query.from = page.next;
    }
}

/// Every record whose user or author is exactly `text`. The store shows records as they are: a name finds what holds it
/// in clear, a stand-in what holds the number.
template <typename Each>
Result<void> eachNaming(const Store& store, const std::string& text, Each each) {
    QueryExpr either;
    either.kind = QueryExpr::Kind::Or;
    for (const char* field : {"user", "recorded_by.principal"}) {
        QueryExpr& one = either.parts.emplace_back();
        one.kind = QueryExpr::Kind::Equals;
        one.field = FieldRef::of(field);
        one.words = {text};
        one.exact = true;
    }
    Query query;
    query.expr = std::make_shared<const QueryExpr>(std::move(either));
    return eachRecord(store, std::move(query), each);
}

Result<InClear> inClear(const Store& store, const std::string& name) {
    InClear found;
    INFERNO_CHECK(eachNaming(store, name, [&](const Record& record) { found.take(record); }));
    return found;
}

/// No record of the subject may be held.
Result<void> checkHolds(const Store& store, const Holds& holds, std::uint64_t number) {
    Result<void> free;
    INFERNO_CHECK(eachNaming(store, standInOf(number), [&](const Record& record) {
        if (free)
            free = holds.check({record.seq, record.seq + 1, record.received, record.received});
    }));
    return free;
}

std::string folded(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return text;
}

Result<void> checkErasable(const Store& store, const Subjects& subjects, const ErasureRequest& request) {
    const std::string& name = request.subject;
    if (name.empty() || request.reason.empty())
        return fail(ErrorCode::InputInvalid, "an erasure names a subject and a reason",
                    "say whom, and on what ground: --subject alice --reason 'request of 2026-03-24'");
    if (folded(request.reason).find(folded(name)) != std::string::npos)
        return fail(ErrorCode::ErasureRefused, "the reason names the subject, and the log would keep it",
                    "write the reason without the name: a ticket's number, say");
    INFERNO_TRY(const InClear found, inClear(store, name));
    if (found.count > 0)
        return fail(ErrorCode::ErasureRefused,
                    std::to_string(found.count) + (found.count == 1 ? " record holds" : " records hold") +
                        " the name in clear, from " + formatUtc(*found.first) + " to " + formatUtc(*found.last) +
                        ": privacy was off then, and what a proof covers cannot be changed",
                    "nothing was erased; such records go with their retention period");
    if (!subjects.numberOf(name))
        return fail(ErrorCode::SubjectUnknown, "no record names '" + sanitized(name) + "'",
                    "names are compared exactly; what was erased before has no name any more");
    return {};
}

/// Appends the event of an erasure that is done, once, whatever happened before, and forgets it.
Result<std::uint64_t> recordErasure(Vault& vault, Subjects& subjects, KeyStore& keys, const PendingErasure& erasure) {
    const json author = json::parse(erasure.author, nullptr, false);
    AppendRequest request;
    request.recordedBy = {Origin::Service, author.value("principal", ""), author.value("token", ""),
                          author.value("peer", "")};
    Event event;
    event.eventType = "vault";
    event.action = actions::kSubjectErased;
    event.user = request.recordedBy.principal;
    event.resource = "audit";
    event.result = "success";
    event.severity = Severity::Medium;
    event.details = erasure.details;
    request.events.push_back(std::move(event));
    request.idempotencyKey = idempotencyKey("inferno/erasure", std::to_string(erasure.number));
    INFERNO_TRY(const Receipt receipt, vault.append(std::move(request)));
    INFERNO_CHECK(subjects.settle(keys, erasure.number));
    return receipt.seqs.front();
}

} // namespace

Result<Erased> eraseSubject(Vault& vault, const Store& store, Subjects& subjects, KeyStore& keys, const Holds& holds,
                            const ErasureRequest& request) {
    INFERNO_CHECK(checkErasable(store, subjects, request));
    const auto number = subjects.numberOf(request.subject);
    if (!number)
        return fail(ErrorCode::SubjectUnknown, "somebody else has just erased it");
    INFERNO_CHECK(checkHolds(store, holds, *number));
    INFERNO_TRY(const std::string by, subjects.publicName(keys, request.by.principal));
    const json details{{"number", *number}, {"reason", request.reason}, {"by", by}};
    const json author{{"principal", request.by.principal}, {"token", request.by.tokenId}, {"peer", request.by.peer}};
    constexpr auto kReplace = json::error_handler_t::replace;
    const PendingErasure erasure{*number, details.dump(-1, ' ', false, kReplace),
                                 author.dump(-1, ' ', false, kReplace)};
    INFERNO_CHECK(subjects.erase(keys, request.subject, erasure));
    auto seq = recordErasure(vault, subjects, keys, erasure);
    if (!seq) {
        const std::string why = seq.error().detail;
        return failBecause(std::move(seq).error(), ErrorCode::VaultUnavailable,
                           "the subject is erased, and the event that says so is not written yet: " + why,
                           "it is written when the vault is opened again");
    }
    return Erased{*number, *seq};
}

Result<void> finishErasures(Vault& vault, Subjects& subjects, KeyStore& keys) {
    INFERNO_CHECK(subjects.finishErasures(keys));
    for (const PendingErasure& erasure : subjects.pending())
        if (auto recorded = recordErasure(vault, subjects, keys, erasure); !recorded)
            return std::unexpected(std::move(recorded).error());
    return {};
}

} // namespace inferno::vault
