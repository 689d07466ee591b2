// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/clock.h"

namespace inferno::api {

/// Which looks at the audit trail are one look. An open view says its id with each refresh: only its first query, and
/// each changed one, is an event. The further pages of a query are none either: a cursor carries a proof that the query
/// it goes on with has been recorded. Safe from any thread.
class Views {
public:
    explicit Views(const Clock& clock);

    /// Whether this query is to be recorded. `query`: all that is asked but cursor and view. An id is forgotten after
    /// 15 minutes without a refresh.
    bool isNew(std::string_view principal, std::string_view view, std::string_view query);

    /// "SEQ.PROOF", and back: nothing where the proof is not of this principal's query.
    std::string cursor(std::string_view principal, std::string_view query, std::uint64_t seq) const;
    struct Position {
        std::uint64_t seq = 0;
        bool proven = false;
    };
    std::optional<Position> position(std::string_view principal, std::string_view query, std::string_view cursor) const;

private:
    std::string proofOf(std::string_view principal, std::string_view query, std::uint64_t seq) const;

    struct View {
        std::optional<std::string> query;
        MonoTime used{};
    };
    const Clock& clock_;
    Hash key_{}; ///< of this process: after a restart a page is an event again
    std::mutex mutex_;
    std::map<std::string, View> views_;
};

} // namespace inferno::api
