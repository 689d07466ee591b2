// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace inferno {

/// 128 random-and-time bits, UUIDv7 (RFC 9562, 5.7): sorts by creation time, to the millisecond.
using Uuid = std::array<std::uint8_t, 16>;
Uuid newUuid(WallTime now);
/// 8-4-4-4-12 lower-case hex.
std::string toText(const Uuid& id);

/// "job_" or "run_" and the like, followed by 26 characters of Crockford base32 of a new UUIDv7.
std::string newId(std::string_view prefix, WallTime now);

/// Fills `out` from the operating system's random source; aborts if there is none.
void randomBytes(std::uint8_t* out, std::size_t count);

} // namespace inferno
