// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <date/tz.h>

#include "core/report/checks.h"

namespace inferno::report {
namespace {

using std::chrono::milliseconds;

bool isFailure(const RunRow& run) {
    return run.state == "failed" || run.state == "timed_out";
}

std::optional<milliseconds> durationOf(const RunRow& run) {
    if (!run.started || !run.finished || *run.finished < *run.started)
        return std::nullopt;
    return std::chrono::duration_cast<milliseconds>(*run.finished - *run.started);
}

void count(RunTotals& totals, const RunRow& run) {
    ++totals.runs;
    if (run.state == "completed")
        ++totals.completed;
    else if (isFailure(run))
        ++totals.failed;
    else if (run.state == "cancelled")
        ++totals.cancelled;
    else if (run.state == "skipped")
        ++totals.skipped;
    else
        ++totals.active;
    totals.timedOut += run.state == "timed_out" ? 1 : 0;
    totals.retries += static_cast<std::uint64_t>(std::max(0, run.attempts - 1));
    totals.busy += durationOf(run).value_or(milliseconds{0});
}

std::vector<JobSummary> summariesOf(const std::vector<RunRow>& runs) {
    struct Collected {
        RunTotals totals;
        std::vector<milliseconds> durations;
    };
    std::map<std::string, Collected> byJob;
    for (const RunRow& run : runs) {
        Collected& job = byJob[run.job];
        count(job.totals, run);
        if (const auto duration = durationOf(run))
            job.durations.push_back(*duration);
    }
    std::vector<JobSummary> summaries;
    for (auto& [name, job] : byJob) {
        JobSummary summary{name, job.totals, {}, {}};
        if (!job.durations.empty()) {
            std::ranges::sort(job.durations);
            summary.median = job.durations[(job.durations.size() - 1) / 2];
            summary.longest = job.durations.back();
        }
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

const date::time_zone* zoneOf(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::exception&) {
        return nullptr;
    }
}

date::local_days dayOf(const date::time_zone& zone, WallTime time) {
    const date::sys_seconds seconds{std::chrono::floor<std::chrono::seconds>(time).time_since_epoch()};
    return date::floor<date::days>(zone.to_local(seconds));
}

std::vector<DayCount> daysOf(const Scope& scope, const date::time_zone& zone, const std::vector<RunRow>& runs) {
    const date::local_days first = dayOf(zone, scope.from);
    const date::local_days last = dayOf(zone, scope.to - std::chrono::nanoseconds{1});
    std::vector<DayCount> days;
    for (date::local_days day = first; day <= last; day += date::days{1})
        days.push_back({date::format("%F", day), 0, 0, 0});
    for (const RunRow& run : runs) {
        const auto index = (dayOf(zone, run.started.value_or(run.queued)) - first).count();
        if (index < 0 || index >= static_cast<std::ptrdiff_t>(days.size()))
            continue; // queued in the period and started after it
        DayCount& day = days[static_cast<std::size_t>(index)];
        ++(run.state == "completed" ? day.completed : isFailure(run) ? day.failed : day.other);
    }
    return days;
}

} // namespace

std::string_view nameOf(Standing standing) {
    switch (standing) {
    case Standing::Evidence: return "evidence";
    case Standing::Exception: return "exception";
    case Standing::NotTested: return "not_tested";
    case Standing::NotApplicable: return "not_applicable";
    }
    return {};
}

std::string formatCount(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t i = text.size(); i > 3;) {
        i -= 3;
        text.insert(i, ",");
    }
    return text;
}

Result<Report> gather(ReportInput input) {
    const Scope& scope = input.scope;
    if (scope.to <= scope.from)
        return fail(ErrorCode::InputInvalid, "the report's period ends at " + formatUtc(scope.to) +
                                                 ", before it begins at " + formatUtc(scope.from));
    if (scope.to - scope.from > std::chrono::days{400})
        return fail(ErrorCode::InputInvalid, "the report's period is longer than 400 days",
                    "ask for a report of each year");
    const date::time_zone* zone = zoneOf(scope.zone);
    if (!zone)
        return fail(ErrorCode::CronZone, "the report's zone '" + scope.zone + "' is not known",
                    "give an IANA name such as Europe/Berlin or UTC");

    Report report;
    report.runs = std::move(input.runs);
    std::ranges::sort(report.runs, {}, [](const RunRow& run) { return std::tie(run.queued, run.id); });
    std::ranges::copy_if(report.runs, std::back_inserter(report.failures), isFailure);
    for (const RunRow& run : report.runs)
        count(report.totals, run);
    report.jobs = summariesOf(report.runs);
    report.days = daysOf(scope, *zone, report.runs);

    report.events = std::move(input.events);
    std::ranges::sort(report.events, {}, [](const EventRow& row) { return std::tie(row.type, row.action); });
    for (const EventRow& row : report.events)
        report.eventsTotal += row.count;

    report.checks = checksOf(input.attestation);
    report.limits = limitsOf(scope, input.attestation);
    report.attestation = std::move(input.attestation);
    report.scope = std::move(input.scope);
    return report;
}

} // namespace inferno::report
