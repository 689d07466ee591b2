// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue: the commands that change something. What shows something is in queue_views.cpp.
#include <filesystem>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/alert_rules.h"
#include "app/cli/commands.h"
#include "app/cli/job_options.h"
#include "app/cli/queue_plan.h"
#include "app/cli/queue_views.h"
#include "core/base/units.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct ChangeOptions {
    std::string job;
    JobOptions fields;
    bool noRun = false;
    bool replace = false;
    std::string reason;
    std::string duration;
};

Result<void> checkComplete(const JobOptions& options) {
    std::string missing;
    const bool what = !options.command.empty() || !options.templateName.empty();
    for (const auto& [name, given] :
         {std::pair{"--name", !options.name.empty()}, std::pair{"--command (or --template)", what}})
        if (!given)
            missing += (missing.empty() ? "" : " and ") + std::string(name);
    if (missing.empty())
        return {};
    return fail(ErrorCode::InputInvalid, "a job needs " + missing,
                "such as: inferno batch-queue create --name hello --command \"echo hello\" --schedule \"0 9 * * 1-5\"");
}

/// The caller's folder, where the service is on this machine and so can see it.
std::string callersFolder(const Client& service) {
    const std::string& url = service.endpoint().url;
    const bool local =
        url.starts_with("http://127.") || url.starts_with("http://localhost") || url.starts_with("http://[::1]");
    std::error_code failed;
    const std::filesystem::path folder = std::filesystem::current_path(failed);
    return local && !failed ? folder.string() : "";
}

bool isAhead(const Context& context, const std::string& rfc3339) {
    const auto time = parseRfc3339(rfc3339);
    return time && *time > context.clock().now();
}

Result<int> create(Context& context, const CLI::App& command, const ChangeOptions& options) {
    INFERNO_CHECK(checkComplete(options.fields));
    INFERNO_TRY(json fields, typedFields(command, options.fields, context));
    INFERNO_TRY(Client * service, context.service());
    fields["name"] = options.fields.name;
    if (fields.contains("workdir"))
        fields["workdir"] = std::filesystem::absolute(options.fields.workdir).lexically_normal().string();
    else if (const std::string folder = callersFolder(*service); !folder.empty())
        fields["workdir"] = folder;
    if (options.noRun)
        fields["no_run"] = true;
    if (options.replace)
        fields["replace"] = true;
    INFERNO_TRY(const json answer, service->call("POST", "/api/v1/jobs", fields));
    if (context.json()) {
        printJson(answer);
        return kOk;
    }
    const auto created = answer.get<client::Created>();
    printLine("Created " + created.name + " (" + created.id + "): " + created.status +
              (isAhead(context, created.next_run) ? ", next at " + context.when(created.next_run) : "") +
              (created.run_id.empty() ? "" : ", queued as " + created.run_id));
    for (const std::string& warning : created.warnings)
        note("warning: " + printable(withLocalTimes(context, warning)));
    return kOk;
}

Result<int> update(Context& context, const CLI::App& command, const ChangeOptions& options) {
    INFERNO_TRY(json fields, typedFields(command, options.fields, context));
    if (!options.fields.name.empty())
        fields["name"] = options.fields.name;
    if (fields.contains("workdir") && !options.fields.workdir.empty())
        fields["workdir"] = std::filesystem::absolute(options.fields.workdir).lexically_normal().string();
    if (fields.empty())
        return fail(ErrorCode::InputInvalid, "nothing to change was given",
                    "such as: inferno batch-queue update " + options.job + " --schedule \"0 9 * * 1-5\"");
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::Job job, service->updateJob(options.job, fields));
    if (context.json())
        printJson(job);
    else
        printLine("Updated " + job.definition.name + ": " + withLocalTimes(context, job.schedule_words) +
                  (job.next_run.empty() ? "" : ", next at " + context.when(job.next_run)));
    return kOk;
}

/// A change that is told in one sentence, or as {"id"} or the run.
Result<int> told(Context& context, const std::string& target, const std::string& sentence) {
    if (context.json())
        printJson({{"id", target}});
    else
        printLine(sentence);
    return kOk;
}

Result<int> toldRun(Context& context, const client::Run& run) {
    if (context.json())
        printJson(run);
    else
        printLine("Queued " + run.job + " as " + run.id + ": " + run.status);
    return kOk;
}

bool isRunId(const std::string& text) {
    return text.starts_with("run_");
}

void addJobChanges(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ChangeOptions>();

    CLI::App* creation = group.add_subcommand("create", "Define a job; without schedule or dependency it runs once");
    creation->add_option("--name", options->fields.name, "1 to 128 of letters, digits, dot, underscore, dash");
    addJobOptions(*creation, options->fields);
    creation->add_flag("--no-run", options->noRun, "do not run it now");
    creation->add_flag("--replace", options->replace, "replace a job of this name that is defined otherwise");
    onCall(creation, context, [&context, creation, options] { return create(context, *creation, *options); });

    const auto changed = std::make_shared<ChangeOptions>();
    CLI::App* change = group.add_subcommand("update", "Change what is given, leave the rest");
    change->add_option("JOB", changed->job, "name or id")->required();
    change->add_option("--name", changed->fields.name, "a new name");
    addJobOptions(*change, changed->fields);
    onCall(change, context, [&context, change, changed] { return update(context, *change, *changed); });

    CLI::App* deletion = group.add_subcommand("delete", "Remove a job; its runs stay in the audit trail");
    deletion->add_option("JOB", options->job, "name or id")->required();
    onCall(deletion, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(service->deleteJob(options->job));
        return told(context, options->job, "Deleted " + options->job);
    });

    for (const bool enable : {true, false}) {
        CLI::App* toggle = group.add_subcommand(enable ? "enable" : "disable",
                                                enable ? "Let a job, or the queue, start again"
                                                       : "Keep a job, or the queue, from starting anything");
        toggle->add_option("JOB", options->job, "name or id; none: the queue as a whole");
        onCall(toggle, context, [&context, options, enable]() -> Result<int> {
            if (options->job.empty())
                return switchQueue(context, enable);
            INFERNO_TRY(Client * service, context.service());
            INFERNO_CHECK(service->enableJob(options->job, enable));
            return told(context, options->job, (enable ? "Enabled " : "Disabled ") + options->job);
        });
    }
}

void addRunChanges(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ChangeOptions>();

    CLI::App* running = group.add_subcommand("run", "Run a job now");
    running->add_option("JOB", options->job, "name or id")->required();
    running
        ->add_option("--param", options->fields.params,
                     "NAME=VALUE for a parameter of its template, for this run alone; may be given again")
        ->allow_extra_args(false);
    running
        ->add_option("--env", options->fields.environment,
                     "NAME=VALUE for the command, for this run alone; may be given again")
        ->allow_extra_args(false);
    onCall(running, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(const json values, runValues(options->fields.params, options->fields.environment));
        INFERNO_TRY(Client * service, context.service());
        if (values.empty()) {
            INFERNO_TRY(const client::Run run, service->runJob(options->job));
            return toldRun(context, run);
        }
        INFERNO_TRY(const client::Job job, service->job(options->job));
        INFERNO_TRY(const json answer, service->call("POST", "/api/v1/jobs/" + job.id + "/run", values));
        return toldRun(context, answer.get<client::Run>());
    });

    CLI::App* cancel = group.add_subcommand("cancel", "End a run, or a job's active run and what is queued for it");
    cancel->add_option("JOB_OR_RUN", options->job, "name or id")->required();
    onCall(cancel, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(isRunId(options->job) ? service->cancelRun(options->job) : service->cancelJob(options->job));
        return told(context, options->job, "Cancelled " + options->job);
    });

    CLI::App* retry = group.add_subcommand("retry", "Run again what failed, timed out or was cancelled last");
    retry->add_option("JOB_OR_RUN", options->job, "name or id")->required();
    onCall(retry, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        auto run = isRunId(options->job) ? service->retryRun(options->job) : service->retryJob(options->job);
        if (!run)
            return std::unexpected(run.error());
        return toldRun(context, *run);
    });

    CLI::App* pause = group.add_subcommand("pause", "Start no runs until resume; running ones go on");
    pause->add_option("--reason", options->reason, "why, for others to read");
    pause->add_option("--for", options->duration, "resume by itself after this long: 15m, 6h");
    onCall(pause, context, [&context, options]() -> Result<int> {
        std::optional<double> seconds;
        if (!options->duration.empty()) {
            INFERNO_TRY(const auto duration, parseDuration(options->duration));
            seconds = static_cast<double>(duration.count()) / 1000;
        }
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(service->pauseQueue(options->reason, seconds));
        INFERNO_TRY(const client::QueueStats stats, service->queueStats());
        return told(context, "queue", "Paused: no run starts" + pauseEndWords(context, stats));
    });
    onCall(group.add_subcommand("resume", "Start runs again"), context, [&context]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(service->resumeQueue());
        return told(context, "queue", "Resumed");
    });
}

} // namespace

void addQueueCommands(CLI::App& program, Context& context) {
    CLI::App* group = program.add_subcommand("batch-queue", "Define jobs, run them, and see what became of them");
    group->require_subcommand(1);
    addJobChanges(*group, context);
    addRunChanges(*group, context);
    addQueueViews(*group, context);
    addQueueMonitor(*group, context);
    addQueueResources(*group, context);
    addQueueTemplates(*group, context);
    addQueueDashboard(*group, context);
    addQueueSettings(*group, context);
    addQueueBlackouts(*group, context);
    addQueueFires(*group, context);
    addQueueAlertRules(*group, context);
    addQueueExport(*group, context);
    addQueueApply(*group, context);
    addQueueImport(*group, context);
}

} // namespace inferno::cli
