// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the audit trail: events, counts over time, frequent values.
#include <algorithm>

#include "core/vault/vault.h"
#include "services/api/audit_follower.h"
#include "services/api/audit_query.h"
#include "services/api/documents.h"
#include "services/api/pattern_counter.h"
#include "services/api/support.h"
#include "services/api/views.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kFollowStream = 32U << 20;

/// A page that has found nothing by then comes back with a cursor, so that a window shows how far the search is.
constexpr std::uint64_t kBlocksPerPage = 1024;
constexpr std::uint64_t kBlocksPerSummary = 8192;
constexpr std::uint64_t kDefaultBuckets = 60;
constexpr int kDefaultValues = 10;
constexpr int kDefaultPatterns = 50;
constexpr std::uint64_t kDefaultPatternBuckets = 24;

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

/// Records the look, unless it is a refresh of an open view.
void recordLook(const Call& call) {
    const json filters = filtersOf(call);
    if (call.context.views.isNew(call.caller.principal.user, call.query("view"), textOf(filters)))
        recordSearch(call, filters);
}

template <typename Document>
void tell(Document& document, const vault::SearchCounts& seen) {
    document.scanned_blocks = seen.scannedBlocks;
    document.skipped_blocks = seen.skippedBlocks;
    document.undecryptable_blocks = seen.undecryptableBlocks;
    document.scanned_events = seen.scannedEvents;
    document.pruned_events = seen.prunedEvents;
}

/// Where a follow begins: at `from`; with a limit, at the oldest of so many that are there already; else at what comes.
Result<std::uint64_t> beginningOf(const Call& call, vault::Query query) {
    if (const std::string from = call.query("from"); !from.empty())
        return numberOf(from, "an event's number");
    const std::uint64_t next = call.context.vault.progress().durable;
    if (call.query("limit").empty() || next == 0)
        return next;
    query.from = next - 1;
    query.maxBlocks = 0;
    INFERNO_TRY(const vault::QueryPage page, call.context.vault.query(query));
    return page.records.empty() ? next : page.records.back().seq;
}

Result<http::Response> followed(const Call& call, vault::Query query) {
    if (!call.query("cursor").empty())
        return fail(ErrorCode::QueryInvalid, "what is followed has no pages", "leave the cursor out; from=SEQ goes on");
    INFERNO_CHECK(vault::checkQuery(query));
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
    INFERNO_TRY(const int limit, limitOf(call));
    query.limit = static_cast<std::size_t>(limit);
    query.maxBlocks = kBlocksPerPage;
    if (call.query("follow") == "1")
        return followed(call, std::move(query));
    const std::string& user = call.caller.principal.user;
    const std::string asked = textOf(filtersOf(call));
    bool recorded = false;
    if (const std::string before = call.query("before"); !before.empty()) {
        INFERNO_TRY(query.from, numberOf(before, "an event's number"));
    }
    if (const std::string cursor = call.query("cursor"); !cursor.empty()) {
        const auto position = call.context.views.position(user, asked, cursor);
        if (!position)
            return fail(ErrorCode::QueryInvalid, "the cursor is not one of this service's", "begin without a cursor");
        query.from = position->seq;
        recorded = position->proven;
    }
    INFERNO_TRY(const vault::QueryPage page, call.context.vault.query(query));
    if (!recorded)
        recordLook(call);
    json items = json::array();
    for (const vault::Record& record : page.records)
        items.push_back(toDocument(record, call.context.vault.vaultId()));
    client::AuditPage document;
    document.next_cursor = page.next ? call.context.views.cursor(user, asked, *page.next) : "";
    tell(document, page.seen);
    json out = document;
    out["items"] = std::move(items);
    return answer(out);
}

Result<vault::HistogramBy> histogramByOf(const std::string& name) {
    if (name.empty())
        return vault::HistogramBy::Nothing;
    if (name == "severity")
        return vault::HistogramBy::Severity;
    if (name == "result")
        return vault::HistogramBy::Result;
    if (name == "event_type")
        return vault::HistogramBy::EventType;
    return fail(ErrorCode::QueryInvalid, "a histogram by '" + vault::sanitized(name) + "'",
                "use severity, result or event_type");
}

Result<http::Response> histogram(const Call& call) {
    INFERNO_TRY(vault::Query query, queryOf(call));
    query.maxBlocks = kBlocksPerSummary;
    INFERNO_TRY(const vault::HistogramBy by, histogramByOf(call.query("by")));
    std::uint64_t buckets = kDefaultBuckets;
    if (const std::string text = call.query("buckets"); !text.empty()) {
        INFERNO_TRY(buckets, numberOf(text, "a number of buckets"));
    }
    INFERNO_TRY(const vault::Histogram found, call.context.vault.histogram(query, buckets, by));
    recordLook(call);
    client::AuditHistogram document;
    if (!found.buckets.empty()) {
        document.from = formatUtc(found.from);
        document.to = formatUtc(found.to);
    }
    for (const vault::Histogram::Bucket& bucket : found.buckets)
        document.buckets.push_back({formatUtc(bucket.from), formatUtc(bucket.to), bucket.count, bucket.by});
    document.partial = found.partial;
    tell(document, found.seen);
    return answer(document);
}

Result<http::Response> values(const Call& call) {
    INFERNO_TRY(vault::Query query, queryOf(call));
    query.maxBlocks = kBlocksPerSummary;
    INFERNO_TRY(const int limit, limitOf(call, kDefaultValues));
    const std::string field = call.query("field");
    INFERNO_TRY(const vault::FieldValues found,
                call.context.vault.values(query, field, static_cast<std::size_t>(limit)));
    recordLook(call);
    client::AuditValues document;
    document.field = field;
    for (const vault::FieldValues::Item& item : found.items)
        document.items.push_back({item.value, item.count});
    document.other = found.other;
    document.total = found.total;
    document.partial = found.partial;
    tell(document, found.seen);
    return answer(document);
}

Result<http::Response> patterns(const Call& call) {
    INFERNO_TRY(const vault::Query query, queryOf(call));
    INFERNO_TRY(const int limit, limitOf(call, kDefaultPatterns));
    std::uint64_t buckets = kDefaultPatternBuckets;
    if (const std::string text = call.query("buckets"); !text.empty()) {
        INFERNO_TRY(buckets, numberOf(text, "a number of buckets"));
    }
    const auto page = [&](const vault::Query& part) { return call.context.vault.query(part); };
    INFERNO_TRY(const client::AuditPatterns document,
                countPatterns(page, query, buckets, static_cast<std::size_t>(limit)));
    recordLook(call);
    return answer(document);
}

/// The parameters of what a window shows and refreshes.
std::vector<Parameter> viewParameters(std::vector<Parameter> more) {
    more.insert(more.begin(), {"view", "id of an open view: its refreshes are no events of their own"});
    return filterParameters(std::move(more));
}

} // namespace

void addSearchRoutes(std::vector<Route>& routes) {
    routes.push_back(
        {"GET", "/api/v1/audit/events", "audit:read", "Events, newest first",
         listParameters(viewParameters({{"before", "only events of this number and below"},
                                        {"follow", "1: stream each event as it becomes durable, one a line (NDJSON), "
                                                   "after the newest `limit` where one is given"},
                                        {"from", "with follow: begin at the event of this number"}})),
         "", "AuditPage", 200, false, searched});
    routes.push_back({"GET", "/api/v1/audit/histogram", "audit:read", "How many events fit, by time",
                      viewParameters({{"buckets", "1 to 1000; 60 where absent"},
                                      {"by", "severity, result or event_type: each bucket also by its values"}}),
                      "", "AuditHistogram", 200, false, histogram, true});
    routes.push_back({"GET", "/api/v1/audit/values", "audit:read", "The most frequent values of a field",
                      viewParameters({{"field", "a field of the events, such as user"},
                                      {"limit", "1 to 1000 values; 10 where absent"}}),
                      "", "AuditValues", 200, false, values, true});
    routes.push_back({"GET", "/api/v1/audit/patterns", "audit:read",
                      "The most frequent shapes of events: of one type, action and result",
                      viewParameters({{"buckets", "1 to 1000 parts of the time; 24 where absent"},
                                      {"limit", "1 to 1000 shapes; 50 where absent"}}),
                      "", "AuditPatterns", 200, false, patterns, true});
}

} // namespace inferno::api
