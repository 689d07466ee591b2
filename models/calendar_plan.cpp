// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar_plan.h"

#include <algorithm>
#include <cmath>

#include "core/schedule/blackout.h"
#include "core/schedule/recurrence.h"
#include "models/fires.h"

namespace inferno::models {

using namespace std::chrono;

namespace {

constexpr double kOftenADay = 6;
constexpr int kMostOfOne = 5000;
constexpr int kMostInAll = 200'000;
constexpr std::size_t kMostSpans = 1000;
constexpr auto kSlot = seconds(300);

std::vector<WallTime> firesOf(const client::Job& job, WallTime from, WallTime to, int most) {
    std::vector<WallTime> fires;
    const auto zone = schedule::Zone::find(job.definition.timezone);
    for (const std::string& text : job.definition.schedules) {
        const auto recurrence = schedule::Recurrence::parse(text, syntaxOf(job.definition));
        WallTime at = from - milliseconds(1);
        while (recurrence && zone && static_cast<int>(fires.size()) < most) {
            const auto next = recurrence->next(at, *zone);
            if (!next || !*next || **next >= to)
                break;
            at = **next;
            fires.push_back(at);
        }
    }
    const auto once = parseRfc3339(job.definition.run_at);
    if (once && *once >= from && *once < to)
        fires.push_back(*once);
    std::ranges::sort(fires);
    return fires;
}

/// A whole day by the clock of a zone, as two instants.
std::optional<BlackoutSpan> dayOf(const std::string& date, const std::string& timezone) {
    const auto zone = schedule::Zone::find(timezone);
    const auto begin = zone ? schedule::parseTimeInZone(date + "T00:00:00", *zone) : parseRfc3339("");
    if (!begin)
        return std::nullopt;
    // The next midnight is 23 to 25 hours away.
    const auto later = *begin + hours(26);
    const auto reading = (later + zone->offsetAt(later)).time_since_epoch();
    return BlackoutSpan{*begin, later - (reading - floor<days>(reading))};
}

/// What an item keeps a worker busy for; nothing where it does not start.
std::optional<std::pair<WallTime, WallTime>> busyOf(const client::CalendarItem& item, WallTime now) {
    const bool planned = item.status == "planned";
    if (item.status == "skipped" || item.change == "skipped" || !item.blackout.empty())
        return std::nullopt;
    const auto start = parseRfc3339(item.start);
    if (!start)
        return std::nullopt;
    const auto guess = *start + duration_cast<nanoseconds>(duration<double>(std::max(item.estimate, 1.0)));
    if (planned)
        return std::pair(*start, guess);
    if (const auto end = parseRfc3339(item.end))
        return std::pair(*start, *end);
    return std::pair(*start, std::max(now, guess));
}

void addBusy(Load& load, WallTime from, WallTime to, double sign = 1) {
    const auto end = load.from + load.slot * static_cast<std::int64_t>(load.wanted.size());
    for (WallTime at = std::max(from, load.from); at < std::min(to, end);) {
        const auto place = static_cast<std::size_t>((at - load.from) / load.slot);
        load.wanted[place] += sign;
        at = load.from + load.slot * static_cast<std::int64_t>(place + 1);
    }
}

/// The least delay with which the first runs of a conflict make room.
void propose(Conflict& conflict, const client::CalendarView& view, Load load, WallTime now) {
    const auto excess = static_cast<std::size_t>(std::max(1.0, std::ceil(conflict.wanted - view.workers)));
    conflict.moved = std::min(excess, conflict.items.size());
    if (conflict.moved < excess)
        return;
    std::vector<std::pair<WallTime, WallTime>> busy;
    for (std::size_t i = 0; i < conflict.moved; ++i)
        busy.push_back(*busyOf(view.items[conflict.items[i]], now));
    for (const auto& [from, to] : busy)
        addBusy(load, from, to, -1);
    for (minutes by(3); by <= minutes(120); by += minutes(3)) {
        Load after = load;
        for (const auto& [from, to] : busy)
            addBusy(after, from + by, to + by);
        const double most = after.highest(conflict.from, conflict.to + by + hours(2));
        if (most > view.workers)
            continue;
        conflict.by = by;
        return;
    }
}

} // namespace

client::CalendarView planOf(std::span<const client::Job> jobs, WallTime from, WallTime to, WallTime now, seconds part) {
    client::CalendarView view;
    view.from = formatUtc(from);
    view.to = formatUtc(to);
    view.part = static_cast<double>(part.count());
    for (WallTime at = from; at < to; at += part)
        view.parts.emplace_back().from = formatUtc(at);
    const double days = std::max(1.0, duration<double>(to - from) / hours(24));
    int left = kMostInAll;
    for (const client::Job& job : jobs) {
        if (!job.definition.enabled || (job.definition.schedules.empty() && job.definition.run_at.empty()))
            continue;
        const auto fires = firesOf(job, from, to, std::min(kMostOfOne, left));
        left -= static_cast<int>(fires.size());
        const bool often = static_cast<double>(fires.size()) > kOftenADay * days;
        for (const WallTime fire : std::span(std::ranges::lower_bound(fires, now), fires.end())) {
            client::CalendarPart& there = view.parts[static_cast<std::size_t>((fire - from) / part)];
            ++there.planned;
            there.often_planned += often ? 1 : 0;
            there.often_busy += often ? job.p50.value_or(0) : 0;
            if (often)
                continue;
            client::CalendarItem& item = view.items.emplace_back();
            item.job = job.definition.name;
            item.status = "planned";
            item.start = item.fire = formatUtc(fire);
            item.estimate = job.p50.value_or(0);
        }
        if (often)
            view.often.push_back(job.definition.name);
    }
    std::ranges::sort(view.items, {}, &client::CalendarItem::start);
    std::ranges::sort(view.often);
    return view;
}

std::vector<BlackoutSpan> spansOf(const client::Blackout& blackout, WallTime from, WallTime to) {
    std::vector<BlackoutSpan> spans;
    const auto add = [&](WallTime begin, WallTime end) {
        if (begin < to && end > from && spans.size() < kMostSpans)
            spans.push_back({begin, end});
    };
    if (!blackout.from.empty()) {
        const auto begin = parseRfc3339(blackout.from);
        const auto end = parseRfc3339(blackout.to);
        if (begin && end)
            add(*begin, *end);
    }
    for (const std::string& date : blackout.dates)
        if (const auto day = dayOf(date, blackout.timezone))
            add(day->from, day->to);
    const auto zone = schedule::Zone::find(blackout.timezone);
    const auto begins = schedule::Recurrence::parse(blackout.schedule);
    const auto length = duration_cast<nanoseconds>(duration<double>(blackout.duration));
    WallTime at = from - length;
    while (!blackout.schedule.empty() && zone && begins && spans.size() < kMostSpans) {
        const auto next = begins->next(at, *zone);
        if (!next || !*next || **next >= to)
            break;
        at = **next;
        add(at, at + length);
    }
    std::ranges::sort(spans, {}, &BlackoutSpan::from);
    return spans;
}

double Load::highest(WallTime begin, WallTime end) const {
    double most = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const WallTime at = from + slot * static_cast<std::int64_t>(i);
        if (at < end && at + slot > begin)
            most = std::max(most, wanted[i]);
    }
    return most;
}

Load loadOf(const client::CalendarView& view, WallTime now, seconds slot) {
    Load load;
    load.from = parseRfc3339(view.from).value_or(WallTime{});
    load.slot = slot;
    const WallTime to = parseRfc3339(view.to).value_or(load.from);
    load.wanted.assign(
        static_cast<std::size_t>(std::max<std::int64_t>(0, (to - load.from + slot - nanoseconds(1)) / slot)), 0);
    const double part = std::max(view.part, 1.0);
    for (std::size_t i = 0; i < load.wanted.size(); ++i) {
        const auto place = static_cast<std::size_t>(static_cast<double>(i) * static_cast<double>(slot.count()) / part);
        if (place < view.parts.size())
            load.wanted[i] = view.parts[place].often_busy / part;
    }
    for (const client::CalendarItem& item : view.items)
        if (const auto busy = busyOf(item, now))
            addBusy(load, busy->first, busy->second);
    return load;
}

std::optional<Conflict> conflictOf(const client::CalendarView& view, WallTime now) {
    if (view.workers <= 0)
        return std::nullopt;
    const Load load = loadOf(view, now, kSlot);
    Conflict conflict;
    bool found = false;
    for (std::size_t i = 0; i < load.wanted.size(); ++i) {
        const WallTime at = load.from + kSlot * static_cast<std::int64_t>(i);
        const bool over = at + kSlot > now && load.wanted[i] > view.workers;
        if (!over && found)
            break;
        if (!over)
            continue;
        if (!found)
            conflict.from = at;
        found = true;
        conflict.to = at + kSlot;
        conflict.wanted = std::max(conflict.wanted, load.wanted[i]);
    }
    if (!found)
        return std::nullopt;
    for (std::size_t i = 0; i < view.items.size(); ++i) {
        const auto busy = busyOf(view.items[i], now);
        if (busy && view.items[i].status == "planned" && busy->first > now && busy->first >= conflict.from - kSlot &&
            busy->first < conflict.to)
            conflict.items.push_back(i);
    }
    std::ranges::stable_sort(conflict.items, std::greater{}, [&](std::size_t i) { return view.items[i].start; });
    propose(conflict, view, load, now);
    return conflict;
}

} // namespace inferno::models
