// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/metrics.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "core/base/units.h"

namespace inferno::rules {
namespace {

constexpr std::array kMetrics = {
    Metric{"cpu_usage_percent", "cpu_usage", Kind::Percent, Path::None, "how busy all cores are"},
    Metric{"disk_free", "", Kind::Bytes, Path::Optional, "room on the disk of the data root, or of a path"},
    Metric{"disk_usage_percent", "disk_usage", Kind::Percent, Path::Optional, "how full that disk is"},
    Metric{"file_age", "", Kind::Seconds, Path::Required, "time since a file was changed"},
    Metric{"file_exists", "", Kind::Truth, Path::Required, "whether there is a file or folder"},
    Metric{"file_size", "", Kind::Bytes, Path::Required, "size of a file"},
    Metric{"gpu_count", "", Kind::Number, Path::None, "GPUs that a driver names"},
    Metric{"load1", "load", Kind::Number, Path::None, "load average of one minute"},
    Metric{"load15", "", Kind::Number, Path::None, "load average of fifteen minutes"},
    Metric{"load5", "", Kind::Number, Path::None, "load average of five minutes"},
    Metric{"memory_free", "", Kind::Bytes, Path::None, "memory that programs can still take"},
    Metric{"memory_usage_percent", "memory_usage", Kind::Percent, Path::None, "share of the memory that is taken"},
    Metric{"queue_depth", "", Kind::Number, Path::None, "runs that wait to start, this one left out"},
    Metric{"running_jobs", "", Kind::Number, Path::None, "runs that are running"},
};
static_assert(std::ranges::is_sorted(kMetrics, {}, &Metric::name));

std::string plain(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

} // namespace

std::string_view nameOf(Kind kind) {
    switch (kind) {
    case Kind::Number: return "a number";
    case Kind::Percent: return "a percentage";
    case Kind::Bytes: return "a size";
    case Kind::Seconds: return "a duration";
    case Kind::Truth: return "true or false";
    }
    return "";
}

std::span<const Metric> metrics() {
    return kMetrics;
}

const Metric* findMetric(std::string_view name) {
    const auto* const found = std::ranges::find_if(
        kMetrics, [&](const Metric& metric) { return metric.name == name || (!name.empty() && metric.alias == name); });
    return found == kMetrics.end() ? nullptr : found;
}

std::vector<std::string> metricNames() {
    std::vector<std::string> names;
    for (const Metric& metric : kMetrics) {
        names.emplace_back(metric.name);
        if (!metric.alias.empty())
            names.emplace_back(metric.alias);
    }
    return names;
}

std::string formatValue(double value, Kind kind) {
    switch (kind) {
    case Kind::Number: return plain(value);
    case Kind::Percent: return plain(value) + " %";
    case Kind::Bytes:
        return value < 0 || value > 1e19 ? plain(value) + " B" : formatSize(ByteSize(std::llround(value)));
    case Kind::Seconds:
        return std::abs(value) > 1e12 ? plain(value) + " s"
                                      : formatDuration(std::chrono::milliseconds(std::llround(value * 1000)));
    case Kind::Truth: return value != 0 ? "true" : "false";
    }
    return "";
}

} // namespace inferno::rules
