// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/vault/holds.h"

/// Verification's question about legal holds: is each that a record placed, and no record released, in `holds.note`? A
/// hold is in the file before the record tells of it, and goes from the file after. Takes all records in any order,
/// then concludes. One thread. Cost: a search through the bytes of each of the service's own records. Memory: 50 bytes
/// a hold.

namespace inferno::vault {

struct Problem;

class HoldCheck {
public:
    /// REQUIRES bytes that decodeHead takes.
    void take(std::uint64_t seq, ByteView record);
    /// What another has taken of the same vault.
    void add(const HoldCheck& other);
    /// One finding if the file is older than the records. `before` and `after`: the file as it was before the first
    /// record was taken, and is now. Whether a hold was released is known where all records behind its own were taken:
    /// [allFrom, begun), where `begun` is how many events there were when `before` was read.
    std::optional<Problem> conclude(const HoldsFile& before, const HoldsFile& after, std::uint64_t allFrom,
                                    std::uint64_t begun) const;

    /// To go on later.
    std::string state() const;
    /// False if it is no state.
    bool goOnFrom(std::string_view state);

private:
    std::map<std::uint64_t, std::uint64_t> placed_;   ///< hold → seq of the event
    std::map<std::uint64_t, std::uint64_t> released_; ///< the same
};

} // namespace inferno::vault
