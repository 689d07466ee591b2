// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_editor_page.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/units.h"
#include "models/app_state.h"
#include "models/fires.h"
#include "models/job_store.h"
#include "models/week_load.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWeekCells = 7 * 24;

QString join(const std::vector<std::string>& list) {
    QStringList out;
    for (const auto& item : list)
        out.append(text(item));
    return out.join(u", "_s);
}

std::vector<std::string> split(const QString& list) {
    std::vector<std::string> out;
    for (const QString& part : list.split(u',', Qt::SkipEmptyParts)) {
        if (!part.trimmed().isEmpty())
            out.push_back(part.trimmed().toStdString());
    }
    return out;
}

/// The fields of `to` that differ from `from`, as PATCH takes them.
nlohmann::json differences(const client::JobDefinition& from, const client::JobDefinition& to) {
    const nlohmann::json before = from;
    const nlohmann::json after = to;
    nlohmann::json changes = nlohmann::json::object();
    for (const auto& [key, value] : after.items()) {
        if (!before.contains(key) || before.at(key) != value)
            changes[key] = value;
    }
    for (const auto& [key, value] : before.items()) {
        if (!after.contains(key))
            changes[key] = nullptr;
    }
    return changes;
}

/// Which field of the form an error of the service speaks of.
QString fieldOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::JobExists: return u"name"_s;
    case ErrorCode::JobCycle:
    case ErrorCode::JobUnknown: return u"depends"_s;
    case ErrorCode::DurationInvalid: return u"timeout"_s;
    default: return u"form"_s;
    }
}

} // namespace

JobEditorPage::JobEditorPage(AppState& app) : PageObject(app), schedule_(app.clock()) {
    schedule_.setZone(QString::fromUtf8(app.zone().id()));
    connect(&schedule_, &ScheduleBuilder::changed, this, [this] {
        showLoad();
        Q_EMIT edited();
    });
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, [this] {
        if (!awaited_.isEmpty() && this->app().jobStore().byName(awaited_))
            enter(QString(awaited_));
        showLoad();
        Q_EMIT edited();
    });
    setLoaded();
}

void JobEditorPage::refresh() {
    setLoaded();
}

void JobEditorPage::enter(const QString& argument) {
    const client::Job* job = app().jobStore().byName(argument);
    awaited_ = job ? QString() : argument;
    const bool same = begun_ && text(original_.name) == argument;
    if (!same || (!dirty() && job))
        begin(job ? job->definition : client::JobDefinition{});
    app().setPathTail(u"job-editor"_s, isNew() ? QStringList{tr("New job")} : QStringList{argument, tr("Edit")});
}

void JobEditorPage::begin(const client::JobDefinition& definition) {
    begun_ = true;
    original_ = definition;
    draft_ = definition;
    errors_.clear();
    tagsText_ = join(definition.tags);
    dependsText_ = join(definition.depends_on);
    timeoutText_ = definition.timeout ? QString::number(*definition.timeout) + u's' : QString();
    schedule_.setZone(definition.timezone.empty() ? QString::fromUtf8(app().zone().id()) : text(definition.timezone));
    schedule_.setSyntax(syntaxOf(definition));
    schedule_.setText(definition.schedules.empty() ? QString() : text(definition.schedules.front()));
    showLoad();
    Q_EMIT edited();
    Q_EMIT begun();
}

client::JobDefinition JobEditorPage::wanted() const {
    client::JobDefinition job = draft_;
    // Further schedules of a job that has several stay as they are; the builder holds the first.
    if (!job.schedules.empty())
        job.schedules.erase(job.schedules.begin());
    if (!schedule_.empty())
        job.schedules.insert(job.schedules.begin(), schedule_.text().trimmed().toStdString());
    const QString zone = schedule_.zone();
    if (!original_.timezone.empty() || zone != QString::fromUtf8(app().zone().id()))
        job.timezone = zone.toStdString();
    job.timeout.reset();
    if (const auto limit = parseDuration(timeoutText_.trimmed().toStdString()); limit)
        job.timeout = static_cast<double>(limit->count()) / 1000;
    return job;
}

bool JobEditorPage::dirty() const {
    return begun_ && !differences(original_, wanted()).empty();
}

QString JobEditorPage::title() const {
    return isNew() ? tr("New job") : text(original_.name);
}
QString JobEditorPage::name() const {
    return text(draft_.name);
}
QString JobEditorPage::command() const {
    return text(draft_.command);
}
QString JobEditorPage::misfire() const {
    return text(draft_.misfire);
}
QString JobEditorPage::overlap() const {
    return text(draft_.overlap);
}
QString JobEditorPage::workdir() const {
    return text(draft_.workdir);
}

void JobEditorPage::setName(const QString& name) {
    draft_.name = name.trimmed().toStdString();
    errors_.remove(u"name"_s);
    Q_EMIT edited();
}

void JobEditorPage::setCommand(const QString& command) {
    draft_.command = command.toStdString();
    errors_.remove(u"command"_s);
    Q_EMIT edited();
}

void JobEditorPage::setTags(const QString& tags) {
    tagsText_ = tags;
    draft_.tags = split(tags);
    Q_EMIT edited();
}

void JobEditorPage::setDependsOn(const QString& names) {
    dependsText_ = names;
    draft_.depends_on = split(names);
    errors_.remove(u"depends"_s);
    Q_EMIT edited();
}

void JobEditorPage::setTimeoutText(const QString& limit) {
    timeoutText_ = limit;
    errors_.remove(u"timeout"_s);
    if (!limit.trimmed().isEmpty() && !parseDuration(limit.trimmed().toStdString()))
        errors_.insert(u"timeout"_s, tr("write a time such as 90s, 15m or 1h30m"));
    Q_EMIT edited();
}

void JobEditorPage::setRetries(int retries) {
    draft_.retry_attempts = std::clamp(retries, 0, 100);
    Q_EMIT edited();
}

void JobEditorPage::setMisfire(const QString& policy) {
    draft_.misfire = policy.toStdString();
    Q_EMIT edited();
}

void JobEditorPage::setOverlap(const QString& policy) {
    draft_.overlap = policy.toStdString();
    Q_EMIT edited();
}

void JobEditorPage::setWorkdir(const QString& folder) {
    draft_.workdir = folder.trimmed().toStdString();
    Q_EMIT edited();
}

QStringList JobEditorPage::otherJobs() const {
    QStringList names = app().jobNames();
    names.removeAll(text(original_.name));
    return names;
}

bool JobEditorPage::check() {
    errors_.remove(u"form"_s);
    if (draft_.name.empty())
        errors_.insert(u"name"_s, tr("A job needs a name"));
    else if (isNew() && app().jobStore().byName(text(draft_.name)))
        errors_.insert(u"name"_s, tr("A job of this name exists"));
    if (draft_.command.empty())
        errors_.insert(u"command"_s, tr("What shall it run?"));
    for (const auto& edge : draft_.depends_on) {
        const QString parent = text(edge.substr(0, edge.find(':')));
        if (!app().jobStore().byName(parent))
            errors_.insert(u"depends"_s, tr("There is no job “%1”").arg(parent));
    }
    const bool scheduleGood = schedule_.empty() || (schedule_.valid() && schedule_.zoneKnown());
    if (!scheduleGood)
        errors_.insert(u"form"_s, tr("The schedule cannot be read"));
    Q_EMIT edited();
    return errors_.isEmpty();
}

void JobEditorPage::save() {
    onSaved(false);
}
void JobEditorPage::saveAndRun() {
    onSaved(true);
}

void JobEditorPage::onSaved(bool run) {
    if (saving_)
        return;
    if (!check()) {
        Q_EMIT refused();
        return;
    }
    saving_ = true;
    Q_EMIT edited();
    const auto job = wanted();
    // A new job that nothing else starts is queued once by the service itself.
    const bool startsAnyway = isNew() && job.schedules.empty() && job.run_at.empty() && job.depends_on.empty();
    const auto after = [this, job, run, startsAnyway](const Error* error) {
        saving_ = false;
        if (error) {
            onRefused(*error);
            return;
        }
        const QString name = text(job.name);
        app().say(isNew() ? tr("Created %1").arg(name) : tr("Saved %1").arg(name));
        begun_ = false;
        original_ = {};
        draft_ = {};
        if (run && !startsAnyway)
            app().runJob(name);
        Q_EMIT edited();
        Q_EMIT saved(name);
    };
    if (isNew()) {
        app().backend().createJob(job).then(
            this, [after](const Result<client::Created>& made) { after(made ? nullptr : &made.error()); });
    } else {
        const auto changes = differences(original_, job);
        app()
            .backend()
            .updateJob(text(original_.name), changes)
            .then(this, [after](const Result<client::Job>& changed) { after(changed ? nullptr : &changed.error()); });
    }
}

void JobEditorPage::onRefused(const Error& error) {
    const QString detail = detailOfError(error);
    errors_.insert(fieldOf(error), detail.isEmpty() ? titleOfError(error) : detail);
    Q_EMIT edited();
    Q_EMIT refused();
}

void JobEditorPage::discard() {
    begin(original_);
}

void JobEditorPage::showLoad() {
    load_ = QList<double>(kWeekCells, 0);
    const auto& zone = schedule_.zoneRules();
    for (const auto& job : app().jobStore().jobs()) {
        if (!job.definition.enabled || job.definition.name == original_.name)
            continue;
        for (const auto& line : job.definition.schedules) {
            const auto recurrence = schedule::Recurrence::parse(line, syntaxOf(job.definition));
            if (!recurrence)
                continue;
            for (const int cell : hoursOfWeek(*recurrence, zone, app().clock().now()))
                ++load_[cell];
        }
    }
    loadMax_ = static_cast<int>(*std::ranges::max_element(load_));
    ownHours_.clear();
    if (schedule_.recurrence())
        ownHours_ = hoursOfWeek(*schedule_.recurrence(), zone, app().clock().now());
    Q_EMIT loadChanged();
}

QString JobEditorPage::loadText() const {
    if (ownHours_.isEmpty())
        return {};
    int most = 0;
    for (const int cell : ownHours_)
        most = std::max(most, static_cast<int>(load_.value(cell)));
    return most == 0 ? tr("No other job starts in these hours")
                     : tr("At most %n other job(s) start in the same hour", nullptr, most);
}

} // namespace inferno::models
