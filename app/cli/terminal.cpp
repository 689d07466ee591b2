// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/terminal.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

namespace inferno::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 8;

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

/// The length of the UTF-8 sequence at the start of `text`; 0 where it is broken.
std::size_t sequenceLength(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xF0 && first < 0xF5 ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if (!isContinuation(text[i]))
            return 0;
    return length;
}

} // namespace

Terminal Terminal::ofStdout(bool noColor) {
    Terminal terminal;
    terminal.interactive = ::isatty(STDOUT_FILENO) == 1;
    if (!terminal.interactive)
        return terminal;
    const char* noColorVariable = std::getenv("NO_COLOR");
    const char* kind = std::getenv("TERM");
    terminal.colors = !noColor && !(noColorVariable && *noColorVariable) && kind && std::string_view(kind) != "dumb";
    winsize size{};
    terminal.width = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
    return terminal;
}

std::string Terminal::paint(std::string_view text, Style style) const {
    static constexpr std::array kCodes = {"", "1", "2", "32", "31", "36", "33"};
    if (!colors || style == Style::Plain || text.empty())
        return std::string(text);
    return "\x1b[" + std::string(kCodes.at(static_cast<std::size_t>(style))) + "m" + std::string(text) + "\x1b[0m";
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text[0]);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
            continue;
        }
        // C0 and DEL; C1, which some terminals obey, is U+0080 to U+009F: C2 80 to C2 9F.
        const bool c1 = length == 2 && first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        if (first < 0x20 || first == 0x7F || c1) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\x%02x", c1 ? static_cast<unsigned char>(text[1]) : first);
            out += first == '\n' ? "\\n" : first == '\t' ? "\\t" : escape;
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return out;
}

std::size_t columnsOf(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return !isContinuation(c); }));
}

std::string cut(std::string_view text, std::size_t columns) {
    if (columnsOf(text) <= columns)
        return std::string(text);
    std::size_t end = 0;
    for (std::size_t column = 0; end < text.size(); ++end)
        if (!isContinuation(text[end]) && ++column == columns)
            break;
    return std::string(text.substr(0, end)) + "…";
}

void Table::add(std::vector<Cell> row) {
    row.resize(columns_.size());
    for (Cell& cell : row)
        cell.text = printable(cell.text);
    rows_.push_back(std::move(row));
}

std::vector<std::size_t> Table::widths(const Terminal& terminal) const {
    std::vector<std::size_t> widths;
    std::size_t total = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        std::size_t width = columnsOf(columns_[i].title);
        for (const auto& row : rows_)
            width = std::max(width, columnsOf(row[i].text));
        widths.push_back(width);
        total += width + (i > 0 ? kGap : 0);
    }
    while (terminal.width > 0 && total > terminal.width) {
        std::size_t widest = columns_.size();
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].shrinks && widths[i] > kNarrowest &&
                (widest == columns_.size() || widths[i] > widths[widest]))
                widest = i;
        if (widest == columns_.size())
            break;
        --widths[widest];
        --total;
    }
    return widths;
}

std::string Table::text(const Terminal& terminal) const {
    const std::vector<std::size_t> width = widths(terminal);
    std::string out;
    const auto line = [&](const auto& textOf, const auto& styleAt) {
        std::string row;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string shown = cut(textOf(i), width[i]);
            const std::string padding(width[i] - columnsOf(shown), ' ');
            const bool last = i + 1 == columns_.size();
            row += (i > 0 ? std::string(kGap, ' ') : "") + (columns_[i].right ? padding : "") +
                   terminal.paint(shown, styleAt(i)) + (columns_[i].right || last ? "" : padding);
        }
        row.erase(row.find_last_not_of(' ') + 1);
        out += row + '\n';
    };
    line([&](std::size_t i) { return columns_[i].title; }, [](std::size_t) { return Style::Bold; });
    for (const auto& cells : rows_)
        line([&](std::size_t i) { return cells[i].text; }, [&](std::size_t i) { return cells[i].style; });
    return out;
}

Style styleOf(std::string_view status) {
    if (status == "completed" || status == "ok" || status == "success")
        return Style::Good;
    if (status == "failed" || status == "timed_out" || status == "failure" || status == "denied" ||
        status == "altered" || status == "missing" || status == "rolled_back")
        return Style::Bad;
    if (status == "running")
        return Style::Busy;
    if (status == "retrying" || status == "blocked" || status == "torn_tail")
        return Style::Warn;
    return status == "disabled" || status == "skipped" || status == "cancelled" ? Style::Dim : Style::Plain;
}

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (std::fflush(stdout) != 0)
        std::_Exit(1);
}

void printLine(std::string_view text) {
    print(std::string(text) + '\n');
}

void printJson(const nlohmann::json& document) {
    printLine(document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void printJsonLine(const nlohmann::json& document) {
    printLine(document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void note(std::string_view text) {
    std::fprintf(stderr, "inferno: %.*s\n", static_cast<int>(text.size()), text.data());
}

} // namespace inferno::cli
