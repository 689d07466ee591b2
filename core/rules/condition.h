// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/metrics.h"

namespace inferno::rules {

/// What a condition saw when it was asked.
struct Reading {
    std::string name; ///< as it was written: disk_usage("/var")
    double value = 0;
    Kind kind = Kind::Number;
};
struct Answer {
    bool holds = false;
    std::vector<Reading> readings; ///< only of what had to be looked at

    /// "disk_usage_percent is 42 %, load1 is 0.3".
    std::string seen() const;
};

/// A condition over figures of the machine and the queue, such as
///
///     disk_usage_percent("/var") > 80% and not (load1 >= 4 or file_exists("/tmp/hold"))
///
/// Comparisons are > >= < <= == (or =) !=, of figures (metrics.h) with numbers, percentages (80%), sizes (8GB, powers
/// of 1024), durations (15m) or other figures of the same kind; a plain number fits any kind. `not` binds closer than
/// `and`, `and` closer than `or`; `and` and `or` look at their right side only where it decides. Words are lower case.
/// Immutable; safe from any thread. Parsing costs O(length): at most 4,096 bytes, 64 levels deep.
class Condition {
public:
    /// Error: condition.invalid, naming the column (from 1) and what was expected there.
    static Result<Condition> parse(std::string_view text);

    const std::string& text() const { return text_; }
    /// Error: metric.unavailable where a figure that decides cannot be measured.
    Result<Answer> ask(MetricSource& source) const;

    struct Node;

private:
    Condition(std::string text, std::shared_ptr<const Node> root) : text_(std::move(text)), root_(std::move(root)) {}
    std::string text_;
    std::shared_ptr<const Node> root_;
};

/// A command with a condition at its end: "cleanup if disk_usage > 80%".
struct ConditionalCommand {
    std::string command;
    std::string condition; ///< "" for none
};
/// Splits at the last ` if ` outside of quotes, if all that follows parses as a condition.
ConditionalCommand splitCondition(std::string_view command);

} // namespace inferno::rules
