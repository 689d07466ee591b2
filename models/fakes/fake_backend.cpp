// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_backend.h"

#include <algorithm>
#include <memory>
#include <span>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QPromise>
#include <QTimer>

#include <nlohmann/json.hpp>

#include "core/schedule/cron_expression.h"
#include "core/schedule/words.h"
#include "models/fakes/fake_calendar.h"
#include "models/fakes/fake_runs.h"
#include "models/fakes/fake_vault.h"
#include "models/words.h"
#include "services/client/types_plan.h"
#include "services/client/types_resources.h"
#include "services/client/types_timeline.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

class SampleClock final : public Clock {
public:
    WallTime now() const override { return fakes::sampleNow(); }
    MonoTime monotonic() const override { return {}; }
};

/// Finishes when the event loop comes round, as an answer of a service would: never inside the call.
template <typename T>
Answer<T> ready(Result<T> result) {
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    QTimer::singleShot(0, QCoreApplication::instance(), [promise, result = std::move(result)] {
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

std::unexpected<Error> unknownJob(const QString& name) {
    return fail(ErrorCode::JobUnknown, "no job is called '" + name.toStdString() + "'");
}

std::string hash(const std::string& of) {
    return QCryptographicHash::hash(QByteArray::fromStdString(of), QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

FakeBackend::FakeBackend(Mood mood, QObject* parent)
    : Backend(parent), mood_(mood), sample_(fakes::makeSample()), models_(fakes::makeModels()),
      rules_(fakes::makeRules()) {
    setMood(mood);
}

const Clock& FakeBackend::clock() {
    static const SampleClock clock;
    return clock;
}

void FakeBackend::setMood(Mood mood) {
    mood_ = mood;
    if (mood == Mood::Empty) {
        sample_.jobs.clear();
        sample_.runs.clear();
        sample_.edges.clear();
        sample_.exceptions.clear();
        sample_.blackouts.clear();
        sample_.events.clear();
        sample_.vault.events = sample_.vault.durable = sample_.vault.checkpointed = sample_.vault.sealed = 0;
        sample_.queue = {};
        sample_.queue.max_concurrent = 8;
        models_ = {};
    }
    if (mood == Mood::Tampered)
        sample_.vault.last_verdict = "altered";
    if (mood == Mood::Locked)
        sample_.vault.state = "locked";
}

template <typename T>
Answer<T> FakeBackend::answer(Result<T> result) const {
    if (mood_ == Mood::Silent) {
        QPromise<Result<T>> never;
        never.start();
        return never.future();
    }
    if (mood_ == Mood::Offline)
        return ready<T>(fail(ErrorCode::ServiceUnreachable, "nothing answers at 127.0.0.1:8080"));
    if (mood_ == Mood::Broken)
        return ready<T>(fail(ErrorCode::DbBusy, "the job database was busy for 5 s", "try again in a moment"));
    return ready<T>(std::move(result));
}

template <typename T>
Answer<T> FakeBackend::answerVault(Result<T> result) const {
    if (mood_ == Mood::Locked)
        return ready<T>(fail(ErrorCode::VaultLocked, "reading needs the passphrase", "inferno audit unlock"));
    return answer<T>(std::move(result));
}

client::Job* FakeBackend::find(const QString& idOrName) {
    const std::string wanted = idOrName.toStdString();
    const auto job = std::ranges::find_if(
        sample_.jobs, [&](const auto& job) { return job.id == wanted || job.definition.name == wanted; });
    return job == sample_.jobs.end() ? nullptr : &*job;
}

void FakeBackend::announce(const std::string& jobName) {
    if (const client::Job* job = find(text(jobName)))
        Q_EMIT jobChanged(*job);
}

void FakeBackend::start() {
    reconnectNow();
    // The last minutes of the machine, as the live stream would have told them.
    static constexpr int kMinutes[] = {31, 28, 26, 33, 35, 29, 27, 30, 36, 34, 28,
                                       25, 24, 27, 33, 31, 26, 22, 18, 21, 25, 28};
    QMetaObject::invokeMethod(
        this,
        [this, minutes = std::span(kMinutes)] {
            client::HostInfo host = sample_.host;
            for (std::size_t at = 0; mood_ != Mood::Offline && mood_ != Mood::Silent && at < minutes.size(); ++at) {
                host.cpu_percent = minutes[at];
                host.memory_used = sample_.host.memory_used - (minutes.size() - at) * (100ULL << 20);
                Q_EMIT hostChanged(host);
            }
        },
        Qt::QueuedConnection);
}

void FakeBackend::reconnectNow() {
    const bool offline = mood_ == Mood::Offline;
    const Error error =
        offline ? Error{ErrorCode::ServiceUnreachable, "nothing answers at 127.0.0.1:8080", {}, nullptr} : Error{};
    QMetaObject::invokeMethod(
        this, [=, this] { Q_EMIT connectionChanged(!offline, error, offline ? 8 : 0); }, Qt::QueuedConnection);
}

Answer<void> FakeBackend::startService() {
    return ready<void>(fail(ErrorCode::NotBuilt, "the sample has no service", "start the window without --fakes"));
}

Answer<client::ServiceInfo> FakeBackend::health() {
    return answer<client::ServiceInfo>(sample_.service);
}
Answer<client::HostInfo> FakeBackend::host() {
    return answer<client::HostInfo>(sample_.host);
}
Answer<Backend::Storage> FakeBackend::storage() {
    constexpr auto gib = [](double size) { return static_cast<std::uint64_t>(size * (1U << 30)); };
    Storage out;
    out.parts = {{"vault", gib(118.2)}, {"runs", gib(64.0)}, {"models", gib(31.4)},
                 {"work", gib(9.6)},    {"queue", gib(1.2)}, {"other", gib(0.004)}};
    return answer<Storage>(out);
}
Answer<nlohmann::json> FakeBackend::config() {
    return answerVault<nlohmann::json>(settings_.shown());
}
Answer<client::ConfigAnswer> FakeBackend::changeConfig(const nlohmann::json& changes) {
    return answerVault<client::ConfigAnswer>(settings_.change(changes));
}
Answer<void> FakeBackend::stopService() {
    return startService();
}

Answer<void> FakeBackend::restartService() {
    settings_.restart();
    reconnectNow();
    return answer<void>({});
}

Answer<std::vector<client::Job>> FakeBackend::jobs() {
    return answer<std::vector<client::Job>>(sample_.jobs);
}

Answer<client::Job> FakeBackend::job(const QString& idOrName) {
    const client::Job* known = find(idOrName);
    if (!known)
        return answer<client::Job>(unknownJob(idOrName));
    client::Job shown = *known;
    std::ranges::copy_if(sample_.runs, std::back_inserter(shown.runs),
                         [&](const auto& run) { return run.job_id == shown.id; });
    return answer<client::Job>(shown);
}

Answer<client::Created> FakeBackend::createJob(const client::JobDefinition& definition) {
    if (find(text(definition.name)))
        return answer<client::Created>(
            fail(ErrorCode::JobExists, "'" + definition.name + "' exists already", "choose another name"));
    client::Job job;
    job.id = "job_" + hash(definition.name).substr(0, 12);
    job.definition = definition;
    job.status = definition.schedules.empty() ? "ready" : "scheduled";
    job.schedule_words = "On request";
    if (!definition.schedules.empty()) {
        const auto expression = schedule::CronExpression::parse(definition.schedules.front());
        if (!expression)
            return answer<client::Created>(std::unexpected(expression.error()));
        job.schedule_words = schedule::describe(*expression);
    }
    sample_.jobs.push_back(job);
    Q_EMIT jobChanged(job);
    return answer<client::Created>(client::Created{job.id, definition.name, job.status, {}, {}});
}

Answer<client::Job> FakeBackend::updateJob(const QString& idOrName, const nlohmann::json& changes) {
    client::Job* job = find(idOrName);
    if (!job)
        return answer<client::Job>(unknownJob(idOrName));
    nlohmann::json definition = job->definition;
    definition.update(changes);
    job->definition = definition.get<client::JobDefinition>();
    Q_EMIT jobChanged(*job);
    return answer<client::Job>(*job);
}

Answer<void> FakeBackend::deleteJob(const QString& idOrName) {
    const client::Job* job = find(idOrName);
    if (!job)
        return answer<void>(unknownJob(idOrName));
    const QString id = text(job->id);
    std::erase_if(sample_.jobs, [&](const auto& other) { return text(other.id) == id; });
    Q_EMIT jobDeleted(id);
    return answer<void>({});
}

Answer<client::Run> FakeBackend::runJob(const QString& idOrName) {
    client::Job* job = find(idOrName);
    if (!job)
        return answer<client::Run>(unknownJob(idOrName));
    client::Run run;
    run.id = "run_" + hash(job->id + std::to_string(sample_.runs.size())).substr(0, 12);
    run.job_id = job->id;
    run.job = job->definition.name;
    run.status = "running";
    run.trigger = "manual";
    run.attempt = 1;
    run.started = run.queued = formatUtc(clock().now());
    sample_.runs.insert(sample_.runs.begin(), run);
    job->status = "running";
    job->last_run = run.started;
    Q_EMIT runChanged(run);
    Q_EMIT jobChanged(*job);
    return answer<client::Run>(run);
}

Answer<client::Run> FakeBackend::retryJob(const QString& idOrName) {
    return runJob(idOrName);
}

Answer<void> FakeBackend::cancelJob(const QString& idOrName) {
    client::Job* job = find(idOrName);
    if (!job)
        return answer<void>(unknownJob(idOrName));
    job->status = "ready";
    job->last_status = "cancelled";
    job->progress.reset();
    Q_EMIT jobChanged(*job);
    return answer<void>({});
}

Answer<void> FakeBackend::enableJob(const QString& idOrName, bool enabled) {
    client::Job* job = find(idOrName);
    if (!job)
        return answer<void>(unknownJob(idOrName));
    job->definition.enabled = enabled;
    job->status = enabled ? "ready" : "disabled";
    Q_EMIT jobChanged(*job);
    return answer<void>({});
}

Answer<Backend::CrontabPlan> FakeBackend::planCrontab(const QString& text, bool, bool make) {
    CrontabPlan plan;
    plan.applied = make;
    int number = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        const QStringList fields = line.split(u' ', Qt::SkipEmptyParts);
        if (fields.isEmpty() || fields.first().startsWith(u'#'))
            continue;
        CrontabLine out{number, line.toStdString(), {}, {}, {}, {}, {}, {}};
        if (fields.first().contains(u'='))
            out.action = "setting";
        else if (fields.size() < 6 || fields.first().startsWith(u'@'))
            out.reason = "it is started with the machine, not by the time";
        else
            out = {number,
                   line.toStdString(),
                   "create",
                   fields.at(5).section(u'/', -1).section(u'.', 0, 0).toStdString(),
                   fields.first(5).join(u' ').toStdString(),
                   fields.mid(5).join(u' ').toStdString(),
                   {},
                   {}};
        plan.lines.push_back(out);
        if (make && out.action == "create") {
            client::JobDefinition definition;
            definition.name = out.job;
            definition.command = out.command;
            definition.schedules = {out.schedule};
            createJob(definition);
        }
    }
    if (plan.lines.empty())
        return answer<CrontabPlan>(
            fail(ErrorCode::InputInvalid, "the crontab starts nothing", "a line is five fields and a command"));
    return answer<CrontabPlan>(plan);
}

Answer<std::string> FakeBackend::ownCrontab() {
    return answer<std::string>(std::string("MAILTO=ops@example.org\n"
                                           "# nightly copies\n"
                                           "15 2 * * * /usr/local/bin/backup.sh --all\n"
                                           "*/10 * * * * /usr/local/bin/probe.sh\n"
                                           "@reboot /usr/local/bin/warm.sh\n"));
}

Answer<client::ApplyAnswer> FakeBackend::applyJobs(const nlohmann::json& documents) {
    client::ApplyAnswer done;
    done.applied = true;
    for (const nlohmann::json& document : documents) {
        const auto definition = document.get<client::JobDefinition>();
        createJob(definition);
        done.changes.push_back({definition.name, "create", {}});
    }
    return answer<client::ApplyAnswer>(done);
}

Answer<client::Page<client::Run>> FakeBackend::runs(const QString& job, const QString& status, int limit) {
    client::Page<client::Run> page;
    for (const auto& run : sample_.runs) {
        const bool fits = (job.isEmpty() || text(run.job) == job || text(run.job_id) == job) &&
                          (status.isEmpty() || text(run.status) == status);
        if (fits && static_cast<int>(page.items.size()) < limit)
            page.items.push_back(run);
    }
    return answer<client::Page<client::Run>>(page);
}

Answer<Backend::LogPart> FakeBackend::runLog(const QString& runId, std::uint64_t offset) {
    const auto run = std::ranges::find(sample_.runs, runId.toStdString(), &client::Run::id);
    if (run == sample_.runs.end())
        return answer<LogPart>(fail(ErrorCode::RunUnknown, "no run is called '" + runId.toStdString() + "'"));
    const std::string log = fakes::logOf(*run);
    return answer<LogPart>(LogPart{log.substr(std::min<std::size_t>(offset, log.size())), log.size()});
}

Answer<client::QueueStats> FakeBackend::queueStats() {
    return answer<client::QueueStats>(sample_.queue);
}

Answer<void> FakeBackend::pauseQueue(const QString& reason) {
    sample_.queue.paused = true;
    sample_.queue.pause_reason = reason.toStdString();
    return answer<void>({});
}

Answer<void> FakeBackend::resumeQueue() {
    sample_.queue.paused = false;
    return answer<void>({});
}

Answer<client::Graph> FakeBackend::graph() {
    return answer<client::Graph>(client::Graph{sample_.jobs, sample_.edges});
}

Answer<std::vector<client::CalendarEntry>> FakeBackend::calendar(const std::string& from, const std::string& to) {
    using Entries = std::vector<client::CalendarEntry>;
    const auto begin = parseRfc3339(from);
    const auto end = parseRfc3339(to);
    if (!begin || !end)
        return answer<Entries>(fail(ErrorCode::TimeInvalid, from + " to " + to));
    return answer<Entries>(mood_ == Mood::Empty ? Entries{} : fakes::calendarOf(sample_, *begin, *end));
}

Answer<client::CalendarView> FakeBackend::calendarView(const std::string& from, const std::string& to,
                                                       int partSeconds) {
    const auto begin = parseRfc3339(from);
    const auto end = parseRfc3339(to);
    if (!begin || !end)
        return answer<client::CalendarView>(fail(ErrorCode::TimeInvalid, "from and to are RFC 3339"));
    return answer<client::CalendarView>(
        fakes::calendarViewOf(sample_, *begin, *end, std::chrono::seconds(partSeconds)));
}

Answer<client::FireException> FakeBackend::exceptFire(const QString& job, const std::string& fire,
                                                      const std::string& to) {
    const client::Job* known = find(job);
    if (!known)
        return answer<client::FireException>(unknownJob(job));
    client::FireException one{known->definition.name, fire, to, "mara.keller"};
    if (mood_ != Mood::Offline && mood_ != Mood::Broken) {
        std::erase_if(sample_.exceptions, [&](const auto& e) { return e.job == one.job && e.fire == one.fire; });
        sample_.exceptions.push_back(one);
        announce(one.job);
    }
    return answer<client::FireException>(one);
}

Answer<void> FakeBackend::restoreFire(const QString& job, const std::string& fire) {
    const std::string name = job.toStdString();
    const auto gone = std::erase_if(sample_.exceptions, [&](const auto& e) { return e.job == name && e.fire == fire; });
    if (gone == 0)
        return answer<void>(fail(ErrorCode::InputInvalid, "that fire of '" + name + "' is not changed"));
    announce(name);
    return answer<void>({});
}

Answer<std::vector<client::Blackout>> FakeBackend::blackouts() {
    return answer<std::vector<client::Blackout>>(sample_.blackouts);
}

Answer<client::Blackout> FakeBackend::addBlackout(const client::Blackout& blackout) {
    if (mood_ != Mood::Offline && mood_ != Mood::Broken) {
        sample_.blackouts.push_back(blackout);
        sample_.blackouts.back().timezone = fakes::kSampleZone;
    }
    return answer<client::Blackout>(blackout);
}

Answer<void> FakeBackend::deleteBlackout(const QString& name) {
    std::erase_if(sample_.blackouts, [&](const auto& one) { return text(one.name) == name; });
    return answer<void>({});
}

Answer<client::AuditPage> FakeBackend::auditEvents(const client::AuditQuery& query) {
    ++auditCalls_;
    return answerVault<client::AuditPage>(fakes::auditPage(sample_, query));
}

Answer<client::AuditStatus> FakeBackend::auditStatus() {
    return answer<client::AuditStatus>(sample_.vault);
}

Answer<client::AuditHistogram> FakeBackend::auditHistogram(const client::AuditQuery& query, int bars,
                                                           const QString& by) {
    return answerVault<client::AuditHistogram>(fakes::histogram(sample_, query, bars, by.toStdString()));
}

Answer<client::AuditValues> FakeBackend::auditValues(const client::AuditQuery& query, const QString& field, int limit) {
    return answerVault<client::AuditValues>(fakes::values(sample_, query, field.toStdString(), limit));
}

Answer<client::AuditPatterns> FakeBackend::auditPatterns(const client::AuditQuery& query, int buckets, int limit) {
    return answerVault<client::AuditPatterns>(fakes::patterns(sample_, query, buckets, limit));
}

Answer<client::AuditStatus> FakeBackend::unlockVault(const QString& passphrase) {
    if (passphrase != QLatin1String(kPassphrase))
        return answer<client::AuditStatus>(fail(ErrorCode::KeyInvalid, "the passphrase does not open this vault"));
    mood_ = Mood::Normal;
    sample_.vault.state = "open";
    return answer<client::AuditStatus>(sample_.vault);
}

Answer<void> FakeBackend::setPassphrase(const QString& passphrase, const QString& current) {
    if (sample_.vault.opened_by == "passphrase" && current != QLatin1String(kPassphrase))
        return answerVault<void>(fail(ErrorCode::KeyInvalid, "the passphrase is wrong", "try again"));
    sample_.vault.opened_by = passphrase.isEmpty() ? "key_file" : "passphrase";
    return answerVault<void>({});
}

Answer<client::KeysRotated> FakeBackend::rotateKeys(bool signingKey) {
    client::KeysRotated rotated;
    rotated.kek_old = sample_.vault.kek_version;
    rotated.signing_key = signingKey;
    if (!signingKey) {
        ++sample_.vault.kek_version;
        sample_.vault.keys_rotated = formatUtc(clock().now());
    }
    rotated.kek_new = sample_.vault.kek_version;
    rotated.verifier_key = sample_.vault.verifier_key;
    return answerVault<client::KeysRotated>(rotated);
}

Answer<client::VerifyRun> FakeBackend::startVerify(const QString& level) {
    verifySteps_ = 0;
    verifyLevel_ = level;
    return answerVault<client::VerifyRun>(runOfVerify());
}

Answer<client::VerifyRun> FakeBackend::verifyRun(const QString&) {
    ++verifySteps_;
    return answerVault<client::VerifyRun>(runOfVerify());
}

client::VerifyRun FakeBackend::runOfVerify() const {
    constexpr int kSteps = 4;
    client::VerifyRun run;
    run.id = "verify_1";
    run.state = verifyLevel_.isEmpty() ? "cancelled" : verifySteps_ < kSteps ? "running" : "done";
    run.bytes_total = sample_.vault.bytes;
    run.bytes_done = run.bytes_total / kSteps * static_cast<std::uint64_t>(std::min(verifySteps_, kSteps));
    run.events_done = sample_.vault.events / kSteps * static_cast<std::uint64_t>(std::min(verifySteps_, kSteps));
    if (run.state == "done")
        run.verification = fakes::verification(sample_, verifyLevel_.toStdString(), mood_ == Mood::Tampered);
    return run;
}

Answer<void> FakeBackend::cancelVerify(const QString&) {
    verifyLevel_.clear();
    return answerVault<void>({});
}

Answer<void> FakeBackend::exportAudit(const client::AuditQuery&, const QString&, const QString&,
                                      std::shared_ptr<Transfer>) {
    return answer<void>(fail(ErrorCode::NotBuilt, "the sample writes no files", "start the window without --fakes"));
}

Answer<client::InclusionProof> FakeBackend::prove(std::uint64_t seq) {
    if (seq >= sample_.vault.checkpointed)
        return answerVault<client::InclusionProof>(fail(ErrorCode::ProofRange, "the event is not under a checkpoint"));
    return answerVault<client::InclusionProof>(fakes::proofOf(sample_, seq));
}

Answer<Backend::Remembered> FakeBackend::remembered(std::uint64_t) {
    Remembered seen{true, sample_.vault.events - 213, "2026-03-24T09:41:26Z", sample_.vault.events};
    if (mood_ == Mood::Tampered)
        seen.against = "The vault was rolled back: the root at 4,210,780 records is another one";
    return answerVault<Remembered>(seen);
}

Answer<client::Report> FakeBackend::createReport(const QString&) {
    return answer<client::Report>(fail(ErrorCode::NotBuilt, "the sample has no report"));
}
Answer<client::Report> FakeBackend::report(const QString&) {
    return createReport({});
}
Answer<std::string> FakeBackend::reportPdf(const QString&) {
    return answer<std::string>(fail(ErrorCode::NotBuilt, "the sample has no report"));
}
Answer<std::vector<client::Model>> FakeBackend::models() {
    return answerVault<std::vector<client::Model>>(models_.models);
}
Answer<client::Model> FakeBackend::registerModel(const nlohmann::json& request) {
    return answerVault<client::Model>(refuses() ? client::Model{} : fakes::registerModel(models_, request));
}
Answer<void> FakeBackend::unregisterModel(const QString& name, const QString& version) {
    if (refuses())
        return answerVault<void>({});
    return answerVault<void>(fakes::unregisterModel(models_, name.toStdString(), version.toStdString()));
}
Answer<Backend::Prediction> FakeBackend::predict(const QString& name, const QString& version, const QByteArray& body) {
    const auto given = fakes::answerOf(models_, name.toStdString(), version.toStdString(), body.toStdString());
    if (!given)
        return answerVault<Prediction>(std::unexpected(given.error()));
    return answerVault<Prediction>(Prediction{*given, fakes::latencyOf(version.toStdString())});
}
Answer<client::ModelSplit> FakeBackend::modelSplit(const QString& model) {
    return answerVault<client::ModelSplit>(fakes::splitOf(models_, model.toStdString()));
}
Answer<client::ModelSplit> FakeBackend::setModelSplit(const QString& model, const client::SplitRequest& request) {
    if (refuses())
        return modelSplit(model);
    models_.reason = request.reason;
    return answerVault<client::ModelSplit>(fakes::changeSplit(models_, model.toStdString(), request));
}
Answer<client::ModelSplit> FakeBackend::setDefaultModel(const QString& model, const QString& version,
                                                        const QString& reason) {
    if (refuses())
        return modelSplit(model);
    models_.reason = reason.toStdString();
    return answerVault<client::ModelSplit>(fakes::changeDefault(models_, model.toStdString(), version.toStdString()));
}
Answer<client::ModelSplit> FakeBackend::rollBackModel(const QString& model, const QString& reason) {
    if (refuses())
        return modelSplit(model);
    models_.reason = reason.toStdString();
    return answerVault<client::ModelSplit>(fakes::rollBack(models_, model.toStdString()));
}

Answer<client::Run> FakeBackend::runJobWith(const QString& job, const nlohmann::json& values) {
    const client::Job* known = find(job);
    if (!known)
        return answer<client::Run>(unknownJob(job));
    const auto params = values.value("params", nlohmann::json::object());
    for (const auto& [name, value] : params.items())
        if (!known->definition.params.contains(name))
            return answer<client::Run>(
                fail(ErrorCode::JobInvalid, known->definition.name + " has no parameter '" + name + "'"));
    if (refuses())
        return answer<client::Run>(client::Run{});
    auto run = runJob(job);
    std::string with;
    for (const auto& [name, value] : params.items())
        with += (with.empty() ? "" : ", ") + name + "=" + value.get<std::string>();
    const auto env = values.value("env", nlohmann::json::object());
    for (const auto& [name, value] : env.items())
        with += (with.empty() ? "another " : ", another ") + name;
    sample_.runs.front().cause = "asked for by mara.keller" + (with.empty() ? "" : ", with " + with);
    Q_EMIT runChanged(sample_.runs.front());
    return answer<client::Run>(sample_.runs.front());
}

Answer<nlohmann::json> FakeBackend::jobTemplate(const QString& name) {
    const nlohmann::json known = fakes::templateOf(name.toStdString());
    if (known.is_null())
        return answer<nlohmann::json>(
            fail(ErrorCode::TemplateUnknown, "no template is called '" + name.toStdString() + "'"));
    return answer<nlohmann::json>(known);
}

Answer<client::RunResources> FakeBackend::runResources(const QString& runId) {
    const auto run = std::ranges::find(sample_.runs, runId.toStdString(), &client::Run::id);
    if (run == sample_.runs.end())
        return answer<client::RunResources>(fail(ErrorCode::RunUnknown, runId.toStdString()));
    return answer<client::RunResources>(fakes::resourcesOf(*run));
}

Answer<client::RunTimeline> FakeBackend::runTimeline(const QString& runId) {
    const auto run = std::ranges::find(sample_.runs, runId.toStdString(), &client::Run::id);
    if (run == sample_.runs.end())
        return answer<client::RunTimeline>(fail(ErrorCode::RunUnknown, runId.toStdString()));
    return answer<client::RunTimeline>(fakes::timelineOf(sample_, *run));
}

Answer<client::ApplyAnswer> FakeBackend::planDefinitions(const QString& text, bool make) {
    client::ApplyAnswer plan;
    const auto jobs = fakes::readDefinitions(text.toStdString());
    if (!jobs)
        return answer<client::ApplyAnswer>(std::unexpected(jobs.error()));
    for (const nlohmann::json& document : *jobs) {
        const std::string name = document.value("name", "");
        if (name.empty())
            plan.problems.push_back({static_cast<int>(plan.changes.size()), "", "job.invalid", "The job is not valid",
                                     "name is missing", ""});
        const client::Job* known = find(inferno::models::text(name));
        client::PlannedChange change{name, known ? "unchanged" : "create", {}};
        const nlohmann::json before = known ? nlohmann::json(known->definition) : nlohmann::json::object();
        for (const auto& [field, value] : document.items())
            if (known && before.value(field, nlohmann::json()) != value)
                change.fields.push_back({field, before.value(field, nlohmann::json()).dump(), value.dump()});
        if (!change.fields.empty())
            change.action = "change";
        plan.changes.push_back(std::move(change));
    }
    plan.others = static_cast<int>(sample_.jobs.size());
    plan.applied = make && plan.problems.empty() && !refuses();
    for (const nlohmann::json& document : plan.applied ? *jobs : std::vector<nlohmann::json>()) {
        const QString name = inferno::models::text(document.value("name", ""));
        if (find(name))
            updateJob(name, document);
        else
            createJob(document.get<client::JobDefinition>());
    }
    return answer<client::ApplyAnswer>(plan);
}

Answer<std::vector<client::AlertRule>> FakeBackend::alertRules() {
    return answer<std::vector<client::AlertRule>>(rules_);
}

Answer<client::AlertRule> FakeBackend::addAlertRule(const nlohmann::json& document) {
    auto rule = document.get<client::AlertRule>();
    if (std::ranges::find(rules_, rule.name, &client::AlertRule::name) != rules_.end())
        return answer<client::AlertRule>(
            fail(ErrorCode::AlertExists, "a rule '" + rule.name + "' is there, and says something else"));
    if (rule.condition.find_first_of("<>=") == std::string::npos)
        return answer<client::AlertRule>(fail(ErrorCode::ConditionInvalid, "column 1: a comparison was expected"));
    rule.warnings = {"no channel is configured"};
    if (!refuses())
        rules_.push_back(rule);
    return answer<client::AlertRule>(rule);
}

Answer<void> FakeBackend::switchAlertRule(const QString& name, bool enabled) {
    const auto rule = std::ranges::find(rules_, name.toStdString(), &client::AlertRule::name);
    if (rule == rules_.end())
        return answer<void>(fail(ErrorCode::AlertUnknown, "no rule is called '" + name.toStdString() + "'"));
    if (!refuses())
        rule->enabled = enabled;
    return answer<void>({});
}

Answer<void> FakeBackend::deleteAlertRule(const QString& name) {
    if (!refuses())
        std::erase_if(rules_, [&](const auto& rule) { return rule.name == name.toStdString(); });
    return answer<void>({});
}

} // namespace inferno::models
