// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/api/audit_follower.h"
#include "services/api/documents.h"
#include "services/api/support.h"
#include "services/api/verifications.h"
#include "services/api/views.h"
#include "services/config/config.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kFollowStream = 32U << 20;

constexpr const char* kFilters[] = {"user", "action", "event_type", "severity", "result", "query", "since", "until"};

std::vector<std::string> listOf(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(',', start), text.size());
        if (end > start)
            parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

Result<vault::Query> queryOf(const Call& call) {
    vault::Query query;
    query.users = listOf(call.query("user"));
    query.actions = listOf(call.query("action"));
    query.types = listOf(call.query("event_type"));
    query.results = listOf(call.query("result"));
    for (const std::string& text : listOf(call.query("severity"))) {
        INFERNO_TRY(const auto severity, vault::parseSeverity(text));
        query.severities.push_back(severity);
    }
    INFERNO_TRY(query.since, instantOf(call, "since"));
    INFERNO_TRY(query.until, instantOf(call, "until"));
    query.text = call.query("query");
    INFERNO_TRY(const int limit, limitOf(call));
    query.limit = static_cast<std::size_t>(limit);
    return query;
}

/// What is asked for, in one text: the filters as they were typed.
json filtersOf(const Call& call) {
    json filters = json::object();
    for (const char* name : kFilters)
        if (const std::string value = call.query(name); !value.empty())
            filters[name] = value;
    return filters;
}

void recordSearch(const Call& call, const json& filters, bool follows = false) {
    vault::Event event;
    event.eventType = "data_access";
    event.action = vault::actions::kAuditSearch;
    event.resource = "audit";
    event.result = "success";
    json details{{"filters", filters}};
    if (follows)
        details["follow"] = "started";
    event.details = textOf(details);
    call.context.auditor.record(std::move(event), call.caller);
}

/// Where a follow begins: at `from`; with a limit, at the oldest of so many that are there already; else at what comes.
Result<std::uint64_t> beginningOf(const Call& call, vault::Query query) {
    if (const std::string from = call.query("from"); !from.empty())
        return numberOf(from, "an event's number");
    const std::uint64_t next = call.context.vault.progress().durable;
    if (call.query("limit").empty() || next == 0)
        return next;
    query.from = next - 1;
    INFERNO_TRY(const vault::QueryPage page, call.context.vault.query(query));
    return page.records.empty() ? next : page.records.back().seq;
}

Result<http::Response> followed(const Call& call, vault::Query query) {
    if (!call.query("cursor").empty())
        return fail(ErrorCode::QueryInvalid, "what is followed has no pages", "leave the cursor out; from=SEQ goes on");
    INFERNO_CHECK(vault::Matcher::of(query));
    INFERNO_TRY(query.from, beginningOf(call, query));
    const json filters = filtersOf(call);
    recordSearch(call, filters, true);
    http::Response response = http::Response::text(200, "", "application/x-ndjson");
    response.stream = std::make_shared<http::Streaming>();
    response.stream->stream = std::make_shared<http::Stream>(kFollowStream);
    response.stream->heartbeat = "\n";
    call.context.auditFollower.follow({std::move(query), textOf(filters), call.caller, 0, response.stream->stream});
    return response;
}

Result<http::Response> searched(const Call& call) {
    INFERNO_TRY(vault::Query query, queryOf(call));
    if (call.query("follow") == "1")
        return followed(call, std::move(query));
    const std::string& user = call.caller.principal.user;
    const json filters = filtersOf(call);
    const std::string asked = textOf(filters);
    bool recorded = false;
    if (const std::string cursor = call.query("cursor"); !cursor.empty()) {
        const auto position = call.context.views.position(user, asked, cursor);
        if (!position)
            return fail(ErrorCode::QueryInvalid, "the cursor is not one of this service's", "begin without a cursor");
        query.from = position->seq;
        recorded = position->proven;
    }
    INFERNO_TRY(const vault::QueryPage page, call.context.vault.query(query));
    if (!recorded && call.context.views.isNew(user, call.query("view"), asked))
        recordSearch(call, filters);
    json items = json::array();
    for (const vault::Record& record : page.records)
        items.push_back(toDocument(record, call.context.vault.vaultId()));
    return answer({{"items", std::move(items)},
                   {"next_cursor", page.next ? call.context.views.cursor(user, asked, *page.next) : ""},
                   {"scanned_blocks", page.scanned},
                   {"skipped_blocks", page.skipped}});
}

Result<http::Response> status(const Call& call) {
    vault::Vault& vault = call.context.vault;
    const vault::VaultStatus status = vault.status();
    client::AuditStatus out;
    out.state = "open"; // a vault that cannot write is open for reading, and says so in a warning
    out.vault_id = toText(status.vaultId);
    out.folder = call.context.config.text("audit.storage_path");
    if (out.folder.empty())
        out.folder = (call.context.dataDir / "vault").string();
    out.events = out.durable = status.progress.durable;
    out.checkpointed = status.progress.checkpointed;
    out.sealed = status.progress.sealed;
    out.root = toHex(status.root);
    out.checkpoint_time = timeText(status.checkpointTime);
    out.verifier_key = status.verifierKey;
    out.bytes = static_cast<std::uint64_t>(status.bytes);
    if (status.progress.durable > 0)
        if (const auto newest = vault.read(status.progress.durable - 1))
            out.last_event = formatUtc(newest->received);
    const Verifications::Last last = call.context.verifications.last();
    out.last_verified = last.time;
    out.last_verdict = last.verdict;
    if (!status.failure.empty())
        out.warnings.push_back("the vault takes no events: " + status.failure);
    if (status.tornTails > 0)
        out.warnings.push_back("a torn tail was found at the start and kept under wal/torn");
    for (const std::string& warning : call.context.config.warnings())
        if (warning.find(": audit.") != warning.npos)
            out.warnings.push_back(warning);
    return answer(out);
}

} // namespace

void addAuditRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET", "/api/v1/audit/events", "audit:read", "Events, newest first",
                      listParameters({{"user", "one or several, comma-separated"},
                                      {"action", "one or several, comma-separated"},
                                      {"event_type", "one or several, comma-separated"},
                                      {"severity", "low, medium, high, critical; one or several"},
                                      {"result", "success, failure, denied"},
                                      {"query", "words, all of which occur"},
                                      {"since", "RFC 3339, or a duration back from now"},
                                      {"until", "the same"},
                                      {"view", "id of an open view: its refreshes are no events of their own"},
                                      {"follow", "1: stream each event as it becomes durable, one a line (NDJSON), "
                                                 "after the newest `limit` where one is given"},
                                      {"from", "with follow: begin at the event of this number"}}),
                      "", "AuditPage", 200, false, searched});
    routes.push_back({"GET",
                      "/api/v1/audit/status",
                      "audit:read",
                      "How the vault stands",
                      {},
                      "",
                      "AuditStatus",
                      200,
                      false,
                      status});
}

} // namespace inferno::api
