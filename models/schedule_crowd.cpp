// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_crowd.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "models/fires.h"
#include "models/week_load.h"

namespace inferno::models {

using namespace std::chrono;

ScheduleCrowd ScheduleCrowd::of(std::span<const client::JobDefinition> jobs, const std::string& without,
                                const schedule::Zone& zone, WallTime from) {
    // H is worked out of the name, so that only what does without it is shared.
    std::map<std::tuple<std::string, std::string, bool, bool>, int> shared;
    std::vector<std::pair<std::tuple<std::string, std::string, bool, bool>, std::string>> own;
    for (const auto& job : jobs) {
        if (!job.enabled || job.name == without)
            continue;
        for (const auto& line : job.schedules) {
            auto key = std::tuple(line, job.timezone, job.cron_fields == 6, job.cron_extensions);
            if (line.find('H') != std::string::npos)
                own.emplace_back(std::move(key), job.name);
            else
                ++shared[std::move(key)];
        }
    }
    ScheduleCrowd crowd;
    const auto add = [&](const auto& key, const std::string& name, int count) {
        const auto& [line, zoneName, seconds, extensions] = key;
        const auto recurrence = schedule::Recurrence::parse(line, {seconds, extensions, name});
        if (!recurrence)
            return;
        const auto known = schedule::Zone::find(zoneName);
        for (const int cell : hoursOfWeek(*recurrence, zone, from))
            crowd.perHour_[static_cast<std::size_t>(cell)] += count;
        crowd.groups_.push_back({*recurrence, known ? *known : zone, count});
    };
    for (const auto& [key, count] : shared)
        add(key, {}, count);
    for (const auto& [key, name] : own)
        add(key, name, 1);
    return crowd;
}

int ScheduleCrowd::most() const {
    return *std::ranges::max_element(perHour_);
}

int ScheduleCrowd::startingAt(WallTime time) const {
    int jobs = 0;
    for (const Group& group : groups_) {
        const auto* cron = group.recurrence.cron();
        if (cron) {
            const schedule::LocalMinute reading{floor<minutes>((time + group.zone.offsetAt(time)).time_since_epoch())};
            jobs += cron->matches(reading) ? group.jobs : 0;
        } else if (const auto next = group.recurrence.next(time - nanoseconds(1), group.zone); next && *next) {
            jobs += **next < time + minutes(1) ? group.jobs : 0;
        }
    }
    return jobs;
}

} // namespace inferno::models
