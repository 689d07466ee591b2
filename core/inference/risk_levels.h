// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/error.h"

namespace inferno::inference {

/// From which probability of fraud on a transaction or user is of which level; below all of them the risk is minimal.
/// There is no public standard: these are defaults for a calibrated probability. Invariant: 1 ≥ critical > high >
/// medium > low > 0. A plain value.
struct RiskThresholds {
    double critical = 0.9;
    double high = 0.7;
    double medium = 0.4;
    double low = 0.2;

    /// "critical", "high", "medium", "low" or "minimal".
    std::string_view levelOf(double probability) const;
};

/// Reads {"critical": 0.9, "high": 0.7, "medium": 0.4, "low": 0.2}; what it does not name, and all of it where there is
/// no such file, keeps the default. Error: model.invalid, which names the threshold that breaks the invariant.
Result<RiskThresholds> readRiskThresholds(const std::filesystem::path& file);

} // namespace inferno::inference
