// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/frame.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace inferno::cli {
namespace {

constexpr std::array<std::string_view, 9> kEighths = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::string_view kGutter = "  ";

/// The length of the colour that begins here; 0 where none does.
std::size_t colourLength(std::string_view text) {
    if (!text.starts_with("\x1b["))
        return 0;
    const std::size_t end = text.find('m');
    return end == text.npos ? text.size() : end + 1;
}

bool continues(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string repeated(std::string_view text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += text;
    return out;
}

/// How many rows each section gets: its title, then lines by turns, as long as there are rows.
std::vector<std::size_t> shares(const std::vector<Section>& sections, std::size_t rows) {
    std::vector<std::size_t> given(sections.size(), 0);
    // A title each, and a blank line between.
    std::size_t left = rows - std::min(rows, 2 * sections.size() - std::min<std::size_t>(1, sections.size()));
    for (bool more = true; more && left > 0;) {
        more = false;
        for (std::size_t i = 0; i < sections.size() && left > 0; ++i)
            if (given[i] < sections[i].lines.size()) {
                ++given[i];
                --left;
                more = true;
            }
    }
    return given;
}

} // namespace

std::size_t seenColumns(std::string_view painted) {
    std::size_t columns = 0;
    while (!painted.empty()) {
        const std::size_t colour = colourLength(painted);
        columns += colour == 0 && !continues(painted.front()) ? 1 : 0;
        painted.remove_prefix(std::max<std::size_t>(colour, 1));
    }
    return columns;
}

std::string cutPainted(std::string_view painted, std::size_t columns) {
    if (seenColumns(painted) <= columns)
        return std::string(painted);
    if (columns == 0)
        return {};
    std::string out;
    bool coloured = false;
    for (std::size_t seen = 0; !painted.empty();) {
        const std::size_t colour = colourLength(painted);
        if (colour == 0 && !continues(painted.front()) && ++seen == columns)
            break;
        coloured = coloured || colour > 0;
        const std::size_t length = std::max<std::size_t>(colour, 1);
        out += painted.substr(0, length);
        painted.remove_prefix(length);
    }
    return out + "…" + (coloured ? "\x1b[0m" : "");
}

std::string padded(std::string_view painted, std::size_t columns) {
    std::string out = cutPainted(painted, columns);
    out.append(columns - std::min(columns, seenColumns(out)), ' ');
    return out;
}

std::string apart(std::string_view left, std::string_view right, std::size_t columns) {
    const std::size_t taken = seenColumns(right);
    if (taken + kGutter.size() >= columns)
        return cutPainted(left, columns);
    return padded(left, columns - taken) + std::string(right);
}

std::string bar(double share, std::size_t columns) {
    const double wide = std::clamp(share, 0.0, 1.0) * static_cast<double>(columns);
    const auto full = static_cast<std::size_t>(std::lround(wide));
    return repeated("█", full) + repeated("░", columns - full);
}

Lines chart(std::span<const int> values, std::size_t rows, std::size_t wide) {
    const int most = values.empty() ? 0 : std::ranges::max(values);
    if (most <= 0 || rows == 0)
        return {};
    Lines lines(rows);
    const double eighths = static_cast<double>(rows * 8);
    for (const int value : values) {
        // A run is seen, be it one among thousands.
        const auto height = value <= 0 ? 0 : std::max<long>(1, std::lround(value * eighths / most));
        for (std::size_t row = 0; row < rows; ++row) {
            const auto below = static_cast<long>((rows - 1 - row) * 8);
            const auto filled = static_cast<std::size_t>(std::clamp<long>(height - below, 0, 8));
            lines[row] += repeated(kEighths.at(filled), std::max<std::size_t>(wide, 2) - 1) + (wide > 1 ? " " : "");
        }
    }
    return lines;
}

Lines stacked(const Terminal& terminal, const std::vector<Section>& sections, std::size_t columns, std::size_t rows) {
    std::vector<std::size_t> given;
    for (const Section& section : sections)
        given.push_back(section.lines.size());
    if (rows > 0)
        given = shares(sections, rows);
    Lines out;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const Section& section = sections[i];
        const std::size_t hidden = section.lines.size() - given[i];
        std::string title = section.title;
        if (section.lines.empty())
            title += terminal.paint("  " + section.empty, Style::Dim);
        else if (hidden > 0)
            title += terminal.paint("  … " + std::to_string(hidden) + " more", Style::Dim);
        if (i > 0)
            out.emplace_back();
        out.push_back(cutPainted(title, columns));
        for (std::size_t line = 0; line < given[i]; ++line)
            out.push_back(cutPainted(section.lines[line], columns));
    }
    if (rows > 0 && out.size() > rows)
        out.resize(rows);
    return out;
}

Lines beside(const Lines& left, std::size_t leftColumns, const Lines& right, std::size_t rightColumns) {
    Lines out;
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i)
        out.push_back(padded(i < left.size() ? left[i] : "", leftColumns) + std::string(kGutter) +
                      cutPainted(i < right.size() ? right[i] : "", rightColumns));
    return out;
}

Lines rowsOf(const Table& table, Terminal terminal, std::size_t columns) {
    terminal.width = columns;
    const std::string text = table.text(terminal);
    Lines lines;
    for (std::size_t start = text.find('\n') + 1; start < text.size();) {
        const std::size_t end = text.find('\n', start);
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

} // namespace inferno::cli
