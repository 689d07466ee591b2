// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/vault/record.h"

/// Filters over records, as `audit logs` and `audit search` take them. Values; safe from any thread. A filter's list is
/// met by any of its values; filters are joined by AND; an empty one is no filter.

namespace inferno::vault {

struct QueryExpr;

enum class Order { NewestFirst, OldestFirst };

struct Query {
    std::vector<std::string> users;
    std::vector<std::string> actions;
    std::vector<std::string> types;
    std::vector<std::string> results;
    std::vector<std::string> resources;
    std::vector<std::string> sourceIps;
    std::vector<std::string> sessions;
    std::vector<std::string> traces;
    std::vector<Severity> severities;
    std::vector<Level> levels;
    std::optional<Origin> origin;
    std::optional<WallTime> since; ///< timestamp >= since
    std::optional<WallTime> until; ///< timestamp < until
    /// In the query language: see query_expr.h. `failed login` finds login_failed.
    std::string text;
    /// In place of `text`, which is not read then: what Subjects::translated makes of it.
    std::shared_ptr<const QueryExpr> expr;
    Order order = Order::NewestFirst;
    std::size_t limit = 100;           ///< 1 to 10,000
    std::optional<std::uint64_t> from; ///< the cursor of the page before: seqs beyond it are not looked at; inclusive
    /// Blocks that may be opened before what was found by then is given back with a cursor; 0: no bound. Blocks that
    /// their filters rule out count for a small part of one.
    std::uint64_t maxBlocks = 0;
};

/// What a search has looked at. A block is up to 1,024 consecutive records.
struct SearchCounts {
    std::uint64_t scannedBlocks = 0;
    std::uint64_t skippedBlocks = 0;       ///< passed over by their time spans and filters
    std::uint64_t undecryptableBlocks = 0; ///< their keys are gone, or they are damaged: passed over too
    std::uint64_t scannedEvents = 0;       ///< in the scanned blocks
    std::uint64_t prunedEvents = 0;        ///< in the time asked for, but no longer here
};

struct QueryPage {
    std::vector<Record> records;
    std::optional<std::uint64_t> next; ///< `from` of the next page; none at the end
    SearchCounts seen;
};

enum class HistogramBy { Nothing, Severity, Result, EventType };

/// How many events fit, by time; the query's `since` and `until`, or the oldest and newest event, are its ends.
struct Histogram {
    struct Bucket {
        WallTime from{};
        WallTime to{}; ///< not included
        std::uint64_t count = 0;
        std::map<std::string, std::uint64_t> by; ///< by value; events without one are not in it
    };
    WallTime from{};
    WallTime to{};
    std::vector<Bucket> buckets; ///< of equal length, oldest first; none in an empty vault
    bool partial = false;        ///< the bound on blocks was reached: older events are not counted
    SearchCounts seen;
};

/// The most frequent values of a field among the events that fit.
struct FieldValues {
    struct Item {
        std::string value;
        std::uint64_t count = 0;
    };
    std::vector<Item> items; ///< most frequent first
    std::uint64_t other = 0; ///< events with a value that is not among them
    std::uint64_t total = 0; ///< events that fit and have the field
    bool partial = false;    ///< the bound on blocks was reached, or there are too many values to count them all
    SearchCounts seen;
};

/// Error: query.invalid (a limit out of range, since after until, a text that cannot be read).
Result<void> checkQuery(const Query& query);

} // namespace inferno::vault
