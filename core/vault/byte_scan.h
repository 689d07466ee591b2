// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

/// Looking at text eight bytes at a time. Pure; safe from any thread.

namespace inferno::vault {

namespace byte_scan {

static_assert(std::endian::native == std::endian::little, "the first byte in memory is the lowest of a word");
constexpr std::uint64_t kEach = 0x0101010101010101;
constexpr std::uint64_t kHigh = 0x80 * kEach;

inline std::uint64_t load(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}
/// The high bit of each byte below `limit` (at most 0x80). Bytes above the first such may be marked wrongly.
constexpr std::uint64_t below(std::uint64_t word, std::uint64_t limit) {
    return (word - limit * kEach) & ~word & kHigh;
}
/// The same for bytes that are `byte`.
constexpr std::uint64_t equal(std::uint64_t word, std::uint64_t byte) {
    return below(word ^ byte * kEach, 1);
}

} // namespace byte_scan

/// Printable ASCII alone: nothing to look at more closely.
inline bool isPlain(std::string_view text) {
    using namespace byte_scan;
    const char* at = text.data();
    const char* const end = at + text.size();
    std::uint64_t odd = 0;
    for (; end - at >= 8; at += 8) {
        const std::uint64_t word = load(at);
        odd |= below(word, 0x20) | ((word | (word + kEach)) & kHigh); // + 1: 0x7F
    }
    for (; at != end; ++at)
        odd |= static_cast<unsigned char>(*at - 0x20) >= 0x5F;
    return odd == 0;
}

/// The first byte that is a quote, a backslash or a control below 0x20, where a JSON string can end; `end` if none is.
inline const char* stringEnd(const char* at, const char* end) {
    using namespace byte_scan;
    for (; end - at >= 8; at += 8) {
        const std::uint64_t word = load(at);
        if (const std::uint64_t marks = equal(word, '"') | equal(word, '\\') | below(word, 0x20))
            return at + std::countr_zero(marks) / 8;
    }
    while (at != end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20)
        ++at;
    return at;
}

/// Whether it is a JSON string without escapes: what it says lies between its quotes.
inline bool isPlainString(std::string_view json) {
    return json.size() >= 2 && json.front() == '"' && json.back() == '"' && json.find('\\') == std::string_view::npos;
}

} // namespace inferno::vault
