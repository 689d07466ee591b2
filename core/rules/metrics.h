// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

/// The figures that conditions compare: their names, their kinds, and where they come from. Pure; safe from any thread.

namespace inferno::rules {

/// What a figure counts. Percent is 0 to 100; Truth is 0 or 1.
enum class Kind { Number, Percent, Bytes, Seconds, Truth };
/// "a number", "a percentage", …
std::string_view nameOf(Kind kind);

/// Whether a path in parentheses belongs to a name: disk_usage_percent("/var").
enum class Path { None, Optional, Required };

struct Metric {
    std::string_view name;
    std::string_view alias; ///< another word for it; "" for none
    Kind kind;
    Path path;
    std::string_view says; ///< in a few words
};

/// All of them, by name.
std::span<const Metric> metrics();
/// By name or alias; null where there is none.
const Metric* findMetric(std::string_view name);
/// Names and aliases.
std::vector<std::string> metricNames();

/// Measures. `path` is "" where none was given.
class MetricSource {
public:
    virtual ~MetricSource() = default;
    /// In the unit of its kind: percent, bytes, seconds, 0 or 1. Error: metric.unavailable, saying why.
    virtual Result<double> read(const Metric& metric, const std::string& path) = 0;
};

/// "42 %", "1.5 GiB", "1 h 30 min", "true", "0.25".
std::string formatValue(double value, Kind kind);

} // namespace inferno::rules
