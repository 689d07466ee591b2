// SPDX-License-Identifier: GPL-3.0-or-later
// batch-queue logs and monitor.
#include <array>
#include <chrono>
#include <map>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_live.h"
#include "app/cli/queue_views.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;
using namespace std::chrono_literals;

constexpr int kInterrupted = 130; // as shells report Ctrl+C
constexpr auto kPause = 500ms;

struct MonitorOptions {
    std::string target;
    bool follow = false;
    Client::LogView view;
    bool realTime = false;
};

bool hasEnded(const std::string& status) {
    static constexpr std::array kEnds = {"completed", "failed", "cancelled", "timed_out", "skipped"};
    return std::ranges::find(kEnds, status) != kEnds.end();
}

/// What is not in the output must not go unsaid; not into the output itself, which others read.
void tellDropped(Context& context, const client::Run& run) {
    if (run.dropped_bytes > 0 && !context.json())
        note("note: " + droppedWords(run) + "; --notes shows where");
}

Result<int> logs(Context& context, const MonitorOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::Run run, resolveRun(*service, options.target));
    const auto show = [&](std::string_view text) {
        if (context.json())
            printJsonLine({{"run_id", run.id}, {"text", text}});
        else
            print(text);
    };
    if (options.follow) {
        Context::catchInterrupt();
        INFERNO_CHECK(service->followRunLog(run.id, show, Context::interrupted(), options.view));
        INFERNO_TRY(const client::Run ended, service->run(run.id));
        tellDropped(context, ended);
        return Context::interrupted() ? kInterrupted : static_cast<int>(kOk);
    }
    std::string whole;
    for (std::uint64_t offset = 0, next = 0;; offset = next) {
        INFERNO_TRY(const std::string text, service->runLog(run.id, offset, &next, options.view));
        if (text.empty())
            break;
        if (context.json())
            whole += text;
        else
            print(text);
    }
    if (context.json())
        printJson({{"run_id", run.id}, {"text", whole}, {"dropped_bytes", run.dropped_bytes}});
    else
        tellDropped(context, run);
    return kOk;
}

std::string summary(Context& context, const client::Run& run) {
    std::string text = run.job + " " + run.id + " " + context.terminal().paint(run.status, styleOf(run.status));
    if (run.attempts_max > 1 && run.attempt > 0)
        text += ", try " + std::to_string(run.attempt) + " of " + std::to_string(run.attempts_max);
    if (run.progress)
        text += std::string(run.estimated ? ", about " : ", ") + std::to_string(static_cast<int>(*run.progress)) + " %";
    if (run.duration > 0)
        text += ", " + spent(run.duration);
    if (run.exit_code)
        text += ", exit " + std::to_string(*run.exit_code);
    if (!run.reason.empty())
        text += ": " + printable(run.reason);
    return text;
}

/// Follows one run to its end: a line that is rewritten on a terminal, a line for each change elsewhere.
Result<int> monitorRun(Context& context, const MonitorOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(client::Run run, resolveRun(*service, options.target));
    Context::catchInterrupt();
    const bool rewrite = context.terminal().interactive && !context.json();
    std::string told;
    while (!Context::interrupted()) {
        const std::string state = run.status + " " + std::to_string(run.attempt);
        if (rewrite)
            print("\r\x1b[K" + summary(context, run));
        else if (state != told)
            context.json() ? printJsonLine(run) : printLine(summary(context, run));
        told = state;
        if (hasEnded(run.status))
            break;
        std::this_thread::sleep_for(kPause);
        INFERNO_TRY(run, service->run(run.id));
    }
    if (rewrite)
        print("\n");
    if (Context::interrupted())
        return kInterrupted;
    return run.status == "completed" ? kOk : kRefused;
}

/// On the whole terminal: what runs, what waits and why, and what ended.
Lines liveView(Context& context, const QueueSnapshot& snapshot, std::size_t columns, std::size_t rows) {
    const Terminal& terminal = context.terminal();
    Table ended({{"", false, true}, {"", true}, {""}, {"", false, true}, {""}, {"", true}});
    for (const client::Run& run : snapshot.ended)
        ended.add({clockTime(context, run.finished, snapshot.at),
                   run.job,
                   {run.status, styleOf(run.status)},
                   spent(run.duration),
                   run.signal                       ? "signal " + std::to_string(*run.signal)
                   : run.exit_code.value_or(0) != 0 ? "exit " + std::to_string(*run.exit_code)
                                                    : "",
                   run.reason == "exit_code" || run.reason == "signal" ? "" : run.reason});
    Lines lines{apart(terminal.paint("All runs", Style::Bold) + " · " + queueWords(context, snapshot.stats),
                      terminal.paint(context.when(snapshot.at), Style::Dim), columns),
                ""};
    constexpr std::size_t kFoot = 2;
    const Lines body = stacked(
        terminal,
        {{heading(terminal, "RUNNING", snapshot.running.size()), runningRows(context, snapshot, columns), "nothing"},
         {heading(terminal, "WAITING", snapshot.waiting.size()), waitingRows(context, snapshot, columns), "nothing"},
         {heading(terminal, "ENDED", 0), rowsOf(ended, terminal, columns), "nothing yet"}},
        columns, rows > lines.size() + kFoot ? rows - lines.size() - kFoot : 1);
    lines.insert(lines.end(), body.begin(), body.end());
    lines.resize(rows > 1 ? rows - 1 : 1);
    lines.push_back(terminal.paint("q quits", Style::Dim));
    return lines;
}

/// Every change of state of every job, until Ctrl+C.
Result<int> monitorAll(Context& context) {
    if (context.terminal().interactive && !context.json())
        return runLive(context, [&](const QueueSnapshot& snapshot, std::size_t columns, std::size_t rows) {
            return liveView(context, snapshot, columns, rows);
        });
    INFERNO_TRY(Client * service, context.service());
    Context::catchInterrupt();
    std::map<std::string, std::string> known;
    for (bool first = true; !Context::interrupted(); first = false) {
        INFERNO_TRY(const auto page, service->runs({.limit = 200}));
        for (auto run = page.items.rbegin(); run != page.items.rend(); ++run) {
            std::string& told = known[run->id];
            const std::string state = run->status + " " + std::to_string(run->attempt);
            const bool quiet = first && hasEnded(run->status);
            if (state != std::exchange(told, state) && !quiet)
                context.json() ? printJsonLine(*run)
                               : printLine(context.when(context.clock().now()) + "  " + summary(context, *run));
        }
        for (int i = 0; i < 10 && !Context::interrupted(); ++i)
            std::this_thread::sleep_for(kPause / 5);
    }
    return kInterrupted;
}

} // namespace

void addQueueMonitor(CLI::App& group, Context& context) {
    const auto options = std::make_shared<MonitorOptions>();

    CLI::App* log = group.add_subcommand("logs", "Print the output of a run, or of a job's newest run");
    log->add_option("JOB_OR_RUN", options->target, "name or id")->required();
    log->add_flag("--follow,-f", options->follow, "go on until the run ends");
    log->add_flag("--notes", options->view.notes, "with Inferno's own words: limits, timeouts, output left out");
    log->add_flag("--timestamps", options->view.timestamps, "begin each line with the instant at which it came");
    onCall(log, context, [&context, options] { return logs(context, *options); });

    CLI::App* monitor = group.add_subcommand("monitor", "Follow a run to its end; exit with 0 if it completed");
    monitor->add_option("JOB_OR_RUN", options->target, "name or id");
    monitor->add_flag("--real-time", options->realTime, "follow all runs, until Ctrl+C");
    onCall(monitor, context, [&context, options]() -> Result<int> {
        if (options->realTime && options->target.empty())
            return monitorAll(context);
        if (options->target.empty())
            return fail(ErrorCode::InputInvalid, "no job or run was given", "name one, or follow all with --real-time");
        return monitorRun(context, *options);
    });
}

} // namespace inferno::cli
