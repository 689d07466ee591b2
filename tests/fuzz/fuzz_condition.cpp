// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/alert_condition.h"
#include "core/rules/condition.h"
#include "tests/fuzz/input.h"

/// Conditions, and commands with a condition at their end.

using namespace inferno;
using namespace inferno::rules;
using namespace inferno::fuzz;

namespace {

class Figures final : public MetricSource {
public:
    Result<double> read(const Metric& metric, const std::string& path) override {
        if (path == "/nowhere")
            return fail(ErrorCode::MetricUnavailable, "there is no such place");
        return metric.kind == Kind::Truth ? 1.0 : 42.0;
    }
};

void ask(const Condition& condition) {
    Figures figures;
    if (const auto answer = condition.ask(figures))
        (void)answer->seen();
}

void readCondition(std::string_view text) {
    const auto condition = Condition::parse(text);
    if (!condition)
        return;
    markTaken();
    FUZZ_REQUIRE(text.size() <= 4096 && Condition::parse(condition->text()).has_value());
    ask(*condition);
}

void readCommand(std::string_view text) {
    const ConditionalCommand command = splitCondition(text);
    FUZZ_REQUIRE(text.starts_with(command.command));
    if (command.condition.empty())
        return;
    markTaken();
    const auto condition = Condition::parse(command.condition);
    FUZZ_REQUIRE(condition.has_value());
    FUZZ_REQUIRE(text.substr(command.command.size()).find(command.condition) != std::string_view::npos);
    ask(*condition);
}

void readAlert(std::string_view text, AlertScope scope) {
    const auto condition = parseAlertCondition(text, scope);
    if (!condition) {
        FUZZ_REQUIRE(condition.error().detail.starts_with("column "));
        return;
    }
    markTaken();
    const auto again = parseAlertCondition(condition->text, scope);
    FUZZ_REQUIRE(again && again->figure == condition->figure && again->value == condition->value &&
                 again->window == condition->window && condition->window.count() >= 0);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readCondition(input.text()); break;
    case 1: readCommand(input.text()); break;
    case 2: readAlert(input.text(), AlertScope::Queue); break;
    default: readAlert(input.text(), AlertScope::Audit);
    }
    return 0;
}
