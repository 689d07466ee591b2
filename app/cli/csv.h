// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace inferno::cli {

/// One row of a table as RFC 4180 has it, with its line end. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, and so does one that begins with an apostrophe: taking one away gives back every text.
std::string csvRow(std::span<const std::string> cells);

} // namespace inferno::cli
