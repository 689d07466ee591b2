// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue dashboard: the queue and its machine at a glance.
#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_live.h"
#include "app/cli/queue_views.h"
#include "core/base/units.h"

namespace inferno::cli {
namespace {

using client::Run;

constexpr std::size_t kTwoStacks = 110; ///< columns from which on two stand beside each other
constexpr std::size_t kSnapshotColumns = 100;
constexpr std::size_t kSnapshotRows = 10; ///< of a section, where nobody asked for a size
constexpr std::size_t kHours = 24;

std::string gib(std::uint64_t bytes) {
    return formatSize(ByteSize{bytes});
}

/// "CPU    ████░░░░  42 %  of 8 cores".
std::string gauge(const Terminal& terminal, const std::string& name, double share, const std::string& words,
                  std::size_t barColumns) {
    return terminal.paint(name, Style::Bold) + " " + terminal.paint(bar(share, barColumns), styleOfShare(share)) + " " +
           std::to_string(static_cast<int>(share * 100 + 0.5)) + " %" + (words.empty() ? "" : " " + words);
}

double shareOf(std::uint64_t used, std::uint64_t total) {
    return total == 0 ? 0 : static_cast<double>(used) / static_cast<double>(total);
}

/// One line where there is room for what the shares are of, else bars alone.
std::string hostLine(const Terminal& terminal, const client::HostInfo& host, std::size_t columns) {
    const double memory = shareOf(host.memory_used, host.memory_total);
    const double disk = shareOf(host.disk_used, host.disk_total);
    const bool wide = columns >= kTwoStacks;
    const std::size_t each = wide ? 16 : 8;
    const auto line = [&](bool words) {
        return gauge(terminal, "CPU", host.cpu_percent / 100, words ? "of " + std::to_string(host.cores) : "", each) +
               "   " + gauge(terminal, "Memory", memory, words ? "of " + gib(host.memory_total) : "", each) + "   " +
               gauge(terminal, "Disk", disk, words ? "of " + gib(host.disk_total) : "", each);
    };
    const std::string full = line(true);
    return seenColumns(full) <= columns ? full : line(false);
}

std::string rateWords(const client::QueueStats& stats) {
    const auto percent = [](double rate) { return std::to_string(static_cast<int>(rate * 100 + 0.5)) + " %"; };
    if (stats.runs_24h == 0)
        return "no run ended in 24 hours";
    return std::to_string(stats.runs_24h) + (stats.runs_24h == 1 ? " run" : " runs") + " ended in 24 hours, " +
           percent(stats.success_rate_24h) + " completed" +
           (stats.runs_before > 0
                ? "; the day before " + std::to_string(stats.runs_before) + ", " + percent(stats.success_rate_before)
                : "");
}

/// The runs of each of the last hours, and under them what hour it was.
Section hours(Context& context, const QueueSnapshot& snapshot, std::size_t columns, std::size_t rows) {
    const Terminal& terminal = context.terminal();
    const std::size_t wide = columns >= 3 * kHours ? 3 : columns >= 2 * kHours ? 2 : 1;
    Section section{heading(terminal, "ENDED BY HOUR", 0), {}, "no run ended in 24 hours"};
    for (const std::string& line : chart(snapshot.stats.per_hour, rows, wide))
        section.lines.push_back(terminal.paint(line, Style::Busy));
    if (section.lines.empty())
        return section;
    std::string axis(kHours * wide, ' ');
    constexpr std::size_t kStep = 6;
    for (std::size_t hour = 0; hour < kHours; hour += kStep) {
        const auto back = std::chrono::hours(static_cast<int>(kHours - 1 - hour));
        const std::string time =
            schedule::formatLocal(std::chrono::floor<std::chrono::seconds>(snapshot.at - back), context.zone());
        axis.replace(hour * wide, 3, time.substr(11, 2) + "h");
    }
    section.lines.push_back(terminal.paint(axis, Style::Dim));
    if (snapshot.stats.per_hour.size() == kHours) {
        const int most = *std::ranges::max_element(snapshot.stats.per_hour);
        section.title += terminal.paint("  at most " + std::to_string(most), Style::Dim);
    }
    return section;
}

Section fires(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    Table table({{"", false, true}, {"", true}, {""}, {"", true}});
    for (const client::CalendarEntry& entry : snapshot.next)
        table.add({clockTime(context, entry.start, snapshot.at),
                   entry.job,
                   "in " + aboutLong(between(entry.start, snapshot.at).value_or(std::chrono::nanoseconds(0))),
                   {entry.blackout, Style::Warn}});
    return {heading(context.terminal(), "NEXT", 0), rowsOf(table, context.terminal(), columns), "nothing is planned"};
}

Section failures(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    Table table({{"", false, true}, {"", true}, {""}, {"", true}});
    for (const Run& run : snapshot.failures) {
        const std::string why = run.signal      ? "signal " + std::to_string(*run.signal)
                                : run.exit_code ? "exit " + std::to_string(*run.exit_code)
                                                : run.reason;
        table.add({clockTime(context, run.finished, snapshot.at),
                   run.job,
                   {run.status == "timed_out" ? "timed out" : run.status, Style::Bad},
                   why});
    }
    return {heading(context.terminal(), "FAILED", 0), rowsOf(table, context.terminal(), columns), "none"};
}

Section running(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    return {heading(context.terminal(), "RUNNING", snapshot.running.size()), runningRows(context, snapshot, columns),
            "nothing"};
}

Section waiting(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    return {heading(context.terminal(), "WAITING", snapshot.waiting.size()), waitingRows(context, snapshot, columns),
            "nothing"};
}

Lines head(Context& context, const QueueSnapshot& snapshot, std::size_t columns) {
    const Terminal& terminal = context.terminal();
    return {apart(terminal.paint("Inferno", Style::Bold) + " · " + printable(snapshot.host.name),
                  terminal.paint(context.when(snapshot.at), Style::Dim), columns),
            cutPainted(queueWords(context, snapshot.stats), columns),
            cutPainted(hostLine(terminal, snapshot.host, columns), columns),
            cutPainted(terminal.paint(rateWords(snapshot.stats), Style::Dim), columns), ""};
}

Lines view(Context& context, const QueueSnapshot& snapshot, std::size_t columns, std::size_t rows) {
    Lines lines = head(context, snapshot, columns);
    constexpr std::size_t kFoot = 2;
    const std::size_t left = rows > lines.size() + kFoot ? rows - lines.size() - kFoot : 1;
    Lines body;
    if (columns >= kTwoStacks) {
        const std::size_t half = (columns - 2) / 2;
        const std::size_t tall = left >= 30 ? 6 : 3;
        const Section byHour = hours(context, snapshot, half, tall);
        const std::size_t chartRows = byHour.lines.size() + 2;
        Lines leftStack = stacked(context.terminal(), {byHour}, half, 0);
        leftStack.emplace_back();
        const Lines rest =
            stacked(context.terminal(), {running(context, snapshot, half), waiting(context, snapshot, half)}, half,
                    left > chartRows ? left - chartRows : 1);
        leftStack.insert(leftStack.end(), rest.begin(), rest.end());
        body = beside(leftStack, half,
                      stacked(context.terminal(), {fires(context, snapshot, half), failures(context, snapshot, half)},
                              half, left),
                      columns - half - 2);
    } else {
        std::vector<Section> sections{running(context, snapshot, columns), waiting(context, snapshot, columns),
                                      fires(context, snapshot, columns), failures(context, snapshot, columns)};
        if (left >= 28)
            sections.insert(sections.begin(), hours(context, snapshot, columns, 3));
        body = stacked(context.terminal(), sections, columns, left);
    }
    lines.insert(lines.end(), body.begin(), body.end());
    lines.resize(rows > 1 ? rows - 1 : 1);
    lines.push_back(context.terminal().paint("q quits", Style::Dim));
    return lines;
}

/// Without a terminal: once, with the rows that matter.
void printOnce(Context& context, const QueueSnapshot& snapshot) {
    const std::size_t columns = context.terminal().width > 0 ? context.terminal().width : kSnapshotColumns;
    std::vector<Section> sections{hours(context, snapshot, columns, 3), running(context, snapshot, columns),
                                  waiting(context, snapshot, columns), fires(context, snapshot, columns),
                                  failures(context, snapshot, columns)};
    for (const std::string& line : head(context, snapshot, columns))
        printLine(line);
    for (const Section& section : sections) {
        const bool all = section.lines.size() <= kSnapshotRows;
        for (const std::string& line : stacked(context.terminal(), {section}, columns, all ? 0 : kSnapshotRows + 1))
            printLine(line.substr(0, line.find_last_not_of(' ') + 1));
        if (&section != &sections.back())
            printLine("");
    }
}

Result<int> dashboard(Context& context) {
    if (context.terminal().interactive && !context.json())
        return runLive(context, [&](const QueueSnapshot& snapshot, std::size_t columns, std::size_t rows) {
            return view(context, snapshot, columns, rows);
        });
    INFERNO_TRY(client::Client * service, context.service());
    INFERNO_TRY(const QueueSnapshot snapshot, QueueWatcher(context).look(*service));
    if (context.json())
        printJson(toJson(snapshot));
    else
        printOnce(context, snapshot);
    return kOk;
}

} // namespace

void addQueueDashboard(CLI::App& group, Context& context) {
    CLI::App* command = group.add_subcommand(
        "dashboard", "Show the queue and its machine, kept up to date; once where the output is no terminal");
    onCall(command, context, [&context] { return dashboard(context); });
}

} // namespace inferno::cli
