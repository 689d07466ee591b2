// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/vault/query.h"

namespace inferno::vault {

/// A query as people and URLs write it. Each field but `query`, `since` and `until` is a list with commas; an empty one
/// is no filter.
struct QueryTexts {
    std::string user;
    std::string action;
    std::string eventType;
    std::string severity;
    std::string result;
    std::string resource;
    std::string sourceIp;
    std::string session;
    std::string trace;
    std::string query;
    std::string since; ///< RFC 3339, or a duration back from now
    std::string until;
};

/// Reads it; `query` is looked at by checkQuery. Errors: event.invalid (no such severity), time.invalid.
Result<Query> queryOf(const QueryTexts& texts, WallTime now);

} // namespace inferno::vault
