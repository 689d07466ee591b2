// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_editor_page.h"

#include <algorithm>

#include <QJsonDocument>
#include <QJsonObject>
#include <QtConcurrent>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/fires.h"
#include "models/job_changes.h"
#include "models/job_form.h"
#include "models/job_store.h"
#include "models/week_load.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int kGatherMs = 300;
constexpr int kFirstScheduleMode = 3; // of startMode: Hourly

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

/// A name that no job has: "backup_copy", "backup_copy2".
QString freeName(const JobStore& store, const QString& of) {
    QString name = of + u"_copy"_s;
    for (int number = 2; store.byName(name); ++number)
        name = of + u"_copy"_s + QString::number(number);
    return name;
}

} // namespace

JobEditorPage::JobEditorPage(AppState& app)
    : PageObject(app), schedule_(app.clock()), rules_(app), trial_(app.clock()), problems_({"step", "text"}),
      changes_({"title", "before", "after"}), forms_({"title", "text"}),
      conflicts_({"field", "title", "mine", "theirs"}) {
    schedule_.setZone(QString::fromUtf8(app.zone().id()));
    connect(&schedule_, &ScheduleBuilder::changed, this, [this] {
        errors_.remove(u"form"_s);
        showLoad();
        onEdited();
    });
    JobStore& store = app.jobStore();
    connect(&store, &QAbstractItemModel::rowsInserted, this, [this] {
        if (!awaited_.isEmpty() && this->app().jobStore().byName(awaited_))
            enter(QString(awaited_));
        crowdTimer_.start();
        Q_EMIT edited();
    });
    connect(&store, &QAbstractItemModel::dataChanged, this, [this](const auto&, const auto&, const QList<int>& roles) {
        if (roles.isEmpty())
            onStoreChanged();
    });
    connect(&store, &QAbstractItemModel::rowsRemoved, this, [this] { onStoreChanged(); });
    crowdTimer_.setSingleShot(true);
    crowdTimer_.setInterval(kGatherMs);
    connect(&crowdTimer_, &QTimer::timeout, this, &JobEditorPage::gatherCrowd);
    reviewTimer_.setSingleShot(true);
    reviewTimer_.setInterval(0);
    connect(&reviewTimer_, &QTimer::timeout, this, [this] {
        review();
        showTrial();
        Q_EMIT storedChanged();
    });
    connect(&trial_, &ScheduleTrial::asked, this, &JobEditorPage::showTrial);
    setLoaded();
}

void JobEditorPage::refresh() {
    readBlackouts();
    setLoaded();
}

void JobEditorPage::onEdited() {
    keptAt_ = nowIn(app().clock(), app().zone());
    reviewTimer_.start();
    Q_EMIT edited();
}

void JobEditorPage::enter(const QString& argument) {
    constexpr QLatin1StringView kCopy("?copy=");
    if (argument.startsWith(kCopy)) {
        duplicate(argument.mid(kCopy.size()));
    } else {
        const client::Job* job = app().jobStore().byName(argument);
        awaited_ = job ? QString() : argument;
        const bool same = begun_ && text(original_.name) == argument;
        if (!same || (!dirty() && job && !copied_)) {
            if (!same)
                keepDraft();
            originalId_ = job ? text(job->id) : QString();
            begin(job ? job->definition : client::JobDefinition{});
            if (job || argument.isEmpty())
                takeDraft(argument);
        }
    }
    readBlackouts();
    gatherCrowd();
    app().setPathTail(u"job-editor"_s,
                      isNew() ? QStringList{tr("New job")} : QStringList{text(original_.name), tr("Edit")});
}

void JobEditorPage::begin(const client::JobDefinition& definition) {
    begun_ = true;
    copied_ = false;
    original_ = definition;
    draft_ = definition;
    errors_.clear();
    theirs_.clear();
    conflicts_.setRows({});
    mergedText_.clear();
    skipShifted_ = false;
    afterChosen_ = false;
    const QString zone = definition.timezone.empty() ? QString::fromUtf8(app().zone().id()) : text(definition.timezone);
    schedule_.setSaved(definition.schedules.empty() ? QString() : text(definition.schedules.front()), zone,
                       syntaxOf(definition));
    const client::Job* known = app().jobStore().byName(text(definition.name));
    trial_.begin(known ? known->p50 : std::nullopt);
    showDraft();
    showLoad();
    reviewTimer_.start();
    Q_EMIT edited();
    Q_EMIT begun();
}

void JobEditorPage::showDraft() {
    tagsText_ = join(draft_.tags);
    dependsText_ = join(draft_.depends_on);
    schedule_.setZone(draft_.timezone.empty() ? QString::fromUtf8(app().zone().id()) : text(draft_.timezone));
    schedule_.setSyntax(syntaxOf(draft_));
    schedule_.setText(draft_.schedules.empty() ? QString() : text(draft_.schedules.front()));
    const QTimeZone zone(schedule_.zone().toUtf8());
    for (const QString& field : formFields())
        texts_.insert(field, readField(draft_, field, zone.isValid() ? zone : app().zone()));
}

void JobEditorPage::duplicate(const QString& name) {
    const client::Job* job = app().jobStore().byName(name);
    if (!job)
        return;
    keepDraft();
    awaited_.clear();
    originalId_.clear();
    begin({});
    copied_ = true;
    draft_ = job->definition;
    draft_.name = freeName(app().jobStore(), name).toStdString();
    draft_.permissions.clear();
    showDraft();
    onEdited();
    Q_EMIT begun();
}

void JobEditorPage::keepDraft() {
    if (!begun_)
        return;
    if (dirty())
        drafts_.insert(text(original_.name), text(differences(original_, wanted()).dump()));
    else
        drafts_.remove(text(original_.name));
    Q_EMIT storedChanged();
}

void JobEditorPage::takeDraft(const QString& name) {
    const QString kept = drafts_.take(name);
    const json changes = json::parse(kept.toStdString(), nullptr, false);
    if (!changes.is_object() || changes.empty())
        return;
    json all = original_;
    all.update(changes);
    try {
        draft_ = all.get<client::JobDefinition>();
        const json taken = draft_;
        for (const auto& [key, value] : changes.items())
            if (taken.value(key, json()) != value)
                draft_ = original_; // a draft of another version
    } catch (const json::exception&) {
        draft_ = original_;
    }
    showDraft();
    Q_EMIT edited();
}

QString JobEditorPage::stored() const {
    QJsonObject out;
    const auto put = [&out](const QString& name, json changes) {
        changes.erase("env"); // its values may be secrets
        if (!changes.empty())
            out.insert(name, QJsonDocument::fromJson(QByteArray::fromStdString(changes.dump())).object());
    };
    for (const auto& [name, changes] : drafts_.asKeyValueRange())
        put(name, json::parse(changes.toStdString(), nullptr, false));
    if (begun_ && dirty())
        put(text(original_.name), differences(original_, wanted()));
    return QString::fromUtf8(QJsonDocument(out).toJson(QJsonDocument::Compact));
}

void JobEditorPage::setStored(const QString& stored) {
    const QJsonObject all = QJsonDocument::fromJson(stored.toUtf8()).object();
    for (auto at = all.begin(); at != all.end(); ++at)
        drafts_.insert(at.key(),
                       QString::fromUtf8(QJsonDocument(at.value().toObject()).toJson(QJsonDocument::Compact)));
}

QString JobEditorPage::draftText() const {
    return dirty() && keptAt_.isValid() ? tr("draft kept %1").arg(keptAt_.toString(u"HH:mm:ss")) : QString();
}

client::JobDefinition JobEditorPage::wanted() const {
    client::JobDefinition job = draft_;
    // Further schedules of a job that has several stay as they are; the builder holds the first.
    if (!job.schedules.empty())
        job.schedules.erase(job.schedules.begin());
    if (!schedule_.empty())
        job.schedules.insert(job.schedules.begin(), schedule_.text().trimmed().toStdString());
    job.cron_extensions = schedule_.syntax().extensions;
    job.cron_fields = schedule_.syntax().seconds ? 6 : 5;
    const QString zone = schedule_.zone();
    if (!original_.timezone.empty() || zone != QString::fromUtf8(app().zone().id()))
        job.timezone = zone.toStdString();
    return job;
}

bool JobEditorPage::dirty() const {
    return begun_ && (skipShifted_ || !differences(original_, wanted()).empty());
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

QVariantMap JobEditorPage::values() const {
    QVariantMap map;
    for (const auto& [field, typed] : texts_.asKeyValueRange())
        map.insert(field, typed);
    return map;
}

QVariantMap JobEditorPage::errors() const {
    QVariantMap map;
    for (const QString& field : formFields())
        map.insert(field, errors_.value(field));
    return map;
}

void JobEditorPage::set(const QString& field, const QString& typed) {
    texts_.insert(field, typed);
    errors_.remove(field);
    const QTimeZone zone(schedule_.zone().toUtf8());
    const QString wrong = writeField(draft_, field, typed, zone.isValid() ? zone : app().zone());
    if (!wrong.isEmpty())
        errors_.insert(field, wrong);
    onEdited();
}

void JobEditorPage::setName(const QString& name) {
    draft_.name = name.trimmed().toStdString();
    errors_.remove(u"name"_s);
    onEdited();
}

void JobEditorPage::setCommand(const QString& command) {
    draft_.command = command.toStdString();
    errors_.remove(u"command"_s);
    onEdited();
}

void JobEditorPage::setTags(const QString& tags) {
    tagsText_ = tags;
    draft_.tags = split(tags);
    onEdited();
}

void JobEditorPage::setDependsOn(const QString& names) {
    dependsText_ = names;
    draft_.depends_on = split(names);
    errors_.remove(u"depends"_s);
    onEdited();
}

void JobEditorPage::setTimeoutText(const QString& limit) {
    set(u"timeout"_s, limit);
}

void JobEditorPage::setRetries(int retries) {
    draft_.retry_attempts = std::clamp(retries, 0, 100);
    onEdited();
}

void JobEditorPage::setMisfire(const QString& policy) {
    draft_.misfire = policy.toStdString();
    onEdited();
}

void JobEditorPage::setOverlap(const QString& policy) {
    draft_.overlap = policy.toStdString();
    onEdited();
}

void JobEditorPage::setWorkdir(const QString& folder) {
    set(u"workdir"_s, folder);
}

void JobEditorPage::setSkipShifted(bool skip) {
    skipShifted_ = skip;
    onEdited();
}

int JobEditorPage::startMode() const {
    if (!schedule_.empty())
        return kFirstScheduleMode - 1 + static_cast<int>(schedule_.mode());
    if (!draft_.run_at.empty())
        return 1;
    return afterChosen_ || !draft_.depends_on.empty() ? 2 : 0;
}

void JobEditorPage::setStartMode(int mode) {
    afterChosen_ = mode == 2;
    if (mode != 1)
        set(u"run_at"_s, {});
    if (mode < kFirstScheduleMode)
        schedule_.setText({});
    else
        schedule_.setMode(mode - kFirstScheduleMode + 1);
    if (mode == 1 && draft_.run_at.empty()) {
        const QDateTime now = nowIn(app().clock(), QTimeZone(schedule_.zone().toUtf8()));
        set(u"run_at"_s, now.addSecs(3600).toString(u"yyyy-MM-dd HH:00"));
    }
    onEdited();
}

QStringList JobEditorPage::otherJobs() const {
    QStringList names = app().jobNames();
    names.removeAll(text(original_.name));
    return names;
}

bool JobEditorPage::check() {
    errors_.remove(u"form"_s);
    const bool renamed = draft_.name != original_.name;
    if (draft_.name.empty())
        errors_.insert(u"name"_s, tr("A job needs a name"));
    else if (renamed && app().jobStore().byName(text(draft_.name)))
        errors_.insert(u"name"_s, tr("A job of this name exists"));
    if (draft_.command.empty() && draft_.template_name.empty())
        errors_.insert(u"command"_s, tr("What shall it run?"));
    for (const auto& edge : draft_.depends_on) {
        const QString parent = text(edge.substr(0, edge.find(':')));
        if (!app().jobStore().byName(parent))
            errors_.insert(u"depends"_s, tr("There is no job “%1”").arg(parent));
    }
    const bool scheduleGood = schedule_.empty() || (schedule_.valid() && schedule_.zoneKnown());
    if (!scheduleGood)
        errors_.insert(u"form"_s, tr("The schedule cannot be read"));
    review();
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
        if (error)
            onRefused(*error);
        else
            afterSave(job, run, startsAnyway);
    };
    const auto changes = differences(original_, job);
    if (isNew()) {
        app().backend().createJob(job).then(
            this, [after](const Result<client::Created>& made) { after(made ? nullptr : &made.error()); });
    } else if (changes.empty()) {
        after(nullptr);
    } else {
        app()
            .backend()
            .updateJob(originalId_.isEmpty() ? text(original_.name) : originalId_, changes)
            .then(this, [after](const Result<client::Job>& changed) { after(changed ? nullptr : &changed.error()); });
    }
}

void JobEditorPage::afterSave(const client::JobDefinition& job, bool run, bool startsAnyway) {
    const QString name = text(job.name);
    app().say(isNew() ? tr("Created %1").arg(name) : tr("Saved %1").arg(name));
    if (skipShifted_) {
        const auto& rows = schedule_.fires()->rows();
        for (qsizetype at = 0; at < rows.size(); ++at)
            if (rows.at(at).at(4).toBool())
                app().backend().exceptFire(name, formatUtc(schedule_.fireInstants()[static_cast<std::size_t>(at)]), {});
    }
    drafts_.remove(text(original_.name));
    begun_ = false;
    copied_ = false;
    skipShifted_ = false;
    original_ = {};
    draft_ = {};
    if (run && !startsAnyway)
        app().runJob(name);
    reviewTimer_.start();
    Q_EMIT edited();
    Q_EMIT saved(name);
}

void JobEditorPage::onRefused(const Error& error) {
    const QString detail = detailOfError(error);
    errors_.insert(fieldOf(error), detail.isEmpty() ? titleOfError(error) : detail);
    review();
    Q_EMIT edited();
    Q_EMIT refused();
}

void JobEditorPage::discard() {
    drafts_.remove(text(original_.name));
    begin(client::JobDefinition(original_));
}

void JobEditorPage::onStoreChanged() {
    crowdTimer_.start();
    if (!begun_ || saving_ || isNew() || originalId_.isEmpty())
        return;
    const client::Job* job = app().jobStore().byId(originalId_);
    if (!job) {
        mergedText_ = tr("%1 was deleted meanwhile. Saving creates it anew.").arg(text(original_.name));
        original_ = {};
        originalId_.clear();
        onEdited();
    } else if (!differences(original_, job->definition).empty()) {
        mergeWith(job->definition);
    }
}

void JobEditorPage::mergeWith(const client::JobDefinition& theirs) {
    if (!dirty()) {
        begin(client::JobDefinition(theirs));
        return;
    }
    const JobMerge merge = mergeJobs(original_, wanted(), theirs);
    const client::JobDefinition mine = wanted();
    QList<FieldsModel::Row> rows = conflicts_.rows();
    for (const QString& field : merge.conflicts) {
        rows.removeIf([&](const FieldsModel::Row& row) { return row.at(0) == field; });
        rows.append({field, fieldTitle(field), valueText(mine, field), valueText(theirs, field)});
        theirs_.insert(field, text(json(theirs).at(field.toStdString()).dump()));
    }
    conflicts_.setRows(rows);
    QStringList taken;
    for (const QString& field : merge.taken)
        taken.append(fieldTitle(field));
    if (merge.conflicts.isEmpty())
        mergedText_ = tr("Changed elsewhere meanwhile; taken over: %1").arg(taken.join(u", "_s));
    else if (taken.isEmpty())
        mergedText_ = tr("Changed elsewhere meanwhile, in the same fields");
    else
        mergedText_ =
            tr("Changed elsewhere meanwhile, partly in the same fields; taken over: %1").arg(taken.join(u", "_s));
    original_ = theirs;
    draft_ = merge.merged;
    schedule_.setSaved(theirs.schedules.empty() ? QString() : text(theirs.schedules.front()), text(theirs.timezone),
                       syntaxOf(theirs));
    showDraft();
    onEdited();
}

void JobEditorPage::takeTheirs(const QString& field) {
    const json value = json::parse(theirs_.value(field).toStdString(), nullptr, false);
    if (value.is_discarded())
        return;
    json all = wanted();
    all[field.toStdString()] = value;
    draft_ = all.get<client::JobDefinition>();
    theirs_.remove(field);
    auto rows = conflicts_.rows();
    rows.removeIf([&](const FieldsModel::Row& row) { return row.at(0) == field; });
    conflicts_.setRows(rows);
    showDraft();
    onEdited();
}

void JobEditorPage::gatherCrowd() {
    if (!begun_ || gathering_)
        return;
    gathering_ = true;
    std::vector<client::JobDefinition> jobs;
    for (const auto& job : app().jobStore().jobs())
        jobs.push_back(job.definition);
    QtConcurrent::run([jobs = std::move(jobs), without = original_.name, zone = schedule_.zoneRules(),
                       now = app().clock().now()] {
        return std::make_shared<const ScheduleCrowd>(ScheduleCrowd::of(jobs, without, zone, now));
    }).then(this, [this](const std::shared_ptr<const ScheduleCrowd>& crowd) {
        gathering_ = false;
        crowd_ = crowd;
        schedule_.setCrowd(crowd, app().workersMax());
        showLoad();
    });
}

QList<double> JobEditorPage::load() const {
    return {crowd_->perHour().begin(), crowd_->perHour().end()};
}

void JobEditorPage::showLoad() {
    ownHours_.clear();
    if (schedule_.recurrence())
        ownHours_ = hoursOfWeek(*schedule_.recurrence(), schedule_.zoneRules(), app().clock().now());
    Q_EMIT loadChanged();
}

void JobEditorPage::showTrial() {
    const auto& recurrence = schedule_.recurrence();
    trial_.show(recurrence && !schedule_.empty() ? &*recurrence : nullptr, schedule_.zoneRules(), wanted(), blackouts_);
}

QString JobEditorPage::loadText() const {
    if (ownHours_.isEmpty())
        return {};
    int most = 0;
    for (const int cell : ownHours_)
        most = std::max(most, crowd_->perHour()[static_cast<std::size_t>(cell)]);
    return most == 0 ? tr("No other job starts in these hours")
                     : tr("At most %n other job(s) start in the same hour", nullptr, most);
}

} // namespace inferno::models
