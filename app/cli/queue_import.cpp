// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue import crontab: cron's lines as jobs, and what becomes of each.
#include <algorithm>
#include <map>
#include <set>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/cli/queue_plan.h"
#include "services/definitions/crontab_jobs.h"

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

/// Whose jobs the service runs: the owner of its data root, or, of a service elsewhere, who asks.
std::string serviceUser(const Context& context) {
    uid_t id = ::geteuid();
    struct stat root{};
    if (const auto target = context.target(); target && !target->isUrl() && ::stat(target->dataDir.c_str(), &root) == 0)
        id = root.st_uid;
    const passwd* entry = ::getpwuid(id);
    return entry ? entry->pw_name : std::to_string(id);
}

std::string homeOf(const std::string& user) {
    const passwd* entry = ::getpwnam(user.c_str());
    return entry ? entry->pw_dir : "";
}

/// Names of jobs that no import made: an imported one must not take their place.
Result<std::set<std::string>> foreignNames(Client& service) {
    INFERNO_TRY(const json all, service.call("GET", "/api/v1/queue/definitions"));
    std::set<std::string> names;
    for (const json& job : all.at("jobs")) {
        const json tags = job.value("tags", json::array());
        if (std::ranges::find(tags, definitions::kCrontabTag) == tags.end())
            names.insert(job.at("name").get<std::string>());
    }
    return names;
}

/// What is done with each line: "create", "change", "unchanged"; "not imported"; "setting".
std::string actionOf(const CrontabLine& line, const std::map<std::string, std::string>& actions) {
    if (line.setting)
        return "setting";
    if (line.document.is_null())
        return "not imported";
    const auto found = actions.find(line.document.at("name").get<std::string>());
    return found == actions.end() ? "" : found->second;
}

json asJson(const std::vector<CrontabLine>& lines, const std::map<std::string, std::string>& actions, bool applied) {
    json items = json::array();
    for (const CrontabLine& line : lines)
        items.push_back({{"line", line.line},
                         {"text", line.text},
                         {"action", actionOf(line, actions)},
                         {"job", line.document},
                         {"notes", line.notes},
                         {"reason", line.reason}});
    return {{"applied", applied}, {"items", std::move(items)}};
}

void show(Context& context, const std::vector<CrontabLine>& lines, const std::map<std::string, std::string>& actions) {
    Table table({{"LINE", false, true}, {"BECOMES"}, {"JOB"}, {"SCHEDULE"}, {"COMMAND", true}});
    for (const CrontabLine& line : lines) {
        const std::string action = actionOf(line, actions);
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
    for (const CrontabLine& line : lines) {
        if (!line.reason.empty())
            say(line.line, "not imported: " + line.reason, Style::Bad);
        for (const std::string& note : line.notes)
            say(line.line, (line.setting ? line.text.substr(0, line.text.find('=')) + ": " : "") + note, Style::Plain);
    }
    printLine("\nAs under cron, runs of a job may overlap, and what falls due while the service is down is left out.");
}

Result<int> importCrontab(Context& context, const ImportOptions& options) {
    INFERNO_TRY(const std::string text, readInput(options.file));
    INFERNO_TRY(const definitions::Crontab crontab, definitions::readCrontab(text, options.system));
    if (crontab.entries.empty())
        return fail(ErrorCode::InputInvalid, "the crontab starts nothing", "a line is five fields and a command");
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto foreign, foreignNames(*service));
    definitions::CrontabOptions mapping;
    mapping.timezone = context.zone().name();
    mapping.user = serviceUser(context);
    mapping.anyUser = options.anyUser;
    mapping.prefix = options.prefix;
    mapping.homeOf = homeOf;
    mapping.taken = [&](const std::string& name) { return foreign.contains(name); };
    const auto lines = definitions::jobsOf(crontab, mapping);

    json documents = json::array();
    for (const CrontabLine& line : lines)
        if (!line.document.is_null())
            documents.push_back(line.document);
    INFERNO_TRY(client::ApplyAnswer plan, applyJobs(*service, documents, true, false));
    if (!plan.problems.empty()) {
        const client::PlanProblem& first = plan.problems.front();
        return fail(codeOf(first.code), "job '" + first.name + "': " + first.detail + "; nothing was changed",
                    first.hint);
    }
    if (!options.dryRun) {
        INFERNO_TRY(plan, applyJobs(*service, documents, false, false));
    }
    std::map<std::string, std::string> actions;
    for (const client::PlannedChange& change : plan.changes)
        actions[change.name] = change.action;
    const auto lost = std::ranges::count_if(lines, [](const auto& line) { return !line.reason.empty(); });
    if (context.json()) {
        printJson(asJson(lines, actions, plan.applied));
    } else {
        show(context, lines, actions);
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
