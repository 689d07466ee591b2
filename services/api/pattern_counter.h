// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/vault/query.h"
#include "services/client/types.h"

/// Counts the shapes of events: those of one type, action and result belong together. Reads the events page by page,
/// newest first, and stops after `kEventsCounted` of them or `kBlocksRead` blocks: what is older is then not counted,
/// and it says so. Memory: one page of events, and eight bytes for each that was counted.
namespace inferno::api {

constexpr std::size_t kEventsCounted = 262'144;
constexpr std::uint64_t kBlocksRead = 8192;

using PageOfEvents = std::function<Result<vault::QueryPage>(const vault::Query&)>;

/// `buckets`: 1 to 1,000 parts of the time of the question. Of the query, `limit`, `from` and `order` are not used.
/// Errors: query.invalid, those of `page`.
Result<client::AuditPatterns> countPatterns(const PageOfEvents& page, vault::Query query, std::size_t buckets,
                                            std::size_t limit, std::size_t eventsCounted = kEventsCounted);

} // namespace inferno::api
