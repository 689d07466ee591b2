// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/week_load.h"

#include <algorithm>

namespace inferno::models {

using namespace std::chrono;

QList<int> hoursOfWeek(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime from) {
    QList<int> cells;
    WallTime at = from;
    while (true) {
        const auto next = recurrence.next(at, zone);
        if (!next || !*next || **next > from + days(7))
            break;
        const auto reading = (**next + zone.offsetAt(**next)).time_since_epoch();
        // 1 January 1970 was a Thursday: three days after a Monday.
        const auto sinceMonday = (reading + days(3)) % days(7);
        cells.append(static_cast<int>(sinceMonday / hours(1)));
        const auto intoHour = reading % hours(1);
        at = **next - intoHour + hours(1) - nanoseconds(1);
    }
    std::ranges::sort(cells);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return cells;
}

} // namespace inferno::models
