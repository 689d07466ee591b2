// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace inferno {

/// A number of bytes.
enum class ByteSize : std::uint64_t {};

/// "90s", "15m", "6h", "7d", "1h30m", "250ms", or plain seconds ("1800", "0.5"). Error: duration.invalid.
Result<std::chrono::milliseconds> parseDuration(std::string_view text);
/// The shortest exact form in two parts at most: "45 s", "12 min", "1 h 30 min", "3 d 4 h"; below one second "250 ms".
std::string formatDuration(std::chrono::milliseconds duration);
/// "512KB", "8GB", "8GiB", "1.5GB" or plain bytes; K, M, G, T are powers of 1024. Error: size.invalid.
Result<ByteSize> parseSize(std::string_view text);
/// "512 KiB", "1.5 GiB", "17 B".
std::string formatSize(ByteSize size);

} // namespace inferno
