// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

#include <QFuture>
#include <QObject>

#include "core/base/error.h"
#include "services/client/client.h"
#include "services/client/types_calendar.h"
#include "services/client/types_plan.h"

namespace inferno::client {
struct ModelSplit; // model_types.h
struct SplitRequest;
} // namespace inferno::client

namespace inferno::models {

template <typename T>
using Answer = QFuture<Result<T>>;

/// What the window asks of a service: one interface with two answers, ClientBackend (the API of a running service) and
/// FakeBackend (a sample that needs none). Belongs to the GUI thread. A call returns at once; its future finishes in
/// another thread. Use `answer.then(context, …)`, so that a page that is gone is never called. Signals come on the GUI
/// thread, in the order of the live stream.
class Backend : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins to connect and to follow the live stream; connectionChanged tells the result, again and again.
    virtual void start() = 0;
    /// Ends the wait before the next attempt to connect.
    virtual void reconnectNow() = 0;
    /// Starts the service of this computer, detached from the window, and waits until it answers; then connects.
    /// Error: service.unreachable with the reason.
    virtual Answer<void> startService() = 0;

    virtual Answer<client::ServiceInfo> health() = 0;
    virtual Answer<client::HostInfo> host() = 0;
    /// What the data folder of the service holds, by its folders, the largest first.
    struct Storage {
        std::vector<std::pair<std::string, std::uint64_t>> parts;
        bool complete = true; ///< else sizes are at least these
    };
    virtual Answer<Storage> storage() = 0;
    virtual Answer<nlohmann::json> config() = 0;
    /// {"audit.log_level":"warn", …}; null takes a setting away. All or none is changed.
    virtual Answer<client::ConfigAnswer> changeConfig(const nlohmann::json& changes) = 0;
    /// Stops the service; running jobs go on. One of this computer does not start again by itself until it is told to.
    virtual Answer<void> stopService() = 0;
    /// Stops the service of this computer and starts it again; waits until it answers. Errors: service.unreachable.
    virtual Answer<void> restartService() = 0;
    /// Whether startService and restartService can do it: a service named by its URL is another machine's.
    virtual bool isLocal() const = 0;

    virtual Answer<std::vector<client::Job>> jobs() = 0;
    virtual Answer<client::Job> job(const QString& idOrName) = 0;
    virtual Answer<client::Created> createJob(const client::JobDefinition& definition) = 0;
    virtual Answer<client::Job> updateJob(const QString& idOrName, const nlohmann::json& changes) = 0;
    virtual Answer<void> deleteJob(const QString& idOrName) = 0;
    virtual Answer<client::Run> runJob(const QString& idOrName) = 0;
    virtual Answer<client::Run> retryJob(const QString& idOrName) = 0;
    virtual Answer<void> cancelJob(const QString& idOrName) = 0;
    virtual Answer<void> enableJob(const QString& idOrName, bool enabled) = 0;

    /// A line of a crontab, and what it becomes.
    struct CrontabLine {
        int line = 0;
        std::string text;
        std::string action; ///< create change unchanged; setting; "" = no job comes of it
        std::string job;    ///< its name
        std::string schedule;
        std::string command;
        std::string notes;  ///< what maps how, in sentences
        std::string reason; ///< why no job comes of it
    };
    struct CrontabPlan {
        bool applied = false; ///< the jobs are made; else it is what would be
        std::vector<CrontabLine> lines;
    };
    /// What becomes of a crontab's lines, and, where `make`, makes the jobs. `system`: lines name a user, as in
    /// /etc/crontab. Errors: input.invalid where it starts nothing or a job is refused.
    virtual Answer<CrontabPlan> planCrontab(const QString& text, bool system, bool make) = 0;
    /// The crontab of this computer's user. Error: io.not_found where there is none.
    virtual Answer<std::string> ownCrontab() = 0;
    /// Brings jobs into the state of these documents, as `inferno batch-queue apply` does; the others stay.
    virtual Answer<client::ApplyAnswer> applyJobs(const nlohmann::json& documents) = 0;

    virtual Answer<client::Page<client::Run>> runs(const QString& job, const QString& status, int limit) = 0;
    struct LogPart {
        std::string text;
        std::uint64_t next = 0; ///< where the next part begins
    };
    virtual Answer<LogPart> runLog(const QString& runId, std::uint64_t offset) = 0;

    virtual Answer<client::QueueStats> queueStats() = 0;
    virtual Answer<void> pauseQueue(const QString& reason) = 0;
    virtual Answer<void> resumeQueue() = 0;
    virtual Answer<client::Graph> graph() = 0;
    virtual Answer<std::vector<client::CalendarEntry>> calendar(const std::string& from, const std::string& to) = 0;

    /// Past and future on one axis; `partSeconds` is the length of the parts in which the rest is counted.
    virtual Answer<client::CalendarView> calendarView(const std::string& from, const std::string& to,
                                                      int partSeconds) = 0;
    /// The fire that a schedule has at this time is made at `to` instead; "": it is skipped.
    virtual Answer<client::FireException> exceptFire(const QString& job, const std::string& fire,
                                                     const std::string& to) = 0;
    virtual Answer<void> restoreFire(const QString& job, const std::string& fire) = 0;
    virtual Answer<std::vector<client::Blackout>> blackouts() = 0;
    virtual Answer<client::Blackout> addBlackout(const client::Blackout& blackout) = 0;
    virtual Answer<void> deleteBlackout(const QString& name) = 0;

    virtual Answer<client::AuditPage> auditEvents(const client::AuditQuery& query) = 0;
    /// `by`: result, severity, event_type or "".
    virtual Answer<client::AuditHistogram> auditHistogram(const client::AuditQuery& query, int bars,
                                                          const QString& by) = 0;
    virtual Answer<client::AuditValues> auditValues(const client::AuditQuery& query, const QString& field,
                                                    int limit) = 0;
    /// The most frequent shapes of events, each with so many counts over the time.
    virtual Answer<client::AuditPatterns> auditPatterns(const client::AuditQuery& query, int buckets, int limit) = 0;
    virtual Answer<client::AuditStatus> auditStatus() = 0;
    virtual Answer<client::AuditStatus> unlockVault(const QString& passphrase) = 0;
    /// From now on this passphrase opens the vault, in the place of the key file or of `current`; "": the key file.
    virtual Answer<void> setPassphrase(const QString& passphrase, const QString& current) = 0;
    virtual Answer<client::KeysRotated> rotateKeys(bool signingKey) = 0;
    virtual Answer<client::VerifyRun> startVerify(const QString& level) = 0;
    virtual Answer<client::VerifyRun> verifyRun(const QString& id) = 0;
    virtual Answer<void> cancelVerify(const QString& id) = 0;
    /// How far a document is that is being written to a file, from any thread; `stop` ends it early.
    struct Transfer {
        std::atomic<quint64> bytes = 0;
        std::atomic<quint64> found = 0;  ///< of evidence: events that fit
        std::atomic<quint64> proven = 0; ///< of evidence: those that are in the bundle with their proof
        std::atomic<bool> stop = false;
    };
    /// The format of exportAudit that packs a bundle of evidence, which inferno-verify checks.
    static constexpr const char* kEvidence = "evidence";
    /// Writes all events that fit, oldest first, in a format of `inferno audit export` or as evidence; the file appears
    /// when it is whole; after `stop` there is none, and no error. Errors: io.*, unpack.*, those of the service.
    virtual Answer<void> exportAudit(const client::AuditQuery& query, const QString& format, const QString& file,
                                     std::shared_ptr<Transfer> transfer) = 0;
    virtual Answer<client::InclusionProof> prove(std::uint64_t seq) = 0;
    /// What this user's computer has seen of the vault before, and whether the vault still holds it.
    struct Remembered {
        bool known = false;     ///< something was compared; else the rest says nothing
        std::uint64_t seen = 0; ///< records of the checkpoint that was seen before; 0 = this is the first one
        std::string seenTime;   ///< when that was
        std::uint64_t size = 0; ///< records of the checkpoint that it was compared with
        std::string against{};  ///< what does not fit, in words; "" = all does
    };
    /// Compares again where the vault has grown beyond `size` since the last time.
    virtual Answer<Remembered> remembered(std::uint64_t size) = 0;

    virtual Answer<client::Report> createReport(const QString& period) = 0;
    virtual Answer<client::Report> report(const QString& id) = 0;
    virtual Answer<std::string> reportPdf(const QString& id) = 0;

    virtual Answer<std::vector<client::Model>> models() = 0;
    /// Loads and serves a file of the service's machine; named as in `POST /api/v1/models`.
    virtual Answer<client::Model> registerModel(const nlohmann::json& request) = 0;
    virtual Answer<void> unregisterModel(const QString& name, const QString& version) = 0;
    struct Prediction {
        std::string body;   ///< as the model gives it
        double seconds = 0; ///< from the request to the answer, as seen from here
    };
    virtual Answer<Prediction> predict(const QString& name, const QString& version, const QByteArray& body) = 0;
    virtual Answer<client::ModelSplit> modelSplit(const QString& model) = 0;
    virtual Answer<client::ModelSplit> setModelSplit(const QString& model, const client::SplitRequest& request) = 0;
    virtual Answer<client::ModelSplit> setDefaultModel(const QString& model, const QString& version,
                                                       const QString& reason) = 0;
    virtual Answer<client::ModelSplit> rollBackModel(const QString& model, const QString& reason) = 0;

Q_SIGNALS:
    /// `error` says why there is none; `retryInSeconds` is 0 where it is being tried now.
    void connectionChanged(bool connected, const inferno::Error& error, int retryInSeconds);
    void jobChanged(const inferno::client::Job& job);
    void jobDeleted(const QString& id);
    void runChanged(const inferno::client::Run& run);
    void auditGrew(quint64 events, quint64 checkpointed);
    void modelChanged(const inferno::client::Model& model);
    void hostChanged(const inferno::client::HostInfo& host);
};

} // namespace inferno::models
