// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "core/base/vfs.h"
#include "core/jobs/alert_rules.h"
#include "core/jobs/apply.h"
#include "core/jobs/blackouts.h"
#include "core/jobs/job.h"

namespace inferno::jobs {

class Outbox;
class RunQueue;
class StoreCore;

/// Who asks for a change: goes into its audit event. All empty: the service itself.
struct Actor {
    std::string user{}; ///< principal: account or "local"
    std::string tokenId{};
    std::string peer{}; ///< address of the other end
    std::string userAgent{};
    std::string sessionId{};
    std::string traceId{};
};

/// A client's promise that the same key means the same request. Kept 24 h, in the transaction of the change.
struct Idempotency {
    std::string key{}; ///< principal and key
    Hash request{};    ///< SHA-256 of method, path and body
};

struct Request {
    Actor actor{};
    std::optional<Idempotency> idempotency{};
};

/// What a change touched. A repeated request answers with the first one's ids and changes nothing.
struct Changed {
    std::string jobId;
    std::string runId; ///< "" where no run was made or touched
    bool repeated = false;
};

/// Seals (AES-256-GCM) and opens one outbox body; the number is to be authenticated with it. Thread-safe.
struct OutboxCipher {
    std::function<Result<Bytes>(std::uint64_t number, ByteView plain)> seal;
    std::function<Result<Bytes>(std::uint64_t number, ByteView sealed)> open;
};

/// One committed change, told to listeners after the commit. `number` is that of its audit event and rises.
struct Notice {
    std::uint64_t number = 0;
    std::string action; ///< job_created … job_skipped queue_paused queue_resumed job_cancel_requested; "progress"
    std::string jobId;
    std::string runId; ///< "" where the change is of the job or the queue
};

template <typename T>
struct Page {
    std::vector<T> items;
    std::string nextCursor; ///< "" at the end
};

struct JobFilter {
    std::string status{}; ///< the job's state, or its last state where the state is ready or scheduled
    std::string tag{};
    std::string search{}; ///< part of the name or of a tag, any case
    int limit = 200;
    std::string cursor{};
};

struct RunFilter {
    std::string job{}; ///< id or name
    std::string status{};
    std::string tag{};               ///< of jobs that have it now
    std::string search{};            ///< of jobs with this in their name or a tag, any case
    std::optional<WallTime> since{}; ///< queued at or after
    std::optional<WallTime> until{}; ///< queued before
    int limit = 50;
    std::string cursor{};
};

struct Edge {
    std::string parentId;
    std::string parent; ///< name
    std::string childId;
    std::string child;
    DependsOn mode = DependsOn::Success;
    bool armed = false;
};

/// A fire that is to come.
struct PlannedFire {
    std::string jobId;
    std::string job;
    WallTime at{};
    std::string blackout; ///< it will not start, and why; "" if it will
};

/// Why a run does not start yet.
struct Waiting {
    std::string why; ///< in words; "" of a run that does not wait
    std::optional<WallTime> since{};
};

/// A job that another one depends on, as it stands.
struct Awaited {
    std::string job; ///< name
    DependsOn mode = DependsOn::Success;
    bool armed = false;
    std::string runId; ///< the run that armed it, else the newest that ended since the child last started; "" = none
    std::optional<RunState> state{};
    std::optional<WallTime> finished{};
};

struct QueueState {
    bool paused = false;
    std::string reason;
    std::optional<WallTime> pausedAt;
    std::optional<WallTime> resumeAt; ///< pause --for
    int jobs = 0;
    int queued = 0;
    int blocked = 0;
    int running = 0;
    int retrying = 0;
    std::map<std::string, int> last24h;   ///< final state → runs that ended in the last 24 hours
    std::map<std::string, int> before24h; ///< the same for the 24 hours before
    std::vector<int> perHour;             ///< runs ended in each of the last 24 hours, oldest first
};

/// Which missed fires may still run, where the job's misfire policy wants them to.
struct CatchUp {
    std::chrono::milliseconds window = std::chrono::hours(24); ///< not those that are older
    int limit = 100;                                           ///< misfire `all`: so many of a schedule, the newest
};

/// Which ended runs are forgotten: those beyond either limit.
struct HistoryLimits {
    std::optional<WallTime> endedBefore;
    int keepPerJob = 0; ///< of each job its newest so many ended runs stay; 0 = no bound
};

/// Why runs beyond the limits of the history stay: the first of these that fits.
struct KeptRuns {
    int newest = 0;      ///< the newest ended run of a job, and the newest that was not skipped
    int edges = 0;       ///< what an edge still leads to
    int idempotency = 0; ///< an Idempotency-Key answers with it, for 24 h
    int undelivered = 0; ///< events of it have not reached the vault
};

struct JobStoreOptions {
    std::filesystem::path folder; ///< [batch_queue] storage_path; holds inferno.db and lock
    JobDefinition defaults;       ///< what an option has that is not given; its timezone must be set
    OutboxCipher cipher;
    std::size_t outboxLimit = 10'000;
    std::map<std::string, int> pools; ///< [batch_queue.pools]: slots by name; `gpu` are the machine's GPUs
    int queueLimit = 0;               ///< runs that wait at once; 0 = no bound
    int maxScheduledJobs = 0;         ///< enabled jobs that have a schedule; 0 = no bound
    bool schedulesFire = true;        ///< false: no schedule is due, and what passes counts as missed
    CatchUp catchUp{};
};

/// Jobs, runs and the outbox in `<folder>/inferno.db` (SQLite, WAL, synchronous=FULL): what users and the API ask for.
/// The scheduler's verbs are RunQueue's, the pump's are Outbox's.
///
/// Every change is one transaction with its audit event (exactly one for each change of state) and is durable when the
/// call returns. While the outbox holds outboxLimit rows, new changes are refused with vault.unavailable. Jobs are
/// named by id or name, runs by id. Safe from any thread: one writer connection behind a mutex, readers beside it.
class JobStore {
public:
    /// Takes the lock of the folder, creates or migrates the database. Errors: data.locked, db.version, db.failed,
    /// cron.zone for an unknown default zone.
    static Result<std::unique_ptr<JobStore>> open(JobStoreOptions options, Vfs& vfs, const Clock& clock);
    ~JobStore();
    JobStore(const JobStore&) = delete;
    JobStore& operator=(const JobStore&) = delete;

    /// Random, new with each database (and after a restore): outbox numbers are unique only together with it.
    const Uuid& databaseId() const;
    const JobDefinition& defaults() const;

    struct CreateOptions {
        bool enabled = true;
        bool noRun = false;   ///< do not queue a job that nothing else starts
        bool replace = false; ///< an existing job of that name takes this definition
    };
    /// A job with no schedule, run-at or dependency is queued once. With the name of an existing job: an equal
    /// definition is queued again by the same rule; a different one is job.exists, or with `replace` an update.
    Result<Changed> create(const JobDefinition& definition, const CreateOptions& options, const Request& request);
    /// `changes` holds the fields to change as parseDefinition reads them, and may hold `enabled`.
    Result<Changed> update(const std::string& job, const nlohmann::json& changes, const Request& request);
    /// Brings jobs into the state that these documents describe (as parseDefinition reads them over the defaults;
    /// `enabled` where it is to be set), all in one transaction or none. Queues no run of a job that it makes. A plan
    /// with problems has changed nothing. Applied once more it changes nothing.
    Result<Plan> apply(const nlohmann::json& documents, const ApplyOptions& options, const Request& request);
    /// Ends what waits; its history stays. Errors: job.has_dependents; run.state while a run is running.
    Result<Changed> remove(const std::string& job, const Request& request);
    /// Disabling stops fires and edges, not runs that are queued or running. Fires while disabled are not missed.
    Result<Changed> enable(const std::string& job, bool enabled, const Request& request);

    /// Queues a run now; it waits for an active run of the job unless overlap is allow, and replaces it with replace.
    Result<Changed> run(const std::string& job, const Request& request);
    /// Of a run: ends it, at once where it waits, by the executor where it runs. Of a job: its active runs.
    /// Error: run.state where there is nothing to end.
    Result<Changed> cancel(const std::string& jobOrRun, const Request& request);
    /// A new run of the same job (`retryOf`): of a run that failed, timed out or was cancelled, or the newest such one
    /// of a job. Error: run.state.
    Result<Changed> retry(const std::string& jobOrRun, const Request& request);
    /// Nothing new starts; fires that pass count as missed (`queue_paused`). With `until` it resumes by itself.
    Result<Changed> pause(const std::string& reason, std::optional<WallTime> until, const Request& request);
    Result<Changed> resume(const Request& request);
    /// As parseBlackout reads it; the same once more changes nothing. Errors: job.exists for another one of its name.
    Result<Changed> addBlackout(const nlohmann::json& document, const Request& request);
    /// Error: blackout.unknown.
    Result<Changed> removeBlackout(const std::string& name, const Request& request);
    /// By name.
    Result<std::vector<BlackoutDefinition>> blackouts() const;
    /// What will keep runs of this definition from starting on this machine, in words; empty where nothing will.
    std::vector<std::string> warningsOf(const JobDefinition& definition) const;
    /// As parseAlertRule reads it; the same once more changes nothing. Errors: alert.exists for another one of its
    /// name.
    Result<AlertRule> addAlertRule(const nlohmann::json& document, const Request& request);
    /// Errors: alert.unknown.
    Result<AlertRule> switchAlertRule(const std::string& name, bool enabled, const Request& request);
    Result<Changed> removeAlertRule(const std::string& name, const Request& request);
    /// By name, of both scopes.
    Result<std::vector<AlertRule>> alertRules() const;
    /// What a run left for the runs after it, a JSON object; "" for nothing.
    Result<std::string> outputsOf(const std::string& runId) const;
    /// Why a run that waits does not start, and since when. Error: run.unknown.
    Result<Waiting> whyWaiting(const std::string& run) const;
    /// What the edges of a job stand at, by the parents' names.
    Result<std::vector<Awaited>> awaits(const std::string& jobId) const;
    /// 0..100; no audit event. Error: run.state unless it is running.
    Result<void> setProgress(const std::string& run, double percent);

    /// Deletes a batch (at most 1,000) of ended runs beyond the limits, with their launches, oldest first, and says
    /// which; none are left to delete when it returns none. What stays whatever its age: active runs, the newest ended
    /// run of a job, what an edge or an Idempotency-Key still leads to, and what events tell of that have not reached
    /// the vault. Not a change of state: whoever calls it writes the event. The folders of the runs are the caller's.
    Result<std::vector<std::string>> forgetRuns(const HistoryLimits& limits);
    /// Ended runs beyond the limits that stay all the same, counted by why (KeptRuns).
    Result<KeptRuns> keptRuns(const HistoryLimits& limits) const;

    Result<Job> job(const std::string& idOrName) const;
    /// By name.
    Result<Page<Job>> jobs(const JobFilter& filter) const;
    Result<Run> runById(const std::string& id) const;
    /// Newest first.
    Result<Page<Run>> runs(const RunFilter& filter) const;
    /// The newest `perJob` runs of each of the jobs, newest first, in one query.
    Result<std::map<std::string, std::vector<Run>>> recentRuns(std::span<const std::string> jobIds,
                                                               int perJob = 20) const;
    /// The newest run of a job, if any.
    Result<std::optional<Run>> newestRun(const std::string& jobId) const;
    /// Runs that were active at some time in [from, to), oldest first, at most `limit`.
    Result<std::vector<Run>> runsBetween(WallTime from, WallTime to, int limit = 5000) const;
    /// Fires of enabled jobs in [from, to), in order, at most `limit`.
    Result<std::vector<PlannedFire>> plannedFires(WallTime from, WallTime to, int limit = 5000) const;
    Result<std::vector<Edge>> edges() const;
    Result<QueueState> queueState() const;

    /// Called after each commit, on the thread that made the change, in order of `number`, with no lock of the store
    /// held that reading needs. The listener must be quick, must not change the store, and lives as long as the store.
    void addListener(std::function<void(std::span<const Notice>)> listener);

    RunQueue& queue();
    Outbox& outbox();

private:
    explicit JobStore(std::unique_ptr<StoreCore> core);
    std::unique_ptr<StoreCore> core_;
    std::unique_ptr<RunQueue> queue_;
    std::unique_ptr<Outbox> outbox_;
};

} // namespace inferno::jobs
