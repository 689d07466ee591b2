// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "services/client/types.h"

namespace inferno::client {

struct AuditHold; // types_retention.h
struct AuditSegment;
struct ArchivedSegment;
struct ArchiveAnswer;
struct RetentionAnswer;
struct RunResources; // types_resources.h
struct ModelSplit;   // model_types.h
struct SplitRequest;
struct CalendarView; // types_calendar.h
struct FireException;

/// Where a service is, and how to be let in.
struct Endpoint {
    std::string url = "http://127.0.0.1:8080";
    std::string token;
    std::string instance; ///< from run/service.json; "" = do not compare
};

/// Reads `run/service.json` and `run/token` of a data root. Error: service.unreachable where none runs.
Result<Endpoint> endpointOf(const std::filesystem::path& dataDir);

/// An event of the live stream.
struct StreamEvent {
    std::string id;
    std::string topic; ///< jobs runs audit alerts models host
    nlohmann::json data;
};

/// Which runs, newest first; "" is any.
struct RunQuery {
    std::string job{}; ///< name or id
    std::string status{};
    std::string tag{};    ///< of their jobs
    std::string search{}; ///< in the names of their jobs or in a tag
    int limit = 50;
    std::string cursor{};
};

/// The typed client of the public API over HTTP (libcurl): blocking calls, each on a connection of a small pool. Safe
/// from any thread. POSTs that create, start or append carry an Idempotency-Key and are tried again once with the same
/// key where the connection broke. A token is sent only after `GET /healthz` has shown the expected instance. Errors:
/// the service's own code, title, detail and hint; service.unreachable where nothing answers.
class Client {
public:
    explicit Client(Endpoint endpoint);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    const Endpoint& endpoint() const;

    Result<ServiceInfo> health();

    Result<Created> createJob(const JobDefinition& definition);
    struct JobFilter {
        std::string status;
        std::string tag;
        std::string search;
        bool recent = true;
        int limit = 200;
        std::string cursor;
    };
    Result<Page<Job>> jobs(const JobFilter& filter);
    Result<Job> job(const std::string& idOrName);
    /// `changes` holds the fields to change, named as in JobDefinition.
    Result<Job> updateJob(const std::string& idOrName, const nlohmann::json& changes);
    Result<void> deleteJob(const std::string& idOrName);
    Result<Run> runJob(const std::string& idOrName);
    Result<void> enableJob(const std::string& idOrName, bool enabled);
    Result<void> cancelJob(const std::string& idOrName);
    Result<Run> retryJob(const std::string& idOrName);

    Result<Page<Run>> runs(const RunQuery& query = {});
    Result<Run> run(const std::string& id);
    /// How it used the machine (types_resources.h).
    Result<RunResources> runResources(const std::string& id);
    Result<void> cancelRun(const std::string& id);
    Result<Run> retryRun(const std::string& id);
    /// What is shown of a log beside the bytes that the command wrote.
    struct LogView {
        bool notes = false;      ///< the runner's own words, each a line that begins with "[inferno] "
        bool timestamps = false; ///< each line begins with the instant at which it came
    };
    /// Output text from `offset`; `next` is set to the offset after it.
    Result<std::string> runLog(const std::string& id, std::uint64_t offset, std::uint64_t* next);
    Result<std::string> runLog(const std::string& id, std::uint64_t offset, std::uint64_t* next, LogView view);
    /// Follows the output until the run has ended or `stop` is set; blocks.
    Result<void> followRunLog(const std::string& id, const std::function<void(std::string_view)>& onText,
                              const std::atomic<bool>& stop);
    Result<void> followRunLog(const std::string& id, const std::function<void(std::string_view)>& onText,
                              const std::atomic<bool>& stop, LogView view);

    Result<QueueStats> queueStats();
    Result<void> pauseQueue(const std::string& reason, std::optional<double> forSeconds = {});
    Result<void> resumeQueue();
    Result<Graph> graph();
    Result<std::vector<CalendarEntry>> calendar(const std::string& from, const std::string& to);
    // types_calendar.h
    Result<CalendarView> calendarView(const std::string& from, const std::string& to, double partSeconds);
    Result<std::vector<FireException>> fireExceptions(const std::string& job);
    /// The fire that the schedule has at this time is made at `to` instead; "": it is skipped.
    Result<FireException> exceptFire(const std::string& job, const std::string& fire, const std::string& to = {});
    Result<void> restoreFire(const std::string& job, const std::string& fire);
    Result<std::vector<Blackout>> blackouts();
    Result<Blackout> addBlackout(const nlohmann::json& blackout);
    Result<void> deleteBlackout(const std::string& name);

    Result<AuditPage> auditEvents(const AuditQuery& query);
    /// `by`: severity, result, event_type or nothing. Of the query, limit and cursor are not used.
    Result<AuditHistogram> auditHistogram(const AuditQuery& query, int buckets, const std::string& by = {});
    /// The `limit` most frequent values of a field. Of the query, limit and cursor are not used.
    Result<AuditValues> auditValues(const AuditQuery& query, const std::string& field, int limit = 10);
    /// The `limit` most frequent shapes of events, each with its counts in so many parts of the time. Of the query,
    /// limit and cursor are not used.
    Result<AuditPatterns> auditPatterns(const AuditQuery& query, int buckets, int limit = 50);
    /// `lines` are JSON objects, one event each. All are checked before the first is appended.
    Result<std::vector<Appended>> appendEvents(const std::vector<std::string>& lines);
    /// All events that fit, oldest first, in a format of `audit export`: hands the document over piece by piece. Limit,
    /// cursor and view of the query say nothing here. Ends early where `stop` is set; then `take` had only a part.
    /// Errors: those of `take`, at which it ends; service.unreachable where the document broke off.
    Result<void> exportAudit(const AuditQuery& query, const std::string& format,
                             const std::function<Result<void>(std::string_view)>& take, const std::atomic<bool>& stop);
    Result<AuditStatus> auditStatus();
    Result<VerifyResult> verifyAudit(const std::string& level);
    /// The same without waiting: ask `verifyRun` how far it is. Error: rate.limited while too many wait.
    Result<VerifyRun> startVerify(const VerifyRequest& request);
    Result<VerifyRun> verifyRun(const std::string& id);
    Result<void> cancelVerify(const std::string& id);
    /// The newest signed checkpoint, after one was signed that covers all acknowledged events.
    Result<std::string> checkpoint();
    Result<std::string> verifierKey();
    Result<InclusionProof> prove(std::uint64_t seq);
    /// At most 1,000 events, all against the tree of this size.
    Result<ProofBatch> proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize);
    /// All verifier keys that the vault ever had, as a signed note.
    Result<std::string> verifierHistory();
    Result<ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize);
    Result<void> rotateAudit();
    Result<SubjectErased> eraseSubject(const std::string& subject, const std::string& reason);

    // types_retention.h
    Result<Page<AuditHold>> holds();
    Result<AuditHold> addHold(const std::string& range, const std::string& reason);
    /// `which`: a hold's number, or its range.
    Result<Page<AuditHold>> releaseHold(const std::string& which, const std::string& reason);
    Result<Page<AuditSegment>> auditSegments();
    Result<Page<ArchivedSegment>> archived();
    Result<ArchiveAnswer> archiveNow();
    Result<ArchiveAnswer> restoreFromArchive(const std::string& range, const std::string& reason);
    Result<RetentionAnswer> runRetention();

    /// Opens a vault that is locked; of an open one it only checks the passphrase. Errors: key.invalid (a wrong one),
    /// rate.limited (after wrong ones: AuditStatus::retry_after says how long).
    Result<AuditStatus> unlock(const std::string& passphrase);
    /// From now on this passphrase opens the vault, instead of the key file or of `current`.
    Result<void> setPassphrase(const std::string& passphrase, const std::string& current = {});
    /// From now on the key file opens it.
    Result<void> removePassphrase(const std::string& current);
    /// A new key-encryption key and a new data key; with `signingKey` a new key that signs, and these stay.
    Result<KeysRotated> rotateKeys(bool signingKey = false);

    Result<Report> createReport(const std::string& period, const std::string& from = {}, const std::string& to = {});
    Result<Report> report(const std::string& id);
    /// The PDF's bytes.
    Result<std::string> reportPdf(const std::string& id);

    Result<std::vector<Model>> models();
    Result<Model> registerModel(const nlohmann::json& request);
    Result<void> unregisterModel(const std::string& name, const std::string& version = {});
    /// TorchServe's route; `body` and the answer are as the model takes and gives them.
    Result<std::string> predict(const std::string& name, const std::string& version, const std::string& body,
                                const std::string& contentType = "application/json");

    /// Who answers the requests to a model that name no version, with figures of each version.
    Result<ModelSplit> modelSplit(const std::string& model);
    Result<ModelSplit> setModelSplit(const std::string& model, const SplitRequest& request);
    Result<ModelSplit> setDefaultModel(const std::string& model, const std::string& version,
                                       const std::string& reason = {});
    /// Back to how it was before the last change; once more goes forward again.
    Result<ModelSplit> rollBackModel(const std::string& model, const std::string& reason = {});

    Result<HostInfo> host();
    Result<nlohmann::json> config();
    /// `changes`: {"audit.log_level":"warn", …}; a value of null takes the setting away. All or none is changed.
    Result<ConfigAnswer> changeConfig(const nlohmann::json& changes);
    Result<void> stopService();

    /// Follows the live stream until `stop` is set: blocks, reconnects with Last-Event-ID after 1 to 30 s. `onState`
    /// is told true when connected, false when the connection is lost, and answers whether to go on: a service that is
    /// started anew is another instance, to which this client does not speak.
    void follow(const std::string& topics, const std::function<void(const StreamEvent&)>& onEvent,
                const std::function<bool(bool)>& onState, const std::atomic<bool>& stop);

    /// Any route, for what has no method of its own. `body` null sends none.
    Result<nlohmann::json> call(std::string_view method, const std::string& path, const nlohmann::json& body = nullptr);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace inferno::client
