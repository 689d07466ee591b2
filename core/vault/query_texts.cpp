// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/query_texts.h"

#include <algorithm>

#include "core/base/units.h"

namespace inferno::vault {
namespace {

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

Result<std::optional<WallTime>> instantOf(const char* name, const std::string& text, WallTime now) {
    if (text.empty())
        return std::optional<WallTime>();
    if (const auto time = parseRfc3339(text))
        return std::optional(*time);
    if (const auto back = parseDuration(text))
        return std::optional(now - *back);
    return fail(ErrorCode::TimeInvalid, std::string(name) + "=" + sanitized(text) + " is no time",
                "use 2026-03-24T09:00:00Z, or a duration back from now, such as 24h");
}

} // namespace

Result<Query> queryOf(const QueryTexts& texts, WallTime now) {
    Query query;
    query.users = listOf(texts.user);
    query.actions = listOf(texts.action);
    query.types = listOf(texts.eventType);
    query.results = listOf(texts.result);
    query.resources = listOf(texts.resource);
    query.sourceIps = listOf(texts.sourceIp);
    query.sessions = listOf(texts.session);
    query.traces = listOf(texts.trace);
    for (const std::string& text : listOf(texts.severity)) {
        INFERNO_TRY(const Severity severity, parseSeverity(text));
        query.severities.push_back(severity);
    }
    INFERNO_TRY(query.since, instantOf("since", texts.since, now));
    INFERNO_TRY(query.until, instantOf("until", texts.until, now));
    query.text = texts.query;
    return query;
}

} // namespace inferno::vault
