// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/traffic_figures.h"

namespace inferno::serving {
namespace {

std::int64_t numberOf(WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch() / TrafficFigures::kSlot;
}

std::size_t placeOf(std::int64_t number) {
    return static_cast<std::size_t>(number) % TrafficFigures::kSlots;
}

} // namespace

TrafficFigures::Slot& TrafficFigures::Counted::at(WallTime now) {
    slots.resize(kSlots);
    const std::int64_t number = numberOf(now);
    Slot& slot = slots[placeOf(number)];
    if (slot.number != number)
        slot = Slot{.number = number};
    return slot;
}

void TrafficFigures::keep(const std::set<Version>& versions) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(counted_, [&](const auto& each) { return !versions.contains(each.first); });
    for (const Version& version : versions)
        counted_.try_emplace(version);
}

void TrafficFigures::answered(const Version& version, std::chrono::nanoseconds took, bool success, WallTime now) {
    const std::scoped_lock lock(mutex_);
    const auto found = counted_.find(version);
    if (found == counted_.end())
        return;
    Counted& counted = found->second;
    Slot& slot = counted.at(now);
    ++counted.requests;
    ++slot.requests;
    if (success) {
        counted.latency.add(took);
        slot.latency.add(took);
    } else {
        ++counted.errors;
        ++slot.errors;
    }
}

void TrafficFigures::compared(const Version& version, bool agreed, std::optional<std::chrono::nanoseconds> took,
                              WallTime now) {
    const std::scoped_lock lock(mutex_);
    const auto found = counted_.find(version);
    if (found == counted_.end())
        return;
    Counted& counted = found->second;
    ++(agreed ? counted.agreed : counted.disagreed);
    if (!took)
        return;
    counted.latency.add(*took);
    counted.at(now).latency.add(*took);
}

void TrafficFigures::dropped(const Version& version) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = counted_.find(version); found != counted_.end())
        ++found->second.dropped;
}

VersionTraffic TrafficFigures::of(const Version& version, WallTime now) const {
    VersionTraffic out;
    const std::int64_t newest = numberOf(now);
    for (std::int64_t number = newest - kSlots + 1; number <= newest; ++number)
        out.slots.push_back({WallTime(number * kSlot), 0, 0, {}, {}});
    const std::scoped_lock lock(mutex_);
    const auto found = counted_.find(version);
    if (found == counted_.end())
        return out;
    const Counted& counted = found->second;
    out.requests = counted.requests;
    out.errors = counted.errors;
    out.p50 = counted.latency.quantile(0.5);
    out.p95 = counted.latency.quantile(0.95);
    out.p99 = counted.latency.quantile(0.99);
    out.mean = counted.latency.mean();
    out.agreed = counted.agreed;
    out.disagreed = counted.disagreed;
    out.dropped = counted.dropped;
    for (const Slot& slot : counted.slots) {
        if (slot.number <= newest - kSlots || slot.number > newest)
            continue;
        TrafficSlot& shown = out.slots[static_cast<std::size_t>(slot.number - newest + kSlots - 1)];
        shown.requests = slot.requests;
        shown.errors = slot.errors;
        shown.p50 = slot.latency.quantile(0.5);
        shown.p95 = slot.latency.quantile(0.95);
    }
    return out;
}

} // namespace inferno::serving
