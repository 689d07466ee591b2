// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/vault/record.h"

/// Filters over records, as `audit logs` and `audit search` take them. Values; safe from any thread. A filter's list is
/// met by any of its values; filters are joined by AND; an empty one is no filter.

namespace inferno::vault {

enum class Order { NewestFirst, OldestFirst };

struct Query {
    std::vector<std::string> users;
    std::vector<std::string> actions;
    std::vector<std::string> types;
    std::vector<std::string> results;
    std::vector<std::string> resources;
    std::vector<std::string> sourceIps;
    std::vector<Severity> severities;
    std::vector<Level> levels;
    std::optional<Origin> origin;
    std::optional<WallTime> since; ///< timestamp >= since
    std::optional<WallTime> until; ///< timestamp < until
    /// Words, joined by AND, each found whole in any field; text is split at everything but letters and digits and
    /// case-folded: `failed login` finds login_failed.
    std::string text;
    Order order = Order::NewestFirst;
    std::size_t limit = 100;           ///< 1 to 10,000
    std::optional<std::uint64_t> from; ///< the cursor of the page before: seqs beyond it are not looked at; inclusive
};

struct QueryPage {
    std::vector<Record> records;
    std::optional<std::uint64_t> next; ///< `from` of the next page; none at the end
    std::uint64_t scanned = 0;         ///< records looked at
    std::uint64_t skipped = 0;         ///< records passed over by the time spans of their blocks
    std::uint64_t pruned = 0;          ///< records in the time asked for that are no longer here
};

/// A query made ready to be asked many times.
class Matcher {
public:
    /// Error: query.invalid (a limit out of range, since after until, a text without a word).
    static Result<Matcher> of(const Query& query);

    /// By the head alone: false means that the record cannot match.
    bool mayMatch(const RecordHead& head) const;
    bool matches(const Record& record) const;
    /// False if no record between these timestamps can match.
    bool overlaps(WallTime first, WallTime last) const;

private:
    explicit Matcher(const Query& query);
    Query query_;
    std::vector<std::string> words_;
};

/// The words of a text, case-folded (ASCII, Latin, Greek and Cyrillic). With `json`, escapes in strings are read first.
std::vector<std::string> searchWords(std::string_view text, bool json = false);

} // namespace inferno::vault
