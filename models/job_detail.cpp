// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_detail.h"

#include <algorithm>
#include <map>

#include "models/app_state.h"
#include "models/fires.h"
#include "models/job_form.h"
#include "models/job_store.h"
#include "models/pace.h"
#include "models/run_story.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRunsShown = 100;
constexpr int kFiresShown = 50;
constexpr int kEventsShown = 50;
constexpr int kLogPollMs = 700;
constexpr int kLogLinesKept = 5000;

bool isActive(const std::string& status) {
    return status == "running" || status == "retrying" || status == "queued" || status == "blocked";
}

QString joined(const std::vector<std::string>& list) {
    QStringList out;
    for (const auto& item : list)
        out.append(text(item));
    return out.join(u", "_s);
}

/// The clock's zone of a job, for its next fires; UTC where its name is not known here.
schedule::Zone zoneOf(const client::Job& job, const QTimeZone& fallback) {
    const std::string name = job.definition.timezone.empty() ? fallback.id().toStdString() : job.definition.timezone;
    return schedule::Zone::find(name).value_or(schedule::Zone::utc());
}

} // namespace

JobDetail::JobDetail(AppState& app)
    : app_(app), facts_({"label", "value", "mono", "target"}),
      history_({"runId", "status", "started", "startedExact", "duration", "trigger", "reason"}), fires_(kFireFields),
      past_({"when", "status", "runId", "text"}), story_(kStoryFields),
      neighbours_({"name", "relation", "status", "upstream"}), events_({"seq", "time", "what", "user", "result"}),
      comparison_(app), versions_(app), usage_(app), family_(app), config_({"label", "value", "mono"}), log_({"line"}) {
    const auto again = [this] {
        showConfig();
        showFires();
        showFacts();
        showNeighbours();
        showStory();
        showPast();
        Q_EMIT changed();
    };
    auto* const pace = new Pace(this, again);
    connect(&app.jobStore(), &QAbstractItemModel::dataChanged, this,
            [this, pace](const QModelIndex& first, const QModelIndex& last) {
                // Of ten thousand jobs one changes: it may be another.
                const auto& jobs = app_.jobStore().jobs();
                const auto concerns = [&](const client::Job& other) {
                    return text(other.definition.name) == name_ ||
                           std::ranges::any_of(neighbours_.rows(), [&](const auto& row) {
                               return row.at(0) == text(other.definition.name);
                           });
                };
                if (name_.isEmpty())
                    return;
                if (last.row() - first.row() > 100 ||
                    std::any_of(jobs.begin() + first.row(), jobs.begin() + last.row() + 1, concerns))
                    pace->want();
            });
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, again);
    connect(&versions_, &JobVersions::changed, this, &JobDetail::changed);
    connect(&app.backend(), &Backend::runChanged, this, &JobDetail::onRun);
    connect(&app, &AppState::refreshed, this, &JobDetail::read);
    logTimer_.setInterval(kLogPollMs);
    connect(&logTimer_, &QTimer::timeout, this, &JobDetail::readLog);
    tick_.setInterval(1000);
    connect(&tick_, &QTimer::timeout, this, &JobDetail::ticked);
}

const client::Job* JobDetail::job() const {
    return app_.jobStore().byName(name_);
}

void JobDetail::show(const QString& name) {
    if (name == name_)
        return;
    name_ = name;
    runs_.clear();
    history_.setRows({});
    past_.setRows({});
    story_.setRows({});
    events_.setRows({});
    eventsText_.clear();
    missed_ = 0;
    comparison_.clear();
    versions_.read({}, {});
    logRun_.clear();
    log_.setRows({});
    logTimer_.stop();
    tick_.stop();
    if (!name.isEmpty()) {
        showFacts();
        showConfig();
        showFires();
        showNeighbours();
        read();
        tick_.start();
    }
    showChosen();
    Q_EMIT changed();
    Q_EMIT ticked();
}

/// What the chosen run used, and what came of it.
void JobDetail::showChosen() {
    const auto run = std::ranges::find(runs_, logRun_.toStdString(), &client::Run::id);
    const bool live = run != runs_.end() && (run->status == "running" || run->status == "retrying");
    usage_.show(run != runs_.end() ? logRun_ : QString(), live);
    family_.show(name_, runs_, logRun_);
}

void JobDetail::read() {
    if (name_.isEmpty())
        return;
    app_.backend()
        .runs(name_, {}, kRunsShown)
        .then(this, [this, name = name_](const Result<client::Page<client::Run>>& page) {
            if (name != name_ || !page)
                return;
            runs_ = page->items;
            showHistory();
            showPast();
            showFacts();
            if (logRun_.isEmpty() && !runs_.empty())
                showLogOf(text(runs_.front().id));
            showChosen();
            Q_EMIT changed();
            Q_EMIT ticked();
        });
}

void JobDetail::onRun(const client::Run& run) {
    if (name_.isEmpty() || text(run.job) != name_)
        return;
    const auto known = std::ranges::find(runs_, run.id, &client::Run::id);
    if (known != runs_.end()) {
        *known = run;
    } else {
        runs_.insert(runs_.begin(), run);
        runs_.resize(std::min<std::size_t>(runs_.size(), kRunsShown));
        showLogOf(text(run.id));
    }
    showHistory();
    showPast();
    showStory();
    showFacts();
    readLog();
    showChosen();
    Q_EMIT changed();
    Q_EMIT ticked();
}

void JobDetail::showFacts() {
    const client::Job* shown = job();
    if (!shown)
        return;
    QList<FieldsModel::Row> rows;
    if (!runs_.empty()) {
        const auto& run = runs_.front();
        const QDateTime started = timeOf(run.started, app_.zone());
        if (started.isValid()) {
            const QString when = whenText(started, nowIn(app_.clock(), app_.zone()));
            rows.append({tr("Started"), tr("%1 %2").arg(when, triggerText(run.trigger)), false, QString()});
        }
        if (run.exit_code)
            rows.append({tr("Exit code"), QString::number(*run.exit_code), true, QString()});
        if (!run.reason.empty())
            rows.append({tr("Reason"), text(run.reason), false, QString()});
    }
    rows.append({tr("Command"), text(shown->definition.command), true, QString()});
    for (const auto& edge : shown->definition.depends_on) {
        const QString parent = text(edge.substr(0, edge.find(':')));
        rows.append({tr("Waits for"), text(edge), false, parent});
    }
    const int downstream = app_.jobStore().downstreamCount(name_);
    if (downstream > 0)
        rows.append({tr("Downstream"), tr("%n job(s)", nullptr, downstream), false, QString()});
    facts_.setRows(rows);
}

void JobDetail::showHistory() {
    QList<FieldsModel::Row> rows;
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    for (const auto& run : runs_) {
        const QDateTime started = timeOf(run.started.empty() ? run.queued : run.started, app_.zone());
        QString reason = text(run.reason);
        if (isFailure(text(run.status)))
            reason = causeOf(run.status, run.exit_code, run.signal, run.reason);
        const QString took = run.started.empty() ? QString() : shortDuration(run.duration);
        rows.append({text(run.id), text(run.status), whenText(started, now), exactText(started), took,
                     triggerText(run.trigger), reason});
    }
    history_.setRows(rows);
}

void JobDetail::showFires() {
    const client::Job* shown = job();
    QList<FieldsModel::Row> rows;
    if (shown && shown->definition.enabled) {
        for (const auto& line : shown->definition.schedules) {
            if (const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(shown->definition)))
                rows += nextFires(*recurrence, zoneOf(*shown, app_.zone()), app_.clock().now(), kFiresShown);
        }
    }
    fires_.setRows(rows);
}

void JobDetail::showConfig() {
    const client::Job* shown = job();
    if (!shown)
        return;
    const auto& what = shown->definition;
    QList<FieldsModel::Row> rows;
    const auto put = [&rows](const QString& label, const QString& value, bool mono) {
        if (!value.isEmpty())
            rows.append({label, value, mono});
    };
    put(tr("Command"), text(what.command), true);
    put(tr("Schedule"), joined(what.schedules), true);
    put(tr("In words"), scheduleWords(*shown), false);
    put(tr("Time zone"), text(what.timezone), false);
    put(tr("Waits for"), joined(what.depends_on), false);
    put(tr("Time limit"), what.timeout ? longDuration(*what.timeout) : QString(), false);
    put(tr("Retries"), what.retry_attempts > 0 ? tr("%n more attempt(s)", nullptr, what.retry_attempts) : QString(),
        false);
    put(tr("Missed start"), text(what.misfire), false);
    put(tr("Already running"), text(what.overlap), false);
    put(tr("Working folder"), text(what.workdir), true);
    QStringList names;
    for (const auto& [key, value] : what.env)
        names.append(text(key));
    //: Of the environment only names are shown: values may be secrets.
    put(tr("Environment"), names.join(u", "_s), true);
    for (const QString& field : {u"condition"_s, u"priority"_s, u"pool"_s, u"jitter"_s, u"starts"_s, u"ends"_s})
        if (const QString value = readField(what, field, app_.zone());
            value != readField(client::JobDefinition{}, field, app_.zone()))
            put(fieldTitle(field), value, false);
    put(tr("Tags"), joined(what.tags), false);
    put(tr("Job id"), text(shown->id), true);
    config_.setRows(rows);
}

void JobDetail::showLogOf(const QString& runId) {
    logRun_ = runId;
    logOffset_ = 0;
    logRest_.clear();
    logText_ = tr("No output yet");
    log_.setRows({});
    readLog();
    showStory();
    showChosen();
    Q_EMIT changed();
}

void JobDetail::stepRun(int by) {
    if (runs_.empty())
        return;
    const auto at = std::ranges::find(runs_, logRun_.toStdString(), &client::Run::id) - runs_.begin();
    const auto last = static_cast<std::ptrdiff_t>(runs_.size()) - 1;
    const auto wanted = by == 0 || at > last ? 0 : std::clamp<std::ptrdiff_t>(at - by, 0, last); // newest first
    showLogOf(text(runs_[static_cast<std::size_t>(wanted)].id));
}

void JobDetail::showStory() {
    const client::Job* shown = job();
    const auto run = std::ranges::find(runs_, logRun_.toStdString(), &client::Run::id);
    story_.setRows(shown && run != runs_.end() ? storyOf(*run, shown->definition, app_.zone())
                                               : QList<FieldsModel::Row>());
}

QString JobDetail::storyText() const {
    const auto run = std::ranges::find(runs_, logRun_.toStdString(), &client::Run::id);
    if (run == runs_.end())
        return {};
    const QDateTime when = timeOf(run->started.empty() ? run->queued : run->started, app_.zone());
    return tr("The run of %1").arg(exactText(when));
}

QString JobDetail::link() const {
    return name_.isEmpty() ? QString() : u"inferno://jobs/"_s + name_;
}

QString JobDetail::eventsRoute() const {
    const client::Job* shown = job();
    return shown ? u"?details.job_id="_s + text(shown->id) : QString();
}

void JobDetail::readVersions() {
    if (const client::Job* shown = job())
        versions_.read(text(shown->id), name_);
}

void JobDetail::compare() {
    if (const client::Job* shown = job())
        comparison_.compare(text(shown->id), runs_);
}

void JobDetail::readEvents() {
    const client::Job* shown = job();
    if (!shown)
        return;
    client::AuditQuery query;
    query.query = "details.job_id=" + shown->id;
    query.limit = kEventsShown;
    app_.backend().auditEvents(query).then(this, [this, name = name_](const Result<client::AuditPage>& page) {
        if (name != name_)
            return;
        QList<FieldsModel::Row> rows;
        eventsText_ = page ? QString() : titleOfError(page.error());
        const QDateTime now = nowIn(app_.clock(), app_.zone());
        for (const auto& event : page ? page->items : std::vector<client::AuditEvent>())
            rows.append({QString::number(event.seq), whenText(timeOf(event.timestamp, app_.zone()), now),
                         text(event.action), text(event.user), text(event.result)});
        if (page && rows.isEmpty())
            eventsText_ = tr("The audit trail holds nothing of this job");
        events_.setRows(rows);
        Q_EMIT changed();
    });
}

void JobDetail::showNeighbours() {
    const client::Job* shown = job();
    QList<FieldsModel::Row> rows;
    const auto statusOf = [this](const QString& name) {
        const client::Job* other = app_.jobStore().byName(name);
        return other ? JobStore::shownStatus(*other) : QString();
    };
    const auto onText = [](const QString& edge, const client::JobDefinition& what) {
        const QString own = edge.section(u':', 1);
        const QString on = own.isEmpty() ? text(what.depends_mode) : own;
        return on == "failure"_L1      ? tr("when it fails")
               : on == "completion"_L1 ? tr("when it ends")
                                       : tr("when it succeeds");
    };
    if (shown) {
        for (const auto& line : shown->definition.depends_on) {
            const QString edge = text(line);
            const QString parent = edge.section(u':', 0, 0);
            rows.append({parent, onText(edge, shown->definition), statusOf(parent), true});
        }
        for (const auto& other : app_.jobStore().jobs()) {
            for (const auto& line : other.definition.depends_on) {
                const QString edge = text(line);
                if (edge.section(u':', 0, 0) == name_)
                    rows.append({text(other.definition.name), onText(edge, other.definition),
                                 JobStore::shownStatus(other), false});
            }
        }
    }
    neighbours_.setRows(rows);
}

void JobDetail::showPast() {
    QList<FieldsModel::Row> rows;
    missed_ = 0;
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    const client::Job* shown = job();
    std::map<WallTime, const client::Run*> byFire;
    for (const auto& run : runs_)
        if (const auto fire = parseRfc3339(run.scheduled_for); fire && run.trigger == "schedule")
            byFire.emplace(*fire, &run);
    // Times of the present schedule without a run: what was missed is told by one run for all of them.
    if (shown && !byFire.empty()) {
        WallTime from = byFire.begin()->first;
        if (const auto updated = parseRfc3339(shown->updated))
            from = std::max(from, *updated);
        for (const auto& line : shown->definition.schedules) {
            const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(shown->definition));
            if (!recurrence || !shown->definition.enabled)
                continue;
            for (const WallTime fire :
                 fireTimes(*recurrence, zoneOf(*shown, app_.zone()), from, 2000, app_.clock().now()))
                byFire.emplace(fire, nullptr);
        }
    }
    for (auto at = byFire.rbegin(); at != byFire.rend() && rows.size() < kFiresShown; ++at) {
        const auto& [fire, run] = *at;
        const QDateTime when = timeOf(formatUtc(fire), app_.zone());
        if (!run || run->status == "skipped") {
            ++missed_;
            rows.append({whenText(when, now), run ? text(run->status) : QString(), run ? text(run->id) : QString(),
                         run ? text(run->reason) : tr("no run of its own: see the one that was skipped after it")});
        } else {
            const QString took = run->started.empty() ? QString() : shortDuration(run->duration);
            rows.append({whenText(when, now), text(run->status), text(run->id), took});
        }
    }
    past_.setRows(rows);
}

void JobDetail::readLog() {
    if (logRun_.isEmpty() || logReading_)
        return;
    const auto run = std::ranges::find(runs_, logRun_.toStdString(), &client::Run::id);
    const bool live = run != runs_.end() && isActive(run->status);
    logReading_ = true;
    app_.backend()
        .runLog(logRun_, logOffset_)
        .then(this, [this, id = logRun_, live](const Result<Backend::LogPart>& part) {
            logReading_ = false;
            if (id != logRun_) {
                readLog();
                return;
            }
            if (part)
                takeLog(*part);
            else
                logText_ = titleOfError(part.error());
            logLive_ = live;
            if (live && !logTimer_.isActive())
                logTimer_.start();
            if (!live)
                logTimer_.stop();
            Q_EMIT logChanged();
        });
}

void JobDetail::takeLog(const Backend::LogPart& part) {
    logOffset_ = part.next;
    QStringList lines = QString(logRest_ + text(part.text)).split(u'\n');
    logRest_ = lines.takeLast();
    QList<FieldsModel::Row> rows;
    for (const QString& line : lines)
        rows.append({line});
    if (rows.size() > kLogLinesKept)
        rows = rows.last(kLogLinesKept);
    log_.append(rows);
    log_.removeFirst(log_.count() - kLogLinesKept);
    logText_ = log_.count() == 0 ? tr("No output") : QString();
}

QString JobDetail::status() const {
    const client::Job* shown = job();
    return shown ? JobStore::shownStatus(*shown) : QString();
}

double JobDetail::progress() const {
    const client::Job* shown = job();
    return shown && shown->progress && shown->status == "running" ? *shown->progress / 100 : -1;
}

bool JobDetail::jobEnabled() const {
    const client::Job* shown = job();
    return shown && shown->definition.enabled;
}

bool JobDetail::active() const {
    const client::Job* shown = job();
    return shown && isActive(shown->status);
}

bool JobDetail::canRetry() const {
    return !active() && isFailure(status());
}

QString JobDetail::runText() const {
    if (runs_.empty())
        return tr("never ran");
    const auto& run = runs_.front();
    if (run.attempts_max > 1 && run.attempt > 0)
        return tr("attempt %1 of %2").arg(run.attempt).arg(run.attempts_max);
    return relativeText(timeOf(run.started, app_.zone()), nowIn(app_.clock(), app_.zone()));
}

QString JobDetail::elapsedText() const {
    if (runs_.empty() || runs_.front().status != "running")
        return {};
    const QDateTime started = timeOf(runs_.front().started, app_.zone());
    const auto ms = started.msecsTo(nowIn(app_.clock(), app_.zone()));
    return tr("%1 elapsed").arg(longDuration(static_cast<double>(std::max<qint64>(0, ms)) / 1000));
}

QString JobDetail::leftText() const {
    const client::Job* shown = job();
    if (!shown || !shown->p50 || runs_.empty() || runs_.front().status != "running")
        return {};
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    const QDateTime done = timeOf(runs_.front().started, app_.zone()).addMSecs(static_cast<qint64>(*shown->p50 * 1000));
    if (done <= now)
        return tr("longer than usual");
    return tr("about %1 left, done %2").arg(shortDuration(now.secsTo(done)), done.toString(u"HH:mm"));
}

QString JobDetail::durations() const {
    const client::Job* shown = job();
    if (!shown || !shown->p50)
        return {};
    return tr("p50 %1 p95 %2").arg(shortDuration(shown->p50), shortDuration(shown->p95));
}

QList<double> JobDetail::barHeights() const {
    const int row = static_cast<int>(job() ? job() - app_.jobStore().jobs().constData() : -1);
    return app_.jobStore().index(row).data(int(JobStore::Role::BarHeights)).value<QList<double>>();
}

QStringList JobDetail::barStatuses() const {
    const int row = static_cast<int>(job() ? job() - app_.jobStore().jobs().constData() : -1);
    return app_.jobStore().index(row).data(int(JobStore::Role::BarStatuses)).toStringList();
}

} // namespace inferno::models
