// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/capacity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace inferno::models {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double secondsBetween(WallTime from, WallTime to) {
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

Capacity capacityOf(const client::CalendarView& view, WallTime now) {
    Capacity capacity;
    capacity.workers = view.workers;
    const auto begin = parseRfc3339(view.from);
    if (!begin || view.parts.empty() || view.part <= 0)
        return capacity;
    std::vector<double> busy(view.parts.size());
    for (std::size_t part = 0; part < busy.size(); ++part)
        busy[part] = view.parts[part].often_busy / view.part;
    for (const auto& item : view.items) {
        const auto start = parseRfc3339(item.start);
        if (!start || item.status == "skipped" || item.change == "skipped" || !item.blackout.empty())
            continue;
        const double from = secondsBetween(*begin, *start);
        double to = from + item.estimate;
        if (const auto end = parseRfc3339(item.end))
            to = secondsBetween(*begin, *end);
        else if (item.status == "running")
            to = std::max(to, secondsBetween(*begin, now));
        const auto first = static_cast<std::size_t>(std::max(0.0, from / view.part));
        for (std::size_t part = first; part < busy.size() && static_cast<double>(part) * view.part < to; ++part) {
            const double left = static_cast<double>(part) * view.part;
            busy[part] += std::max(0.0, std::min(to, left + view.part) - std::max(from, left)) / view.part;
        }
    }
    const double at = secondsBetween(*begin, now) / view.part;
    const double length = static_cast<double>(busy.size());
    capacity.nowAt = at >= 0 && at <= length ? at / length : -1;
    double most = view.workers;
    for (std::size_t part = 0; part < busy.size(); ++part) {
        const double middle = static_cast<double>(part);
        capacity.busy.append(middle <= at ? busy[part] : kNone);
        capacity.forecast.append(middle + 1 >= at ? busy[part] : kNone);
        most = std::max(most, busy[part]);
        capacity.most = middle + 1 >= at ? std::max(capacity.most, busy[part]) : capacity.most;
    }
    capacity.top = std::max(4.0, std::ceil(most * 1.05 / 4) * 4);
    return capacity;
}

} // namespace inferno::models
