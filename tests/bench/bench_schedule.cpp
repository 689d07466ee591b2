// SPDX-License-Identifier: GPL-3.0-or-later
// Nanoseconds for one CronExpression::next, beside the scan of minutes that it replaces.
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "core/schedule/cron_expression.h"

using namespace inferno;
using namespace inferno::schedule;
using namespace std::chrono_literals;

namespace {

/// The obvious way: look at each minute until one fits. It knows nothing of fixed times at a change of the clock.
WallTime scanMinutes(const CronExpression& expression, const Zone& zone, WallTime after) {
    for (auto time = std::chrono::floor<std::chrono::minutes>(after) + 1min;; time += 1min) {
        const auto local = LocalSecond{time.time_since_epoch() + zone.offsetAt(time)};
        if (expression.matches(std::chrono::floor<std::chrono::minutes>(local)))
            return time;
    }
}

/// Average nanoseconds of one call of `search`, over at least `atLeast`, going round the starting points.
template <typename Search>
double measure(const std::vector<WallTime>& starts, std::chrono::nanoseconds atLeast, Search search) {
    std::int64_t calls = 0;
    std::int64_t sum = 0;
    const auto begin = std::chrono::steady_clock::now();
    auto spent = std::chrono::nanoseconds::zero();
    do {
        for (const WallTime start : starts)
            sum += search(start).time_since_epoch().count() & 1;
        calls += static_cast<std::int64_t>(starts.size());
        spent = std::chrono::steady_clock::now() - begin;
    } while (spent < atLeast);
    static volatile std::int64_t sink;
    sink = sum;
    (void)sink;
    return static_cast<double>(spent.count()) / static_cast<double>(calls);
}

} // namespace

int main() {
    const Zone zone = *Zone::find("Europe/Rome");
    std::vector<WallTime> starts;
    for (int i = 0; i < 64; ++i)
        starts.push_back(*parseRfc3339("2026-01-01T00:00:07Z") + i * 53h);
    const std::vector<WallTime> few(starts.begin(), starts.begin() + 2);

    for (const std::string text :
         {"* * * * *", "*/15 9-17 * * 1-5", "15 9 * * 1-5", "30 2 * * *", "0 0 1 1 *", "0 0 29 2 *", "0 0 29 2 */7"}) {
        const CronExpression expression = *CronExpression::parse(text);
        const double ours = measure(starts, 100ms, [&](WallTime start) { return **expression.next(start, zone); });
        const double peer = measure(few, 1ms, [&](WallTime start) { return scanMinutes(expression, zone, start); });
        std::printf("{\"name\":\"schedule.next %s\",\"value\":%.0f,\"unit\":\"ns\",\"peer\":\"scan of minutes\","
                    "\"peer_value\":%.0f}\n",
                    text.c_str(), ours, peer);
    }
    const double parsing = measure(starts, 100ms, [](WallTime start) {
        return start + std::chrono::nanoseconds{CronExpression::parse("*/15 9-17 * jan-jun 1-5")->text().size()};
    });
    std::printf("{\"name\":\"schedule.parse\",\"value\":%.0f,\"unit\":\"ns\",\"peer\":null,\"peer_value\":null}\n",
                parsing);
    return 0;
}
