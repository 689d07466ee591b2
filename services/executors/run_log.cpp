// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/run_log.h"

#include <algorithm>

namespace inferno::executors {
namespace {

/// The length of the well-formed UTF-8 sequence at the start of `text` (Unicode 15, table 3-7); 0 if there is none.
std::size_t sequenceLength(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool fits = !(first == 0xE0 && byte(1) < 0xA0) && !(first == 0xED && byte(1) > 0x9F);
        return fits && tail(1) && tail(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool fits = !(first == 0xF0 && byte(1) < 0x90) && !(first == 0xF4 && byte(1) > 0x8F);
        return fits && tail(1) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<LogLine> parseLogLine(std::string_view line) {
    const auto space = line.find(' ');
    // After the time: " out F ", of which the text may be empty but not the space before it.
    if (space == std::string_view::npos || line.size() < space + 7 || line[space + 4] != ' ' || line[space + 6] != ' ')
        return std::nullopt;
    const auto time = parseRfc3339(line.substr(0, space));
    const std::string_view stream = line.substr(space + 1, 3);
    const char mark = line[space + 5];
    if (!time || (stream != "out" && stream != "run") || (mark != 'F' && mark != 'P'))
        return std::nullopt;
    return LogLine{*time, stream == "run", mark == 'F', line.substr(space + 7)};
}

std::string outputOf(std::string_view lines) {
    std::string output;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        if (const auto line = parseLogLine(lines.substr(0, end)); line && !line->fromRunner) {
            output += line->text;
            if (line->complete)
                output += '\n';
        }
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
    }
    return output;
}

std::string printable(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    if (text.ends_with('\r'))
        text.remove_suffix(1); // a line from Windows
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text.front());
        const auto second = static_cast<unsigned char>(text.size() > 1 ? text[1] : '\0');
        const bool control = (first < 0x20 && first != '\t') || first == 0x7F || (first == 0xC2 && second < 0xA0);
        safe += length == 0 || control ? kReplacement : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return safe;
}

} // namespace inferno::executors
