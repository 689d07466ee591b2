// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overview_page.h"

#include <algorithm>
#include <map>

#include <QJsonDocument>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/language.h"
#include "models/overview_lanes.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHistoryRuns = 1000;
constexpr qint64 kSecondsBefore = 2 * 3600;
constexpr qint64 kSecondsAfter = 6 * 3600;
constexpr double kSpan = kSecondsBefore + kSecondsAfter;
constexpr int kRowsShown = 5;
constexpr int kLanesShown = 11;
constexpr int kRateBuckets = 12;
constexpr int kCpuPoints = 60;
constexpr int kSettleMs = 300;
constexpr int kComposeMs = 40;
constexpr int kAttentionShown = 50;
constexpr int kLoadPartSeconds = 1800;

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

/// How much longer a job's newer half of runs takes than its older half; nothing where there are too few.
std::optional<std::pair<double, double>> halves(const client::Job& job) {
    std::vector<double> durations;
    for (const auto& run : job.recent) {
        if (run.status == "completed" && run.duration > 0)
            durations.push_back(run.duration);
    }
    if (durations.size() < 8)
        return std::nullopt;
    const auto middle = durations.begin() + static_cast<std::ptrdiff_t>(durations.size() / 2);
    return std::pair{median({durations.begin(), middle}), median({middle, durations.end()})};
}

} // namespace

OverviewPage::OverviewPage(AppState& app)
    : PageObject(app), lanes_({"name", "status", "note", "noteTone", "bars"}), hours_({"label", "at"}),
      attention_({"name", "title", "reason", "status", "runId", "actText", "actIcon", "why"}),
      causes_({"cause", "share", "total", "job"}), growing_({"name", "series", "before", "now", "growth"}),
      changes_({"title", "detail", "status", "page", "argument"}) {
    for (QTimer* timer : {&soon_, &compose_})
        timer->setSingleShot(true);
    soon_.setInterval(kSettleMs);
    compose_.setInterval(kComposeMs);
    connect(&soon_, &QTimer::timeout, this, &OverviewPage::refresh);
    connect(&compose_, &QTimer::timeout, this, &OverviewPage::compose);
    const auto later = [this] {
        if (!compose_.isActive()) // under a stream of changes it still comes
            compose_.start();
    };
    connect(&app.backend(), &Backend::runChanged, this, [this] {
        if (!soon_.isActive()) // else it never ends where runs never pause
            soon_.start();
    });
    connect(&app.backend(), &Backend::hostChanged, this, &OverviewPage::showHost);
    connect(&app, &AppState::figuresChanged, this, later);
    connect(&app.jobStore(), &JobStore::replaced, this, later);
    connect(&app, &AppState::vaultChanged, this, later);
    connect(this, &PageObject::stateChanged, this, &OverviewPage::changed);
    connect(&board_, &TileBoard::changed, this, [this] {
        if (board_.shows(u"models"_s) && models_.empty() && this->app().connected())
            readModels();
        Q_EMIT storedChanged();
    });
    connect(&app, &AppState::currentPageChanged, this, [this] {
        if (shown_ && this->app().currentPage() != "overview"_L1)
            leave();
    });
    auto* minute = new QTimer(this);
    connect(minute, &QTimer::timeout, this, [this] {
        showHours();
        readCalendar();
        readLoad();
        if (shown_)
            leave(); // a window that ends without a word has looked until now
    });
    minute->start(60'000);
    showHours();
}

double OverviewPage::nowAt() const {
    return kSecondsBefore / kSpan;
}

void OverviewPage::refresh() {
    setRefreshing();
    showHours();
    readQueue();
    readCalendar();
    readRuns();
    readHost();
    readLoad();
    if (board_.shows(u"models"_s))
        readModels();
}

void OverviewPage::enter(const QString&) {
    since_ = kept_;
    shown_ = true;
    compose_.start();
}

LastLook OverviewPage::look() const {
    return LastLook::of(app().jobStore(), app().sealedSeq(), app().queuePaused(), app().clock().now());
}

void OverviewPage::leave() {
    shown_ = app().currentPage() == "overview"_L1;
    if (!hasData() || !app().connected())
        return; // nobody saw how things stand
    kept_ = look();
    Q_EMIT storedChanged();
}

void OverviewPage::markSeen() {
    since_ = kept_ = look();
    showChanges();
    Q_EMIT changed();
    Q_EMIT storedChanged();
}

QString OverviewPage::stored() const {
    QJsonObject all;
    if (const QJsonObject look = kept_.toJson(); !look.isEmpty())
        all.insert(u"look"_s, look);
    if (const QJsonObject board = board_.toJson(); !board.isEmpty())
        all.insert(u"board"_s, board);
    return all.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void OverviewPage::setStored(const QString& stored) {
    if (stored == this->stored())
        return;
    const QJsonObject all = QJsonDocument::fromJson(stored.toUtf8()).object();
    since_ = kept_ = LastLook::fromJson(all.value(u"look"_s).toObject());
    board_.fromJson(all.value(u"board"_s).toObject());
    compose_.start();
}

template <typename T>
bool OverviewPage::took(Part part, const Result<T>& result) {
    if (result)
        problems_.remove(part);
    else
        problems_.insert(part, titleOfError(result.error()));
    if (!result)
        Q_EMIT changed();
    return result.has_value();
}

void OverviewPage::readQueue() {
    app().backend().queueStats().then(this, [this](const Result<client::QueueStats>& stats) {
        if (!stats) {
            setFailed(stats.error());
            return;
        }
        queue_ = *stats;
        queueRead_ = true;
        compose();
    });
}

void OverviewPage::readCalendar() {
    const QDateTime now = nowIn(app().clock(), app().zone());
    app()
        .backend()
        .calendar(apiTime(now.addSecs(-kSecondsBefore)), apiTime(now.addSecs(kSecondsAfter)))
        .then(this, [this](const Result<std::vector<client::CalendarEntry>>& entries) {
            if (!took(Part::Lanes, entries))
                return;
            calendar_ = *entries;
            showLanes();
        });
}

void OverviewPage::readLoad() {
    const QDateTime day = nowIn(app().clock(), app().zone()).date().startOfDay(app().zone());
    app()
        .backend()
        .calendarView(apiTime(day), apiTime(day.date().addDays(1).startOfDay(app().zone())), kLoadPartSeconds)
        .then(this, [this](const Result<client::CalendarView>& view) {
            if (!took(Part::Load, view))
                return;
            capacity_ = capacityOf(*view, app().clock().now());
            Q_EMIT capacityRead();
        });
}

void OverviewPage::readModels() {
    app().backend().models().then(this, [this](const Result<std::vector<client::Model>>& models) {
        if (!took(Part::Models, models))
            return;
        models_ = *models;
        Q_EMIT changed();
    });
}

void OverviewPage::readRuns() {
    app().backend().runs({}, {}, kHistoryRuns).then(this, [this](const Result<client::Page<client::Run>>& page) {
        if (!took(Part::Runs, page))
            return;
        history_ = page->items;
        showCauses();
        showRate();
        compose();
    });
}

void OverviewPage::readHost() {
    app().backend().host().then(this, [this](const Result<client::HostInfo>& host) {
        if (took(Part::Host, host))
            showHost(*host);
    });
}

void OverviewPage::showHost(const client::HostInfo& host) {
    host_ = host;
    cpuSeries_.append(host.cpu_percent);
    if (cpuSeries_.size() > kCpuPoints)
        cpuSeries_.removeFirst();
    Q_EMIT hostRead();
}

void OverviewPage::showHours() {
    const QDateTime now = nowIn(app().clock(), app().zone());
    const QDateTime from = now.addSecs(-kSecondsBefore);
    QList<FieldsModel::Row> rows;
    qint64 first = 3600 - from.time().msecsSinceStartOfDay() / 1000 % 3600;
    for (; first < kSpan; first += 3600)
        rows.append({from.addSecs(first).toString(u"HH:mm"), static_cast<double>(first) / kSpan});
    hours_.setRows(rows);
}

void OverviewPage::showLanes() {
    lanes_.setRows(lanesOf(app().jobStore(), forecast_, calendar_, nowIn(app().clock(), app().zone()), app().zone(),
                           {kSecondsBefore, kSecondsAfter, kLanesShown}));
}

void OverviewPage::showAttention() {
    const AttentionFacts facts{
        queue_,      history_, host_, app().vaultState() == AppState::VaultState::Tampered, app().clock().now(),
        app().zone()};
    list_ = attentionOf(app().jobStore(), forecast_, facts, kAttentionShown);
    QList<FieldsModel::Row> rows;
    for (const AttentionItem& item : list_.items)
        rows.append(
            {item.name, item.title, item.reason, item.status, item.runId, item.actText, item.actIcon, item.why});
    attention_.setRows(rows);
}

void OverviewPage::showChanges() {
    QList<FieldsModel::Row> rows;
    for (const LookChange& change : changesSince(since_, look(), app().jobStore(), history_, app().zone()))
        rows.append({change.title, change.detail, change.status, change.page, change.argument});
    changes_.setRows(rows);
}

QString OverviewPage::sinceText() const {
    if (since_.at.empty())
        return {};
    const auto all = changesSince(since_, look(), app().jobStore(), history_, app().zone());
    const auto count = static_cast<int>(std::ranges::count_if(all, &LookChange::counts));
    const QString when = whenText(timeOf(since_.at, app().zone()), nowIn(app().clock(), app().zone()));
    //: %1 is when somebody last looked.
    return count == 0 ? tr("Since %1: no change").arg(when) : tr("Since %1: %n change(s)", nullptr, count).arg(when);
}

void OverviewPage::showNext() {
    const client::Job* next = nullptr;
    for (const auto& job : app().jobStore().jobs())
        if (!job.next_run.empty() && (!next || job.next_run < next->next_run))
            next = &job;
    next_ = next ? text(next->definition.name) : QString();
    nextAt_ = next ? timeOf(next->next_run, app().zone()) : QDateTime();
}

void OverviewPage::showCauses() {
    struct Cause {
        int count = 0;
        QString job; ///< the only one; "" = several
    };
    std::map<QString, Cause> counts;
    failures_ = 0;
    for (const auto& run : history_) {
        if (!isFailure(text(run.status)))
            continue;
        Cause& cause = counts[causeOf(run.status, run.exit_code, run.signal, run.reason)];
        cause.job = cause.count == 0 || cause.job == text(run.job) ? text(run.job) : QString();
        ++cause.count;
        ++failures_;
    }
    std::vector<std::pair<QString, Cause>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::greater{}, [](const auto& cause) { return cause.second.count; });
    sorted.resize(std::min<std::size_t>(sorted.size(), kRowsShown));
    QList<FieldsModel::Row> rows;
    for (const auto& [words, cause] : sorted)
        rows.append({words, static_cast<double>(cause.count) / sorted.front().second.count, cause.count, cause.job});
    causes_.setRows(rows);
}

void OverviewPage::showGrowing() {
    struct Growth {
        const client::Job* job;
        double before, now;
    };
    std::vector<Growth> all;
    for (const auto& job : app().jobStore().jobs()) {
        const auto split = halves(job);
        if (split && split->first >= 1 && split->second > split->first * 1.02)
            all.push_back({&job, split->first, split->second});
    }
    std::ranges::stable_sort(all, std::greater{}, [](const Growth& g) { return g.now / g.before; });
    all.resize(std::min<std::size_t>(all.size(), kRowsShown));
    QList<FieldsModel::Row> rows;
    for (const auto& growth : all) {
        QList<double> series;
        for (const auto& run : growth.job->recent)
            series.append(run.duration);
        rows.append({text(growth.job->definition.name), QVariant::fromValue(series), shortDuration(growth.before),
                     shortDuration(growth.now), tr("+%1 %").arg(qRound((growth.now / growth.before - 1) * 100))});
    }
    growing_.setRows(rows);
}

void OverviewPage::showRate() {
    std::vector<int> good(kRateBuckets), all(kRateBuckets);
    const QDateTime now = nowIn(app().clock(), app().zone());
    for (const auto& run : history_) {
        const qint64 ago = timeOf(run.finished, app().zone()).secsTo(now);
        const QString status = text(run.status);
        const bool counts = status == "completed"_L1 || isFailure(status);
        if (run.finished.empty() || !counts || ago < 0 || ago >= 86'400)
            continue;
        const auto bucket = static_cast<std::size_t>(kRateBuckets - 1 - ago * kRateBuckets / 86'400);
        ++all[bucket];
        good[bucket] += status == "completed"_L1 ? 1 : 0;
    }
    rateSeries_.clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] > 0)
            rateSeries_.append(100.0 * good[i] / all[i]);
    }
}

void OverviewPage::compose() {
    compose_.stop();
    const JobStore& store = app().jobStore();
    forecast_ = JobForecast(store.jobs(), store.dependencies(), app().clock().now());
    showLanes();
    showAttention();
    showGrowing();
    showNext();
    showChanges();
    const bool tampered = app().vaultState() == AppState::VaultState::Tampered;
    const bool troubled = list_.total > 0 || app().queuePaused();
    tone_ = tampered ? u"failed"_s : troubled ? u"warning"_s : u"success"_s;
    sentence_ = sentenceNow();
    if (app().connected() && queueRead_ && store.wasRead())
        setLoaded(store.rowCount() == 0);
    Q_EMIT changed();
}

QString OverviewPage::sentenceNow() const {
    if (app().vaultState() == AppState::VaultState::Tampered)
        return tr("The audit vault has been altered.");
    if (app().queuePaused())
        return tr("The queue is paused: nothing new starts.");
    const QString miss = list_.mayMiss;
    if (list_.failed == 1 && list_.heldBack > 0)
        return miss.isEmpty() ? tr("One failure is holding back %n job(s).", nullptr, list_.heldBack)
                              //: %1 is "report may miss 12:00".
                              : tr("One failure is holding back %n job(s); %1.", nullptr, list_.heldBack).arg(miss);
    if (list_.failed > 0)
        return miss.isEmpty() ? tr("%n job(s) failed and wait for you.", nullptr, list_.failed)
                              : tr("%n job(s) failed; %1.", nullptr, list_.failed).arg(miss);
    if (!miss.isEmpty())
        return tr("Nothing failed, but %1.").arg(miss);
    if (list_.total > 0)
        return tr("%n thing(s) need you.", nullptr, list_.total);
    if (queue_.running > 0)
        return tr("All is well; %n job(s) running.", nullptr, queue_.running);
    return tr("All is well.");
}

void OverviewPage::act(int row) {
    if (row < 0 || row >= static_cast<int>(list_.items.size()))
        return;
    using Act = AttentionItem::Act;
    const AttentionItem item = list_.items[static_cast<std::size_t>(row)];
    const client::Job* job = app().jobStore().byName(item.name);
    switch (item.act) {
    case Act::Retry: app().retryJob(item.name); break;
    case Act::RetryWithMemory:
        if (job) {
            auto resources = job->definition.resources;
            const nlohmann::json before = resources;
            resources.memory_limit_gb = item.value;
            changeAndRetry(item, {{"resources", resources}}, {{"resources", before}});
        }
        break;
    case Act::RetryWithTime:
        if (job)
            changeAndRetry(item, {{"timeout", item.value}}, {{"timeout", job->definition.timeout.value_or(0)}});
        break;
    case Act::RaisePriority: raisePriority(item.names); break;
    case Act::ShowPath: app().navigate(u"graph"_s, item.name); break;
    case Act::OpenLog: app().navigate(u"jobs"_s, item.name); break;
    case Act::Resume: app().resumeQueue(); break;
    case Act::OpenAudit: app().navigate(u"audit"_s); break;
    case Act::OpenSettings: app().navigate(u"settings"_s); break;
    }
}

// The run that follows stays when the limit is put back: it has begun with the raised one.
void OverviewPage::changeAndRetry(const AttentionItem& item, const nlohmann::json& change,
                                  const nlohmann::json& before) {
    app().backend().updateJob(item.name, change).then(this, [this, item, before](const Result<client::Job>& job) {
        if (!job) {
            app().sayError(tr("%1 could not be changed").arg(item.name), job.error());
            return;
        }
        app().backend().retryJob(item.name).then(this, [this, item, before](const Result<client::Run>& run) {
            if (!run) {
                app().sayError(tr("%1 cannot be retried").arg(item.name), run.error());
                return;
            }
            app().offerUndo(tr("%1 is tried again with a higher limit").arg(item.name),
                            [this, item, before] { app().backend().updateJob(item.name, before); });
        });
    });
}

void OverviewPage::raisePriority(const QStringList& names) {
    QList<QPair<QString, std::string>> before;
    for (const QString& name : names) {
        const client::Job* job = app().jobStore().byName(name);
        if (!job)
            continue;
        before.append({name, job->definition.priority});
        app()
            .backend()
            .updateJob(name, {{"priority", "high"}})
            .then(this, [this, name](const Result<client::Job>& done) {
                if (!done)
                    app().sayError(tr("%1 could not be changed").arg(name), done.error());
            });
    }
    app().offerUndo(tr("Before others start: %1").arg(names.join(u", "_s)), [this, before] {
        for (const auto& [name, priority] : before)
            app().backend().updateJob(name, {{"priority", priority}});
    });
}

} // namespace inferno::models
