// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/csv.h"

namespace inferno::cli {
namespace {

bool needsDisarming(std::string_view text) {
    constexpr std::string_view kFirst = "=+-@\t\r\n'";
    if (!text.empty() && kFirst.find(text.front()) != kFirst.npos)
        return true;
    for (const std::string_view wide : {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"}) // the same at full width
        if (text.starts_with(wide))
            return true;
    return false;
}

} // namespace

std::string csvRow(std::span<const std::string> cells) {
    std::string row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        row += i > 0 ? "," : "";
        if (cells[i].empty())
            continue;
        row += needsDisarming(cells[i]) ? "\"'" : "\"";
        for (const char c : cells[i])
            row += c == '"' ? std::string("\"\"") : std::string(1, c);
        row += '"';
    }
    return row + "\r\n";
}

} // namespace inferno::cli
