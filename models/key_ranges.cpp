// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/key_ranges.h"

#include <algorithm>

namespace inferno::models {

bool KeyRanges::contains(std::uint64_t key) const {
    const auto after = std::ranges::upper_bound(ranges_, key, {}, &Range::first);
    return after != ranges_.begin() && std::prev(after)->last >= key;
}

std::uint64_t KeyRanges::count() const {
    std::uint64_t count = 0;
    for (const Range& range : ranges_)
        count += range.last - range.first + 1;
    return count;
}

void KeyRanges::add(Range range) {
    if (range.first > range.last)
        std::swap(range.first, range.last);
    std::vector<Range> merged;
    for (const Range& each : ranges_) {
        const bool before = each.last < range.first && range.first - each.last > 1;
        const bool after = range.last < each.first && each.first - range.last > 1;
        if (before || after)
            merged.push_back(each);
        else
            range = {std::min(range.first, each.first), std::max(range.last, each.last)};
    }
    merged.insert(std::ranges::upper_bound(merged, range.first, {}, &Range::first), range);
    ranges_ = std::move(merged);
}

void KeyRanges::remove(Range range) {
    if (range.first > range.last)
        std::swap(range.first, range.last);
    std::vector<Range> left;
    for (const Range& each : ranges_) {
        if (each.last < range.first || each.first > range.last) {
            left.push_back(each);
            continue;
        }
        if (each.first < range.first)
            left.push_back({each.first, range.first - 1});
        if (each.last > range.last)
            left.push_back({range.last + 1, each.last});
    }
    ranges_ = std::move(left);
}

void KeyRanges::invert(Range all) {
    const std::vector<Range> before = std::move(ranges_);
    ranges_ = {all};
    for (const Range& each : before)
        remove(each);
}

} // namespace inferno::models
