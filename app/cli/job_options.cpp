// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_options.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "core/base/units.h"

namespace inferno::cli {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

/// An option that may be given several times, one value each.
void addList(CLI::App& command, const std::string& name, Texts& target, const std::string& help) {
    command.add_option(name, target, help)->allow_extra_args(false);
}

Texts withoutEmpty(const Texts& texts) {
    Texts kept;
    for (const std::string& text : texts)
        if (!text.empty())
            kept.push_back(text);
    return kept;
}

Result<json> environmentOf(const Texts& settings) {
    json map = json::object();
    for (const std::string& setting : withoutEmpty(settings)) {
        const std::size_t equals = setting.find('=');
        if (equals == 0 || equals == std::string::npos)
            return fail(ErrorCode::InputInvalid, "--env " + setting + " sets no variable", "write --env NAME=VALUE");
        map[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    return map;
}

/// NAME=VALUE; a name may be written as an option, with dashes.
Result<json> paramsOf(const Texts& settings) {
    json map = json::object();
    for (const std::string& setting : settings) {
        const std::size_t equals = setting.find('=');
        if (equals == 0 || equals == std::string::npos)
            return fail(ErrorCode::InputInvalid, "--param " + setting + " sets no parameter",
                        "write --param NAME=VALUE");
        std::string name = setting.substr(0, equals);
        std::ranges::replace(name, '-', '_');
        if (map.contains(name))
            return fail(ErrorCode::InputInvalid, "the parameter " + name + " is given twice", "give it once");
        map[name] = setting.substr(equals + 1);
    }
    return map;
}

/// Only what was typed: the service keeps the rest.
Result<json> resourcesOf(const CLI::App& command, const JobOptions& options) {
    constexpr std::uint64_t kLeast = 1024ULL * 1024;
    constexpr double kGb = 1024.0 * 1024 * 1024;
    json resources = json::object();
    if (command.count("--cpu-limit") > 0)
        resources["cpu_limit"] = options.cpuLimit;
    if (command.count("--memory-limit") > 0) {
        auto size = parseSize(options.memoryLimit);
        if (!size)
            return fail(size.error().code, "--memory-limit: " + size.error().detail, size.error().hint);
        const auto bytes = static_cast<std::uint64_t>(*size);
        if (bytes > 0 && bytes < kLeast)
            return fail(ErrorCode::SizeInvalid, "--memory-limit " + options.memoryLimit + " is " + formatSize(*size),
                        "write it with its unit, such as 8GB or 512MB; 0 is no limit");
        resources["memory_limit_gb"] = static_cast<double>(bytes) / kGb;
    }
    if (command.count("--gpu") > 0)
        resources["gpu_required"] = options.gpu;
    return resources;
}

/// A time as it was typed, by the clock of the job's zone; "" stays "".
Result<json> instantOf(const std::string& text, const JobOptions& options, Context& context) {
    if (text.empty())
        return json("");
    auto zone =
        options.timezone.empty() ? Result<schedule::Zone>(context.zone()) : schedule::Zone::find(options.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    INFERNO_TRY(const WallTime time, schedule::parseTimeInZone(text, *zone));
    return json(formatUtc(time));
}

} // namespace

void addJobOptions(CLI::App& command, JobOptions& options) {
    command.add_option("--command", options.command, "what /bin/sh runs");
    command.add_option("--template", options.templateName,
                       "make it of a template (batch-queue templates); its parameters are given as --NAME VALUE");
    addList(command, "--param", options.params, "NAME=VALUE for a template's parameter; may be given again");
    addList(command, "--schedule", options.schedules, "cron expression, \"@every 90m\", @reboot; may be given again");
    addList(command, "--additional-schedule", options.moreSchedules, "a further one");
    command.add_option("--cron-fields", options.cronFields, "6: cron expressions begin with the second (5)")
        ->check(CLI::IsMember({5, 6}));
    command.add_flag("--cron-extensions,!--no-cron-extensions", options.cronExtensions,
                     "L, W and # in days, H for a value picked by the job's name");
    command.add_option("--run-at", options.runAt, "once, at this time: \"2026-03-24 10:42\", RFC 3339");
    command.add_option("--starts", options.starts, "no schedule fires before this time");
    command.add_option("--ends", options.ends, "nor after this one");
    command.add_option("--max-runs", options.maxRuns, "schedules fire so often, then no more")
        ->check(CLI::Range(0, 1'000'000'000));
    command.add_flag("--ignore-blackouts,!--no-ignore-blackouts", options.ignoreBlackouts,
                     "fire also in blackouts (batch-queue blackout)");
    command.add_option("--timezone", options.timezone, "IANA time zone of the schedules (the service's)");
    command.add_flag("--enabled", options.enabled, "let it be started (default)");
    command.add_flag("--disabled", options.disabled, "keep it from being started")->excludes("--enabled");
    addList(command, "--depends-on", options.dependsOn, "NAME[:success|failure|completion]; may be given again");
    command
        .add_option("--depends-mode", options.dependsMode, "of edges without their own: success, failure, completion")
        ->check(CLI::IsMember({"success", "failure", "completion"}));
    command.add_option("--depends-join", options.dependsJoin, "start when all edges hold, or any")
        ->check(CLI::IsMember({"all", "any"}));
    command.add_option("--timeout", options.timeout, "end a run after this long: 90s, 15m, 6h, or seconds");
    command.add_option("--grace", options.grace, "from TERM to KILL (10 s)");
    command.add_option("--retry-attempts", options.retryAttempts, "tries after the first")->check(CLI::Range(0, 1000));
    command.add_option("--retry-delay", options.retryDelay, "before the first retry (30 s)");
    command.add_option("--retry-backoff", options.retryBackoff, "each delay is the last one times this (2)");
    command.add_option("--retry-max-delay", options.retryMaxDelay, "at most (1 h)");
    command.add_option("--retry-on", options.retryOn,
                       "only after these exit codes, such as 75,100-110 (whatever went wrong)");
    command.add_option("--cpu-limit", options.cpuLimit, "cores for all of its processes, such as 1.5 (no limit)")
        ->check(CLI::Range(0.0, 4096.0));
    command.add_option("--memory-limit", options.memoryLimit, "memory for all of its processes: 8GB, 512MB (no limit)");
    command.add_flag("--gpu,!--no-gpu", options.gpu, "it needs a GPU: one slot of the pool gpu");
    command.add_option("--priority", options.priority, "low, normal, high, critical")
        ->check(CLI::IsMember({"low", "normal", "high", "critical"}));
    command.add_option("--misfire", options.misfire, "fires missed while the service was down: skip, latest, all")
        ->check(CLI::IsMember({"skip", "latest", "all"}));
    command.add_option("--overlap", options.overlap, "a fire while a run is active: skip, queue, allow, replace")
        ->check(CLI::IsMember({"skip", "queue", "allow", "replace"}));
    command.add_option("--max-parallel", options.maxParallel, "runs at once with --overlap allow (no bound)")
        ->check(CLI::Range(0, 100'000));
    command.add_option("--pool", options.pool, "share the slots of this pool ([batch_queue.pools]) with other jobs");
    command.add_option("--queued-timeout", options.queuedTimeout, "cancel a run that has waited this long to start");
    command.add_option("--condition", options.condition,
                       "start only if this holds, such as \"disk_usage_percent > 80\"");
    command.add_option("--jitter", options.jitter, "start up to this long later, to spread jobs");
    command.add_option("--executor", options.executor, "local; slurm is not built yet");
    addList(command, "--env", options.environment, "NAME=VALUE for the command; may be given again");
    command.add_option("--workdir", options.workdir, "where the command runs (this folder)");
    addList(command, "--tag", options.tags, "a word to find it by; may be given again");
}

Result<json> typedFields(const CLI::App& command, const JobOptions& options, Context& context) {
    json fields = json::object();
    const auto typed = [&](const char* option) { return command.count(option) > 0; };
    const auto text = [&](const char* option, const char* field, const std::string& value) {
        if (typed(option))
            fields[field] = value;
    };
    const auto duration = [&](const char* option, const char* field, const std::string& value) -> Result<void> {
        if (!typed(option))
            return {};
        auto parsed = parseDuration(value);
        if (!parsed)
            return fail(parsed.error().code, std::string(option) + ": " + parsed.error().detail, parsed.error().hint);
        fields[field] = static_cast<double>(parsed->count()) / 1000;
        return {};
    };
    text("--command", "command", options.command);
    text("--template", "template", options.templateName);
    text("--timezone", "timezone", options.timezone);
    text("--depends-mode", "depends_mode", options.dependsMode);
    text("--depends-join", "depends_join", options.dependsJoin);
    text("--priority", "priority", options.priority);
    text("--misfire", "misfire", options.misfire);
    text("--overlap", "overlap", options.overlap);
    text("--condition", "condition", options.condition);
    text("--pool", "pool", options.pool);
    text("--workdir", "workdir", options.workdir);
    text("--retry-on", "retry_on", options.retryOn);
    text("--executor", "executor", options.executor);
    INFERNO_CHECK(duration("--timeout", "timeout", options.timeout));
    INFERNO_CHECK(duration("--grace", "grace", options.grace));
    INFERNO_CHECK(duration("--retry-delay", "retry_delay", options.retryDelay));
    INFERNO_CHECK(duration("--retry-max-delay", "retry_max_delay", options.retryMaxDelay));
    INFERNO_CHECK(duration("--jitter", "jitter", options.jitter));
    INFERNO_CHECK(duration("--queued-timeout", "queued_timeout", options.queuedTimeout));
    if (typed("--schedule") || typed("--additional-schedule")) {
        Texts all = withoutEmpty(options.schedules);
        const Texts more = withoutEmpty(options.moreSchedules);
        all.insert(all.end(), more.begin(), more.end());
        fields["schedules"] = all;
    }
    for (const auto& [option, field, value] : {std::tuple{"--run-at", "run_at", &options.runAt},
                                               {"--starts", "starts", &options.starts},
                                               {"--ends", "ends", &options.ends}})
        if (typed(option)) {
            INFERNO_TRY(fields[field], instantOf(*value, options, context));
        }
    if (typed("--cron-fields"))
        fields["cron_fields"] = options.cronFields;
    if (typed("--cron-extensions"))
        fields["cron_extensions"] = options.cronExtensions;
    if (typed("--max-parallel"))
        fields["max_parallel"] = options.maxParallel;
    if (typed("--max-runs"))
        fields["max_runs"] = options.maxRuns;
    if (typed("--ignore-blackouts"))
        fields["ignore_blackouts"] = options.ignoreBlackouts;
    if (typed("--depends-on"))
        fields["depends_on"] = withoutEmpty(options.dependsOn);
    if (typed("--tag"))
        fields["tags"] = withoutEmpty(options.tags);
    if (typed("--env")) {
        INFERNO_TRY(fields["env"], environmentOf(options.environment));
    }
    if (typed("--param")) {
        INFERNO_TRY(fields["params"], paramsOf(options.params));
    }
    if (typed("--cpu-limit") || typed("--memory-limit") || typed("--gpu")) {
        INFERNO_TRY(fields["resources"], resourcesOf(command, options));
    }
    if (typed("--retry-attempts"))
        fields["retry_attempts"] = options.retryAttempts;
    if (typed("--retry-backoff"))
        fields["retry_backoff"] = options.retryBackoff;
    if (typed("--enabled") || typed("--disabled"))
        fields["enabled"] = !options.disabled;
    return fields;
}

Result<json> runValues(const Texts& params, const Texts& environment) {
    json values = json::object();
    if (!params.empty()) {
        INFERNO_TRY(values["params"], paramsOf(params));
    }
    if (!environment.empty()) {
        INFERNO_TRY(values["env"], environmentOf(environment));
    }
    return values;
}

} // namespace inferno::cli
