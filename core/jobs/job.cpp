// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job.h"
#include "core/rules/condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "core/schedule/recurrence.h"
#include "core/schedule/zone.h"

namespace inferno::jobs {
namespace {

// The n-th name belongs to the n-th enumerator.
template <typename Enum>
struct Names;
template <>
struct Names<RunState> {
    static constexpr std::array<std::string_view, 9> kAll = {
        "queued", "blocked", "running", "retrying", "completed", "failed", "cancelled", "timed_out", "skipped"};
};
template <>
struct Names<JobState> {
    static constexpr std::array<std::string_view, 7> kAll = {"disabled", "ready",   "scheduled", "queued",
                                                             "blocked",  "running", "retrying"};
};
template <>
struct Names<Trigger> {
    static constexpr std::array<std::string_view, 6> kAll = {"schedule", "run_at",     "manual",
                                                             "created",  "dependency", "retry"};
};
template <>
struct Names<Priority> {
    static constexpr std::array<std::string_view, 4> kAll = {"low", "normal", "high", "critical"};
};
template <>
struct Names<Misfire> {
    static constexpr std::array<std::string_view, 3> kAll = {"skip", "latest", "all"};
};
template <>
struct Names<Overlap> {
    static constexpr std::array<std::string_view, 4> kAll = {"skip", "queue", "allow", "replace"};
};
template <>
struct Names<DependsOn> {
    static constexpr std::array<std::string_view, 3> kAll = {"success", "failure", "completion"};
};
template <>
struct Names<Join> {
    static constexpr std::array<std::string_view, 2> kAll = {"all", "any"};
};
template <>
struct Names<CommandKind> {
    static constexpr std::array<std::string_view, 2> kAll = {"shell", "inferno"};
};

template <typename Enum>
std::string_view nameAt(Enum value) {
    return Names<Enum>::kAll.at(static_cast<std::size_t>(value));
}

constexpr std::size_t kMaxNameLength = 128;
constexpr std::size_t kMaxCommandBytes = 128 * 1024; // what one argument of exec may hold on Linux
constexpr int kMaxRetries = 1000;
constexpr auto kMaxDuration = std::chrono::hours(24 * 366);
constexpr double kLeastCores = 0.01; // what a cgroup can give: 1 ms of each 100
constexpr double kMostCores = 4096;
constexpr double kLeastGb = 0.001;
constexpr double kMostGb = 1024.0 * 1024;
constexpr int kMostExitCode = 255;

bool isNameCharacter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

Result<void> validateCommand(const std::string& command) {
    if (command.find_first_not_of(" \t\r\n") == std::string::npos)
        return fail(ErrorCode::JobInvalid, "the command is missing", "give it with --command");
    if (command.size() > kMaxCommandBytes)
        return fail(ErrorCode::JobInvalid, "the command is longer than 128 KiB", "put it into a script and call that");
    if (command.find('\0') != std::string::npos)
        return fail(ErrorCode::JobInvalid, "the command holds a zero byte");
    return {};
}

Result<void> validateEnvironment(const std::map<std::string, std::string>& env) {
    for (const auto& [name, value] : env) {
        const bool bad = name.empty() || (name[0] >= '0' && name[0] <= '9') ||
                         !std::ranges::all_of(name, [](char c) { return isNameCharacter(c) && c != '.' && c != '-'; });
        if (bad)
            return fail(ErrorCode::JobInvalid, "env: '" + name + "' is no name of a variable",
                        "use letters, digits and _, not beginning with a digit");
        if (value.find('\0') != std::string::npos)
            return fail(ErrorCode::JobInvalid, "env: the value of '" + name + "' holds a zero byte");
        if (name.starts_with("INFERNO_"))
            return fail(ErrorCode::JobInvalid, "env: '" + name + "' is set by Inferno", "choose another name");
    }
    return {};
}

Result<void> validateTemplate(const JobDefinition& job) {
    for (const auto& [name, value] : job.fromTemplate.values)
        if (job.env.contains(name))
            return fail(ErrorCode::JobInvalid,
                        "env sets '" + name + "', which is a parameter of template " + job.fromTemplate.name,
                        "give it as the parameter");
    return {};
}

Result<void> validateNumbers(const JobDefinition& job) {
    const std::array durations = {
        std::pair{"timeout", job.timeout},         std::pair{"grace", job.grace},
        std::pair{"retry_delay", job.retry.delay}, std::pair{"retry_max_delay", job.retry.maxDelay},
        std::pair{"jitter", job.jitter},           std::pair{"queued_timeout", job.queuedTimeout}};
    for (const auto& [name, value] : durations)
        if (value < std::chrono::milliseconds(0) || value > kMaxDuration)
            return fail(ErrorCode::JobInvalid, std::string(name) + " must be between 0 and 366 days");
    if (job.maxParallel < 0 || job.maxParallel > 100'000)
        return fail(ErrorCode::JobInvalid, "max_parallel must be between 0, for no bound, and 100000");
    if (job.maxRuns < 0)
        return fail(ErrorCode::JobInvalid, "max_runs must be 0, for no bound, or more");
    if (job.retry.attempts < 0 || job.retry.attempts > kMaxRetries)
        return fail(ErrorCode::JobInvalid, "retry_attempts must be between 0 and 1000");
    if (!(job.retry.backoff >= 1 && job.retry.backoff <= 100))
        return fail(ErrorCode::JobInvalid, "retry_backoff must be between 1 and 100");
    return {};
}

Result<void> validateResources(const Resources& resources) {
    const auto within = [](double value, double least, double most) {
        return value == 0 || (value >= least && value <= most);
    };
    if (!within(resources.cpuLimit, kLeastCores, kMostCores))
        return fail(ErrorCode::JobInvalid, "resources.cpu_limit must be between 0.01 and 4096 cores",
                    "0 is no limit, 1.5 is one and a half cores");
    if (!within(resources.memoryLimitGb, kLeastGb, kMostGb))
        return fail(ErrorCode::JobInvalid, "resources.memory_limit_gb must be between 0.001 and 1048576 GB",
                    "0 is no limit, 0.5 is 512 MB");
    return {};
}

Result<void> validateSchedules(const JobDefinition& job) {
    if (const auto zone = schedule::Zone::find(job.timezone); !zone)
        return std::unexpected(zone.error());
    if (job.cronFields != 5 && job.cronFields != 6)
        return fail(ErrorCode::JobInvalid, "cron_fields must be 5, or 6 with seconds in front");
    for (const std::string& text : job.schedules)
        INFERNO_CHECK(schedule::Recurrence::parse(text, syntaxOf(job)));
    if (job.startsAt && job.endsAt && *job.startsAt > *job.endsAt)
        return fail(ErrorCode::JobInvalid, "starts is later than ends", "let the job end after it starts");
    return {};
}

Result<void> normaliseDependencies(JobDefinition& job) {
    std::ranges::sort(job.dependsOn, {}, &Dependency::job);
    for (std::size_t i = 0; i < job.dependsOn.size(); ++i) {
        const std::string& parent = job.dependsOn[i].job;
        if (parent == job.name)
            return fail(ErrorCode::JobCycle, parent + " -> " + parent, "a job cannot depend on itself");
        if (i > 0 && job.dependsOn[i - 1].job == parent)
            return fail(ErrorCode::JobInvalid, "depends_on names '" + parent + "' twice", "name each job once");
    }
    return {};
}

Result<void> normaliseLists(JobDefinition& job) {
    std::vector<std::string> schedules;
    for (const std::string& text : job.schedules)
        if (std::ranges::find(schedules, text) == schedules.end())
            schedules.push_back(text);
    job.schedules = std::move(schedules);
    for (const std::string& tag : job.tags)
        if (tag.empty() || tag.size() > kMaxNameLength)
            return fail(ErrorCode::JobInvalid, "a tag is empty or longer than 128 bytes");
    const std::set<std::string> tags(job.tags.begin(), job.tags.end());
    job.tags.assign(tags.begin(), tags.end());
    return normaliseDependencies(job);
}

} // namespace

schedule::CronSyntax syntaxOf(const JobDefinition& definition) {
    return {definition.cronFields == 6, definition.cronExtensions, definition.name};
}

std::string_view nameOf(RunState state) {
    return nameAt(state);
}
std::string_view nameOf(JobState state) {
    return nameAt(state);
}
std::string_view nameOf(Trigger trigger) {
    return nameAt(trigger);
}
std::string_view nameOf(Priority priority) {
    return nameAt(priority);
}
std::string_view nameOf(Misfire misfire) {
    return nameAt(misfire);
}
std::string_view nameOf(Overlap overlap) {
    return nameAt(overlap);
}
std::string_view nameOf(DependsOn mode) {
    return nameAt(mode);
}
std::string_view nameOf(Join join) {
    return nameAt(join);
}
std::string_view nameOf(CommandKind kind) {
    return nameAt(kind);
}

template <typename Enum>
std::optional<Enum> fromName(std::string_view name) {
    const auto& all = Names<Enum>::kAll;
    const auto found = std::ranges::find(all, name);
    return found == all.end() ? std::nullopt : std::optional(static_cast<Enum>(found - all.begin()));
}
template std::optional<RunState> fromName(std::string_view);
template std::optional<JobState> fromName(std::string_view);
template std::optional<Trigger> fromName(std::string_view);
template std::optional<Priority> fromName(std::string_view);
template std::optional<Misfire> fromName(std::string_view);
template std::optional<Overlap> fromName(std::string_view);
template std::optional<DependsOn> fromName(std::string_view);
template std::optional<Join> fromName(std::string_view);
template std::optional<CommandKind> fromName(std::string_view);

bool arms(RunState state, DependsOn mode) {
    switch (state) {
    case RunState::Completed: return mode != DependsOn::Failure;
    case RunState::Failed:
    case RunState::Cancelled:
    case RunState::TimedOut: return mode != DependsOn::Success;
    case RunState::Skipped: return mode == DependsOn::Completion;
    default: return false;
    }
}

std::chrono::milliseconds retryDelay(const RetryPolicy& policy, int retry) {
    const double limit = static_cast<double>(policy.maxDelay.count());
    const double wait = static_cast<double>(policy.delay.count()) * std::pow(policy.backoff, retry - 1);
    return std::chrono::milliseconds(std::llround(std::min(wait, limit)));
}

ByteSize Resources::memoryLimit() const {
    constexpr double kGb = 1024.0 * 1024 * 1024;
    return ByteSize{static_cast<std::uint64_t>(std::llround(memoryLimitGb * kGb))};
}

Result<std::vector<ExitCodes>> parseExitCodes(std::string_view text) {
    const auto bad = [](std::string_view part) {
        return fail(ErrorCode::JobInvalid, "retry_on: '" + std::string(part) + "' is no exit code from 1 to 255",
                    "write numbers and ranges, such as 75,100-110; 0 is success and is never tried again");
    };
    const auto number = [](std::string_view digits) {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        return error == std::errc{} && end == digits.data() + digits.size() && value >= 1 && value <= kMostExitCode
                   ? value
                   : 0;
    };
    std::vector<ExitCodes> codes;
    while (!text.empty()) {
        std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        const std::size_t dash = part.find('-');
        const int first = number(part.substr(0, dash));
        const int last = dash == std::string_view::npos ? first : number(part.substr(dash + 1));
        if (first == 0 || last < first)
            return bad(part);
        codes.push_back({first, last});
    }
    std::ranges::sort(codes, {}, &ExitCodes::first);
    std::vector<ExitCodes> merged;
    for (const ExitCodes& one : codes)
        if (!merged.empty() && one.first <= merged.back().last + 1)
            merged.back().last = std::max(merged.back().last, one.last);
        else
            merged.push_back(one);
    return merged;
}

std::string textOf(const std::vector<ExitCodes>& codes) {
    std::string text;
    for (const ExitCodes& one : codes)
        text += (text.empty() ? "" : ",") + std::to_string(one.first) +
                (one.last > one.first ? "-" + std::to_string(one.last) : "");
    return text;
}

Result<void> validateName(std::string_view name) {
    const auto bad = [&](std::string why) {
        return fail(ErrorCode::JobInvalid, std::move(why),
                    "a name is 1 to 128 of A-Z a-z 0-9 . _ - and does not begin with job_ or run_");
    };
    if (name.empty())
        return bad("the name is missing");
    if (name.size() > kMaxNameLength)
        return bad("the name has " + std::to_string(name.size()) + " characters");
    if (!std::ranges::all_of(name, isNameCharacter))
        return bad("'" + std::string(name) + "' has a character that names do not have");
    if (name.starts_with("job_") || name.starts_with("run_"))
        return bad("'" + std::string(name) + "' begins like an id");
    if (name == "." || name == "..")
        return bad("'" + std::string(name) + "' is the name of a folder");
    return {};
}

CommandKind commandKindOf(std::string_view command) {
    static constexpr std::array<std::string_view, 7> kOwnWords = {"validate", "convert",     "optimize", "benchmark",
                                                                  "batch",    "maintenance", "cleanup"};
    const std::size_t begin = std::min(command.find_first_not_of(" \t\r\n"), command.size());
    const std::size_t end = std::min(command.find_first_of(" \t\r\n", begin), command.size());
    const std::string_view word = command.substr(begin, end - begin);
    return std::ranges::find(kOwnWords, word) != kOwnWords.end() ? CommandKind::Inferno : CommandKind::Shell;
}

std::vector<std::string> conditionsOf(const JobDefinition& definition) {
    std::vector<std::string> conditions;
    if (!definition.condition.empty())
        conditions.push_back(definition.condition);
    if (commandKindOf(definition.command) == CommandKind::Inferno)
        if (auto split = rules::splitCondition(definition.command); !split.condition.empty())
            conditions.push_back(std::move(split.condition));
    return conditions;
}

std::vector<std::string> runPermissionsOf(const JobDefinition& definition, CommandKind kind) {
    std::vector<std::string> permissions = {"queue:read", "inference:read"};
    const std::string& command = definition.command;
    const std::size_t begin = std::min(command.find_first_not_of(" \t\r\n"), command.size());
    const std::size_t end = std::min(command.find_first_of(" \t\r\n", begin), command.size());
    const std::string_view word = std::string_view(command).substr(begin, end - begin);
    if (kind == CommandKind::Inferno && (word == "maintenance" || word == "cleanup"))
        permissions.emplace_back("maintenance:run");
    for (const std::string& permission : definition.fromTemplate.permissions)
        if (std::ranges::find(permissions, permission) == permissions.end())
            permissions.push_back(permission);
    return permissions;
}

std::string plainCommandOf(std::string_view command, CommandKind kind) {
    return kind == CommandKind::Inferno ? rules::splitCondition(command).command : std::string(command);
}

Result<JobDefinition> validated(JobDefinition definition, const JobDefinition& defaults) {
    if (definition.timezone.empty())
        definition.timezone = defaults.timezone;
    INFERNO_CHECK(validateName(definition.name));
    INFERNO_CHECK(validateCommand(definition.command));
    INFERNO_CHECK(validateEnvironment(definition.env));
    INFERNO_CHECK(validateTemplate(definition));
    INFERNO_CHECK(validateNumbers(definition));
    INFERNO_CHECK(validateResources(definition.resources));
    INFERNO_CHECK(validateSchedules(definition));
    if (!definition.condition.empty()) {
        INFERNO_TRY(const auto condition, rules::Condition::parse(definition.condition));
        definition.condition = condition.text();
    }
    INFERNO_CHECK(normaliseLists(definition));
    if (!definition.workdir.empty() && definition.workdir[0] != '/')
        return fail(ErrorCode::JobInvalid, "workdir '" + definition.workdir + "' is not absolute",
                    "give the folder with its full path");
    if (definition.runAt)
        definition.runAt = std::chrono::floor<std::chrono::milliseconds>(*definition.runAt);
    return definition;
}

} // namespace inferno::jobs
