// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inferno::fraud {

/// A zip file of these (name, content), stored as they are, in their order, without a date: the same bytes for the same
/// files. For what is below 4 GiB (APPNOTE.TXT 6.3, without its 64-bit parts).
std::string zipOf(const std::vector<std::pair<std::string, std::string>>& files);

/// CRC-32 as zip has it (ISO 3309).
std::uint32_t crc32(std::string_view data);

} // namespace inferno::fraud
