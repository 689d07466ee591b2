// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

#include "core/base/clock.h"

/// What the formats of an export share.
namespace inferno::vault {

inline std::int64_t unixMilliseconds(WallTime time) {
    return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch().count();
}

/// What the text of a source looks like: formats keep addresses and names apart.
enum class SourceKind : std::uint8_t { IpV4, IpV6, Name };

inline bool looksLikeIpV4(std::string_view text) {
    for (int parts = 1; parts <= 4; ++parts) {
        const std::size_t end = std::min(text.find('.'), text.size());
        const std::string_view part = text.substr(0, end);
        if (part.empty() || part.size() > 3 || part.find_first_not_of("0123456789") != part.npos)
            return false;
        if (end == text.size())
            return parts == 4;
        text.remove_prefix(end + 1);
    }
    return false;
}

inline SourceKind sourceKindOf(std::string_view text) {
    if (looksLikeIpV4(text))
        return SourceKind::IpV4;
    const bool v6 =
        std::ranges::count(text, ':') >= 2 && text.find_first_not_of("0123456789abcdefABCDEF:.") == text.npos;
    return v6 ? SourceKind::IpV6 : SourceKind::Name;
}

} // namespace inferno::vault
