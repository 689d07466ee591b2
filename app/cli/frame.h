// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/terminal.h"

/// Pieces of a view that fills the terminal. Lines are painted: they hold colours, and count only what is seen. Pure.
namespace inferno::cli {

using Lines = std::vector<std::string>;

/// Columns that a painted text takes.
std::size_t seenColumns(std::string_view painted);
/// At most so wide, ending in "…" where something was cut; colours end with it.
std::string cutPainted(std::string_view painted, std::size_t columns);
/// Exactly so wide.
std::string padded(std::string_view painted, std::size_t columns);
/// `left`, then `right` at the right edge; `left` is cut for it.
std::string apart(std::string_view left, std::string_view right, std::size_t columns);

/// A bar of `columns`: ████░░░░.
std::string bar(double share, std::size_t columns);
/// The columns of a chart, oldest first, as `rows` lines, each value `wide` columns wide; no line where all are zero.
Lines chart(std::span<const int> values, std::size_t rows, std::size_t wide);

/// A heading and what stands below it.
struct Section {
    std::string title; ///< painted
    Lines lines;       ///< none: `empty` stands beside the title
    std::string empty;
};
/// The sections one below the other in so many rows (0: as many as they need): what has no room is counted ("… 7
/// more").
Lines stacked(const Terminal& terminal, const std::vector<Section>& sections, std::size_t columns, std::size_t rows);
/// Two stacks beside each other.
Lines beside(const Lines& left, std::size_t leftColumns, const Lines& right, std::size_t rightColumns);

/// The rows of a table, without its heading.
Lines rowsOf(const Table& table, Terminal terminal, std::size_t columns);

} // namespace inferno::cli
