// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overview_page.h"

#include <algorithm>
#include <map>

#include <QLocale>

#include "models/app_state.h"
#include "models/job_store.h"
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

double clamp01(double value) {
    return std::clamp(value, 0.0, 1.0);
}

QVariantList bar(double from, double to, const QString& status, const QString& kind) {
    return {clamp01(from), clamp01(to), status, kind};
}

QString percent(double share) {
    return QLocale(QLocale::English).toString(share * 100, 'f', 1);
}

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
      attention_({"name", "title", "reason", "status", "runId"}), causes_({"cause", "share", "total"}),
      growing_({"name", "series", "before", "now", "growth"}) {
    soon_.setSingleShot(true);
    soon_.setInterval(kSettleMs);
    connect(&soon_, &QTimer::timeout, this, &OverviewPage::refresh);
    connect(&app.backend(), &Backend::runChanged, this, [this] {
        if (!soon_.isActive()) // else it never ends where runs never pause
            soon_.start();
    });
    connect(&app.backend(), &Backend::hostChanged, this, &OverviewPage::showHost);
    connect(&app, &AppState::figuresChanged, this, &OverviewPage::compose);
    connect(&app.jobStore(), &JobStore::replaced, this, &OverviewPage::compose);
    connect(&app, &AppState::vaultChanged, this, &OverviewPage::changed);
    connect(this, &PageObject::stateChanged, this, &OverviewPage::changed);
    auto* minute = new QTimer(this);
    connect(minute, &QTimer::timeout, this, [this] {
        showHours();
        readCalendar();
    });
    minute->start(60'000);
    showHours();
}

void OverviewPage::refresh() {
    setRefreshing();
    showHours();
    readQueue();
    readCalendar();
    readRuns();
    readHost();
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
            if (!entries)
                return;
            calendar_ = *entries;
            showLanes();
        });
}

void OverviewPage::readRuns() {
    app().backend().runs({}, {}, kHistoryRuns).then(this, [this](const Result<client::Page<client::Run>>& page) {
        if (!page)
            return;
        history_ = page->items;
        showCauses();
        showRate();
        compose();
    });
}

void OverviewPage::readHost() {
    app().backend().host().then(this, [this](const Result<client::HostInfo>& host) {
        if (host)
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
    const QDateTime now = nowIn(app().clock(), app().zone());
    const QDateTime from = now.addSecs(-kSecondsBefore);
    const auto at = [&](const QDateTime& time) { return static_cast<double>(from.secsTo(time)) / kSpan; };
    QHash<QString, QVariantList> bars;
    QHash<QString, QPair<QString, QString>> notes;
    for (const auto& entry : calendar_) {
        const QString name = text(entry.job);
        const QDateTime start = timeOf(entry.start, app().zone());
        const QDateTime guess = start.addMSecs(static_cast<qint64>(entry.estimate * 1000));
        const QString status = text(entry.status);
        if (entry.status == "planned") {
            bars[name].append(QVariant(bar(at(start), at(guess), status, u"planned"_s)));
        } else if (entry.end.empty()) {
            bars[name].append(QVariant(bar(at(start), nowAt(), status, u"actual"_s)));
            if (guess > now) {
                bars[name].append(QVariant(bar(nowAt(), at(guess), status, u"estimate"_s)));
                notes[name] = {tr("est. %1").arg(guess.toString(u"HH:mm")), u"neutral"_s};
            }
        } else if (status != "skipped"_L1) {
            bars[name].append(QVariant(bar(at(start), at(timeOf(entry.end, app().zone())), status, u"actual"_s)));
            if (isFailure(status))
                notes[name] = {statusWord(status).toLower(), u"failed"_s};
        }
    }
    QList<FieldsModel::Row> rows;
    QList<QPair<int, FieldsModel::Row>> ranked;
    const JobStore& store = app().jobStore();
    for (int row = 0; row < store.rowCount(); ++row) {
        const QModelIndex job = store.index(row);
        const QString name = job.data(int(JobStore::Role::Name)).toString();
        if (!bars.contains(name))
            continue;
        const QString status = job.data(int(JobStore::Role::Status)).toString();
        const int rank = status == "running"_L1 ? -1 : job.data(int(JobStore::Role::SortRank)).toInt();
        const auto note = notes.value(name);
        ranked.append({rank, {name, status, note.first, note.second, bars.value(name)}});
    }
    std::ranges::stable_sort(ranked, {}, &QPair<int, FieldsModel::Row>::first);
    for (const auto& lane : ranked.first(std::min<qsizetype>(ranked.size(), kLanesShown)))
        rows.append(lane.second);
    lanes_.setRows(rows);
}

void OverviewPage::showAttention() {
    struct Failed {
        const client::Job* job;
        int downstream;
    };
    std::vector<Failed> failed;
    for (const auto& job : app().jobStore().jobs()) {
        if (job.definition.enabled && isFailure(JobStore::shownStatus(job)))
            failed.push_back({&job, app().jobStore().downstreamCount(text(job.definition.name))});
    }
    std::ranges::stable_sort(failed, std::greater{}, &Failed::downstream);
    QList<FieldsModel::Row> rows;
    for (const auto& [job, downstream] : failed) {
        const auto run = std::ranges::find(history_, job->id, &client::Run::job_id);
        QStringList reason;
        QString runId;
        const QString name = text(job->definition.name);
        QString title = tr("%1 failed").arg(name);
        if (run != history_.end() && isFailure(text(run->status))) {
            runId = text(run->id);
            reason.append(causeOf(run->status, run->exit_code, run->signal, run->reason) + u"."_s);
            if (run->attempts_max > 1)
                title = tr("%1 failed %2 of %3").arg(name).arg(run->attempt).arg(run->attempts_max);
        }
        if (downstream > 0)
            reason.append(tr("Holds back %n job(s).", nullptr, downstream));
        rows.append({name, title, reason.join(u' '), JobStore::shownStatus(*job), runId});
    }
    attention_.setRows(rows);
    heldBack_ = failed.empty() ? 0 : failed.front().downstream;
}

void OverviewPage::showCauses() {
    std::map<QString, int> counts;
    failures_ = 0;
    for (const auto& run : history_) {
        if (!isFailure(text(run.status)))
            continue;
        ++counts[causeOf(run.status, run.exit_code, run.signal, run.reason)];
        ++failures_;
    }
    std::vector<std::pair<QString, int>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::greater{}, &std::pair<QString, int>::second);
    sorted.resize(std::min<std::size_t>(sorted.size(), kRowsShown));
    QList<FieldsModel::Row> rows;
    for (const auto& [cause, count] : sorted)
        rows.append({cause, static_cast<double>(count) / sorted.front().second, count});
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
    showLanes();
    showAttention();
    showGrowing();
    const int failed = attention_.count();
    tone_ = failed > 0 ? u"warning"_s : u"success"_s;
    if (app().vaultState() == AppState::VaultState::Tampered) {
        tone_ = u"failed"_s;
        sentence_ = tr("The audit vault has been altered.");
    } else if (failed == 1 && heldBack_ > 0) {
        sentence_ = tr("One failure is holding back %n job(s).", nullptr, heldBack_);
    } else if (failed > 0) {
        sentence_ = tr("%n job(s) failed and wait for you.", nullptr, failed);
    } else if (app().queuePaused()) {
        tone_ = u"warning"_s;
        sentence_ = tr("The queue is paused: nothing new starts.");
    } else if (queue_.running > 0) {
        sentence_ = tr("All is well; %n job(s) running.", nullptr, queue_.running);
    } else {
        sentence_ = tr("All is well.");
    }
    if (app().connected() && queueRead_ && app().jobStore().wasRead())
        setLoaded(app().jobStore().rowCount() == 0);
    Q_EMIT changed();
}

QString OverviewPage::sentence() const {
    return state() == PageState::Offline ? tr("The service does not answer.") : sentence_;
}

QString OverviewPage::tone() const {
    return state() == PageState::Offline ? u"failed"_s : tone_;
}

QString OverviewPage::runsDifference() const {
    const int difference = queue_.runs_24h - queue_.runs_before;
    return difference == 0 ? tr("as yesterday")
                           : tr("%1%2 vs yesterday").arg(difference > 0 ? u"+"_s : QString()).arg(difference);
}

QList<int> OverviewPage::runCounts() const {
    const auto ended = [this](const char* status) {
        const auto found = queue_.last_24h.find(status);
        return found == queue_.last_24h.end() ? 0 : found->second;
    };
    return {ended("completed"), ended("failed") + ended("timed_out"), ended("cancelled") + ended("skipped"),
            queue_.running + queue_.retrying, queue_.queued + queue_.blocked};
}

QList<double> OverviewPage::perHour() const {
    return {queue_.per_hour.begin(), queue_.per_hour.end()};
}

bool OverviewPage::hasRate() const {
    const QList<int> counts = runCounts();
    return counts.at(0) + counts.at(1) > 0;
}

QString OverviewPage::rate() const {
    return percent(queue_.success_rate_24h);
}

QString OverviewPage::rateDifference() const {
    if (queue_.runs_before == 0)
        return {};
    return tr("%1 pt").arg(percent(std::abs(queue_.success_rate_24h - queue_.success_rate_before)));
}

QString OverviewPage::ratePrevious() const {
    return queue_.runs_before > 0 ? tr("vs %1 % before").arg(percent(queue_.success_rate_before))
                                  : tr("no runs the day before");
}

QString OverviewPage::rateTip() const {
    if (!hasRate())
        return tr("No run ended in the last 24 h");
    return queue_.runs_before > 0
               ? tr("%1 % of the runs of the last 24 h succeeded; %2 % in the 24 h before")
                     .arg(rate(), percent(queue_.success_rate_before))
               : tr("%1 % of the runs of the last 24 h succeeded; there were none in the 24 h before").arg(rate());
}

QString OverviewPage::sealText() const {
    return app().sealedText().isEmpty() ? tr("none yet") : app().sealedText();
}

bool OverviewPage::sealGood() const {
    return app().auditStatus().last_verdict == "ok";
}

QString OverviewPage::sealDetail() const {
    const auto& status = app().auditStatus();
    const qint64 tail = static_cast<qint64>(status.events) - static_cast<qint64>(status.checkpointed);
    const QDateTime verified = timeOf(status.last_verified, app().zone());
    const QString when = verified.isValid() ? whenText(verified, nowIn(app().clock(), app().zone())) : QString();
    const QString first = when.isEmpty() ? tr("not verified yet")
                          : sealGood()   ? tr("verified %1").arg(when)
                                         : text(status.last_verdict);
    return tr("%1 · %2 unsigned").arg(first, groupedNumber(std::max<qint64>(0, tail)));
}

double OverviewPage::memoryShare() const {
    return hasHost() ? static_cast<double>(host_.memory_used) / static_cast<double>(host_.memory_total) : 0;
}

QString OverviewPage::memoryText() const {
    // Both in the unit of the total, which is said once.
    const QString used = sizeText(host_.memory_used);
    const QString total = sizeText(host_.memory_total);
    const QString unit = total.section(u' ', -1);
    return tr("%1 / %2").arg(used.endsWith(u' ' + unit) ? used.chopped(unit.size() + 1) : used, total);
}

QString OverviewPage::hostTip() const {
    return hasHost() ? tr("Processor %1 %, memory %2 of %3, %4")
                           .arg(cpuPercent())
                           .arg(sizeText(host_.memory_used), sizeText(host_.memory_total), diskText())
                     : QString();
}

QString OverviewPage::diskText() const {
    if (host_.disk_total == 0)
        return {};
    return tr("disk %1 %").arg(host_.disk_used * 100 / host_.disk_total);
}

double OverviewPage::nowAt() const {
    return kSecondsBefore / kSpan;
}

QString OverviewPage::nowText() const {
    return nowIn(app().clock(), app().zone()).toString(u"HH:mm");
}

void OverviewPage::retry(const QString& jobName) {
    app().retryJob(jobName);
}

} // namespace inferno::models
