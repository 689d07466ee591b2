// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <thread>

#include <QThreadPool>

#include "models/jobs_backend.h"
#include "services/client/data_root.h"

namespace inferno::models {

/// The service of a data root or a URL, over its API. Finds the endpoint anew at each attempt to connect, since a
/// service that starts again has another instance and perhaps another port; attempts come after 1 to 30 s. Calls run in
/// a pool of four threads, the live stream in a thread of its own. Before the first connection calls fail with
/// service.unreachable. The destructor waits for the calls that are under way.
class ClientBackend final : public Backend, public JobsBackend {
    Q_OBJECT

public:
    /// `serviceProgram` is what startService starts; empty: the infernod that the command line would start, beside
    /// this program or in PATH. A service named by its URL is never started.
    ClientBackend(client::Target target, QString serviceProgram, QObject* parent = nullptr);
    ~ClientBackend() override;

    /// What this user has seen of the vault before: compares the service's with it, and remembers it. Called at each
    /// connection, after each verification and for proofs, from threads of this object. Before start.
    using Memory = std::function<Result<Remembered>(client::Client&)>;
    void setMemory(Memory memory) { memory_ = std::move(memory); }

    /// Packs the events that fit into a bundle of evidence at `file`, which it replaces, and tells how far it is; what
    /// exportAudit calls for evidence, in a thread of this object. Before start.
    using Evidence = std::function<Result<void>(client::Client&, const client::AuditQuery&,
                                                const std::filesystem::path& file, Transfer&)>;
    void setEvidence(Evidence evidence) { evidence_ = std::move(evidence); }

    /// What becomes of a crontab, and the jobs of it; how planCrontab does it, in a thread of this object. Before
    /// start.
    using Crontab =
        std::function<Result<CrontabPlan>(client::Client&, const std::string& text, bool system, bool make)>;
    void setCrontab(Crontab crontab) { crontab_ = std::move(crontab); }

    /// The jobs of a text of definitions, as the API takes them; what planDefinitions reads it with, in a thread of
    /// this object. Before start.
    using Definitions = std::function<Result<nlohmann::json>(const std::string& text)>;
    void setDefinitions(Definitions definitions) { definitions_ = std::move(definitions); }

    void start() override;
    void reconnectNow() override;
    Answer<void> startService() override;

    Answer<client::ServiceInfo> health() override;
    Answer<client::HostInfo> host() override;
    Answer<Storage> storage() override;
    Answer<nlohmann::json> config() override;
    Answer<client::ConfigAnswer> changeConfig(const nlohmann::json& changes) override;
    Answer<void> stopService() override;
    Answer<void> restartService() override;
    bool isLocal() const override { return !target_.isUrl(); }
    Answer<std::vector<client::Job>> jobs() override;
    Answer<client::Job> job(const QString& idOrName) override;
    Answer<client::Created> createJob(const client::JobDefinition& definition) override;
    Answer<client::Job> updateJob(const QString& idOrName, const nlohmann::json& changes) override;
    Answer<void> deleteJob(const QString& idOrName) override;
    Answer<client::Run> runJob(const QString& idOrName) override;
    Answer<client::Run> retryJob(const QString& idOrName) override;
    Answer<void> cancelJob(const QString& idOrName) override;
    Answer<void> enableJob(const QString& idOrName, bool enabled) override;
    Answer<CrontabPlan> planCrontab(const QString& text, bool system, bool make) override;
    Answer<std::string> ownCrontab() override;
    Answer<client::ApplyAnswer> applyJobs(const nlohmann::json& documents) override;
    Answer<client::Page<client::Run>> runs(const QString& job, const QString& status, int limit) override;
    Answer<LogPart> runLog(const QString& runId, std::uint64_t offset) override;
    Answer<client::QueueStats> queueStats() override;
    Answer<void> pauseQueue(const QString& reason) override;
    Answer<void> resumeQueue() override;
    Answer<client::Graph> graph() override;
    Answer<std::vector<client::CalendarEntry>> calendar(const std::string& from, const std::string& to) override;
    Answer<client::CalendarView> calendarView(const std::string& from, const std::string& to, int partSeconds) override;
    Answer<client::FireException> exceptFire(const QString& job, const std::string& fire,
                                             const std::string& to) override;
    Answer<void> restoreFire(const QString& job, const std::string& fire) override;
    Answer<std::vector<client::Blackout>> blackouts() override;
    Answer<client::Blackout> addBlackout(const client::Blackout& blackout) override;
    Answer<void> deleteBlackout(const QString& name) override;
    Answer<client::AuditPage> auditEvents(const client::AuditQuery& query) override;
    Answer<client::AuditHistogram> auditHistogram(const client::AuditQuery& query, int bars,
                                                  const QString& by) override;
    Answer<client::AuditValues> auditValues(const client::AuditQuery& query, const QString& field, int limit) override;
    Answer<client::AuditPatterns> auditPatterns(const client::AuditQuery& query, int buckets, int limit) override;
    Answer<client::AuditStatus> auditStatus() override;
    Answer<client::AuditStatus> unlockVault(const QString& passphrase) override;
    Answer<void> setPassphrase(const QString& passphrase, const QString& current) override;
    Answer<client::KeysRotated> rotateKeys(bool signingKey) override;
    Answer<client::VerifyRun> startVerify(const QString& level) override;
    Answer<client::VerifyRun> verifyRun(const QString& id) override;
    Answer<void> cancelVerify(const QString& id) override;
    Answer<void> exportAudit(const client::AuditQuery& query, const QString& format, const QString& file,
                             std::shared_ptr<Transfer> transfer) override;
    Answer<client::InclusionProof> prove(std::uint64_t seq) override;
    Answer<Remembered> remembered(std::uint64_t size) override;
    Answer<client::Report> createReport(const QString& period) override;
    Answer<client::Report> report(const QString& id) override;
    Answer<std::string> reportPdf(const QString& id) override;
    Answer<std::vector<client::Model>> models() override;
    Answer<client::Model> registerModel(const nlohmann::json& request) override;
    Answer<void> unregisterModel(const QString& name, const QString& version) override;
    Answer<Prediction> predict(const QString& name, const QString& version, const QByteArray& body) override;
    Answer<client::ModelSplit> modelSplit(const QString& model) override;
    Answer<client::ModelSplit> setModelSplit(const QString& model, const client::SplitRequest& request) override;
    Answer<client::ModelSplit> setDefaultModel(const QString& model, const QString& version,
                                               const QString& reason) override;
    Answer<client::ModelSplit> rollBackModel(const QString& model, const QString& reason) override;

    Answer<client::Run> runJobWith(const QString& job, const nlohmann::json& values) override;
    Answer<nlohmann::json> jobTemplate(const QString& name) override;
    Answer<client::RunResources> runResources(const QString& runId) override;
    Answer<client::RunTimeline> runTimeline(const QString& runId) override;
    Answer<client::ApplyAnswer> planDefinitions(const QString& text, bool make) override;
    Answer<std::vector<client::AlertRule>> alertRules() override;
    Answer<client::AlertRule> addAlertRule(const nlohmann::json& rule) override;
    Answer<void> switchAlertRule(const QString& name, bool enabled) override;
    Answer<void> deleteAlertRule(const QString& name) override;

private:
    template <typename T, typename Call>
    Answer<T> ask(Call call);
    Result<void> startHere();
    void followLoop();
    /// One connection, from finding the endpoint to its loss; the reason why it ended or never began.
    Error followOnce(bool* connected);
    void deliver(const client::StreamEvent& event);
    void tell(bool connected, const Error& error, int retryInSeconds);

    void rememberVault(client::Client& client);
    Result<Remembered> compareVault(client::Client& client);

    client::Target target_;
    Memory memory_;
    Evidence evidence_;
    Crontab crontab_;
    Definitions definitions_;
    QString serviceProgram_;
    QThreadPool pool_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::shared_ptr<client::Client> client_; ///< guarded by mutex_; null before the first connection
    bool hurry_ = false;                     ///< guarded by mutex_
    std::string against_;                    ///< guarded by mutex_; what does not fit, since the last connection
    Remembered remembered_;                  ///< guarded by mutex_; of the last comparison
    std::atomic<bool> quit_ = false;
    std::atomic<bool> stopFollowing_ = false;
    std::thread follower_;
};

} // namespace inferno::models
