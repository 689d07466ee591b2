// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_live.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "app/cli/queue_views.h"
#include "app/cli/screen.h"
#include "core/base/units.h"

namespace inferno::cli {
namespace {

using client::Client;
using client::Run;
using nlohmann::json;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr int kMostRuns = 100;           ///< of each state: more than any terminal has rows
constexpr std::size_t kReasons = 12;     ///< waiting runs that are asked for their reason
constexpr std::size_t kManyFires = 1000; ///< enough to find the next one of most jobs
constexpr std::size_t kEnoughFires = 40;
constexpr auto kFiresAge = 10s;
constexpr auto kRefresh = 1s;
constexpr int kInterrupted = 130;
constexpr char kQuit = 'q';

/// From the service that runs; none is started while the terminal is taken.
Result<QueueSnapshot> lookAgain(Context& context, QueueWatcher& watcher) {
    INFERNO_TRY(Client * service, context.runningService());
    if (!service)
        return fail(ErrorCode::ServiceUnreachable, "no service runs", "inferno service start");
    return watcher.look(*service);
}

bool hasEnded(const std::string& status) {
    for (const char* end : {"completed", "failed", "cancelled", "timed_out", "skipped"})
        if (status == end)
            return true;
    return false;
}

Result<void> add(Client& service, const char* status, int most, std::vector<Run>& out) {
    INFERNO_TRY(auto page, service.runs({.status = status, .limit = most}));
    std::ranges::move(page.items, std::back_inserter(out));
    return {};
}

std::string triesOf(const Run& run) {
    return run.attempts_max > 1 && run.attempt > 0
               ? "try " + std::to_string(run.attempt) + " of " + std::to_string(run.attempts_max)
               : "";
}

} // namespace

json toJson(const QueueSnapshot& snapshot) {
    return {{"time", formatUtc(snapshot.at)}, {"queue", snapshot.stats},     {"host", snapshot.host},
            {"running", snapshot.running},    {"waiting", snapshot.waiting}, {"failures", snapshot.failures},
            {"next", snapshot.next}};
}

Result<QueueSnapshot> QueueWatcher::look(Client& service) {
    QueueSnapshot out;
    out.at = context_.clock().now();
    INFERNO_TRY(out.stats, service.queueStats());
    INFERNO_TRY(out.host, service.host());
    INFERNO_CHECK(add(service, "running", kMostRuns, out.running));
    for (const char* status : {"retrying", "queued", "blocked"})
        INFERNO_CHECK(add(service, status, kMostRuns, out.waiting));
    for (const char* status : {"failed", "timed_out"})
        INFERNO_CHECK(add(service, status, kMostRuns, out.failures));
    INFERNO_CHECK(add(service, "", kMostRuns, out.ended));
    std::erase_if(out.ended, [](const Run& run) { return !hasEnded(run.status); });
    for (auto* list : {&out.failures, &out.ended})
        std::ranges::stable_sort(*list, std::ranges::greater{}, &Run::finished);
    std::ranges::stable_sort(out.running, {}, &Run::started);
    for (std::size_t i = 0; i < std::min(out.waiting.size(), kReasons); ++i) {
        const auto one = service.run(out.waiting[i].id);
        if (one && !hasEnded(one->status)) // else it has just ended: the next look says so
            out.waiting[i].waiting = one->waiting;
    }
    INFERNO_TRY(out.next, nextFires(service, out.at));
    return out;
}

Result<std::vector<client::CalendarEntry>> QueueWatcher::nextFires(Client& service, WallTime now) {
    if (!asked_ || Steady::now() - *asked_ >= kFiresAge) {
        std::vector<client::CalendarEntry> fires;
        for (const auto& span : {std::chrono::hours(1), std::chrono::hours(24), std::chrono::hours(24 * 30),
                                 std::chrono::hours(24 * 399)}) {
            INFERNO_TRY(fires, service.calendar(formatUtc(now), formatUtc(now + span)));
            std::erase_if(fires, [](const auto& entry) { return entry.status != "planned"; });
            if (fires.size() >= kManyFires)
                break;
        }
        next_ = std::move(fires);
        asked_ = Steady::now();
    }
    std::vector<client::CalendarEntry> ahead;
    std::set<std::string> jobs;
    for (const auto& entry : next_)
        if (between(entry.start, now).value_or(0ns) >= 0ns && ahead.size() < kEnoughFires &&
            jobs.insert(entry.job).second)
            ahead.push_back(entry);
    return ahead;
}

Result<int> runLive(Context& context, const LiveView& view) {
    QueueWatcher watcher(context);
    INFERNO_TRY(Client * first, context.service());
    INFERNO_TRY(QueueSnapshot shown, watcher.look(*first)); // a refusal is told on the terminal as it was
    INFERNO_TRY(const auto screen, Screen::open());
    std::string trouble;
    for (auto due = Steady::now() + kRefresh;;) {
        const Screen::Size size = screen->size();
        Lines lines = view(shown, size.columns, size.rows - (trouble.empty() ? 0 : 1));
        if (!trouble.empty()) {
            lines.resize(std::min(lines.size(), size.rows - 1));
            lines.push_back(cutPainted(context.terminal().paint(trouble, Style::Bad), size.columns));
        }
        screen->draw(lines);
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(due - Steady::now());
        const char key = screen->waitKey(std::max(wait, std::chrono::milliseconds(0)));
        if (key == kQuit)
            return kOk;
        if (screen->ended())
            return kInterrupted;
        if (Steady::now() < due) // another key, or another size: drawn anew
            continue;
        due = Steady::now() + kRefresh;
        auto next = lookAgain(context, watcher);
        if (next) {
            shown = *std::move(next);
            trouble.clear();
            continue;
        }
        trouble = "As of " + context.when(shown.at) + ", trying again: " + printable(next.error().message());
        (void)context.anotherInstance(); // a service that was started anew is found at the next look
    }
}

std::optional<std::chrono::nanoseconds> between(const std::string& rfc3339, WallTime now) {
    const auto time = parseRfc3339(rfc3339);
    return time ? std::optional<std::chrono::nanoseconds>(*time - now) : std::nullopt;
}

std::string clockTime(Context& context, const std::string& rfc3339, WallTime now) {
    const auto time = parseRfc3339(rfc3339);
    if (!time)
        return "–";
    constexpr std::size_t kDay = 10; // "2026-03-24"
    const std::string text = schedule::formatLocal(std::chrono::floor<std::chrono::seconds>(*time), context.zone());
    const std::string today = schedule::formatLocal(std::chrono::floor<std::chrono::seconds>(now), context.zone());
    return text.substr(0, kDay) == today.substr(0, kDay) ? text.substr(kDay + 1) : text.substr(5);
}

std::string aboutLong(std::chrono::nanoseconds duration) {
    const auto seconds = std::max<std::int64_t>(0, std::chrono::round<std::chrono::seconds>(duration).count());
    if (seconds < 60)
        return std::to_string(seconds) + " s";
    if (seconds < 90 * 60)
        return std::to_string(seconds / 60) + " min";
    return seconds < 48 * 3600 ? std::to_string(seconds / 3600) + " h" : std::to_string(seconds / 86'400) + " d";
}

Style styleOfShare(double share) {
    return share >= 0.9 ? Style::Bad : share >= 0.75 ? Style::Warn : Style::Good;
}

std::string queueWords(Context& context, const client::QueueStats& stats) {
    const Terminal& terminal = context.terminal();
    const int waiting = stats.queued + stats.blocked + stats.retrying;
    std::string text = terminal.paint(std::to_string(stats.running), stats.running > 0 ? Style::Busy : Style::Plain) +
                       " of " + std::to_string(stats.max_concurrent) + " running, " +
                       terminal.paint(std::to_string(waiting), waiting > 0 ? Style::Warn : Style::Plain) +
                       " waiting, " + std::to_string(stats.jobs) + (stats.jobs == 1 ? " job" : " jobs");
    if (stats.paused)
        text += "  " + terminal.paint("PAUSED", Style::Warn) +
                (stats.resume_at.empty() ? "" : " until " + context.when(stats.resume_at)) +
                (stats.pause_reason.empty() ? "" : ": " + printable(stats.pause_reason));
    else if (!stats.held.empty())
        text += "  " + terminal.paint("HELD", Style::Warn) + ": " + heldWords(stats.held);
    return text;
}

Lines runningRows(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    Table table({{"", true}, {"", false, true}, {""}, {""}});
    for (const Run& run : snapshot.running)
        table.add({{run.job, Style::Plain},
                   aboutLong(std::chrono::milliseconds(static_cast<std::int64_t>(run.duration * 1000))),
                   triesOf(run),
                   run.progress
                       ? bar(*run.progress / 100, 10) + " " + std::to_string(static_cast<int>(*run.progress)) + " %"
                       : ""});
    return rowsOf(table, context.terminal(), columns);
}

Lines waitingRows(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    Table table({{"", true}, {""}, {"", false, true}, {"", true}});
    for (const Run& run : snapshot.waiting) {
        const auto since = between(run.queued, snapshot.at);
        std::string why = withLocalTimes(context, run.waiting);
        if (const auto left = between(run.next_attempt, snapshot.at); left && why.empty())
            why = "tried again in " + aboutLong(*left);
        table.add({run.job, {run.status, styleOf(run.status)}, since ? aboutLong(-*since) : "", why});
    }
    return rowsOf(table, context.terminal(), columns);
}

std::string heading(const Terminal& terminal, const std::string& words, std::size_t count) {
    return terminal.paint(words, Style::Bold) +
           (count > 0 ? terminal.paint(" " + std::to_string(count), Style::Dim) : "");
}

} // namespace inferno::cli
