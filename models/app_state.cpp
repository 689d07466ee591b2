// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/app_state.h"

#include <algorithm>
#include <utility>

#include <QUrl>

#include "models/activity.h"
#include "models/audit_page.h"
#include "models/calendar_page.h"
#include "models/first_run_page.h"
#include "models/graph_page.h"
#include "models/job_editor_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/key_map.h"
#include "models/live_changes.h"
#include "models/models_page.h"
#include "models/overview_page.h"
#include "models/settings_page.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSettleMs = 200;
constexpr int kJobTickSeconds = 15;
constexpr int kLockedAskSeconds = 3; // somebody may open the vault elsewhere
constexpr qsizetype kUndoMax = 50;

bool isTampering(std::string_view verdict) {
    return verdict == "altered" || verdict == "missing" || verdict == "rolled_back";
}

/// Where changes never pause, a timer that each of them starts anew would never end.
void startOnce(QTimer& timer) {
    if (!timer.isActive())
        timer.start();
}

} // namespace

AppState::AppState(Backend& backend, const Clock& clock, Options options, QObject* parent)
    : QObject(parent), backend_(backend), clock_(clock), options_(std::move(options)),
      keys_(std::make_unique<KeyMap>(pages_)), jobStore_(std::make_unique<JobStore>(clock, options_.zone)),
      overview_(std::make_unique<OverviewPage>(*this)), jobs_(std::make_unique<JobsPage>(*this)),
      editor_(std::make_unique<JobEditorPage>(*this)), graph_(std::make_unique<GraphPage>(*this)),
      calendar_(std::make_unique<CalendarPage>(*this)), audit_(std::make_unique<AuditPage>(*this)),
      models_(std::make_unique<ModelsPage>(*this)), settings_(std::make_unique<SettingsPage>(*this)),
      firstRun_(std::make_unique<FirstRunPage>(*this)), activity_(std::make_unique<Activity>(*this, *audit_)) {
    connect(&backend_, &Backend::connectionChanged, this, &AppState::onConnection);
    auto* live = new LiveChanges(backend_, this);
    connect(live, &LiveChanges::jobChanged, this, [this](const client::Job& job) {
        jobStore_->apply(job);
        startOnce(queueTimer_);
    });
    connect(live, &LiveChanges::jobDeleted, this, [this](const QString& id) { jobStore_->remove(id); });
    connect(live, &LiveChanges::runChanged, this, &AppState::onRun);
    connect(&backend_, &Backend::auditGrew, this, [this] {
        startOnce(vaultTimer_);
        startOnce(queueTimer_); // that somebody else paused it is told by its record alone
    });

    const auto count = [this] { countJobs(); };
    connect(jobStore_.get(), &QAbstractItemModel::dataChanged, new Pace(this, count), &Pace::want);
    connect(jobStore_.get(), &QAbstractItemModel::rowsInserted, this, count);
    connect(jobStore_.get(), &QAbstractItemModel::rowsRemoved, this, count);

    for (QTimer* timer : {&queueTimer_, &vaultTimer_}) {
        timer->setSingleShot(true);
        timer->setInterval(kSettleMs);
    }
    connect(&queueTimer_, &QTimer::timeout, this, &AppState::readQueue);
    connect(&vaultTimer_, &QTimer::timeout, this, &AppState::readVault);
    clockTimer_.setInterval(1000);
    connect(&clockTimer_, &QTimer::timeout, this, [this, seconds = 0]() mutable {
        if (++seconds % kJobTickSeconds == 0)
            jobStore_->tick();
        if (connected_ && vaultState_ == VaultState::Locked && seconds % kLockedAskSeconds == 0)
            readVault();
        if (retryInSeconds_ > 0 && !connected_) {
            --retryInSeconds_;
            Q_EMIT serviceChanged();
        }
        Q_EMIT clockChanged();
    });
}

AppState::~AppState() = default;

void AppState::start() {
    clockTimer_.start();
    backend_.start();
    if (currentPage_.isEmpty())
        navigate(u"overview"_s);
}

void AppState::onConnection(bool connected, const Error& error, int retryInSeconds) {
    connected_ = connected;
    retryInSeconds_ = retryInSeconds;
    if (connected) {
        everConnected_ = true;
        setServiceState(ServiceState::Running, {});
        refresh();
        return;
    }
    if (starting_)
        return; // no answer yet is what a start begins with
    const QString why = detailOfError(error);
    setServiceState(everConnected_ ? ServiceState::Reconnecting : ServiceState::Unreachable, why);
}

void AppState::setServiceState(ServiceState state, const QString& detail) {
    serviceState_ = state;
    serviceDetail_ = detail;
    Q_EMIT serviceChanged();
}

void AppState::refresh() {
    readHealth();
    readQueue();
    readVault();
    Q_EMIT refreshed();
}

void AppState::readHealth() {
    backend_.health().then(this, [this](const Result<client::ServiceInfo>& info) {
        if (!info)
            return;
        serviceInfo_ = *info;
        serviceVersion_ = text(info->version);
        const QUrl url(text(info->url));
        address_ = u"%1:%2"_s.arg(url.host()).arg(url.port());
        const bool differs = !options_.version.isEmpty() && serviceVersion_ != options_.version;
        if (differs)
            setServiceState(ServiceState::VersionMismatch,
                            tr("The service is %1, this window %2").arg(serviceVersion_, options_.version));
        else
            Q_EMIT serviceChanged();
    });
    backend_.host().then(this, [this](const Result<client::HostInfo>& host) {
        if (!host)
            return;
        host_ = text(host->name);
        Q_EMIT serviceChanged();
    });
}

void AppState::readQueue() {
    backend_.queueStats().then(this, [this](const Result<client::QueueStats>& stats) {
        if (!stats)
            return;
        queueStats_ = *stats;
        queueDepth_ = stats->queued;
        workersBusy_ = stats->running;
        workersMax_ = stats->max_concurrent;
        if (queuePaused_ != stats->paused) {
            queuePaused_ = stats->paused;
            if (connected_ && serviceState_ != ServiceState::VersionMismatch)
                setServiceState(queuePaused_ ? ServiceState::Paused : ServiceState::Running, text(stats->pause_reason));
        }
        Q_EMIT figuresChanged();
    });
}

void AppState::readVault() {
    backend_.auditStatus().then(this, [this](const Result<client::AuditStatus>& status) {
        if (!status)
            return;
        auditStatus_ = *status;
        sealedSeq_ = static_cast<qint64>(status->checkpointed);
        sealedTime_ = text(status->checkpoint_time);
        const bool wasLocked = vaultState_ == VaultState::Locked;
        vaultState_ = status->state == "locked"           ? VaultState::Locked
                      : isTampering(status->last_verdict) ? VaultState::Tampered
                                                          : VaultState::Open;
        Q_EMIT vaultChanged();
        Q_EMIT clockChanged();
        if (wasLocked && vaultState_ != VaultState::Locked)
            refresh(); // it was opened, here or elsewhere
    });
}

void AppState::unlockVault(const QString& passphrase) {
    if (unlocking_)
        return;
    unlocking_ = true;
    unlockError_.clear();
    Q_EMIT vaultChanged();
    backend_.unlockVault(passphrase).then(this, [this](const Result<client::AuditStatus>& status) {
        unlocking_ = false;
        if (!status) {
            const bool wrong = status.error().code == ErrorCode::KeyInvalid;
            unlockError_ = wrong ? tr("This passphrase does not open the vault") : detailOfError(status.error());
        }
        Q_EMIT vaultChanged();
        readVault();
    });
}

void AppState::setVerdict(const client::VerifyResult& result) {
    if (isTampering(result.verdict)) {
        vaultState_ = VaultState::Tampered;
        const auto known = std::ranges::find_if(result.problems, &client::VerifyProblem::has_seq);
        tamperedSeq_ = known == result.problems.end() ? 0 : known->seq;
    } else if (vaultState_ == VaultState::Tampered) {
        vaultState_ = VaultState::Open;
    }
    auditStatus_.last_verdict = result.verdict;
    auditStatus_.last_verified = result.finished;
    Q_EMIT vaultChanged();
}

void AppState::onRun(const client::Run& run) {
    const client::Job* job = jobStore_->byId(text(run.job_id));
    const auto knownAsFailed = [&](const client::RunBar& bar) {
        return bar.id == run.id && isFailure(text(bar.status));
    };
    const bool known = job && std::ranges::any_of(job->recent, knownAsFailed);
    jobStore_->applyRun(run);
    startOnce(queueTimer_);
    if (isFailure(text(run.status)) && !known)
        Q_EMIT jobFailed(text(run.job), text(run.id), causeOf(run.status, run.exit_code, run.signal, run.reason));
}

void AppState::countJobs() {
    int failing = 0;
    int running = 0;
    const client::Job* lastFailed = nullptr;
    const client::Job* next = nullptr;
    for (const auto& job : jobStore_->jobs()) {
        running += job.status == "running" ? 1 : 0;
        if (job.definition.enabled && isFailure(JobStore::shownStatus(job))) {
            ++failing;
            if (!lastFailed || job.last_run > lastFailed->last_run)
                lastFailed = &job;
        }
        if (!job.next_run.empty() && (!next || job.next_run < next->next_run))
            next = &job;
    }
    attentionCount_ = failing;
    runningCount_ = running;
    lastFailedJob_ = lastFailed ? text(lastFailed->definition.name) : QString();
    nextRunText_.clear();
    if (next) {
        const QDateTime time = timeOf(next->next_run, options_.zone);
        const QDateTime now = nowIn(clock_, options_.zone);
        nextRunText_ = tr("%1 %2 (%3)").arg(text(next->definition.name), whenText(time, now), relativeText(time, now));
    }
    pages_.setBadge(u"jobs"_s, jobStore_->rowCount() > 0 ? QString::number(jobStore_->rowCount()) : QString());
    Q_EMIT figuresChanged();
    Q_EMIT jobNamesChanged();
}

QString AppState::serviceText() const {
    switch (serviceState_) {
    case ServiceState::Connecting: return tr("Connecting");
    case ServiceState::Running: return tr("Service running");
    case ServiceState::Paused: return tr("Queue paused");
    case ServiceState::Reconnecting:
        return retryInSeconds_ > 0 ? tr("Reconnecting in %1 s").arg(retryInSeconds_) : tr("Reconnecting");
    case ServiceState::Unreachable: return tr("Service unreachable");
    case ServiceState::Starting: return tr("Service starting");
    case ServiceState::VersionMismatch: return tr("Version mismatch, read only");
    }
    return {};
}

QString AppState::vaultText() const {
    switch (vaultState_) {
    case VaultState::Unknown: return tr("Vault unknown");
    case VaultState::Open: return tr("Vault open");
    case VaultState::Locked: return tr("Vault locked");
    case VaultState::Tampered:
        return tamperedSeq_ > 0 ? tr("Tampering found at #%1").arg(groupedNumber(static_cast<qint64>(tamperedSeq_)))
                                : tr("Tampering found");
    }
    return {};
}

QString AppState::sealedText() const {
    return sealedSeq_ > 0 ? u"#"_s + groupedNumber(sealedSeq_) : QString();
}

QString AppState::sealedAgo() const {
    return relativeText(timeOf(sealedTime_.toStdString(), options_.zone), nowIn(clock_, options_.zone));
}

QString AppState::clockText() const {
    return nowIn(clock_, options_.zone).toString(u"HH:mm:ss");
}

QString AppState::zoneText() const {
    const int minutes = options_.zone.offsetFromUtc(nowIn(clock_, options_.zone)) / 60;
    QString offset = u"UTC"_s;
    if (minutes != 0)
        offset += (minutes > 0 ? u"+"_s : u"-"_s) + QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        offset += u":%1"_s.arg(std::abs(minutes) % 60, 2, 10, QChar(u'0'));
    const QString name = QString::fromUtf8(options_.zone.id());
    return name == "UTC"_L1 || name == "Etc/UTC"_L1 ? name : name + u' ' + offset;
}

QString AppState::userInitials() const {
    const auto parts = options_.userName.split(u'.', Qt::SkipEmptyParts);
    QString initials;
    for (const QString& part : parts.mid(0, 2))
        initials += part.at(0).toUpper();
    return initials;
}

QStringList AppState::jobNames() const {
    QStringList names;
    for (const auto& job : jobStore_->jobs())
        names.append(text(job.definition.name));
    names.sort(Qt::CaseInsensitive);
    return names;
}

QStringList AppState::path() const {
    const QString rail = pages_.railPage(currentPage_);
    return QStringList{pages_.title(rail)} + pathTails_.value(currentPage_);
}

void AppState::setPathTail(const QString& pageId, const QStringList& tail) {
    if (pathTails_.value(pageId) == tail)
        return;
    pathTails_.insert(pageId, tail);
    Q_EMIT pathChanged();
}

QObject* AppState::pageObject(const QString& id) {
    if (id == "overview"_L1)
        return overview_.get();
    if (id == "jobs"_L1)
        return jobs_.get();
    if (id == "job-editor"_L1)
        return editor_.get();
    if (id == "graph"_L1)
        return graph_.get();
    if (id == "calendar"_L1)
        return calendar_.get();
    if (id == "audit"_L1)
        return audit_.get();
    if (id == "models"_L1)
        return models_.get();
    if (id == "settings"_L1)
        return settings_.get();
    if (id == "first-run"_L1)
        return firstRun_.get();
    return nullptr;
}

void AppState::navigate(const QString& pageId, const QString& argument) {
    if (!pages_.has(pageId))
        return;
    history_.resize(historyAt_ + 1);
    history_.append({pageId, argument});
    historyAt_ = history_.size() - 1;
    show(history_.last());
}

void AppState::goBack() {
    if (canGoBack())
        show(history_.at(--historyAt_));
}

void AppState::goForward() {
    if (canGoForward())
        show(history_.at(++historyAt_));
}

void AppState::show(const Place& place) {
    currentPage_ = place.page;
    if (auto* page = qobject_cast<PageObject*>(pageObject(place.page)))
        page->enter(place.argument);
    Q_EMIT currentPageChanged();
    Q_EMIT pathChanged();
}

void AppState::startService() {
    if (connected_ || starting_)
        return;
    starting_ = true;
    setServiceState(ServiceState::Starting, tr("It answers in a moment"));
    backend_.startService().then(this, [this](const Result<void>& started) {
        starting_ = false;
        if (started)
            return; // the connection comes, and says so itself
        if (!connected_)
            onConnection(false, started.error(), retryInSeconds_);
        sayError(tr("The service did not start"), started.error());
    });
}

void AppState::stopService() {
    backend_.stopService().then(this, [this](const Result<void>& done) {
        if (!done)
            sayError(tr("The service could not be stopped"), done.error());
    });
}

void AppState::restartService() {
    if (starting_)
        return;
    starting_ = true;
    setServiceState(ServiceState::Starting, tr("It is started again; running jobs go on"));
    backend_.restartService().then(this, [this](const Result<void>& started) {
        starting_ = false;
        if (!started) {
            sayError(tr("The service was not started again"), started.error());
            onConnection(connected_, started.error(), retryInSeconds_);
        }
    });
}

QString AppState::stopWarning() const {
    //: %n runs are under way when the service is to be stopped.
    return runningCount_ > 0 ? tr("%n run(s) go on without it and are taken up again when it starts. Nothing starts by "
                                  "schedule until then.",
                                  nullptr, runningCount_)
                             : tr("Nothing starts by schedule until it is started again.");
}

void AppState::reconnectNow() {
    backend_.reconnectNow();
}

void AppState::pauseQueue() {
    backend_.pauseQueue(tr("paused in the window")).then(this, [this](const Result<void>& done) {
        if (!done)
            sayError(tr("The queue could not be paused"), done.error());
        readQueue();
    });
}

void AppState::resumeQueue() {
    backend_.resumeQueue().then(this, [this](const Result<void>& done) {
        if (!done)
            sayError(tr("The queue could not be resumed"), done.error());
        readQueue();
    });
}

void AppState::runJob(const QString& name) {
    backend_.runJob(name).then(this, [this, name](const Result<client::Run>& run) {
        if (!run)
            sayError(tr("%1 did not start").arg(name), run.error());
        else
            say(tr("%1 is queued").arg(name));
    });
}

void AppState::retryJob(const QString& name) {
    backend_.retryJob(name).then(this, [this, name](const Result<client::Run>& run) {
        if (!run)
            sayError(tr("%1 cannot be retried").arg(name), run.error());
        else
            say(tr("%1 is tried again").arg(name));
    });
}

void AppState::stopJob(const QString& name) {
    backend_.cancelJob(name).then(this, [this, name](const Result<void>& done) {
        if (!done)
            sayError(tr("%1 could not be stopped").arg(name), done.error());
        else
            say(tr("%1 is stopping").arg(name));
    });
}

void AppState::enableJob(const QString& name, bool enabled) {
    switchJob(name, enabled, true);
}

void AppState::switchJob(const QString& name, bool enabled, bool undoable) {
    backend_.enableJob(name, enabled).then(this, [this, name, enabled, undoable](const Result<void>& done) {
        if (!done) {
            sayError(tr("%1 could not be changed").arg(name), done.error());
            return;
        }
        const QString said = enabled ? tr("%1 is enabled").arg(name) : tr("%1 is paused: nothing starts it").arg(name);
        if (undoable)
            offerUndo(
                said, [this, name, enabled] { switchJob(name, !enabled, false); },
                [this, name, enabled] { switchJob(name, enabled, false); });
        else
            say(said);
    });
}

void AppState::deleteJob(const QString& name) {
    dropJob(name, true);
}

void AppState::dropJob(const QString& name, bool undoable) {
    const client::Job* job = jobStore_->byName(name);
    if (!job)
        return;
    client::JobDefinition definition = job->definition;
    definition.no_run = true; // it comes back, it is not run for that
    definition.permissions.clear();
    if (!definition.template_name.empty())
        definition.command.clear();
    backend_.deleteJob(name).then(this, [this, name, definition, undoable](const Result<void>& done) {
        if (!done) {
            sayError(tr("%1 could not be deleted").arg(name), done.error());
            return;
        }
        const auto back = [this, name, definition] {
            backend_.createJob(definition).then(this, [this, name](const Result<client::Created>& made) {
                if (!made)
                    sayError(tr("%1 did not come back").arg(name), made.error());
                else
                    say(tr("%1 is back; its runs so far stay in the audit trail").arg(name));
            });
        };
        if (undoable)
            offerUndo(tr("Deleted %1").arg(name), back, [this, name] { dropJob(name, false); });
        else
            say(tr("Deleted %1").arg(name));
    });
}

void AppState::skipNextRun(const QString& name) {
    if (const client::Job* job = jobStore_->byName(name); job && !job->next_run.empty())
        exceptFire(name, std::string(job->next_run), true, true);
}

void AppState::exceptFire(const QString& name, const std::string& fire, bool skip, bool undoable) {
    const auto told = [this, name, fire, skip, undoable](const Result<void>& done) {
        const QString when = whenText(timeOf(fire, options_.zone), nowIn(clock_, options_.zone));
        if (!done) {
            sayError(tr("The run of %1 at %2 could not be changed").arg(name, when), done.error());
            return;
        }
        const QString said =
            skip ? tr("The run of %1 at %2 is left out").arg(name, when) : tr("%1 runs at %2").arg(name, when);
        if (undoable)
            offerUndo(
                said, [this, name, fire] { exceptFire(name, fire, false, false); },
                [this, name, fire] { exceptFire(name, fire, true, false); });
        else
            say(said);
    };
    if (!skip) {
        backend_.restoreFire(name, fire).then(this, told);
        return;
    }
    backend_.exceptFire(name, fire, {}).then(this, [told](const Result<client::FireException>& made) {
        told(made ? Result<void>() : std::unexpected(made.error()));
    });
}

void AppState::say(const QString& words, bool failed) {
    if (std::exchange(saidUndo_, false))
        Q_EMIT undoChanged();
    Q_EMIT messageShown(words, failed);
}

void AppState::offerUndo(const QString& words, std::function<void()> undo, std::function<void()> redo) {
    say(words);
    undos_.append({words, std::move(undo), std::move(redo)});
    if (undos_.size() > kUndoMax)
        undos_.removeFirst();
    redos_.clear();
    saidUndo_ = true;
    Q_EMIT undoChanged();
}

// Done and undone is what the service has: without it nothing is, and the step stays.
void AppState::undo() {
    if (undos_.isEmpty())
        return;
    if (!connected_) {
        say(tr("Nothing can be taken back: the service does not answer"), true);
        return;
    }
    const Done last = undos_.takeLast();
    if (last.redo)
        redos_.append(last);
    saidUndo_ = false;
    Q_EMIT undoChanged();
    last.undo();
}

void AppState::redo() {
    if (redos_.isEmpty())
        return;
    if (!connected_) {
        say(tr("Nothing can be done again: the service does not answer"), true);
        return;
    }
    const Done last = redos_.takeLast();
    undos_.append(last);
    Q_EMIT undoChanged();
    last.redo();
}

void AppState::sayError(const QString& doing, const Error& error) {
    const QString why = detailOfError(error).isEmpty() ? titleOfError(error) : detailOfError(error);
    say(doing + u": "_s + why, true);
}

} // namespace inferno::models
