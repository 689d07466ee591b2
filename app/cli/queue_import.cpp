// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue import crontab: cron's lines as jobs, and what becomes of each.
#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_plan.h"
#include "services/definitions/crontab_import.h"

namespace inferno::cli {
namespace {

using client::Client;
using definitions::CrontabLine;
using nlohmann::json;

struct ImportOptions {
    std::string file;
    std::string prefix;
    bool system = false;
    bool anyUser = false;
    bool dryRun = false;
};

json asJson(const definitions::ImportPlan& plan) {
    json items = json::array();
    for (const CrontabLine& line : plan.lines)
        items.push_back({{"line", line.line},
                         {"text", line.text},
                         {"action", plan.actionOf(line)},
                         {"job", line.document},
                         {"notes", line.notes},
                         {"reason", line.reason}});
    return {{"applied", plan.answer.applied}, {"items", std::move(items)}};
}

void show(Context& context, const definitions::ImportPlan& plan) {
    Table table({{"LINE", false, true}, {"BECOMES"}, {"JOB"}, {"SCHEDULE"}, {"COMMAND", true}});
    for (const CrontabLine& line : plan.lines) {
        const std::string action = plan.actionOf(line);
        const Style style = action == "not imported" ? Style::Bad : action == "create" ? Style::Good : Style::Plain;
        const bool job = !line.document.is_null();
        table.add({std::to_string(line.line),
                   {action, style},
                   job ? line.document["name"].get<std::string>() : "",
                   job ? line.document["schedules"][0].get<std::string>() : "",
                   job ? line.document["command"].get<std::string>() : line.text});
    }
    print(table.text(context.terminal()));
    bool first = true;
    const auto say = [&](int line, const std::string& sentence, Style style) {
        printLine((std::exchange(first, false) ? "\n" : "") + std::string("line ") + std::to_string(line) + ": " +
                  context.terminal().paint(printable(sentence), style));
    };
    for (const CrontabLine& line : plan.lines) {
        if (!line.reason.empty())
            say(line.line, "not imported: " + line.reason, Style::Bad);
        for (const std::string& note : line.notes)
            say(line.line, (line.setting ? line.text.substr(0, line.text.find('=')) + ": " : "") + note, Style::Plain);
    }
    printLine("\nAs under cron, runs of a job may overlap, and what falls due while the service is down is left out.");
}

Result<int> importCrontab(Context& context, const ImportOptions& options) {
    INFERNO_TRY(const std::string text, readInput(options.file));
    INFERNO_TRY(const definitions::Crontab crontab, definitions::readForImport(text, options.system));
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::Target target, context.target());
    INFERNO_TRY(const definitions::ImportPlan import,
                definitions::importCrontab(*service, crontab,
                                           {.timezone = context.zone().name(),
                                            .user = definitions::userOfService(target.dataDir.string()),
                                            .prefix = options.prefix,
                                            .anyUser = options.anyUser,
                                            .dryRun = options.dryRun}));
    const client::ApplyAnswer& plan = import.answer;
    const auto lost = std::ranges::count_if(import.lines, [](const auto& line) { return !line.reason.empty(); });
    if (context.json()) {
        printJson(asJson(import));
    } else {
        show(context, import);
        printLine((plan.applied ? "Imported: " : "Plan: ") + (plan.changes.empty() ? "nothing" : countsOf(plan)) +
                  (lost > 0 ? ", " + std::to_string(lost) + " not imported" : ""));
    }
    if (plan.applied && !plan.changes.empty() && !context.json())
        printLine("Take the lines out of the crontab, or both will run them.");
    return lost > 0 ? kRefused : kOk;
}

} // namespace

void addQueueImport(CLI::App& group, Context& context) {
    CLI::App* import = group.add_subcommand("import", "Take over what other schedulers do");
    import->require_subcommand(1);
    const auto options = std::make_shared<ImportOptions>();
    CLI::App* crontab = import->add_subcommand(
        "crontab", "Make jobs of a crontab's lines, and say what becomes of each; exit with 1 where one is left out");
    crontab->add_option("FILE", options->file, "a crontab; - is the standard input: crontab -l | …")->required();
    crontab->add_flag("--system", options->system, "lines name a user before the command: /etc/crontab, /etc/cron.d");
    crontab->add_flag("--any-user", options->anyUser, "also lines of other users; they run as the service's user");
    crontab->add_option("--prefix", options->prefix, "names of jobs begin with this");
    crontab->add_flag("--dry-run", options->dryRun, "show what would be made, change nothing");
    onCall(crontab, context, [&context, options] { return importCrontab(context, *options); });
}

} // namespace inferno::cli
