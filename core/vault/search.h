// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/query.h"
#include "core/vault/store.h"

/// Runs queries over the records of a store: pages of events, counts over time, frequent values. A block that cannot be
/// opened (its key is gone, or it is damaged) is counted and passed over. Borrows the store; safe from any thread.
/// Cost: what the blocks cost that the filters leave over; opening one is about 0.2 ms.

namespace inferno::vault {

class Search {
public:
    explicit Search(const Store& store) : store_(store) {}

    /// Errors: query.invalid.
    Result<QueryPage> page(const Query& query) const;
    /// `buckets`: 1 to 1,000. Of the query, `limit`, `from` and `order` are not used. Error: query.invalid.
    Result<Histogram> histogram(const Query& query, std::size_t buckets, HistogramBy by) const;
    /// The `limit` (1 to 1,000) most frequent values of a field. Error: query.invalid, also for a field that has none.
    Result<FieldValues> values(const Query& query, const std::string& field, std::size_t limit) const;

private:
    Result<std::pair<WallTime, WallTime>> span(const Query& query) const;

    const Store& store_;
};

} // namespace inferno::vault
