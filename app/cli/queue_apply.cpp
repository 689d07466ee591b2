// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue apply: jobs as a file says them.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/input_file.h"
#include "app/cli/queue_plan.h"
#include "core/base/units.h"
#include "services/definitions/definition_file.h"

namespace inferno::cli {
namespace {

using client::Client;
using definitions::FileJob;
using nlohmann::json;

constexpr std::uint64_t kMostBytes = 4U << 20;

struct ApplyOptions {
    std::string file;
    bool dryRun = false;
    bool prune = false;
};

struct Look {
    const char* action;
    const char* sign;
    Style style;
    const char* planned;
    const char* done;
};
constexpr Look kLooks[] = {{"create", "+", Style::Good, "to create", "created"},
                           {"change", "~", Style::Warn, "to change", "changed"},
                           {"delete", "-", Style::Bad, "to delete", "deleted"},
                           {"unchanged", "=", Style::Dim, "unchanged", "unchanged"}};

/// Options that are durations, in seconds.
constexpr std::array<std::string_view, 6> kDurations = {"grace",       "jitter",          "queued_timeout",
                                                        "retry_delay", "retry_max_delay", "timeout"};

/// A JSON text for people: no quotes around a text, "none" for nothing.
std::string valueOf(const std::string& field, const std::string& text) {
    const json value = json::parse(text, nullptr, false);
    if (value.is_number() && std::ranges::find(kDurations, field) != kDurations.end()) {
        const auto length = std::chrono::milliseconds(std::llround(value.get<double>() * 1000));
        return length.count() == 0 ? "none" : formatDuration(length);
    }
    if (value.is_null() || text.empty() || value == "" || (value.is_array() && value.empty()))
        return "none";
    return value.is_string() ? value.get<std::string>() : text;
}

/// The option that an error is about, where its words do not name it.
std::string optionOf(const std::string& code) {
    if (code == "cron.syntax" || code == "cron.range" || code == "cron.horizon")
        return "schedules schedule ";
    if (code == "cron.zone")
        return "timezone ";
    if (code == "condition.invalid")
        return "condition ";
    return code == "job.cycle" ? "depends_on " : "";
}

/// The problem as an error of this file: where it is, and of which job.
Error errorOf(const client::PlanProblem& problem, const std::vector<FileJob>& jobs, const std::string& file) {
    std::string where;
    if (problem.job >= 0 && static_cast<std::size_t>(problem.job) < jobs.size()) {
        const int line =
            definitions::lineOf(jobs[static_cast<std::size_t>(problem.job)], optionOf(problem.code) + problem.detail);
        where = file + (line > 0 ? ":" + std::to_string(line) : "") + ": ";
    }
    if (!problem.name.empty())
        where += "job '" + problem.name + "': ";
    return {codeOf(problem.code), where + problem.detail, problem.hint, nullptr};
}

/// All of them on stderr, the last as the command's own error.
std::unexpected<Error> refused(const client::ApplyAnswer& plan, const std::vector<FileJob>& jobs,
                               const std::string& file) {
    std::vector<Error> errors;
    for (const client::PlanProblem& problem : plan.problems)
        errors.push_back(errorOf(problem, jobs, file));
    for (std::size_t i = 0; i + 1 < errors.size(); ++i)
        std::fprintf(stderr, "error: %s\n", printable(errors[i].message()).c_str());
    errors.back().detail += "; nothing was changed";
    return std::unexpected(std::move(errors.back()));
}

void tellOthers(const client::ApplyAnswer& plan) {
    if (plan.others > 0)
        printLine(std::to_string(plan.others) +
                  (plan.others == 1 ? " other job stays as it is" : " other jobs stay as they are") +
                  " (--prune deletes what the file does not name)");
}

Result<int> apply(Context& context, const ApplyOptions& options) {
    INFERNO_TRY(const std::string text, readInput(options.file));
    const std::string file = options.file == "-" ? "standard input" : options.file;
    INFERNO_TRY(const std::vector<FileJob> jobs, definitions::readDefinitions(text, file));
    if (jobs.empty() && !options.prune)
        return fail(ErrorCode::InputInvalid, file + " defines no job", "write jobs: and below it a - for each");
    INFERNO_TRY(Client * service, context.service());
    json documents = json::array();
    for (const FileJob& job : jobs)
        documents.push_back(job.document);
    INFERNO_TRY(client::ApplyAnswer plan, applyJobs(*service, documents, true, options.prune));
    if (!plan.problems.empty()) {
        if (context.json())
            printJson(plan);
        return refused(plan, jobs, file);
    }
    const bool nothing = std::ranges::all_of(plan.changes, [](const auto& one) { return one.action == "unchanged"; });
    if (!options.dryRun && !nothing) {
        // Anew: what is told is what was done, whatever else happened since the first look.
        INFERNO_TRY(plan, applyJobs(*service, documents, false, options.prune));
    }
    if (context.json()) {
        printJson(plan);
        return kOk;
    }
    printPlan(context, plan);
    if (nothing)
        printLine("Nothing to change: it is so already");
    else
        printLine((plan.applied ? "Applied: " : "Plan: ") + countsOf(plan));
    tellOthers(plan);
    return kOk;
}

} // namespace

Result<client::ApplyAnswer> applyJobs(Client& service, const json& definitions, bool dryRun, bool prune) {
    INFERNO_TRY(const json answer, service.call("POST", "/api/v1/queue/apply",
                                                {{"jobs", definitions}, {"dry_run", dryRun}, {"prune", prune}}));
    return answer.get<client::ApplyAnswer>();
}

Result<std::string> readInput(const std::string& path) {
    if (path != "-") {
        return readNamed(path, kMostBytes);
    }
    std::string text(std::istreambuf_iterator<char>(std::cin), {});
    if (text.size() > kMostBytes)
        return fail(ErrorCode::InputTooLarge, "more than 4 MiB came in");
    return text;
}

void printPlan(Context& context, const client::ApplyAnswer& plan) {
    const Terminal& terminal = context.terminal();
    for (const client::PlannedChange& change : plan.changes)
        for (const Look& look : kLooks) {
            if (change.action != look.action)
                continue;
            printLine(terminal.paint(std::string(look.sign) + " " + printable(change.name), look.style));
            for (const client::PlannedField& field : change.fields)
                printLine("    " + printable(field.field) + ": " +
                          printable(field.old_value.empty() ? valueOf(field.field, field.new_value)
                                                            : valueOf(field.field, field.old_value) + " → " +
                                                                  valueOf(field.field, field.new_value)));
        }
}

std::string countsOf(const client::ApplyAnswer& plan) {
    std::string text;
    for (const Look& look : kLooks) {
        const auto count =
            std::ranges::count_if(plan.changes, [&](const auto& change) { return change.action == look.action; });
        if (count > 0)
            text +=
                (text.empty() ? "" : ", ") + std::to_string(count) + " " + (plan.applied ? look.done : look.planned);
    }
    return text;
}

void addQueueApply(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ApplyOptions>();
    CLI::App* command = group.add_subcommand(
        "apply", "Make jobs as a file of YAML or JSON says them; twice is once, and all or nothing");
    command->add_option("FILE", options->file, "jobs: and a list of definitions; - is the standard input")->required();
    command->add_flag("--dry-run", options->dryRun, "show the plan, change nothing");
    command->add_flag("--prune", options->prune, "delete the jobs that the file does not name");
    onCall(command, context, [&context, options] { return apply(context, *options); });
}

} // namespace inferno::cli
