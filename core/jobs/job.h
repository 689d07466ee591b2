// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/units.h"
#include "core/schedule/recurrence.h"

/// What a job and a run are: plain values, no storage. A job says what shall be done and when; a run is one time that
/// it was done, and has attempts. Everything here is immutable or a plain value; functions are pure and safe from any
/// thread. Instants are UTC, durations are in their types. The rules behind the states: docs/jobs.md.
namespace inferno::jobs {

/// A run's life. The first four are active; the others are final and are never left.
enum class RunState { Queued, Blocked, Running, Retrying, Completed, Failed, Cancelled, TimedOut, Skipped };
/// Ready: nothing starts it by itself. Scheduled: a fire to come or a parent starts it. The last four: an active run is
/// in that state (running before retrying before queued before blocked).
enum class JobState { Disabled, Ready, Scheduled, Queued, Blocked, Running, Retrying };
/// What made a run.
enum class Trigger { Schedule, RunAt, Manual, Created, Dependency, Retry };
enum class Priority { Low, Normal, High, Critical };
/// Which of the fires missed while the service was away are run: none, the newest, or all (at most 100).
enum class Misfire { Skip, Latest, All };
/// What a fire does while the job has an active run.
enum class Overlap { Skip, Queue, Allow, Replace };
/// Which ends of the parent arm an edge: success completed; failure failed, timed_out, cancelled; completion any.
enum class DependsOn { Success, Failure, Completion };
enum class Join { All, Any };
/// Shell: `/bin/sh -c command`. Inferno: the first word is one of Inferno's own, and it runs as `inferno WORD …`.
enum class CommandKind { Shell, Inferno };

/// The names of the API and of the database: "timed_out", "run_at", …
std::string_view nameOf(RunState state);
std::string_view nameOf(JobState state);
std::string_view nameOf(Trigger trigger);
std::string_view nameOf(Priority priority);
std::string_view nameOf(Misfire misfire);
std::string_view nameOf(Overlap overlap);
std::string_view nameOf(DependsOn mode);
std::string_view nameOf(Join join);
std::string_view nameOf(CommandKind kind);
/// The value of a name; nothing for an unknown one. Instantiated for the nine enumerations above.
template <typename Enum>
std::optional<Enum> fromName(std::string_view name);

constexpr bool isActive(RunState state) {
    return state <= RunState::Retrying;
}
/// Whether a parent's run that ended as `state` arms an edge of `mode`.
bool arms(RunState state, DependsOn mode);

/// Exit codes from `first` to `last`, both included.
struct ExitCodes {
    int first = 1;
    int last = 1;
    bool operator==(const ExitCodes&) const = default;
};
/// "75,100-110": numbers and ranges from 1 to 255, in any order. The answer is in order, and nothing in it touches.
/// Error: job.invalid.
Result<std::vector<ExitCodes>> parseExitCodes(std::string_view text);
std::string textOf(const std::vector<ExitCodes>& codes);

/// Retries after the first attempt: the k-th waits delay × backoff^(k-1), at most maxDelay.
struct RetryPolicy {
    int attempts = 0; ///< retries after the first attempt
    std::chrono::milliseconds delay = std::chrono::seconds(30);
    double backoff = 2;
    std::chrono::milliseconds maxDelay = std::chrono::seconds(3600);
    std::vector<ExitCodes> on{}; ///< only attempts that end by themselves with one of these; empty: all that went wrong
    bool operator==(const RetryPolicy&) const = default;
};
/// The wait before retry number `retry` (from 1).
std::chrono::milliseconds retryDelay(const RetryPolicy& policy, int retry);

/// What a run may use of the machine, all of its processes together.
struct Resources {
    double cpuLimit = 0;      ///< cores; 0 = no limit
    double memoryLimitGb = 0; ///< of 1024 MiB each; 0 = no limit
    bool gpuRequired = false; ///< it takes a slot of the pool `gpu`, of which each device is one
    bool operator==(const Resources&) const = default;
    ByteSize memoryLimit() const; ///< 0 = no limit
};

struct Dependency {
    std::string job; ///< the parent's name
    DependsOn mode = DependsOn::Success;
    bool operator==(const Dependency&) const = default;
};

/// The template that a job was made of (core/templates). Its values reach the command as variables.
struct TemplateUse {
    std::string name;                          ///< "" = none
    std::map<std::string, std::string> values; ///< of all its parameters
    std::vector<std::string> permissions;      ///< what its runs may do beyond other runs: maintenance:run
    bool operator==(const TemplateUse&) const = default;
};

/// All that a user says about a job. Two definitions are equal when all options are, after defaults.
struct JobDefinition {
    std::string name;
    std::string command;
    std::vector<std::string> schedules; ///< cron expressions, "@every 90m", "@reboot" (core/schedule/recurrence.h)
    int cronFields = 5;                 ///< 6: the first field of each expression is the second
    bool cronExtensions = false;        ///< L, W, # and H (of the job's name) in expressions
    std::optional<WallTime> runAt;
    std::optional<WallTime> startsAt; ///< no fire of a schedule before
    std::optional<WallTime> endsAt;   ///< nor after
    bool ignoreBlackouts = false;     ///< its schedules fire also in blackouts
    int maxRuns = 0;                  ///< so many fires start a run, then no more; 0 = no bound
    std::string timezone;             ///< IANA; "" only before defaults are applied
    std::vector<Dependency> dependsOn;
    Join dependsJoin = Join::All;
    std::chrono::milliseconds timeout{0}; ///< of an attempt; 0 = none
    std::chrono::milliseconds grace = std::chrono::seconds(10);
    RetryPolicy retry;
    Resources resources;
    Priority priority = Priority::Normal;
    Misfire misfire = Misfire::Latest;
    Overlap overlap = Overlap::Skip;
    int maxParallel = 0;                        ///< runs at once where overlap is allow; 0 = no bound
    std::string pool;                           ///< whose slots its runs share with those of other jobs; "" = none
    std::chrono::milliseconds queuedTimeout{0}; ///< a run that has waited so long is cancelled; 0 = none
    std::string condition;                      ///< asked before a run starts (core/rules); "" = none
    std::chrono::milliseconds jitter{0};        ///< a fire starts up to this much later, the same for the same fire
    std::map<std::string, std::string> env;
    std::string workdir; ///< absolute; "" = the job's own folder under <data>/work
    std::vector<std::string> tags;
    TemplateUse fromTemplate;
    bool operator==(const JobDefinition&) const = default;
};

/// 1 to 128 of A-Za-z0-9._-, not beginning with job_ or run_. Error: job.invalid.
Result<void> validateName(std::string_view name);
/// Decided when a job is created: the first word, without a slash, is one of `validate convert optimize benchmark batch
/// maintenance cleanup`.
CommandKind commandKindOf(std::string_view command);
/// What must hold for a run to start: the definition's condition and, with a command of Inferno's own, the one at its
/// end ("cleanup if disk_usage > 80%"). None, one or two.
std::vector<std::string> conditionsOf(const JobDefinition& definition);
/// What the token of its runs allows: queue:read, inference:read, and maintenance:run where the command is
/// `maintenance` or `cleanup`, or where the template asks for it.
std::vector<std::string> runPermissionsOf(const JobDefinition& definition, CommandKind kind);
/// The command without a condition at its end.
std::string plainCommandOf(std::string_view command, CommandKind kind);
/// Reads an API document over `base` (the defaults for a new job, the stored definition for a PATCH): fields that are
/// absent keep base's value, null sets the default. Fields are the long options with `_`: name command schedules
/// cron_fields cron_extensions run_at starts ends max_runs ignore_blackouts timezone depends_on depends_mode
/// depends_join timeout grace retry_attempts retry_delay retry_backoff retry_max_delay retry_on resources priority
/// misfire overlap max_parallel pool queued_timeout condition jitter env workdir tags (and `schedule`, one expression,
/// for `schedules`). `resources` is an object of cpu_limit, memory_limit_gb and gpu_required, each read by the same
/// rule; and template params permissions, which must be what core/templates made of a template. `enabled`, `no_run`,
/// `replace` are the caller's and ignored here. Errors: job.invalid, cron.*, condition.invalid, duration.invalid,
/// time.invalid naming the field; feature.absent naming the option for what is not built (executor other than local);
/// job.invalid with the nearest name for an unknown field.
Result<JobDefinition> parseDefinition(const nlohmann::json& document, const JobDefinition& base,
                                      const JobDefinition& defaults);
/// The same fields, all of them, as `parseDefinition` reads them; durations in seconds.
nlohmann::json toJson(const JobDefinition& definition);
/// How the definition's schedules are to be read.
schedule::CronSyntax syntaxOf(const JobDefinition& definition);
/// Checks what can be checked without other jobs, and brings lists into canonical order. `defaults` gives the zone.
Result<JobDefinition> validated(JobDefinition definition, const JobDefinition& defaults);

/// One time that a job was, is or will be done. A skipped run stands for `missed` fires from `missedSince` on.
struct Run {
    std::string id;
    std::string jobId;
    std::string job; ///< the job's name
    RunState state = RunState::Queued;
    Trigger trigger = Trigger::Manual;
    int attempt = 0;     ///< from 1; 0 before the first
    int attemptsMax = 1; ///< first attempt and retries, as the job is defined now
    int launch = 0;      ///< the launch number n of the newest launch; 0 before the first
    std::optional<WallTime> scheduledFor;
    WallTime queued{};
    std::optional<WallTime> notBefore; ///< jitter, or the next attempt when retrying
    std::optional<WallTime> started;   ///< the first attempt's start
    std::optional<WallTime> finished;
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::string cause;  ///< what made it, in words: which schedule, who, which run before it, and what a condition saw
    std::string reason; ///< why it is in this state, a word where code branches on it; "" where the state says it all
    std::string retryOf;
    std::string requestedBy; ///< user; "" for the scheduler
    bool cancelRequested = false;
    std::optional<double> progress; ///< 0..100
    std::string limits; ///< how the newest launch's limits are kept: cgroup, polled, none; "" where it has none
    int missed = 0;
    std::optional<WallTime> missedSince;
    std::uint64_t droppedBytes = 0; ///< of its output, what no log holds: beyond the limit of one
};

/// A job as it stands.
struct Job {
    std::string id;
    JobDefinition definition;
    CommandKind kind = CommandKind::Shell;
    bool enabled = true;
    JobState state = JobState::Ready;
    std::string activeRun; ///< id of the run that `state` speaks of; "" if none
    std::optional<double> progress;
    std::optional<RunState> lastState; ///< of the newest run that ended, skipped ones left out
    std::optional<WallTime> lastRun;   ///< when the newest started run started
    std::optional<WallTime> nextRun;   ///< the next fire; nothing while disabled
    WallTime created{};
    WallTime updated{};
};

/// How an attempt ended, as the executor knows it.
enum class Outcome {
    Exited,      ///< by itself, with exitCode
    Signalled,   ///< by a signal that Inferno did not send
    TimedOut,    ///< killed because its time was over
    Cancelled,   ///< killed because it was asked to
    Interrupted, ///< killed because the machine shuts down
    OverMemory,  ///< killed because its processes took more memory than the job's limit
    BadOutputs,  ///< exited with 0, but what it left as its outputs cannot be taken
    SpawnFailed, ///< the command could not be started
    Unknown,     ///< it was claimed, nothing lives, no result: outcome_unknown, never retried
};
struct AttemptResult {
    std::string runId;
    int launch = 0;
    Outcome outcome = Outcome::Exited;
    std::optional<int> exitCode;
    std::optional<int> signal;
    std::string reason; ///< more words, such as why it could not be started
    WallTime finished{};
    std::string limits{};           ///< as Run's
    std::string outputs{};          ///< what the command left for the runs after it: a JSON object; "" for nothing
    std::uint64_t droppedBytes = 0; ///< of its output, what its log does not hold
};

/// A run that started another one, and what it left for it.
struct ParentRun {
    std::string job;
    std::string runId;
    RunState state = RunState::Completed;
    std::string outputs; ///< a JSON object; "" if it left none
};

/// What an executor needs to start one launch. The row of this launch is durable before anybody sees the order.
struct LaunchOrder {
    std::string runId;
    std::string jobId;
    std::string job;
    int launch = 0;
    int attempt = 0;
    std::string command;
    CommandKind kind = CommandKind::Shell;
    std::string timezone;
    std::string workdir;
    std::map<std::string, std::string> env;
    std::chrono::milliseconds timeout{0};
    std::chrono::milliseconds grace{0};
    Resources resources;
    TemplateUse fromTemplate;
    std::vector<ParentRun> parents{};
};

} // namespace inferno::jobs
