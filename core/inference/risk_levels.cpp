// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/risk_levels.h"

#include <array>
#include <optional>

#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

struct Threshold {
    const char* name;
    double RiskThresholds::* value;
};
/// The highest first.
constexpr std::array kThresholds{
    Threshold{"critical", &RiskThresholds::critical},
    Threshold{"high", &RiskThresholds::high},
    Threshold{"medium", &RiskThresholds::medium},
    Threshold{"low", &RiskThresholds::low},
};

std::optional<Threshold> thresholdOf(const std::string& name) {
    for (const Threshold& threshold : kThresholds)
        if (threshold.name == name)
            return threshold;
    return std::nullopt;
}

} // namespace

std::string_view RiskThresholds::levelOf(double probability) const {
    for (const Threshold& threshold : kThresholds)
        if (probability >= this->*threshold.value)
            return threshold.name;
    return "minimal";
}

Result<RiskThresholds> readRiskThresholds(const std::filesystem::path& file) {
    const auto refused = [&](const std::string& why) {
        return fail(ErrorCode::ModelInvalid, file.string() + ": " + why,
                    "thresholds lie between 0 and 1, and critical > high > medium > low");
    };
    RiskThresholds thresholds;
    INFERNO_TRY(const json document, readJsonFile(file));
    if (document.is_null())
        return thresholds;
    for (const auto& [name, value] : document.items()) {
        const auto threshold = thresholdOf(name);
        if (!threshold)
            return refused("there is no level '" + name + "' with a threshold");
        if (!value.is_number())
            return refused(name + " is " + value.type_name() + ", not a number");
        thresholds.*threshold->value = value.get<double>();
    }
    const Threshold* above = nullptr;
    for (const Threshold& threshold : kThresholds) {
        const double value = thresholds.*threshold.value;
        if (!(value > 0 && value <= 1))
            return refused(std::string(threshold.name) + " is " + json(value).dump() + ", not above 0 and at most 1");
        if (above && value >= thresholds.*above->value)
            return refused(std::string(threshold.name) + " (" + json(value).dump() + ") is not below " + above->name +
                           " (" + json(thresholds.*above->value).dump() + ")");
        above = &threshold;
    }
    return thresholds;
}

} // namespace inferno::inference
