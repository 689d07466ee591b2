// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/client_backend.h"

#include <algorithm>
#include <chrono>

#include <QElapsedTimer>
#include <QProcess>
#include <QSaveFile>
#include <QUrl>
#include <QtConcurrentRun>

#include <nlohmann/json.hpp>

#include "models/words.h"
#include "services/client/local_service.h"
#include "services/client/model_types.h"
#include "services/client/types_alerts.h"
#include "services/client/types_resources.h"
#include "services/client/types_timeline.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using client::Client;

namespace {

constexpr int kCallsAtOnce = 4;
constexpr int kRetrySecondsMax = 30;
constexpr std::chrono::seconds kLockedPause{1};
constexpr int kJobsAtOnce = 1000;
constexpr int kCrontabMs = 5000;
constexpr const char* kTopics = "jobs,runs,audit,models,host";

/// As a part of a path.
std::string escaped(const QString& name) {
    return QUrl::toPercentEncoding(name).toStdString();
}

/// All jobs, page by page.
Result<std::vector<client::Job>> readJobs(Client& client) {
    std::vector<client::Job> all;
    Client::JobFilter filter;
    filter.limit = kJobsAtOnce;
    do {
        INFERNO_TRY(auto page, client.jobs(filter));
        std::ranges::move(page.items, std::back_inserter(all));
        filter.cursor = page.next_cursor;
    } while (!filter.cursor.empty());
    return all;
}

} // namespace

ClientBackend::ClientBackend(client::Target target, QString serviceProgram, QObject* parent)
    : Backend(parent), target_(std::move(target)), serviceProgram_(std::move(serviceProgram)) {
    pool_.setMaxThreadCount(kCallsAtOnce);
}

ClientBackend::~ClientBackend() {
    quit_ = true;
    stopFollowing_ = true;
    reconnectNow();
    if (follower_.joinable())
        follower_.join();
    pool_.waitForDone();
}

void ClientBackend::start() {
    if (!follower_.joinable())
        follower_ = std::thread([this] { followLoop(); });
}

void ClientBackend::reconnectNow() {
    {
        const std::lock_guard lock(mutex_);
        hurry_ = true;
    }
    wake_.notify_all();
}

Result<void> ClientBackend::startHere() {
    if (target_.isUrl())
        return fail(ErrorCode::ServiceUnreachable, "it is named by its URL, " + target_.url,
                    "start it on its own machine");
    const client::LocalService service(target_.dataDir);
    INFERNO_CHECK(service.forgetStopped());
    INFERNO_CHECK(service.mayStart(client::processEnvironment()));
    client::StartOptions options;
    options.program = serviceProgram_.toStdString();
    if (const auto running = service.start(options); !running)
        return std::unexpected(running.error());
    reconnectNow();
    return {};
}

Answer<void> ClientBackend::startService() {
    return QtConcurrent::run(&pool_, [this] { return startHere(); });
}

void ClientBackend::followLoop() {
    int seconds = 1;
    while (!quit_) {
        bool connected = false;
        const Error error = followOnce(&connected);
        if (quit_)
            return;
        seconds = connected ? 1 : std::min(seconds * 2, kRetrySecondsMax);
        tell(false, error, seconds);
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, std::chrono::seconds(seconds), [this] { return hurry_ || quit_; });
        if (std::exchange(hurry_, false))
            seconds = 1;
    }
}

Error ClientBackend::followOnce(bool* connected) {
    const Result<client::Endpoint> endpoint =
        target_.isUrl() ? client::Endpoint{target_.url, target_.token, {}} : client::endpointOf(target_.dataDir);
    if (!endpoint)
        return endpoint.error();
    auto client = std::make_shared<Client>(*endpoint);
    if (const auto health = client->health(); !health)
        return health.error();
    if (memory_)
        rememberVault(*client);
    {
        const std::lock_guard lock(mutex_);
        client_ = client;
    }
    stopFollowing_ = false;
    // A service whose vault is locked has no live stream yet; it counts as connected, so that somebody can open it.
    for (;;) {
        const auto status = client->auditStatus();
        if (!status)
            return status.error();
        if (status->state != "locked" || quit_)
            break;
        if (!std::exchange(*connected, true))
            tell(true, {}, 0);
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, kLockedPause, [this] { return quit_.load(); });
    }
    if (quit_)
        return {};
    client->follow(
        kTopics, [this](const client::StreamEvent& event) { deliver(event); },
        [this, connected](bool now) {
            if (now) {
                *connected = true;
                tell(true, {}, 0);
            }
            return now;
        },
        stopFollowing_);
    return Error{ErrorCode::ServiceUnreachable, "the connection was lost", {}, nullptr};
}

/// Compares, and keeps what came of it for `remembered`.
Result<Backend::Remembered> ClientBackend::compareVault(Client& client) {
    INFERNO_TRY(Remembered found, memory_(client));
    const std::lock_guard lock(mutex_);
    remembered_ = found;
    return found;
}

/// A vault that is locked or has signed nothing yet is compared at the next connection.
void ClientBackend::rememberVault(Client& client) {
    const auto found = compareVault(client);
    const bool later = !found && (found.error().code == ErrorCode::VaultLocked ||
                                  found.error().code == ErrorCode::ProofUncheckpointed);
    const std::lock_guard lock(mutex_);
    against_ = found   ? found->against
               : later ? ""
                       : "The vault was not compared with what was seen before: " + found.error().message();
    if (!found)
        remembered_ = {};
}

void ClientBackend::tell(bool connected, const Error& error, int retryInSeconds) {
    QMetaObject::invokeMethod(
        this, [=, this] { Q_EMIT connectionChanged(connected, error, retryInSeconds); }, Qt::QueuedConnection);
}

void ClientBackend::deliver(const client::StreamEvent& event) {
    const auto post = [this](auto act) { QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection); };
    try {
        const auto& data = event.data;
        if (event.topic == "jobs" && data.value("deleted", false)) {
            post([this, id = data.at("id").get<std::string>()] { Q_EMIT jobDeleted(text(id)); });
        } else if (event.topic == "jobs") {
            post([this, job = data.get<client::Job>()] { Q_EMIT jobChanged(job); });
        } else if (event.topic == "runs") {
            post([this, run = data.get<client::Run>()] { Q_EMIT runChanged(run); });
        } else if (event.topic == "audit") {
            post([this, events = data.value("events", quint64(0)), signedTo = data.value("checkpointed", quint64(0))] {
                Q_EMIT auditGrew(events, signedTo);
            });
        } else if (event.topic == "models") {
            post([this, model = data.get<client::Model>()] { Q_EMIT modelChanged(model); });
        } else if (event.topic == "host") {
            post([this, host = data.get<client::HostInfo>()] { Q_EMIT hostChanged(host); });
        }
    } catch (const nlohmann::json::exception& problem) {
        qWarning("an event of the live stream cannot be read: %s", problem.what());
    }
}

template <typename T, typename Call>
Answer<T> ClientBackend::ask(Call call) {
    std::shared_ptr<Client> client;
    {
        const std::lock_guard lock(mutex_);
        client = client_;
    }
    return QtConcurrent::run(&pool_, [client, call = std::move(call)]() -> Result<T> {
        if (!client)
            return fail(ErrorCode::ServiceUnreachable, "no service has answered yet");
        return call(*client);
    });
}

Answer<client::ServiceInfo> ClientBackend::health() {
    return ask<client::ServiceInfo>([](Client& c) { return c.health(); });
}

Answer<client::HostInfo> ClientBackend::host() {
    return ask<client::HostInfo>([](Client& c) { return c.host(); });
}

Answer<Backend::Storage> ClientBackend::storage() {
    return ask<Storage>([](Client& c) -> Result<Storage> {
        INFERNO_TRY(const nlohmann::json answer, c.call("GET", "/api/v1/storage"));
        Storage out;
        out.complete = answer.value("complete", true);
        for (const nlohmann::json& part : answer.value("parts", nlohmann::json::array()))
            out.parts.emplace_back(part.value("name", ""), part.value("bytes", std::uint64_t{0}));
        return out;
    });
}

Answer<nlohmann::json> ClientBackend::config() {
    return ask<nlohmann::json>([](Client& c) { return c.config(); });
}

Answer<client::ConfigAnswer> ClientBackend::changeConfig(const nlohmann::json& changes) {
    return ask<client::ConfigAnswer>([changes](Client& c) { return c.changeConfig(changes); });
}

Answer<void> ClientBackend::stopService() {
    return ask<void>([this](Client& c) -> Result<void> {
        if (target_.isUrl())
            return c.stopService();
        // As `inferno service stop`: no command starts it again by itself.
        if (const auto stopped = client::LocalService(target_.dataDir).stop(); !stopped)
            return std::unexpected(stopped.error());
        return {};
    });
}

Answer<void> ClientBackend::restartService() {
    return QtConcurrent::run(&pool_, [this]() -> Result<void> {
        if (!target_.isUrl())
            if (const auto stopped = client::LocalService(target_.dataDir).stop(); !stopped)
                return std::unexpected(stopped.error());
        return startHere();
    });
}

Answer<std::vector<client::Job>> ClientBackend::jobs() {
    return ask<std::vector<client::Job>>(readJobs);
}

Answer<client::Job> ClientBackend::job(const QString& id) {
    return ask<client::Job>([id = id.toStdString()](Client& c) { return c.job(id); });
}

Answer<client::Created> ClientBackend::createJob(const client::JobDefinition& definition) {
    return ask<client::Created>([definition](Client& c) { return c.createJob(definition); });
}

Answer<client::Job> ClientBackend::updateJob(const QString& id, const nlohmann::json& changes) {
    return ask<client::Job>([id = id.toStdString(), changes](Client& c) { return c.updateJob(id, changes); });
}

Answer<void> ClientBackend::deleteJob(const QString& id) {
    return ask<void>([id = id.toStdString()](Client& c) { return c.deleteJob(id); });
}

Answer<client::Run> ClientBackend::runJob(const QString& id) {
    return ask<client::Run>([id = id.toStdString()](Client& c) { return c.runJob(id); });
}

Answer<client::Run> ClientBackend::retryJob(const QString& id) {
    return ask<client::Run>([id = id.toStdString()](Client& c) { return c.retryJob(id); });
}

Answer<void> ClientBackend::cancelJob(const QString& id) {
    return ask<void>([id = id.toStdString()](Client& c) { return c.cancelJob(id); });
}

Answer<void> ClientBackend::enableJob(const QString& id, bool enabled) {
    return ask<void>([id = id.toStdString(), enabled](Client& c) { return c.enableJob(id, enabled); });
}

Answer<Backend::CrontabPlan> ClientBackend::planCrontab(const QString& text, bool system, bool make) {
    return ask<CrontabPlan>([this, text = text.toStdString(), system, make](Client& c) -> Result<CrontabPlan> {
        if (!crontab_)
            return fail(ErrorCode::NotBuilt, "this window reads no crontabs", "inferno batch-queue import crontab");
        return crontab_(c, text, system, make);
    });
}

Answer<std::string> ClientBackend::ownCrontab() {
    return QtConcurrent::run(&pool_, []() -> Result<std::string> {
        QProcess program;
        program.start(QStringLiteral("crontab"), {QStringLiteral("-l")});
        if (!program.waitForFinished(kCrontabMs))
            return fail(ErrorCode::IoNotFound, "there is no program 'crontab' here", "paste the lines");
        if (program.exitCode() != 0)
            return fail(ErrorCode::IoNotFound, program.readAllStandardError().trimmed().toStdString(), "");
        return program.readAllStandardOutput().toStdString();
    });
}

Answer<client::ApplyAnswer> ClientBackend::applyJobs(const nlohmann::json& documents) {
    return ask<client::ApplyAnswer>([documents](Client& c) -> Result<client::ApplyAnswer> {
        INFERNO_TRY(const nlohmann::json answer,
                    c.call("POST", "/api/v1/queue/apply", {{"jobs", documents}, {"dry_run", false}}));
        return answer.get<client::ApplyAnswer>();
    });
}

Answer<client::Page<client::Run>> ClientBackend::runs(const QString& job, const QString& status, int limit) {
    return ask<client::Page<client::Run>>([job = job.toStdString(), status = status.toStdString(), limit](Client& c) {
        return c.runs({.job = job, .status = status, .limit = limit});
    });
}

Answer<Backend::LogPart> ClientBackend::runLog(const QString& runId, std::uint64_t offset) {
    return ask<LogPart>([id = runId.toStdString(), offset](Client& c) -> Result<LogPart> {
        LogPart part;
        INFERNO_TRY(part.text, c.runLog(id, offset, &part.next));
        return part;
    });
}

Answer<client::QueueStats> ClientBackend::queueStats() {
    return ask<client::QueueStats>([](Client& c) { return c.queueStats(); });
}

Answer<void> ClientBackend::pauseQueue(const QString& reason) {
    return ask<void>([reason = reason.toStdString()](Client& c) { return c.pauseQueue(reason); });
}

Answer<void> ClientBackend::resumeQueue() {
    return ask<void>([](Client& c) { return c.resumeQueue(); });
}

Answer<client::Graph> ClientBackend::graph() {
    return ask<client::Graph>([](Client& c) { return c.graph(); });
}

Answer<std::vector<client::CalendarEntry>> ClientBackend::calendar(const std::string& from, const std::string& to) {
    return ask<std::vector<client::CalendarEntry>>([from, to](Client& c) { return c.calendar(from, to); });
}
Answer<client::CalendarView> ClientBackend::calendarView(const std::string& from, const std::string& to,
                                                         int partSeconds) {
    return ask<client::CalendarView>([=](Client& c) { return c.calendarView(from, to, partSeconds); });
}
Answer<client::FireException> ClientBackend::exceptFire(const QString& job, const std::string& fire,
                                                        const std::string& to) {
    return ask<client::FireException>(
        [job = job.toStdString(), fire, to](Client& c) { return c.exceptFire(job, fire, to); });
}
Answer<void> ClientBackend::restoreFire(const QString& job, const std::string& fire) {
    return ask<void>([job = job.toStdString(), fire](Client& c) { return c.restoreFire(job, fire); });
}
Answer<std::vector<client::Blackout>> ClientBackend::blackouts() {
    return ask<std::vector<client::Blackout>>([](Client& c) { return c.blackouts(); });
}
Answer<client::Blackout> ClientBackend::addBlackout(const client::Blackout& blackout) {
    // Only what it has: a field that is there is asked for.
    nlohmann::json document = blackout;
    for (const char* field : {"schedule", "timezone", "reason", "from", "to"})
        if (document[field].is_null() || document[field] == "")
            document.erase(field);
    for (const char* field : {"dates", "tags"})
        if (document[field].empty())
            document.erase(field);
    if (document["duration"] == 0.0)
        document.erase("duration");
    return ask<client::Blackout>([document](Client& c) { return c.addBlackout(document); });
}
Answer<void> ClientBackend::deleteBlackout(const QString& name) {
    return ask<void>([name = name.toStdString()](Client& c) { return c.deleteBlackout(name); });
}

Answer<client::AuditPage> ClientBackend::auditEvents(const client::AuditQuery& query) {
    return ask<client::AuditPage>([query](Client& c) { return c.auditEvents(query); });
}

Answer<client::AuditStatus> ClientBackend::auditStatus() {
    return ask<client::AuditStatus>([this](Client& c) -> Result<client::AuditStatus> {
        INFERNO_TRY(client::AuditStatus status, c.auditStatus());
        const std::lock_guard lock(mutex_);
        if (!against_.empty())
            status.warnings.push_back(against_);
        return status;
    });
}

Answer<client::AuditHistogram> ClientBackend::auditHistogram(const client::AuditQuery& query, int bars,
                                                             const QString& by) {
    return ask<client::AuditHistogram>(
        [query, bars, by = by.toStdString()](Client& c) { return c.auditHistogram(query, bars, by); });
}

Answer<client::AuditValues> ClientBackend::auditValues(const client::AuditQuery& query, const QString& field,
                                                       int limit) {
    return ask<client::AuditValues>(
        [query, field = field.toStdString(), limit](Client& c) { return c.auditValues(query, field, limit); });
}

Answer<client::AuditPatterns> ClientBackend::auditPatterns(const client::AuditQuery& query, int buckets, int limit) {
    return ask<client::AuditPatterns>(
        [query, buckets, limit](Client& c) { return c.auditPatterns(query, buckets, limit); });
}

Answer<client::AuditStatus> ClientBackend::unlockVault(const QString& passphrase) {
    return ask<client::AuditStatus>([secret = passphrase.toStdString()](Client& c) { return c.unlock(secret); });
}

Answer<void> ClientBackend::setPassphrase(const QString& passphrase, const QString& current) {
    return ask<void>([wanted = passphrase.toStdString(), current = current.toStdString()](Client& c) {
        return wanted.empty() ? c.removePassphrase(current) : c.setPassphrase(wanted, current);
    });
}

Answer<client::KeysRotated> ClientBackend::rotateKeys(bool signingKey) {
    return ask<client::KeysRotated>([signingKey](Client& c) { return c.rotateKeys(signingKey); });
}

Answer<client::VerifyRun> ClientBackend::startVerify(const QString& level) {
    return ask<client::VerifyRun>(
        [request = client::VerifyRequest{.level = level.toStdString()}](Client& c) { return c.startVerify(request); });
}

Answer<client::VerifyRun> ClientBackend::verifyRun(const QString& id) {
    return ask<client::VerifyRun>([this, id = id.toStdString()](Client& c) -> Result<client::VerifyRun> {
        INFERNO_TRY(client::VerifyRun run, c.verifyRun(id));
        const bool compared =
            run.verification && (run.verification->verdict == "altered" || run.verification->verdict == "missing" ||
                                 run.verification->verdict == "rolled_back");
        if (!memory_ || !run.verification || compared)
            return run;
        INFERNO_TRY(const Remembered found, compareVault(c));
        if (const std::string& against = found.against; !against.empty()) {
            run.verification->verdict = "rolled_back";
            client::VerifyProblem problem;
            problem.verdict = run.verification->verdict;
            problem.detail = against;
            run.verification->problems.push_back(std::move(problem));
        }
        return run;
    });
}

Answer<void> ClientBackend::cancelVerify(const QString& id) {
    return ask<void>([id = id.toStdString()](Client& c) { return c.cancelVerify(id); });
}

Answer<void> ClientBackend::exportAudit(const client::AuditQuery& query, const QString& format, const QString& file,
                                        std::shared_ptr<Transfer> transfer) {
    if (format == QLatin1String(kEvidence))
        return ask<void>([this, query, path = std::filesystem::path(file.toStdU16String()),
                          transfer](Client& c) -> Result<void> {
            if (!evidence_)
                return fail(ErrorCode::NotBuilt, "this window packs no evidence", "inferno audit export --evidence");
            return evidence_(c, query, path, *transfer);
        });
    return ask<void>([query, format = format.toStdString(), file, transfer](Client& c) -> Result<void> {
        QSaveFile out(file);
        const auto failed = [&] {
            return fail(ErrorCode::IoFailed, out.errorString().toStdString() + ": " + file.toStdString());
        };
        if (!out.open(QIODevice::WriteOnly))
            return failed();
        const auto take = [&](std::string_view piece) -> Result<void> {
            if (out.write(piece.data(), static_cast<qint64>(piece.size())) < 0)
                return failed();
            transfer->bytes += piece.size();
            return {};
        };
        INFERNO_CHECK(c.exportAudit(query, format, take, transfer->stop));
        if (transfer->stop)
            return {}; // the file is not there until it is committed
        return out.commit() ? Result<void>{} : failed();
    });
}

Answer<client::InclusionProof> ClientBackend::prove(std::uint64_t seq) {
    return ask<client::InclusionProof>([seq](Client& c) { return c.prove(seq); });
}

Answer<Backend::Remembered> ClientBackend::remembered(std::uint64_t size) {
    return ask<Remembered>([this, size](Client& c) -> Result<Remembered> {
        {
            const std::lock_guard lock(mutex_);
            if (!memory_ || (remembered_.known && remembered_.size >= size))
                return remembered_;
        }
        return compareVault(c);
    });
}

Answer<client::Report> ClientBackend::createReport(const QString& period) {
    return ask<client::Report>([period = period.toStdString()](Client& c) { return c.createReport(period); });
}

Answer<client::Report> ClientBackend::report(const QString& id) {
    return ask<client::Report>([id = id.toStdString()](Client& c) { return c.report(id); });
}

Answer<std::string> ClientBackend::reportPdf(const QString& id) {
    return ask<std::string>([id = id.toStdString()](Client& c) { return c.reportPdf(id); });
}

Answer<std::vector<client::Model>> ClientBackend::models() {
    return ask<std::vector<client::Model>>([](Client& c) { return c.models(); });
}

Answer<client::Model> ClientBackend::registerModel(const nlohmann::json& request) {
    return ask<client::Model>([request](Client& c) { return c.registerModel(request); });
}

Answer<void> ClientBackend::unregisterModel(const QString& name, const QString& version) {
    return ask<void>([name = name.toStdString(), version = version.toStdString()](Client& c) {
        return c.unregisterModel(name, version);
    });
}

Answer<Backend::Prediction> ClientBackend::predict(const QString& name, const QString& version,
                                                   const QByteArray& body) {
    return ask<Prediction>([name = name.toStdString(), version = version.toStdString(),
                            body = body.toStdString()](Client& c) -> Result<Prediction> {
        QElapsedTimer timer;
        timer.start();
        INFERNO_TRY(std::string answer, c.predict(name, version, body));
        return Prediction{std::move(answer), static_cast<double>(timer.nsecsElapsed()) / 1e9};
    });
}

Answer<client::ModelSplit> ClientBackend::modelSplit(const QString& model) {
    return ask<client::ModelSplit>([model = model.toStdString()](Client& c) { return c.modelSplit(model); });
}

Answer<client::ModelSplit> ClientBackend::setModelSplit(const QString& model, const client::SplitRequest& request) {
    return ask<client::ModelSplit>(
        [model = model.toStdString(), request](Client& c) { return c.setModelSplit(model, request); });
}

Answer<client::ModelSplit> ClientBackend::setDefaultModel(const QString& model, const QString& version,
                                                          const QString& reason) {
    return ask<client::ModelSplit>(
        [model = model.toStdString(), version = version.toStdString(), reason = reason.toStdString()](Client& c) {
            return c.setDefaultModel(model, version, reason);
        });
}

Answer<client::ModelSplit> ClientBackend::rollBackModel(const QString& model, const QString& reason) {
    return ask<client::ModelSplit>([model = model.toStdString(), reason = reason.toStdString()](Client& c) {
        return c.rollBackModel(model, reason);
    });
}

Answer<client::Run> ClientBackend::runJobWith(const QString& job, const nlohmann::json& values) {
    return ask<client::Run>([job = job.toStdString(), values](Client& c) -> Result<client::Run> {
        INFERNO_TRY(const client::Job known, c.job(job));
        INFERNO_TRY(const nlohmann::json answer, c.call("POST", "/api/v1/jobs/" + known.id + "/run", values));
        return answer.get<client::Run>();
    });
}

Answer<nlohmann::json> ClientBackend::jobTemplate(const QString& name) {
    return ask<nlohmann::json>(
        [name = escaped(name)](Client& c) { return c.call("GET", "/api/v1/templates/" + name); });
}

Answer<client::RunResources> ClientBackend::runResources(const QString& runId) {
    return ask<client::RunResources>([id = runId.toStdString()](Client& c) { return c.runResources(id); });
}

Answer<client::RunTimeline> ClientBackend::runTimeline(const QString& runId) {
    return ask<client::RunTimeline>([id = escaped(runId)](Client& c) -> Result<client::RunTimeline> {
        INFERNO_TRY(const nlohmann::json answer, c.call("GET", "/api/v1/runs/" + id + "/timeline"));
        return answer.get<client::RunTimeline>();
    });
}

Answer<client::ApplyAnswer> ClientBackend::planDefinitions(const QString& text, bool make) {
    return ask<client::ApplyAnswer>([this, text = text.toStdString(), make](Client& c) -> Result<client::ApplyAnswer> {
        if (!definitions_)
            return fail(ErrorCode::NotBuilt, "this window reads no definitions", "inferno batch-queue apply");
        INFERNO_TRY(const nlohmann::json jobs, definitions_(text));
        INFERNO_TRY(const nlohmann::json answer,
                    c.call("POST", "/api/v1/queue/apply", {{"jobs", jobs}, {"dry_run", !make}, {"prune", false}}));
        return answer.get<client::ApplyAnswer>();
    });
}

Answer<std::vector<client::AlertRule>> ClientBackend::alertRules() {
    using Rules = std::vector<client::AlertRule>;
    return ask<Rules>([](Client& c) -> Result<Rules> {
        INFERNO_TRY(const nlohmann::json answer, c.call("GET", "/api/v1/alerts/rules?scope=queue"));
        return answer.at("items").get<Rules>();
    });
}

Answer<client::AlertRule> ClientBackend::addAlertRule(const nlohmann::json& rule) {
    return ask<client::AlertRule>([rule](Client& c) -> Result<client::AlertRule> {
        INFERNO_TRY(const nlohmann::json answer, c.call("POST", "/api/v1/alerts/rules", rule));
        return answer.get<client::AlertRule>();
    });
}

Answer<void> ClientBackend::switchAlertRule(const QString& name, bool enabled) {
    return ask<void>([name = escaped(name), enabled](Client& c) -> Result<void> {
        INFERNO_CHECK(c.call("POST", "/api/v1/alerts/rules/" + name + (enabled ? "/enable" : "/disable")));
        return {};
    });
}

Answer<void> ClientBackend::deleteAlertRule(const QString& name) {
    return ask<void>([name = escaped(name)](Client& c) -> Result<void> {
        INFERNO_CHECK(c.call("DELETE", "/api/v1/alerts/rules/" + name));
        return {};
    });
}

} // namespace inferno::models
