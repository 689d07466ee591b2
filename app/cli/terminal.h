// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace inferno::cli {

enum class Style { Plain, Bold, Dim, Good, Bad, Busy, Warn };

/// What stdout is: a terminal of some width, with or without colours, or a pipe.
struct Terminal {
    bool interactive = false;
    bool colors = false;
    std::size_t width = 0; ///< columns; 0: no limit

    /// Colours are off where `noColor`, NO_COLOR or TERM=dumb say so, or stdout is no terminal.
    static Terminal ofStdout(bool noColor);
    std::string paint(std::string_view text, Style style) const;
};

/// Text of others as a terminal may show it: control characters become visible escapes, so that no stored text can
/// move the cursor; bytes that are no UTF-8 become U+FFFD.
std::string printable(std::string_view text);
/// Columns that printable text takes, counting code points.
std::size_t columnsOf(std::string_view text);
/// At most `columns` wide, ending in "…" where something was cut.
std::string cut(std::string_view text, std::size_t columns);

/// A table that fits the terminal: columns that may shrink share what is missing.
class Table {
public:
    struct Column {
        std::string title;
        bool shrinks = false;
        bool right = false;
    };
    struct Cell {
        Cell(std::string t = {}, Style s = Style::Plain) : text(std::move(t)), style(s) {}
        Cell(const char* t) : text(t) {}
        std::string text;
        Style style = Style::Plain;
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<Cell> row);
    bool empty() const { return rows_.empty(); }
    std::string text(const Terminal& terminal) const;

private:
    std::vector<std::size_t> widths(const Terminal& terminal) const;

    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// How a state of a run or job looks.
Style styleOf(std::string_view status);

/// Writes to stdout at once; a reader that has gone away ends the program quietly.
void print(std::string_view text);
void printLine(std::string_view text);
/// One document, indented; or one line.
void printJson(const nlohmann::json& document);
void printJsonLine(const nlohmann::json& document);
/// "inferno: …" on stderr.
void note(std::string_view text);

} // namespace inferno::cli
