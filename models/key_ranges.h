// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace inferno::models {

/// Chosen rows of a list of any length, by their keys: ranges in order, none of which touches the next. What comes into
/// the list or leaves it changes nothing. O(log ranges) to look up, O(ranges) to change.
class KeyRanges {
public:
    struct Range {
        std::uint64_t first = 0;
        std::uint64_t last = 0; ///< chosen too
        bool operator==(const Range&) const = default;
    };

    bool empty() const { return ranges_.empty(); }
    bool contains(std::uint64_t key) const;
    /// How many keys; not how many rows have one.
    std::uint64_t count() const;
    const std::vector<Range>& ranges() const { return ranges_; }

    void clear() { ranges_.clear(); }
    void add(Range range);
    void remove(Range range);
    /// Of `all` what is not chosen now.
    void invert(Range all);

private:
    std::vector<Range> ranges_;
};

} // namespace inferno::models
