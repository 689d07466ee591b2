// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"

/// Verification's question about subjects: has every number in the records a row, or an event that says that it was
/// erased? Takes all records in any order, then concludes. One thread. Cost: a search through the bytes of a record.
/// Memory: 100 bytes for each number that occurs.

namespace inferno::vault {

struct Problem;
class Subjects;

class SubjectCheck {
public:
    /// REQUIRES bytes that decodeHead takes.
    void take(std::uint64_t seq, ByteView record);
    /// So many records were removed by their type: none of them tells of an erasure, which stays.
    void pass(std::uint64_t removed) { taken_ += removed; }
    /// What another has taken of the same vault.
    void add(const SubjectCheck& other);
    /// One finding for each number without a row: erased, with the number of the event, or, if all `events` of the
    /// vault were taken, altered. Many are counted into one. `before` and `after`: the table as it was when the first
    /// record was taken, and is now, so that no erasure that happens meanwhile is a false alarm.
    std::vector<Problem> conclude(const Subjects& before, const Subjects& after, std::uint64_t events) const;

    /// To go on later. Nothing where it is too large to be kept.
    std::optional<std::string> state() const;
    /// False if it is no state.
    bool goOnFrom(std::string_view state);

private:
    std::uint64_t taken_ = 0;
    std::map<std::uint64_t, std::uint64_t> seen_;   ///< number → first seq
    std::map<std::uint64_t, std::uint64_t> erased_; ///< number → seq of the event
};

} // namespace inferno::vault
