// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fakes/fake_models.h"
#include "models/fakes/fake_settings.h"
#include "models/fakes/sample.h"
#include "models/jobs_backend.h"
#include "services/client/types_alerts.h"

namespace inferno::models {

/// Answers from a made-up sample, at once and without a service: for designers (`inferno-desktop --fakes`) and screen
/// tests. Verbs change the sample in memory and are confirmed by signals, as a service would. What has no sample says
/// feature.absent. GUI thread.
class FakeBackend final : public Backend, public JobsBackend {
    Q_OBJECT

public:
    /// Which of the seven states the pages shall find. Silent: connected, and no answer ever comes.
    enum class Mood { Normal, Empty, Broken, Offline, Locked, Tampered, Silent };

    explicit FakeBackend(Mood mood = Mood::Normal, QObject* parent = nullptr);

    /// The clock of the sample's moment.
    static const Clock& clock();
    fakes::Sample& sample() { return sample_; }
    fakes::SampleModels& sampleModels() { return models_; }
    /// Sends the changed job of this name as a service would.
    void announce(const std::string& jobName);
    void setMood(Mood mood);
    /// What unlocks the vault in the mood Locked.
    static constexpr const char* kPassphrase = "correct horse";
    /// How often events were asked for.
    int auditCalls() const { return auditCalls_; }

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
    bool isLocal() const override { return true; }
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
    template <typename T>
    Answer<T> answer(Result<T> result) const;
    template <typename T>
    Answer<T> answerVault(Result<T> result) const;
    client::VerifyRun runOfVerify() const;
    client::Job* find(const QString& idOrName);
    /// Every answer of this mood is an error: what is asked for is not done.
    bool refuses() const {
        return mood_ == Mood::Offline || mood_ == Mood::Broken || mood_ == Mood::Locked || mood_ == Mood::Silent;
    }

    Mood mood_;
    fakes::Sample sample_;
    fakes::SampleModels models_;
    fakes::Settings settings_;
    std::vector<client::AlertRule> rules_;
    int auditCalls_ = 0;
    int verifySteps_ = 0; ///< how often the verification that runs was asked for; each is a part of it
    QString verifyLevel_;
};

} // namespace inferno::models
