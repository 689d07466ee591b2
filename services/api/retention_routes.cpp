// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/api/support.h"
#include "services/archive/retention.h"
#include "services/client/types_retention.h"

/// Legal holds, retention and the archive.
namespace inferno::api {
namespace {

using nlohmann::json;

/// Who asks, as the events of these routes name them.
vault::Provenance requesterOf(const Call& call) {
    return {vault::Origin::Service, call.caller.principal.user, call.caller.principal.tokenId, call.caller.peer};
}

template <typename T>
http::Response listOf(const std::vector<T>& items) {
    return answer({{"items", items}, {"next_cursor", ""}});
}

client::AuditHold documentOf(const vault::Hold& hold) {
    return {hold.id, hold.range.text(), hold.reason, hold.by, formatUtc(hold.placed)};
}

http::Response holdsAnswer(const std::vector<vault::Hold>& holds) {
    std::vector<client::AuditHold> items;
    for (const vault::Hold& hold : holds)
        items.push_back(documentOf(hold));
    return listOf(items);
}

Result<vault::HoldRange> rangeOf(const json& body) {
    INFERNO_TRY(const std::string text, textField(body, "range"));
    return vault::HoldRange::parse(text);
}

Result<http::Response> listHolds(const Call& call) {
    return holdsAnswer(call.context.vault.holds().list());
}

Result<http::Response> addHold(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const vault::HoldRange range, rangeOf(body));
    INFERNO_TRY(const std::string reason, textField(body, "reason"));
    INFERNO_TRY(const vault::Hold hold, call.context.retention.addHold(range, reason, requesterOf(call)));
    return answer(documentOf(hold), 201);
}

Result<http::Response> releaseHolds(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string which, textField(body, "which"));
    INFERNO_TRY(const std::string reason, textField(body, "reason"));
    INFERNO_TRY(const auto holds, call.context.retention.releaseHolds(which, reason, requesterOf(call)));
    return holdsAnswer(holds);
}

Result<http::Response> segments(const Call& call) {
    INFERNO_TRY(const auto segments, call.context.vault.segments());
    std::vector<client::AuditSegment> items;
    for (const vault::SealedSegment& segment : segments)
        items.push_back({segment.number, segment.firstSeq, segment.nextSeq, static_cast<std::uint64_t>(segment.bytes),
                         formatUtc(segment.firstReceived), formatUtc(segment.lastReceived), toHex(segment.trailerHash),
                         segment.pruned, segment.removed});
    return listOf(items);
}

Result<http::Response> archived(const Call& call) {
    INFERNO_TRY(const auto manifests, call.context.retention.archived());
    std::vector<client::ArchivedSegment> items;
    for (const archive::Manifest& manifest : manifests)
        items.push_back({manifest.segment, manifest.firstSeq, manifest.nextSeq, manifest.bytes, toHex(manifest.sha256),
                         manifest.firstReceived, manifest.lastReceived, manifest.archived});
    return listOf(items);
}

Result<http::Response> archiveNow(const Call& call) {
    INFERNO_TRY(const std::uint64_t count, call.context.retention.archiveNow(requesterOf(call)));
    return answer(client::ArchiveAnswer{count, {}});
}

Result<http::Response> restore(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const vault::HoldRange range, rangeOf(body));
    INFERNO_TRY(const std::string reason, textField(body, "reason"));
    INFERNO_TRY(auto numbers, call.context.retention.restore(range, reason, requesterOf(call)));
    return answer(client::ArchiveAnswer{0, std::move(numbers)});
}

Result<http::Response> runRetention(const Call& call) {
    INFERNO_TRY(const archive::RetentionRun run, call.context.retention.run(requesterOf(call)));
    return answer(client::RetentionAnswer{run.time, run.pruned, run.thinned, run.removed, run.archived, run.held,
                                          run.bytes, run.problem});
}

} // namespace

void addRetentionRoutes(std::vector<Route>& routes) {
    constexpr const char* kManage = "audit:manage";
    const auto add = [&](const char* method, const char* path, const char* permission, const char* summary,
                         const char* body, const char* answered, int status, auto handle, bool slow = false) {
        routes.push_back({method, path, permission, summary, {}, body, answered, status, false, handle, slow});
    };
    add("GET", "/api/v1/audit/holds", "audit:read", "Legal holds", "", "[AuditHold]", 200, listHolds);
    add("POST", "/api/v1/audit/holds", kManage,
        "Hold a range: it is neither pruned nor erased until the hold is released", "HoldRequest", "AuditHold", 201,
        addHold);
    add("POST", "/api/v1/audit/holds/release", kManage, "Release a hold, by its number or by its range", "HoldRelease",
        "[AuditHold]", 200, releaseHolds);
    add("GET", "/api/v1/audit/segments", "audit:read", "The sealed segments of the vault, pruned and thinned ones too",
        "", "[AuditSegment]", 200, segments);
    add("GET", "/api/v1/audit/archive", "audit:read", "The segments that are in the archive", "", "[ArchivedSegment]",
        200, archived, true);
    add("POST", "/api/v1/audit/archive", kManage, "Copy every sealed segment that the archive does not have", "",
        "ArchiveAnswer", 200, archiveNow, true);
    add("POST", "/api/v1/audit/archive/restore", kManage,
        "Bring back the pruned and thinned segments of a range; a hold keeps each until it is released", "HoldRequest",
        "ArchiveAnswer", 200, restore, true);
    add("POST", "/api/v1/audit/retention", kManage, "Prune now what is due by age, size and event type", "",
        "RetentionAnswer", 200, runRetention, true);
}

} // namespace inferno::api
