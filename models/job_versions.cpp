// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_versions.h"

#include "models/app_state.h"
#include "models/job_changes.h"
#include "models/job_form.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

constexpr int kVersions = 100;

QString titlesOf(const json& changes) {
    QStringList titles;
    for (const auto& [key, value] : changes.items())
        titles.append(fieldTitle(models::text(key)));
    return titles.join(u", "_s);
}

} // namespace

JobVersions::JobVersions(AppState& app)
    : app_(app), rows_({"number", "time", "exact", "user", "title", "current"}),
      changes_({"title", "before", "after"}) {}

void JobVersions::read(const QString& jobId, const QString& jobName) {
    if (jobId != jobId_) {
        versions_.clear();
        rows_.setRows({});
        changes_.setRows({});
        chosen_ = 0;
        text_ = jobId.isEmpty() ? QString() : tr("Reading the audit trail…");
        Q_EMIT changed();
    }
    jobId_ = jobId;
    jobName_ = jobName;
    if (jobId.isEmpty())
        return;
    client::AuditQuery query;
    query.action = "job_created,job_updated";
    query.query = "details.job_id=" + jobId.toStdString();
    query.limit = kVersions;
    app_.backend().auditEvents(query).then(this, [this, jobId](const Result<client::AuditPage>& page) {
        if (jobId != jobId_)
            return;
        if (!page) {
            text_ = titleOfError(page.error());
            Q_EMIT changed();
            return;
        }
        showVersions(*page);
    });
}

void JobVersions::showVersions(const client::AuditPage& page) {
    versions_.clear();
    for (const auto& event : page.items) {
        const json details = json::parse(event.details, nullptr, false);
        const json changes = details.is_object() ? details.value("changes", json::object()) : json::object();
        if (event.action == "job_updated" && changes.is_object() && !changes.empty())
            versions_.push_back({event.timestamp, event.user, changes});
        else if (event.action == "job_created")
            versions_.push_back({event.timestamp, event.user, json::object()});
    }
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    QList<FieldsModel::Row> rows;
    for (std::size_t at = 0; at < versions_.size(); ++at) {
        const Version& version = versions_[at];
        const QDateTime time = timeOf(version.time, app_.zone());
        rows.append({static_cast<int>(versions_.size() - at), whenText(time, now), exactText(time),
                     models::text(version.user), version.changes.empty() ? tr("created") : titlesOf(version.changes),
                     at == 0});
    }
    rows_.setRows(rows);
    text_ = versions_.empty() ? tr("The audit trail holds no change of this job") : QString();
    setChosen(std::min(chosen_, std::max(0, rows_.count() - 1)));
}

json JobVersions::restoring() const {
    // Back from the newest: the oldest value that a field had since is the one of the version.
    json wanted = json::object();
    for (int at = 0; at < chosen_; ++at)
        for (const auto& [key, change] : versions_[static_cast<std::size_t>(at)].changes.items())
            if (change.is_object() && change.contains("old") && key != "env")
                wanted[key] = change["old"];
    return wanted;
}

void JobVersions::setChosen(int row) {
    chosen_ = row;
    QList<FieldsModel::Row> rows;
    if (row >= 0 && row < static_cast<int>(versions_.size())) {
        if (row == 0) {
            for (const auto& [key, change] : versions_.front().changes.items()) {
                const bool told = change.is_object() && change.contains("old");
                const QString field = models::text(key);
                rows.append({fieldTitle(field), told ? fieldValue(field, valueText(change["old"])) : QString(),
                             fieldValue(field, told ? valueText(change["new"]) : valueText(change))});
            }
        } else {
            const json then = restoring();
            json newest = json::object();
            for (int at = row - 1; at >= 0; --at)
                for (const auto& [key, change] : versions_[static_cast<std::size_t>(at)].changes.items())
                    if (change.is_object() && change.contains("new"))
                        newest[key] = change["new"];
            for (const auto& [key, value] : then.items()) {
                const QString field = models::text(key);
                const json after = newest.value(key, json());
                if (after != value)
                    rows.append(
                        {fieldTitle(field), fieldValue(field, valueText(value)), fieldValue(field, valueText(after))});
            }
        }
    }
    changes_.setRows(rows);
    Q_EMIT changed();
}

bool JobVersions::canRestore() const {
    return chosen_ > 0 && chosen_ < static_cast<int>(versions_.size()) && changes_.count() > 0;
}

QString JobVersions::restoreNote() const {
    for (int at = 0; at < chosen_; ++at)
        if (versions_[static_cast<std::size_t>(at)].changes.contains("env"))
            return tr(
                "The environment was changed since; its values are not in the audit trail, and stay as they are.");
    return {};
}

void JobVersions::restore() {
    if (!canRestore())
        return;
    const json changes = restoring();
    json before = json::object(); // to take it back
    const QString name = jobName_;
    for (int at = chosen_ - 1; at >= 0; --at)
        for (const auto& [key, change] : versions_[static_cast<std::size_t>(at)].changes.items())
            if (changes.contains(key))
                before[key] = change["new"];
    const auto number = rows_.at(chosen_, u"number"_s).toInt();
    app_.backend()
        .updateJob(jobId_, changes)
        .then(this, [this, number, name, before, id = jobId_](const Result<client::Job>& done) {
            if (!done) {
                app_.sayError(tr("Version %1 could not be brought back").arg(number), done.error());
                return;
            }
            app_.offerUndo(tr("%1 is as in version %2 again").arg(name).arg(number), [this, id, before] {
                app_.backend().updateJob(id, before).then(this, [this](const Result<client::Job>& undone) {
                    if (!undone)
                        app_.sayError(tr("That could not be taken back"), undone.error());
                });
            });
            chosen_ = 0;
            read(jobId_, jobName_);
        });
}

} // namespace inferno::models
