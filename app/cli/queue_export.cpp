// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue export: definitions as a document that `apply` takes, or a table; and the history of runs.
#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/csv.h"
#include "app/cli/output_file.h"
#include "app/cli/queue_views.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct ExportOptions {
    std::string format;
    std::string output = "-";
    bool history = false;
    bool definitions = false;

    /// A table is of runs, which is what others count; a document is of definitions, which `apply` takes.
    bool ofRuns() const { return history || (format == "csv" && !definitions); }
};

/// The first columns; what else a document has comes behind them, by name.
const std::vector<std::string> kJobColumns = {"name",     "enabled",  "status",    "last_status",   "last_run",
                                              "next_run", "command",  "schedules", "timezone",      "depends_on",
                                              "tags",     "priority", "timeout",   "retry_attempts"};
const std::vector<std::string> kRunColumns = {
    "id",      "job",      "status",   "trigger",   "attempt", "attempts_max", "scheduled_for", "queued",
    "started", "finished", "duration", "exit_code", "signal",  "reason",       "cause",         "retry_of"};
/// What is no column: what a table cannot show, or what another column says.
const std::vector<std::string> kNoColumns = {"recent",   "runs",          "p50",     "p95",
                                             "progress", "depends_mode",  "waiting", "next_attempt",
                                             "job_id",   "waiting_since", "awaits"};

std::string cellOf(const std::string& name, const json& value) {
    if (value.is_null())
        return "";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array()) {
        std::string text;
        for (const json& item : value)
            text += (text.empty() ? "" : "; ") + (item.is_string() ? item.get<std::string>() : item.dump());
        return text;
    }
    if (name == "env" && value.is_object()) { // names alone: a table is passed on
        std::string text;
        for (const auto& [variable, ignored] : value.items())
            text += (text.empty() ? "" : "; ") + variable;
        return text;
    }
    return value.dump();
}

std::vector<std::string> columnsOf(const json& first, const std::vector<std::string>& known) {
    std::vector<std::string> columns = known;
    for (const auto& [name, ignored] : first.items())
        if (std::ranges::find(columns, name) == columns.end() &&
            std::ranges::find(kNoColumns, name) == kNoColumns.end())
            columns.push_back(name);
    return columns;
}

/// All pages of a list, a row each.
Result<std::size_t> writeTable(Client& service, const std::string& path, const std::vector<std::string>& known,
                               OutputFile& output) {
    std::vector<std::string> columns;
    std::size_t rows = 0;
    std::string cursor;
    do {
        INFERNO_TRY(const json page,
                    service.call("GET", path + "?limit=1000" + (cursor.empty() ? "" : "&cursor=" + cursor)));
        const json items = page.value("items", json::array());
        if (columns.empty()) {
            columns = columnsOf(items.empty() ? json::object() : items.front(), known);
            INFERNO_CHECK(output.write(csvRow(columns)));
        }
        for (const json& item : items) {
            std::vector<std::string> cells;
            for (const std::string& column : columns)
                cells.push_back(cellOf(column, item.value(column, json())));
            INFERNO_CHECK(output.write(csvRow(cells)));
            ++rows;
        }
        cursor = page.value("next_cursor", "");
    } while (!cursor.empty());
    return rows;
}

std::string indented(const json& document) {
    return document.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

Result<std::size_t> writeDefinitions(Client& service, OutputFile& output) {
    INFERNO_TRY(const json document, service.call("GET", "/api/v1/queue/definitions"));
    INFERNO_CHECK(output.write(indented(document)));
    return document.at("jobs").size();
}

Result<std::size_t> writeRuns(Client& service, OutputFile& output) {
    std::size_t count = 0;
    std::string cursor;
    INFERNO_CHECK(output.write("{\"runs\": ["));
    do {
        INFERNO_TRY(const auto page, service.runs({.limit = 1000, .cursor = cursor}));
        for (const client::Run& run : page.items)
            INFERNO_CHECK(output.write((count++ == 0 ? "\n" : ",\n") +
                                       json(run).dump(-1, ' ', false, json::error_handler_t::replace)));
        cursor = page.next_cursor;
    } while (!cursor.empty());
    INFERNO_CHECK(output.write("\n]}\n"));
    return count;
}

Result<int> exportQueue(Context& context, const ExportOptions& options) {
    if (options.format.empty())
        return fail(ErrorCode::InputInvalid, "an export needs --format csv or --format json",
                    "inferno batch-queue export --format json --output jobs.json");
    INFERNO_TRY(Client * service, context.service());
    SystemVfs vfs;
    INFERNO_TRY(OutputFile output, OutputFile::open(vfs, options.output));
    const auto write = [&]() -> Result<std::size_t> {
        if (options.format == "csv")
            return writeTable(*service, options.ofRuns() ? "/api/v1/runs" : "/api/v1/jobs",
                              options.ofRuns() ? kRunColumns : kJobColumns, output);
        return options.ofRuns() ? writeRuns(*service, output) : writeDefinitions(*service, output);
    };
    INFERNO_TRY(const std::size_t count, write());
    INFERNO_CHECK(output.commit());
    if (output.isStdout())
        return kOk;
    const std::string what = options.ofRuns() ? "runs" : "jobs";
    if (context.json())
        printJson({{"format", options.format}, {"output", output.path().string()}, {what, count}});
    else
        printLine("Exported " + std::to_string(count) + " " + what + ", to " + printable(output.path().string()));
    return kOk;
}

} // namespace

void addQueueExport(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = group.add_subcommand("export", "Write the definitions of all jobs, as apply takes them "
                                                       "(json), or the history of their runs as a table (csv)");
    command->add_option("--format", options->format, "csv or json")->check(CLI::IsMember({"csv", "json"}));
    command->add_option("--output", options->output, "the file, readable by you alone; - is the standard output")
        ->capture_default_str();
    CLI::Option* history = command->add_flag("--history", options->history, "all runs, newest first, also as json");
    command->add_flag("--definitions", options->definitions, "the definitions, also as csv")->excludes(history);
    onCall(command, context, [&context, options] { return exportQueue(context, *options); });
}

} // namespace inferno::cli
