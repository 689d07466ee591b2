// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>

#include "core/base/bytes.h"

namespace inferno::vault {

/// Reads little-endian fields one after the other from bytes that nobody vouches for. After the first field that does
/// not fit, everything reads as zero and ok() is false: check once, at the end.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes) : rest_(bytes) {}

    template <typename Int>
    Int number() {
        const ByteView bytes = take(sizeof(Int));
        return bytes.empty() ? Int{} : getLe<Int>(bytes);
    }
    template <std::size_t N>
    std::array<std::uint8_t, N> array() {
        std::array<std::uint8_t, N> out{};
        std::ranges::copy(take(N), out.begin());
        return out;
    }
    /// `count` bytes, or none if there are not so many.
    ByteView take(std::size_t count) {
        if (!ok_ || rest_.size() < count) {
            ok_ = false;
            return {};
        }
        const ByteView out = rest_.first(count);
        rest_ = rest_.subspan(count);
        return out;
    }
    /// A count of items of at least `itemBytes` each: 0 and not ok if there is no room for them.
    template <typename Int>
    std::size_t count(std::size_t itemBytes) {
        const auto value = static_cast<std::uint64_t>(number<Int>());
        if (value > rest_.size() / itemBytes)
            ok_ = false;
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }

    bool ok() const { return ok_; }
    /// All was read, and nothing is left.
    bool atEnd() const { return ok_ && rest_.empty(); }

private:
    ByteView rest_;
    bool ok_ = true;
};

} // namespace inferno::vault
