// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/clock.h"
#include "core/rules/metrics.h"
#include "services/host/host_probe.h"

namespace inferno::host {

/// The machine's figures for conditions, measured when they are asked for. A disk without a path is that of the data
/// root. Files are looked at with the service's rights. Queue figures are not the machine's: metric.unavailable.
/// Some 100 microseconds; cpu_usage_percent may wait a tenth of a second. Safe from any thread.
class HostFigures final : public rules::MetricSource {
public:
    HostFigures(HostProbe& probe, std::filesystem::path dataDir, const Clock& clock)
        : probe_(probe), dataDir_(std::move(dataDir)), clock_(clock) {}

    Result<double> read(const rules::Metric& metric, const std::string& path) override;

private:
    HostProbe& probe_;
    const std::filesystem::path dataDir_;
    const Clock& clock_;
};

} // namespace inferno::host
