// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/condition.h"

#include <algorithm>

#include "core/rules/condition_node.h"

namespace inferno::rules {
namespace {

Result<double> valueOf(const Operand& operand, MetricSource& source, Answer& answer) {
    if (!operand.metric)
        return operand.value;
    INFERNO_TRY(const double value, source.read(*operand.metric, operand.path));
    if (std::ranges::find(answer.readings, operand.written, &Reading::name) == answer.readings.end())
        answer.readings.push_back({operand.written, value, operand.kind});
    return value;
}

bool compare(Operation operation, double a, double b) {
    switch (operation) {
    case Operation::Greater: return a > b;
    case Operation::GreaterEqual: return a >= b;
    case Operation::Less: return a < b;
    case Operation::LessEqual: return a <= b;
    case Operation::Equal: return a == b;
    default: return a != b;
    }
}

Result<bool> evaluate(const Condition::Node& node, MetricSource& source, Answer& answer) {
    switch (node.operation) {
    case Operation::And:
    case Operation::Or: {
        INFERNO_TRY(const bool left, evaluate(*node.left, source, answer));
        if (left == (node.operation == Operation::Or))
            return left;
        return evaluate(*node.right, source, answer);
    }
    case Operation::Not: {
        INFERNO_TRY(const bool inner, evaluate(*node.left, source, answer));
        return !inner;
    }
    case Operation::Truth: {
        INFERNO_TRY(const double value, valueOf(node.a, source, answer));
        return value != 0;
    }
    default: {
        INFERNO_TRY(const double a, valueOf(node.a, source, answer));
        INFERNO_TRY(const double b, valueOf(node.b, source, answer));
        return compare(node.operation, a, b);
    }
    }
}

} // namespace

std::string Answer::seen() const {
    std::string text;
    for (const Reading& reading : readings)
        text += (text.empty() ? "" : ", ") + reading.name + " is " + formatValue(reading.value, reading.kind);
    return text;
}

Result<Answer> Condition::ask(MetricSource& source) const {
    Answer answer;
    INFERNO_TRY(answer.holds, evaluate(*root_, source, answer));
    return answer;
}

ConditionalCommand splitCondition(std::string_view command) {
    constexpr std::string_view kIf = " if ";
    std::size_t at = std::string_view::npos;
    char quote = 0;
    for (std::size_t i = 0; i < command.size(); ++i) {
        const char c = command[i];
        if (c == '\\' && quote != '\'')
            ++i;
        else if (quote != 0)
            quote = c == quote ? char(0) : quote;
        else if (c == '\'' || c == '"')
            quote = c;
        else if (command.substr(i).starts_with(kIf))
            at = i;
    }
    if (at != std::string_view::npos)
        if (const auto condition = Condition::parse(command.substr(at + kIf.size())))
            return {std::string(command.substr(0, at)), condition->text()};
    return {std::string(command), ""};
}

} // namespace inferno::rules
