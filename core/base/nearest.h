// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cctype>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace inferno {

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to make `b` of `a`, upper and
/// lower case being equal (optimal string alignment). O(|a|·|b|).
inline std::size_t editDistance(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    std::vector<std::size_t> twoBack, back(b.size() + 1), row(b.size() + 1);
    std::iota(back.begin(), back.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
                row[j] = std::min(row[j], twoBack[j - 2] + 1);
        }
        twoBack = back;
        back.swap(row);
    }
    return back[b.size()];
}

/// The candidate that `word` was most likely meant to be; empty if none is near (a third of its letters may differ,
/// two at least).
template <typename Range>
std::string nearest(std::string_view word, const Range& candidates) {
    std::string best;
    std::size_t distance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const auto& candidate : candidates)
        if (const std::size_t d = editDistance(word, candidate); d < distance) {
            distance = d;
            best = candidate;
        }
    return best;
}

} // namespace inferno
