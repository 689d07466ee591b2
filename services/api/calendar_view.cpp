// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/calendar_view.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/jobs/calendar.h"
#include "services/api/documents.h"

namespace inferno::api {
namespace {

using namespace std::chrono;

constexpr double kOftenADay = 6;
constexpr int kMostItems = 5000;
constexpr int kMostPlanned = 100'000;
/// Durations are looked up for so many jobs; beyond that the load is an estimate of those.
constexpr std::size_t kMostEstimates = 1000;

struct Share {
    std::string name;
    int runs = 0;
    int planned = 0;
    int all() const { return runs + planned; }
};
using Shares = std::map<std::string, Share>; // by job id

/// The jobs whose runs are only counted.
std::set<std::string> oftenOf(const Shares& shares, WallTime from, WallTime to) {
    const double days = std::max(1.0, duration<double>(to - from) / 24h);
    std::vector<std::pair<int, std::string>> rare;
    std::set<std::string> often;
    for (const auto& [id, share] : shares)
        if (share.all() > kOftenADay * days)
            often.insert(id);
        else
            rare.emplace_back(share.all(), id);
    std::ranges::sort(rare);
    int items = 0;
    for (const auto& [count, id] : rare) {
        items += count;
        if (items > kMostItems)
            often.insert(id);
    }
    return often;
}

Result<std::map<std::string, double>> secondsOf(const jobs::JobStore& store, const Shares& shares) {
    std::vector<std::pair<int, std::string>> busiest;
    for (const auto& [id, share] : shares)
        busiest.emplace_back(-share.all(), id);
    std::ranges::sort(busiest);
    busiest.resize(std::min(busiest.size(), kMostEstimates));
    std::vector<std::string> ids;
    for (const auto& [count, id] : busiest)
        ids.push_back(id);
    INFERNO_TRY(const auto recent, store.recentRuns(ids));
    std::map<std::string, double> out;
    for (const auto& [id, runs] : recent)
        out[id] = durationPercentile(runs, 0.5).value_or(0);
    return out;
}

std::size_t placeOf(WallTime time, const CalendarWish& wish, std::size_t parts) {
    const auto place = std::max<std::int64_t>(0, (time - wish.from) / wish.part);
    return std::min(static_cast<std::size_t>(place), parts - 1);
}

/// A run that waits is expected now, or when its time to start comes.
client::CalendarItem itemOf(const jobs::Run& run, double estimate, WallTime now) {
    client::CalendarItem item;
    item.job = run.job;
    item.run_id = run.id;
    item.status = nameOf(run.state);
    item.start =
        formatUtc(run.started.value_or(isActive(run.state) ? std::max(run.notBefore.value_or(now), now) : run.queued));
    item.end = timeText(run.finished);
    item.estimate = estimate;
    item.attempt = run.attempt;
    item.attempts_max = run.attemptsMax;
    item.reason = run.reason;
    return item;
}

client::CalendarItem itemOf(const jobs::Occurrence& fire, double estimate) {
    client::CalendarItem item;
    item.job = fire.job;
    item.status = "planned";
    item.start = formatUtc(fire.at);
    item.estimate = estimate;
    item.fire = formatUtc(fire.fire);
    item.change = fire.skipped ? "skipped" : fire.at == fire.fire ? "" : "moved";
    item.blackout = fire.blackout;
    return item;
}

/// What the parts have of the jobs that are counted: all, less what is an item. Time in use goes by the usual duration.
void countOften(client::CalendarView& view, const Shares& shares, const std::set<std::string>& often,
                const std::map<std::string, double>& seconds) {
    double busy = 0;
    int counted = 0;
    for (const std::string& id : often) {
        const Share& share = shares.at(id);
        const auto each = seconds.find(id);
        busy += share.all() * (each == seconds.end() ? 0 : each->second);
        counted += share.all();
    }
    for (client::CalendarPart& part : view.parts) {
        part.often_runs = std::max(0, part.often_runs); // a run may have begun between two readings
        part.often_failed = std::max(0, part.often_failed);
        part.often_busy = counted > 0 ? busy * (part.often_runs + part.often_planned) / counted : 0;
    }
}

} // namespace

Result<client::CalendarView> calendarView(jobs::JobStore& store, const CalendarWish& wish) {
    const jobs::Calendar calendar(store);
    client::CalendarView view;
    view.from = formatUtc(wish.from);
    view.to = formatUtc(wish.to);
    view.part = duration<double>(wish.part).count();
    view.workers = wish.workers;

    Shares shares;
    INFERNO_TRY(const auto byJob, calendar.countByJob(wish.from, wish.to));
    for (const jobs::JobCount& count : byJob)
        shares[count.jobId] = {count.job, count.runs, 0};
    jobs::Occurrences fires;
    if (wish.to > wish.now) {
        INFERNO_TRY(fires, calendar.occurrences(std::max(wish.from, wish.now), wish.to, kMostPlanned));
    }
    view.planned_to = timeText(fires.completeTo);
    for (const jobs::Occurrence& fire : fires.items) {
        Share& share = shares[fire.jobId];
        share.name = fire.job;
        ++share.planned;
    }
    const auto often = oftenOf(shares, wish.from, wish.to);
    INFERNO_TRY(const auto seconds, secondsOf(store, shares));

    INFERNO_TRY(const auto counts, calendar.countByTime(wish.from, wish.to, wish.part));
    for (const jobs::RunCount& count : counts) {
        client::CalendarPart& part = view.parts.emplace_back();
        part.from = formatUtc(count.from);
        part.runs = part.often_runs = count.runs;
        part.failed = part.often_failed = count.failed;
    }
    const auto partAt = [&](WallTime time) -> client::CalendarPart& {
        return view.parts[placeOf(time, wish, view.parts.size())];
    };
    std::vector<std::string> rare;
    for (const auto& [id, share] : shares)
        if (often.contains(id))
            view.often.push_back(share.name);
        else
            rare.push_back(id);
    // Those that still run from before are items too.
    INFERNO_TRY(const auto runs, calendar.runsOf(rare, wish.from, wish.to, kMostItems));
    for (const jobs::Run& run : runs) {
        const auto estimate = seconds.find(run.jobId);
        view.items.push_back(itemOf(run, estimate == seconds.end() ? 0 : estimate->second, wish.now));
        if (run.queued >= wish.from && run.state != jobs::RunState::Skipped)
            partAt(run.queued).often_runs -= 1;
        if (run.finished && *run.finished >= wish.from && *run.finished < wish.to &&
            (run.state == jobs::RunState::Failed || run.state == jobs::RunState::TimedOut))
            partAt(*run.finished).often_failed -= 1;
    }
    for (const jobs::Occurrence& fire : fires.items) {
        client::CalendarPart& part = partAt(fire.at);
        ++part.planned;
        if (often.contains(fire.jobId)) {
            ++part.often_planned;
            continue;
        }
        const auto estimate = seconds.find(fire.jobId);
        view.items.push_back(itemOf(fire, estimate == seconds.end() ? 0 : estimate->second));
    }
    std::ranges::sort(view.often);
    countOften(view, shares, often, seconds);
    return view;
}

} // namespace inferno::api
