// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity.h"

#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/job_store.h"
#include "models/pace.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

const auto kJob = u"job:"_s;
const auto kVerify = u"verify"_s;
const auto kExport = u"export"_s;

} // namespace

Activity::Activity(AppState& app, AuditPage& audit)
    : app_(app), audit_(audit), works_({"workId", "iconName", "title", "detail", "progress", "canStop"}),
      said_({"time", "text", "failed", "canUndo"}) {
    auto* pace = new Pace(this, [this] { list(); });
    connect(&app_, &AppState::figuresChanged, pace, &Pace::want);
    connect(&app_, &AppState::serviceChanged, this, &Activity::list);
    connect(&app_.jobStore(), &QAbstractItemModel::dataChanged, pace, &Pace::want);
    connect(audit_.check(), &VaultCheck::changed, this, &Activity::list);
    connect(audit_.exporter(), &AuditExport::changed, this, &Activity::list);
    connect(&app_, &AppState::messageShown, this, &Activity::say);
    connect(&app_, &AppState::undoChanged, this, &Activity::markUndo);
}

void Activity::setOpen(bool open) {
    if (open == open_)
        return;
    open_ = open;
    list();
    Q_EMIT openChanged();
}

void Activity::list() {
    QList<FieldsModel::Row> rows;
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    for (const client::Job& job : app_.jobStore().jobs()) {
        if (job.status != "running")
            continue;
        const QString name = text(job.definition.name);
        const QDateTime started = timeOf(job.last_run, app_.zone());
        const auto seconds = static_cast<double>(started.secsTo(now));
        rows.append({QString(kJob + name), u"list-checks"_s, name,
                     started.isValid() ? tr("running for %1").arg(longDuration(seconds)) : tr("running"),
                     job.progress ? *job.progress / 100 : -1.0, app_.connected()});
    }
    if (const VaultCheck& check = *audit_.check(); check.running())
        rows.append({kVerify, u"shield-check"_s, tr("Verification of the vault"), check.progressText(),
                     check.progress(), check.cancellable()});
    if (const AuditExport& exporter = *audit_.exporter(); exporter.running())
        rows.append(
            {kExport, u"download"_s, tr("Export of events"), exporter.progressText(), exporter.progress(), true});
    works_.setRows(rows);
}

void Activity::stop(const QString& workId) {
    if (workId.startsWith(kJob))
        app_.stopJob(workId.mid(kJob.size()));
    else if (workId == kVerify)
        audit_.check()->cancel();
    else if (workId == kExport)
        audit_.exporter()->cancel();
}

void Activity::show(const QString& workId) {
    if (workId.startsWith(kJob))
        app_.navigate(u"jobs"_s, workId.mid(kJob.size()));
    else
        app_.navigate(u"audit"_s);
}

void Activity::say(const QString& words, bool failed) {
    QList<FieldsModel::Row> rows = said_.rows();
    for (FieldsModel::Row& row : rows)
        row[3] = false;
    rows.prepend({nowIn(app_.clock(), app_.zone()).toString(u"HH:mm:ss"), words, failed, false});
    if (rows.size() > kSaidMax)
        rows.resize(kSaidMax);
    said_.setRows(rows);
}

void Activity::markUndo() {
    QList<FieldsModel::Row> rows = said_.rows();
    if (rows.isEmpty())
        return;
    rows[0][3] = app_.canUndo();
    said_.setRows(rows);
}

} // namespace inferno::models
