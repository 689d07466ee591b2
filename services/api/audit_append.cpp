// SPDX-License-Identifier: GPL-3.0-or-later
#include <simdjson.h>

#include "core/vault/vault.h"
#include "services/api/support.h"
#include "services/archive/retention.h"
#include "services/config/settings.h"

namespace inferno::api {
namespace {

/// The texts of the events in a body: an object, an array of objects, or (`lines`) one object a line. They lie in
/// `body`, or in `padded`.
Result<std::vector<std::string_view>> textsOf(const std::string& body, bool lines, simdjson::padded_string& padded) {
    std::vector<std::string_view> texts;
    if (lines) {
        const std::string_view all = body;
        for (std::size_t start = 0; start < all.size();) {
            const auto end = std::min(all.find('\n', start), all.size());
            const std::string_view line = all.substr(start, end - start);
            if (line.find_first_not_of(" \t\r") != line.npos)
                texts.push_back(line);
            start = end + 1;
        }
        return texts;
    }
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == body.npos || body[first] != '[')
        return std::vector<std::string_view>{body};
    // Each object's own text is cut out, so that numbers stay as they were written.
    try {
        simdjson::ondemand::parser parser;
        padded = simdjson::padded_string(body);
        simdjson::ondemand::document document = parser.iterate(padded);
        for (simdjson::ondemand::value element : document.get_array()) {
            simdjson::ondemand::object object = element.get_object();
            const std::string_view text = object.raw_json();
            texts.push_back(text);
        }
        return texts;
    } catch (const simdjson::simdjson_error& error) {
        return fail(ErrorCode::EventInvalid,
                    "event " + std::to_string(texts.size()) + " of the list cannot be read: " + error.what(),
                    "send a list of JSON objects");
    }
}

/// What of a request goes into the vault: all of it but for what `[audit] log_level` leaves out.
struct Kept {
    std::vector<vault::Event> events;
    std::vector<bool> which;
};

Result<Kept> eventsOf(const std::vector<std::string_view>& texts, bool lines, vault::Level minimum) {
    Kept kept;
    kept.events.reserve(texts.size());
    kept.which.reserve(texts.size());
    for (const std::string_view text : texts) {
        auto event = vault::parseEvent(text);
        if (!event)
            return failBecause(event.error(), event.error().code,
                               (lines ? "line " + std::to_string(kept.which.size() + 1)
                                      : "event " + std::to_string(kept.which.size())) +
                                   ": " + event.error().detail,
                               "nothing was appended; correct it and send all again");
        kept.which.push_back(vault::passesLevel(*event, vault::Origin::Client, minimum));
        if (kept.which.back())
            kept.events.push_back(*std::move(event));
    }
    return kept;
}

/// An answer for each event: {"seq","id"} or {"filtered"}.
std::string answersOf(const std::vector<bool>& which, const vault::Receipt& receipt, const Uuid& vault, bool lines) {
    std::string items;
    items.reserve(which.size() * 64);
    auto seq = receipt.seqs.begin();
    for (const bool one : which) {
        if (!items.empty() && !lines)
            items += ',';
        if (one && seq != receipt.seqs.end()) {
            items += "{\"seq\":";
            items += std::to_string(*seq);
            items += ",\"id\":\"";
            items += vault::eventId(vault, *seq++);
            items += "\"}";
        } else {
            items += R"({"filtered":true})";
        }
        if (lines)
            items += '\n';
    }
    return items;
}

Result<http::Response> appended(const Call& call) {
    const auto settings = call.context.settings.now();
    const config::Config& config = *settings;
    if (!config.flag("audit.enabled"))
        return fail(ErrorCode::AuthDenied, "this service takes no events of others: audit.enabled is false",
                    "inferno audit enable");
    if (auto full = call.context.retention.refusal())
        return std::unexpected(*std::move(full));
    INFERNO_TRY(const std::string key, idempotencyKeyOf(call));
    const bool lines = call.request.headers.get("Content-Type").starts_with("application/x-ndjson");
    simdjson::padded_string padded;
    INFERNO_TRY(const auto texts, textsOf(call.request.body, lines, padded));
    INFERNO_TRY(const auto minimum, vault::parseLevel(config.text("audit.log_level")));
    INFERNO_TRY(Kept kept, eventsOf(texts, lines, minimum));
    vault::AppendRequest request;
    request.events = std::move(kept.events);
    const Caller& caller = call.caller;
    request.recordedBy = {vault::Origin::Client, caller.principal.user, caller.principal.tokenId, caller.peer};
    if (!key.empty())
        request.idempotencyKey = vault::idempotencyKey(caller.principal.user, key);
    vault::Receipt receipt;
    if (!request.events.empty()) {
        INFERNO_TRY(receipt, call.context.vault.append(std::move(request)));
    }
    std::string items = answersOf(kept.which, receipt, call.context.vault.vaultId(), lines);
    if (lines)
        return http::Response::text(201, std::move(items), "application/x-ndjson");
    return http::Response::json(201, "{\"items\":[" + items + "]}");
}

} // namespace

void addAuditAppendRoutes(std::vector<Route>& routes) {
    routes.push_back({"POST",
                      "/api/v1/audit/events",
                      "audit:write",
                      "Append one event, a list of events, or one a line (application/x-ndjson); durable when answered",
                      {},
                      "Event",
                      "[Appended]",
                      201,
                      true,
                      appended});
}

} // namespace inferno::api
