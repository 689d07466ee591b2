// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_calendar.h"

#include <algorithm>

#include "core/schedule/zone.h"
#include "models/calendar_plan.h"

namespace inferno::models::fakes {

using namespace std::chrono;

namespace {

bool isOften(const client::CalendarView& view, const std::string& job) {
    return std::ranges::find(view.often, job) != view.often.end();
}

std::size_t placeOf(const client::CalendarView& view, WallTime at) {
    const auto from = parseRfc3339(view.from).value();
    const auto place = (at - from) / nanoseconds(seconds(static_cast<std::int64_t>(view.part)));
    return static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, std::ssize(view.parts) - 1));
}

/// Of the jobs that run often the sample has only the newest runs: they are taken to have run as planned.
void addPast(client::CalendarView& view, const Sample& sample, WallTime from, WallTime to) {
    const auto whole = planOf(sample.jobs, from, to, from, seconds(static_cast<std::int64_t>(view.part)));
    for (std::size_t i = 0; i < view.parts.size(); ++i) {
        client::CalendarPart& part = view.parts[i];
        part.often_runs = part.runs = whole.parts[i].often_planned - part.often_planned;
        part.often_busy = whole.parts[i].often_busy;
    }
    for (const client::Run& run : sample.runs) {
        const WallTime started = parseRfc3339(run.started).value();
        if (isOften(view, run.job) || started < from || started >= to)
            continue;
        client::CalendarItem item;
        item.job = run.job;
        item.run_id = run.id;
        item.status = run.status;
        item.start = run.started;
        item.end = run.finished;
        item.estimate = run.duration;
        item.attempt = run.attempt;
        item.attempts_max = run.attempts_max;
        item.reason = run.reason;
        ++view.parts[placeOf(view, started)].runs;
        view.parts[placeOf(view, started)].failed += run.status == "failed" ? 1 : 0;
        view.items.push_back(std::move(item));
    }
    if (sampleNow() < from || sampleNow() >= to)
        return;
    for (const client::Job& job : sample.jobs) {
        if (job.status != "blocked")
            continue;
        client::CalendarItem item;
        item.job = job.definition.name;
        item.run_id = "run_waits_" + job.id;
        item.status = job.status;
        item.start = formatUtc(sampleNow() + minutes(48));
        item.estimate = job.p50.value_or(0);
        item.reason = "dependencies";
        view.items.push_back(std::move(item));
    }
}

void except(client::CalendarView& view, const Sample& sample, WallTime from, WallTime to) {
    for (const client::FireException& one : sample.exceptions) {
        const auto same = std::ranges::find_if(
            view.items, [&](const auto& item) { return item.job == one.job && item.fire == one.fire; });
        if (one.to.empty()) {
            if (same != view.items.end())
                same->change = "skipped";
            continue;
        }
        if (same != view.items.end())
            view.items.erase(same);
        const WallTime at = parseRfc3339(one.to).value();
        const auto job = std::ranges::find_if(sample.jobs, [&](const auto& j) { return j.definition.name == one.job; });
        if (at < from || at >= to || job == sample.jobs.end())
            continue;
        client::CalendarItem item;
        item.job = one.job;
        item.status = "planned";
        item.start = one.to;
        item.fire = one.fire;
        item.change = "moved";
        item.estimate = job->p50.value_or(0);
        view.items.push_back(std::move(item));
    }
}

void black(client::CalendarView& view, const Sample& sample, WallTime from, WallTime to) {
    for (const client::Blackout& blackout : sample.blackouts)
        for (const BlackoutSpan& span : spansOf(blackout, from, to))
            for (client::CalendarItem& item : view.items) {
                const WallTime at = parseRfc3339(item.start).value();
                if (item.status == "planned" && at >= span.from && at < span.to)
                    item.blackout = "blackout " + blackout.name;
            }
}

/// Runs at once that the sample's 24 jobs do not account for, by the hour of Europe/Berlin.
double shareOf(WallTime at) {
    static constexpr double kHours[24] = {0.5, 1.1, 2.4, 2.9, 2.2, 1.2, 0.8, 0.7, 1.0, 1.4, 1.9, 1.6,
                                          1.3, 1.0, 0.8, 0.7, 0.9, 1.1, 0.9, 0.6, 0.5, 0.6, 0.9, 0.7};
    const auto zone = schedule::Zone::find(kSampleZone).value();
    const auto reading = (at + zone.offsetAt(at)).time_since_epoch();
    const auto hour = static_cast<std::size_t>((reading - floor<days>(reading)) / hours(1));
    return at == parseRfc3339("2026-03-29T01:00:00Z").value() ? 6.4 : kHours[hour];
}

} // namespace

client::CalendarView calendarViewOf(const Sample& sample, WallTime from, WallTime to, seconds part) {
    client::CalendarView view = planOf(sample.jobs, from, to, std::max(from, sampleNow()), part);
    view.workers = sample.queue.max_concurrent;
    if (sample.jobs.empty())
        return view;
    if (from < sampleNow())
        addPast(view, sample, from, to);
    except(view, sample, from, to);
    black(view, sample, from, to);
    for (client::CalendarPart& one : view.parts)
        one.often_busy += shareOf(parseRfc3339(one.from).value()) * static_cast<double>(part.count());
    std::ranges::stable_sort(view.items, {}, &client::CalendarItem::start);
    return view;
}

} // namespace inferno::models::fakes
