// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace inferno::executors {

/// One line of a launch's log. Format (docs/formats/run-log.md): "<RFC 3339 UTC, ms> <out|run> <F|P> <bytes>\n", the
/// container log format of Kubernetes with one stream of output: F ends a line of the output, P is a piece of one
/// that goes on in the next `out` line. `run` lines are the runner's own words.
struct LogLine {
    WallTime time{};
    bool fromRunner = false;
    bool complete = true;  ///< F: the output had a newline here
    std::string_view text; ///< bytes as they came, not always UTF-8; borrowed from the parsed text
};

/// The longest piece of output in one line; a longer line of output is several pieces.
inline constexpr std::size_t kMaxLogText = 16 * 1024;

/// Reads one line without its newline; nothing if it is not one.
std::optional<LogLine> parseLogLine(std::string_view line);

/// The output as the command wrote it, byte for byte, of whole log lines; the runner's words are left out.
std::string outputOf(std::string_view lines);

/// Text that can go into JSON or onto a terminal: bytes that are not UTF-8 become U+FFFD, control characters but tab
/// become U+FFFD too (so that a log cannot steer a terminal); a CR at the end is dropped.
std::string printable(std::string_view text);

} // namespace inferno::executors
