// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/disk_watch.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/base/units.h"

namespace inferno::vault {
namespace {

constexpr std::array<int, 3> kSteps = {80, 90, 95};
constexpr int kBelow = 2;

int stepOf(int percent) {
    int reached = 0;
    for (const int step : kSteps)
        if (percent >= step)
            reached = step;
    return reached;
}

} // namespace

int usedPercent(const DiskSpace& space) {
    if (space.total == 0)
        return 0;
    const auto used = static_cast<double>(space.total - std::min(space.free, space.total));
    return static_cast<int>(100 * used / static_cast<double>(space.total));
}

std::optional<Event> DiskWatch::look(const DiskSpace& space) {
    const int percent = usedPercent(space);
    if (percent < told_ - kBelow)
        told_ = stepOf(percent + kBelow);
    const int step = stepOf(percent);
    if (step <= told_)
        return std::nullopt;
    told_ = step;
    Event event;
    event.eventType = "vault";
    event.action = actions::kDiskSpaceLow;
    event.resource = "audit";
    event.severity = step >= 95 ? Severity::Critical : step >= 90 ? Severity::High : Severity::Medium;
    event.details = nlohmann::json{
        {"step_percent", step},
        {"used_percent", percent},
        {"free_bytes", space.free},
        {"total_bytes",
         space.total}}.dump();
    return event;
}

std::string diskWarning(const DiskSpace& space) {
    const int percent = usedPercent(space);
    if (stepOf(percent) == 0)
        return {};
    return "the disk of the vault is " + std::to_string(percent) + " % full; " + formatSize(ByteSize{space.free}) +
           " are free";
}

} // namespace inferno::vault
