// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_views.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/base/units.h"
#include "services/client/types_calendar.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct ViewOptions {
    std::string target;
    std::string status;
    std::string tag;
    std::string search;
    std::string cursor;
    std::string format = "text";
    int limit = 50;
};

template <typename T>
json pageAsJson(const client::Page<T>& page) {
    return {{"items", page.items}, {"next_cursor", page.next_cursor}};
}

void printMore(const std::string& cursor) {
    if (!cursor.empty())
        printLine("There is more: --cursor " + cursor);
}

Result<int> list(Context& context, const ViewOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    Client::JobFilter filter;
    filter.status = options.status;
    filter.tag = options.tag;
    filter.limit = options.limit;
    filter.search = options.search;
    filter.cursor = options.cursor;
    filter.recent = false;
    INFERNO_TRY(const auto page, service->jobs(filter));
    if (context.json()) {
        json document = pageAsJson(page);
        for (json& item : document["items"])
            item.erase("runs");
        printJson(document);
        return kOk;
    }
    Table table({{"NAME", true}, {"STATUS"}, {"LAST"}, {"LAST RUN", true}, {"NEXT RUN", true}, {"SCHEDULE", true}});
    for (const client::Job& job : page.items)
        table.add({job.definition.name,
                   {job.status, styleOf(job.status)},
                   {job.last_status.empty() ? "–" : job.last_status, styleOf(job.last_status)},
                   context.when(job.last_run),
                   context.when(job.next_run),
                   withLocalTimes(context, job.schedule_words)});
    if (table.empty())
        printLine(options.status.empty() && options.tag.empty() && options.search.empty() && options.cursor.empty()
                      ? "There are no jobs yet: inferno batch-queue create --help shows how to define one"
                      : "No job fits");
    else
        print(table.text(context.terminal()));
    printMore(page.next_cursor);
    return kOk;
}

/// With the number of fires that a skipped run stands for.
std::string reasonOf(Context& context, const client::Run& run) {
    if (run.missed == 0)
        return withLocalTimes(context, run.reason);
    return run.reason + (run.missed == 1 ? ": 1 fire" : ": " + std::to_string(run.missed) + " fires, the first") +
           " of " + context.when(run.missed_since);
}

Table runTable(Context& context, const std::vector<client::Run>& runs, bool withJob) {
    std::vector<Table::Column> columns = {{"RUN"},
                                          {"STATUS"},
                                          {"TRY", false, true},
                                          {"STARTED", true},
                                          {"TOOK", false, true},
                                          {"EXIT", false, true},
                                          {"REASON", true}};
    if (withJob)
        columns.insert(columns.begin() + 1, {"JOB", true});
    Table table(std::move(columns));
    for (const client::Run& run : runs) {
        std::vector<Table::Cell> row = {run.id};
        if (withJob)
            row.emplace_back(run.job);
        row.emplace_back(run.status, styleOf(run.status));
        row.emplace_back(run.attempt > 0 ? std::to_string(run.attempt) + "/" + std::to_string(run.attempts_max) : "");
        row.emplace_back(context.when(run.started));
        row.emplace_back(spent(run.duration));
        row.emplace_back(run.signal      ? "signal " + std::to_string(*run.signal)
                         : run.exit_code ? std::to_string(*run.exit_code)
                                         : "");
        row.emplace_back(reasonOf(context, run));
        table.add(std::move(row));
    }
    return table;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string length(double seconds) {
    return formatDuration(std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)});
}

std::string number(double value) {
    const json whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole.get<std::int64_t>()) == value ? whole.dump() : json(value).dump();
}

std::string resourcesText(const client::Resources& resources) {
    std::vector<std::string> parts;
    if (resources.cpu_limit > 0)
        parts.push_back(number(resources.cpu_limit) + (resources.cpu_limit == 1 ? " core" : " cores"));
    if (resources.memory_limit_gb > 0)
        parts.push_back(formatSize(ByteSize{static_cast<std::uint64_t>(resources.memory_limit_gb * (1ULL << 30))}) +
                        " of memory");
    if (resources.gpu_required)
        parts.emplace_back("a GPU");
    return joined(parts);
}

/// The definition, leaving out what is as it is by default.
void printDefinition(Context& context, const client::Job& job) {
    const client::JobDefinition& definition = job.definition;
    const auto line = [&](const char* name, const std::string& value) {
        if (!value.empty())
            printLine("  " + std::string(name) + std::string(14 - std::string_view(name).size(), ' ') +
                      printable(value));
    };
    printLine(context.terminal().paint(printable(definition.name), Style::Bold) + " · " +
              context.terminal().paint(job.status, styleOf(job.status)));
    line("id", job.id);
    line("command", definition.command + (job.kind == "inferno" ? "   (runs as inferno …)" : ""));
    line("template", definition.template_name);
    for (const auto& [name, value] : definition.params)
        line(definition.params.begin()->first == name ? "params" : "", name + " = " + value);
    line("schedule", joined(definition.schedules));
    line("", definition.schedules.empty() ? "" : withLocalTimes(context, job.schedule_words));
    line("run at", definition.run_at.empty() ? "" : context.when(definition.run_at));
    line("", definition.cron_fields == 6 ? "six fields, the first is the second" : "");
    line("starts", definition.starts.empty() ? "" : context.when(definition.starts));
    line("ends", definition.ends.empty() ? "" : context.when(definition.ends));
    line("max runs", definition.max_runs > 0 ? std::to_string(definition.max_runs) : "");
    line("blackouts", definition.ignore_blackouts ? "ignored" : "");
    line("time zone", definition.timezone);
    line("next run", job.next_run.empty() ? "" : context.when(job.next_run));
    line("depends on", joined(definition.depends_on) +
                           (definition.depends_on.size() > 1 ? " (" + definition.depends_join + ")" : ""));
    line("condition", definition.condition);
    line("timeout", definition.timeout.value_or(0) > 0 ? length(*definition.timeout) : "");
    line("grace", length(definition.grace) + " from TERM to KILL");
    line("retries", definition.retry_attempts > 0
                        ? std::to_string(definition.retry_attempts) + ", after " + length(definition.retry_delay) +
                              " × " + json(definition.retry_backoff).dump() + ", at most " +
                              spent(definition.retry_max_delay) +
                              (definition.retry_on.empty() ? "" : ", only after exit codes " + definition.retry_on)
                        : "");
    line("limits", resourcesText(definition.resources));
    line("priority", definition.priority == "normal" ? "" : definition.priority);
    line("misfire", definition.schedules.empty() ? "" : definition.misfire);
    line("overlap",
         definition.overlap +
             (definition.max_parallel > 0 ? ", at most " + std::to_string(definition.max_parallel) + " at once" : ""));
    line("jitter", definition.jitter > 0 ? "starts up to " + length(definition.jitter) + " later" : "");
    line("pool", definition.pool);
    line("waits", definition.queued_timeout > 0 ? "at most " + length(definition.queued_timeout) : "");
    line("folder", definition.workdir);
    std::vector<std::string> variables; // their values may be secrets
    for (const auto& [name, value] : definition.env)
        variables.push_back(name);
    line("environment", joined(variables));
    line("tags", joined(definition.tags));
    line("created", context.when(job.created));
}

/// What each parent has done since the job last started, and what is still awaited.
void printEdges(Context& context, const client::Job& job) {
    const auto line = [&](const client::Awaited& edge) {
        const std::string last = edge.run_id.empty()
                                     ? "no run of it has ended since"
                                     : printable(edge.run_id) + " " + edge.status + " at " + context.when(edge.since);
        printLine(std::string("  ") + (edge.armed ? "done          " : "waits for     ") + printable(edge.job) + " (" +
                  edge.on + "): " + last);
    };
    for (const client::Awaited& edge : job.awaits)
        line(edge);
}

Result<void> printNewestRun(Context& context, Client& service, const client::Run& newest) {
    if (!newest.cause.empty())
        printLine("\n  newest run    " + printable(withLocalTimes(context, newest.cause)));
    if (newest.limits == "none")
        printLine("  limits kept   not at all: this machine has no way to");
    else if (!newest.limits.empty())
        printLine("  limits kept   " + std::string(newest.limits == "cgroup" ? "by the kernel (cgroup)"
                                                                             : "by looking again and again (polled)"));
    if (newest.status != "queued" && newest.attempt > 0) {
        INFERNO_TRY(const client::Run whole, service.run(newest.id));
        if (!whole.outputs.empty())
            printLine("  outputs       " + printable(whole.outputs));
    }
    if (newest.dropped_bytes > 0)
        printLine("  output        " + droppedWords(newest));
    if (newest.waiting.empty())
        return {};
    printLine("  not started   " + printable(withLocalTimes(context, newest.waiting)) +
              (newest.waiting_since.empty() ? "" : ", since " + context.when(newest.waiting_since)));
    if (newest.waiting.starts_with("the queue is paused")) {
        INFERNO_TRY(const client::QueueStats stats, service.queueStats());
        printLine("                " + pauseEndWords(context, stats).substr(1));
    }
    return {};
}

Result<int> show(Context& context, const ViewOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::Job job, service->job(options.target));
    if (context.json()) {
        printJson(job);
        return kOk;
    }
    printDefinition(context, job);
    INFERNO_TRY(const auto exceptions, service->fireExceptions(job.definition.name));
    for (const client::FireException& one : exceptions)
        printLine("  single fire   " + context.when(one.fire) +
                  (one.to.empty() ? " is skipped once" : " is moved to " + context.when(one.to)) +
                  (one.by.empty() ? "" : ", by " + printable(one.by)));
    printEdges(context, job);
    if (job.runs.empty())
        return kOk;
    INFERNO_CHECK(printNewestRun(context, *service, job.runs.front()));
    print("\n" + runTable(context, job.runs, false).text(context.terminal()));
    return kOk;
}

Result<int> runs(Context& context, const ViewOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto page, service->runs({options.target, options.status, options.tag, options.search,
                                                options.limit, options.cursor}));
    if (context.json()) {
        printJson(pageAsJson(page));
        return kOk;
    }
    if (page.items.empty())
        printLine(options.status.empty() && options.tag.empty() && options.search.empty() ? "No run yet"
                                                                                          : "No such run");
    else
        print(runTable(context, page.items, options.target.empty()).text(context.terminal()));
    printMore(page.next_cursor);
    return kOk;
}

Result<int> stats(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::QueueStats stats, service->queueStats());
    if (context.json()) {
        printJson(stats);
        return kOk;
    }
    const auto number = [](int value) { return std::to_string(value); };
    if (stats.paused)
        printLine(context.terminal().paint("Paused", Style::Warn) +
                  (stats.paused_since.empty() ? "" : " since " + context.when(stats.paused_since)) + "," +
                  pauseEndWords(context, stats) +
                  (stats.pause_reason.empty() ? "" : ": " + printable(stats.pause_reason)));
    else if (!stats.held.empty())
        printLine(context.terminal().paint("Nothing starts", Style::Warn) + ": " + heldWords(stats.held));
    printLine("Jobs " + number(stats.jobs) + " · running " + number(stats.running) + " of " +
              number(stats.max_concurrent) + " · queued " + number(stats.queued) + " · blocked " +
              number(stats.blocked) + " · retrying " + number(stats.retrying));
    printLine("Last 24 h: " + number(stats.runs_24h) + " runs ended" +
              (stats.runs_24h > 0
                   ? ", " + number(static_cast<int>(std::lround(stats.success_rate_24h * 100))) + " % completed"
                   : ""));
    Table table({{"STATUS"}, {"RUNS", false, true}});
    for (const auto& [status, count] : stats.last_24h)
        if (count > 0)
            table.add({{status, styleOf(status)}, number(count)});
    if (!table.empty())
        print("\n" + table.text(context.terminal()));
    return kOk;
}

std::string quotedForDot(const std::string& text) {
    std::string out = "\"";
    for (const char c : text)
        out += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
    return out + '"';
}

Result<int> graph(Context& context, const ViewOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::Graph graph, service->graph());
    if (context.json() || options.format == "json") {
        printJson(graph);
        return kOk;
    }
    if (options.format == "dot") {
        std::string text = "digraph jobs {\n  rankdir=LR;\n";
        for (const client::Job& node : graph.nodes)
            text += "  " + quotedForDot(node.definition.name) + ";\n";
        for (const client::GraphEdge& edge : graph.edges)
            text += "  " + quotedForDot(edge.from) + " -> " + quotedForDot(edge.to) +
                    " [label=" + quotedForDot(edge.on) + "];\n";
        print(text + "}\n");
        return kOk;
    }
    for (const client::GraphEdge& edge : graph.edges)
        printLine(printable(edge.from) + " → " + printable(edge.to) + " (" + edge.on + ")");
    if (graph.edges.empty())
        printLine("No job depends on another");
    return kOk;
}

} // namespace

std::string heldWords(const std::string& held) {
    return held == "queue_disabled"      ? "the queue is disabled: inferno batch-queue enable"
           : held == "vault_locked"      ? "the vault is locked: inferno audit unlock"
           : held == "vault_unavailable" ? "the vault takes no events: inferno audit status"
                                         : printable(held);
}

std::string droppedWords(const client::Run& run) {
    return std::to_string(run.dropped_bytes) + " bytes of output (" + formatSize(ByteSize{run.dropped_bytes}) +
           ") are not kept: a log holds 64 MiB of each start, its beginning and its end";
}

std::string withLocalTimes(Context& context, const std::string& text) {
    constexpr std::size_t kLeast = 20; // 2026-03-24T10:42:00Z
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('Z', at);
        std::size_t begin = end;
        while (begin != text.npos && begin > at && std::string_view("0123456789-:.T").contains(text[begin - 1]))
            --begin;
        if (end == text.npos || end + 1 - begin < kLeast || !parseRfc3339(text.substr(begin, end + 1 - begin))) {
            const std::size_t next = end == text.npos ? text.size() : end + 1;
            out += text.substr(at, next - at);
            at = next;
            continue;
        }
        out += text.substr(at, begin - at) + context.when(text.substr(begin, end + 1 - begin));
        at = end + 1;
    }
    return out;
}

std::string pauseEndWords(Context& context, const client::QueueStats& stats) {
    return stats.resume_at.empty() ? " until inferno batch-queue resume" : " until " + context.when(stats.resume_at);
}

std::string spent(double seconds) {
    return seconds > 0 ? length(seconds) : "";
}

Result<client::Run> resolveRun(Client& service, const std::string& jobOrRun) {
    if (jobOrRun.starts_with("run_"))
        return service.run(jobOrRun);
    INFERNO_TRY(const client::Job job, service.job(jobOrRun));
    if (job.runs.empty())
        return fail(ErrorCode::RunUnknown, "'" + jobOrRun + "' has not run yet", "inferno batch-queue run " + jobOrRun);
    return job.runs.front();
}

void addQueueViews(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ViewOptions>();

    CLI::App* listing = group.add_subcommand("list", "List jobs");
    listing->add_option("--status", options->status, "only of this state, or with this last result");
    listing->add_option("--tag", options->tag, "only with this tag");
    listing->add_option("--search", options->search, "only with this in their name or in a tag");
    listing->add_option("--limit", options->limit, "at most so many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    listing->add_option("--cursor", options->cursor, "go on where the last page ended");
    onCall(listing, context, [&context, options] { return list(context, *options); });

    CLI::App* showing = group.add_subcommand("show", "Show a job and its newest runs");
    showing->add_option("JOB", options->target, "name or id")->required();
    onCall(showing, context, [&context, options] { return show(context, *options); });

    CLI::App* running = group.add_subcommand("runs", "List runs, newest first");
    running->add_option("JOB", options->target, "only of this job");
    running->add_option("--status", options->status, "only of this state");
    running->add_option("--tag", options->tag, "only of jobs with this tag");
    running->add_option("--search", options->search, "only of jobs with this in their name or in a tag");
    running->add_option("--limit", options->limit, "at most so many")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    running->add_option("--cursor", options->cursor, "go on where the last page ended");
    onCall(running, context, [&context, options] { return runs(context, *options); });

    onCall(group.add_subcommand("stats", "Count jobs and runs"), context, [&context] { return stats(context); });

    CLI::App* drawing = group.add_subcommand("graph", "Show which job waits for which");
    drawing->add_option("--format", options->format, "text, dot (Graphviz), json")
        ->check(CLI::IsMember({"text", "dot", "json"}))
        ->capture_default_str();
    onCall(drawing, context, [&context, options] { return graph(context, *options); });
}

} // namespace inferno::cli
