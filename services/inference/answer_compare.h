// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace inferno::serving {

/// Whether two answers of versions of a model say the same. Where both are JSON: the same fields, texts and whole
/// numbers, and other numbers that differ by at most 0.0001 of the larger one (of 0.001 where both are smaller: what
/// is that near to 0 is the rounding of float32). Else the same bytes. Pure; cost: O(bytes), a parsed tree of each.
bool agree(std::string_view left, std::string_view right);

} // namespace inferno::serving
