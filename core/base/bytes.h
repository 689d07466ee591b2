// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace inferno {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;

inline ByteView asBytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view asText(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Lower-case hex.
std::string toHex(ByteView bytes);
/// Error: input.invalid (odd length, or a character that is no hex digit).
Result<Bytes> fromHex(std::string_view text);
/// Standard base64 with padding (RFC 4648, 4).
std::string toBase64(ByteView bytes);
Result<Bytes> fromBase64(std::string_view text);

/// Little-endian integers, appended to `out`.
template <typename Int>
void putLe(Bytes& out, Int value) {
    for (std::size_t i = 0; i < sizeof(Int); ++i)
        out.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i)));
}
/// Reads a little-endian integer; REQUIRES bytes.size() >= sizeof(Int).
template <typename Int>
Int getLe(ByteView bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < sizeof(Int); ++i)
        value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    return static_cast<Int>(value);
}

/// CRC-32C (Castagnoli, RFC 3720 B.4).
std::uint32_t crc32c(ByteView bytes, std::uint32_t seed = 0);

} // namespace inferno
