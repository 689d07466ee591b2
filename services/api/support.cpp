// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/support.h"

#include <charconv>

#include "core/base/units.h"
#include "core/vault/crypto.h"

namespace inferno::api {

using nlohmann::json;

Result<json> objectOf(const Call& call) {
    if (call.request.body.empty())
        return json::object();
    try {
        json document = json::parse(call.request.body);
        if (!document.is_object())
            return fail(ErrorCode::InputInvalid, "the body is JSON, but not an object", "send {\"field\": value}");
        return document;
    } catch (const json::parse_error& error) {
        return fail(ErrorCode::InputInvalid, "the body is not JSON: byte " + std::to_string(error.byte),
                    "send {\"field\": value}");
    }
}

Result<std::string> textField(const json& object, const char* name) {
    const auto field = object.find(name);
    if (field == object.end() || field->is_null())
        return std::string();
    if (!field->is_string())
        return fail(ErrorCode::InputInvalid, std::string("'") + name + "' is a text", "write it in quotes");
    return field->get<std::string>();
}

Result<std::uint64_t> numberOf(std::string_view text, std::string_view what) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return fail(ErrorCode::InputInvalid, "'" + std::string(text) + "' is not " + std::string(what),
                    "write a whole number");
    return value;
}

Result<int> limitOf(const Call& call, int byDefault) {
    constexpr std::uint64_t kMost = 1000;
    const std::string text = call.query("limit");
    if (text.empty())
        return byDefault;
    INFERNO_TRY(const std::uint64_t limit, numberOf(text, "a limit"));
    if (limit < 1 || limit > kMost)
        return fail(ErrorCode::InputInvalid, "limit is from 1 to 1000, not " + text, "go on with the cursor");
    return static_cast<int>(limit);
}

Result<std::optional<WallTime>> instantOf(const Call& call, std::string_view parameter) {
    const std::string text = call.query(parameter);
    if (text.empty())
        return std::optional<WallTime>();
    if (const auto time = parseRfc3339(text))
        return std::optional(*time);
    if (const auto back = parseDuration(text))
        return std::optional(call.context.clock.now() - *back);
    return fail(ErrorCode::TimeInvalid, std::string(parameter) + "=" + text + " is no time",
                "use 2026-03-24T09:00:00Z, or a duration back from now, such as 24h");
}

Result<std::string> idempotencyKeyOf(const Call& call) {
    constexpr std::size_t kLongest = 255;
    const std::string_view key = call.request.headers.get("Idempotency-Key");
    if (key.size() > kLongest)
        return fail(ErrorCode::InputInvalid, "the Idempotency-Key is longer than 255 bytes", "a UUID does");
    return std::string(key);
}

Result<jobs::Request> jobRequestOf(const Call& call) {
    INFERNO_TRY(const std::string key, idempotencyKeyOf(call));
    const Caller& caller = call.caller;
    jobs::Request request;
    request.actor = {caller.principal.user, caller.principal.tokenId, caller.peer, caller.userAgent, {},
                     caller.traceId};
    if (!key.empty()) {
        const http::Request& http = call.request;
        request.idempotency =
            jobs::Idempotency{caller.principal.user + "\n" + key,
                              vault::sha256(asBytes(http.method + "\n" + http.target + "\n" + http.body))};
    }
    return request;
}

std::string textOf(const json& document) {
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

http::Response answer(const json& document, int status) {
    return http::Response::json(status, textOf(document));
}

std::vector<Parameter> listParameters(std::vector<Parameter> more) {
    more.push_back({"limit", "1 to 1000; 100 where absent"});
    more.push_back({"cursor", "next_cursor of the page before"});
    return more;
}

} // namespace inferno::api
