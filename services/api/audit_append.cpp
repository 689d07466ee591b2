// SPDX-License-Identifier: GPL-3.0-or-later
#include <simdjson.h>

#include "core/vault/vault.h"
#include "services/api/support.h"
#include "services/config/config.h"

namespace inferno::api {
namespace {

/// The texts of the events in a body: an object, an array of objects, or (`lines`) one object a line.
Result<std::vector<std::string>> textsOf(const std::string& body, bool lines) {
    std::vector<std::string> texts;
    if (lines) {
        for (std::size_t start = 0; start < body.size();) {
            const auto end = std::min(body.find('\n', start), body.size());
            texts.push_back(body.substr(start, end - start));
            start = end + 1;
        }
        std::erase_if(texts, [](const std::string& text) { return text.find_first_not_of(" \t\r") == text.npos; });
        return texts;
    }
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == body.npos || body[first] != '[')
        return std::vector{body};
    // Each object's own text is cut out, so that numbers stay as they were written.
    try {
        simdjson::ondemand::parser parser;
        const simdjson::padded_string padded(body);
        simdjson::ondemand::document document = parser.iterate(padded);
        for (simdjson::ondemand::value element : document.get_array()) {
            simdjson::ondemand::object object = element.get_object();
            const std::string_view text = object.raw_json();
            texts.emplace_back(text);
        }
        return texts;
    } catch (const simdjson::simdjson_error& error) {
        return fail(ErrorCode::EventInvalid,
                    "event " + std::to_string(texts.size()) + " of the list cannot be read: " + error.what(),
                    "send a list of JSON objects");
    }
}

std::string appendedText(const Call& call, std::uint64_t seq) {
    return textOf({{"seq", seq}, {"id", vault::eventId(call.context.vault.vaultId(), seq)}});
}

Result<http::Response> appended(const Call& call) {
    const config::Config& config = call.context.config;
    if (!config.flag("audit.enabled"))
        return fail(ErrorCode::AuthDenied, "this service takes no events of others: audit.enabled is false",
                    "inferno audit enable");
    INFERNO_TRY(const std::string key, idempotencyKeyOf(call));
    const bool lines = call.request.headers.get("Content-Type").starts_with("application/x-ndjson");
    INFERNO_TRY(const auto texts, textsOf(call.request.body, lines));
    INFERNO_TRY(const auto minimum, vault::parseLevel(config.text("audit.log_level")));
    vault::AppendRequest request;
    std::vector<bool> kept;
    for (const std::string& text : texts) {
        auto event = vault::parseEvent(text);
        if (!event)
            return failBecause(
                event.error(), event.error().code,
                (lines ? "line " + std::to_string(kept.size() + 1) : "event " + std::to_string(kept.size())) + ": " +
                    event.error().detail,
                "nothing was appended; correct it and send all again");
        kept.push_back(vault::passesLevel(*event, vault::Origin::Client, minimum));
        if (kept.back())
            request.events.push_back(*std::move(event));
    }
    const Caller& caller = call.caller;
    request.recordedBy = {vault::Origin::Client, caller.principal.user, caller.principal.tokenId, caller.peer};
    if (!key.empty())
        request.idempotencyKey = vault::idempotencyKey(caller.principal.user, key);
    vault::Receipt receipt;
    if (!request.events.empty()) {
        INFERNO_TRY(receipt, call.context.vault.append(std::move(request)));
    }
    std::string items;
    auto seq = receipt.seqs.begin();
    for (const bool one : kept) {
        if (!items.empty() && !lines)
            items += ',';
        items += one && seq != receipt.seqs.end() ? appendedText(call, *seq++) : R"({"filtered":true})";
        if (lines)
            items += '\n';
    }
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
