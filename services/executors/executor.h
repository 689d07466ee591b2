// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/units.h"
#include "services/executors/usage_log.h"

namespace inferno::executors {

/// One start of a run. The service writes the launch number into the run's row before it calls `start`, so a launch
/// is never started twice; an attempt that has to be started again gets the next number.
struct LaunchId {
    std::string run;          ///< "run_…": A-Z a-z 0-9 . _ -, not beginning with a dot
    std::uint32_t launch = 0; ///< from 1

    auto operator<=>(const LaunchId&) const = default;
};

using Variables = std::vector<std::pair<std::string, std::string>>;

/// What a run leaves for the runs after it, in LaunchSpec::exchange: a JSON object that the runner takes when the
/// command has ended, and files. What the runs before it left is in kInputsFile.
inline constexpr const char* kOutputsFile = "outputs.json";
inline constexpr const char* kFilesFolder = "files";
inline constexpr const char* kInputsFile = "inputs.json";
inline constexpr std::uint64_t kMostOutputs = 64 * 1024;

/// What to start, whole: the runner adds nothing to the environment but INFERNO_LAUNCH (see `LocalExecutor`).
struct LaunchSpec {
    LaunchId id;
    std::string command; ///< a text for `/bin/sh -c`
    /// The environment of the command, complete (HOME, USER, PATH, INFERNO_RUN_ID and so on, then the job's own).
    Variables environment;
    /// Parameters of a template. They reach the shell as variables, are never pasted into its text, and are not split
    /// when unquoted: where there are any, IFS is empty in the shell.
    Variables parameters;
    std::filesystem::path workFolder; ///< absolute; it must exist
    std::string user;                 ///< run the command as this user; empty: as the runner's
    /// The run's own folder (kOutputsFile and so on below it); it must exist and be the user's. Empty: it has none.
    std::filesystem::path exchange;
    std::chrono::milliseconds timeout{0};        ///< 0: none
    std::chrono::milliseconds grace{10'000};     ///< from TERM to KILL
    ByteSize outputLimit{64ULL * 1024 * 1024};   ///< of the log file; what is beyond is dropped and counted
    double cpuLimit = 0;                         ///< cores, for all its processes together; 0: none
    ByteSize memoryLimit{0};                     ///< for all its processes together; 0: none
    std::chrono::milliseconds sampleEvery{2000}; ///< how often its use of the machine is noted at first (usage_log.h)
};

/// Why a command ended.
enum class EndReason {
    Exited,      ///< by itself, with `exitCode`
    Signalled,   ///< by `signal`, which the runner did not send
    TimedOut,    ///< the runner ended it
    Cancelled,   ///< the runner ended it, as `cancel` asked
    Interrupted, ///< the runner was told to end (the machine shuts down) and ended it
    OverMemory,  ///< the runner or the kernel killed it: its processes held more memory than its limit
    BadOutputs,  ///< by itself, with exit code 0, but its outputs cannot be taken
    NotStarted,  ///< no process of the command ever ran; `detail` says why
};

/// "exited", "signalled", "timed_out", "cancelled", "interrupted", "over_memory", "bad_outputs", "not_started".
std::string_view textOf(EndReason reason);

/// What the runner wrote when the command and all its descendants were gone.
struct LaunchResult {
    EndReason reason = EndReason::Exited;
    std::optional<int> exitCode; ///< of the shell, where it exited (also after TERM)
    std::optional<int> signal;   ///< that ended the shell
    std::string detail;          ///< one sentence for people; empty where there is nothing to add
    WallTime started{};
    WallTime finished{};
    std::chrono::microseconds userTime{0};   ///< of the command and all its descendants
    std::chrono::microseconds systemTime{0}; ///< "
    ByteSize maxResident{0};                 ///< the largest process's peak
    std::uint64_t outputBytes = 0;           ///< what the command wrote
    std::uint64_t droppedBytes = 0;          ///< of these, what the log does not hold
    std::optional<int> progress;             ///< the last `::progress N`
    std::string limits{};  ///< how its limits were kept: cgroup, polled, none; "" where it had none (limits.h)
    std::string outputs{}; ///< what it left in kOutputsFile: a JSON object, at most kMostOutputs bytes; "" for nothing
    std::string usage{};   ///< the text of its usage file, where it ended before it had one

    /// The command ended by itself with exit code 0.
    bool succeeded() const { return reason == EndReason::Exited && exitCode == 0; }
};

/// Where a launch stands.
enum class LaunchState {
    Running,        ///< a runner is alive (or was started by this executor a moment ago)
    Finished,       ///< there is a result
    Void,           ///< it never ran and never will: the next launch may begin, and this one counts as no attempt
    OutcomeUnknown, ///< a runner had begun, and is gone without a result: nobody knows how far the command came
};

struct Inspection {
    LaunchState state = LaunchState::Running;
    std::optional<LaunchResult> result; ///< with Finished
    std::optional<int> progress;        ///< 0 to 100, from the last `::progress N`
    bool cancelRequested = false;       ///< `cancel` was called, by whichever service
    std::string detail;                 ///< with Void: what the runner said when it could not begin, if anything
    std::string limits{};               ///< as the result's, as soon as it is known
};

/// A piece of a launch's log: whole lines in the format of docs/formats/run-log.md (`run_log.h` reads them).
struct OutputChunk {
    std::string lines;
    std::uint64_t nextOffset = 0; ///< where to go on reading
    bool atEnd = false;           ///< nothing more was there at the time
};

/// Where runs execute. The runs outlive the service: a service that comes back calls `inspect` on each launch that its
/// database calls running, and is told of their ends as if it had started them itself.
///
/// Threads: safe from any thread. `start`, `inspect` and `cancel` touch the disk (a few milliseconds): not for an event
/// loop.
class Executor {
public:
    /// Called once for each watched launch when it is Running no longer, from a thread of the executor; it must not
    /// block for long. May come for a launch whose end `inspect` has told already: be idempotent.
    using EndedHandler = std::function<void(const LaunchId&, const Inspection&)>;

    virtual ~Executor() = default;

    /// Set once, before the first `start` or `inspect`.
    virtual void onEnded(EndedHandler handler) = 0;

    /// Begins a launch and watches it; returns when the runner has been started, not when it has claimed the launch.
    /// Whatever goes wrong later comes as Void, NotStarted or OutcomeUnknown. Errors: run.spawn_failed, input.invalid,
    /// disk.full, io.*; after an error the launch never runs (it is Void), unless the error is io.exists: then it was
    /// begun before, and `inspect` tells how it stands.
    virtual Result<void> start(const LaunchSpec& spec) = 0;

    /// Where the launch stands, settled for good: one that no runner has claimed, and that this executor is not just
    /// starting, is made Void here (a runner that comes later finds that and leaves). A Running one is watched from now
    /// on. With OutcomeUnknown, what can be found of the command's processes has been killed.
    virtual Result<Inspection> inspect(const LaunchId& id) = 0;

    /// Asks the runner to end the command: TERM, the grace, KILL, of the whole tree; the result will say Cancelled
    /// (unless the command was faster). Returns at once; a second call changes nothing. The request is a file, and
    /// survives the service. Error: run.state where the launch is not Running.
    virtual Result<void> cancel(const LaunchId& id) = 0;

    /// The launch's log file; it exists once something was written, and is another one when the log has been packed.
    virtual std::filesystem::path outputPath(const LaunchId& id) const = 0;
    /// Up to `limit` bytes (at least one line, if there is one) of whole lines from `offset`, which is 0 or a
    /// `nextOffset`; packing the log changes no offset. No log yet: an empty chunk. Error: input.invalid for an offset
    /// beyond the end.
    virtual Result<OutputChunk> readOutput(const LaunchId& id, std::uint64_t offset, std::size_t limit) const = 0;
    /// How the launch has used the machine so far. Nothing: no command was started, or nothing was noted.
    virtual Result<std::optional<Usage>> readUsage(const LaunchId& id) const = 0;
};

} // namespace inferno::executors
