// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/crontab_import.h"

#include "models/app_state.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

CrontabImport::CrontabImport(AppState& app)
    : app_(app), lines_({"line", "text", "fits", "word", "tone", "job", "schedule", "command", "note"}) {}

void CrontabImport::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    forget();
    Q_EMIT textChanged();
}

void CrontabImport::setSystem(bool system) {
    if (system == system_)
        return;
    system_ = system;
    forget();
    Q_EMIT textChanged();
}

void CrontabImport::forget() {
    planned_ = imported_ = false;
    problem_.clear();
    lines_.setRows({});
    Q_EMIT changed();
}

void CrontabImport::readOwn() {
    busy_ = true;
    Q_EMIT changed();
    app_.backend().ownCrontab().then(this, [this](const Result<std::string>& read) {
        busy_ = false;
        if (!read) {
            problem_ = detailOfError(read.error());
            Q_EMIT changed();
            return;
        }
        setText(inferno::models::text(*read));
        plan();
    });
}

void CrontabImport::plan() {
    ask(false);
}

void CrontabImport::makeJobs() {
    if (canImport())
        ask(true);
}

void CrontabImport::ask(bool make) {
    if (busy_ || text_.trimmed().isEmpty())
        return;
    busy_ = true;
    problem_.clear();
    Q_EMIT changed();
    app_.backend().planCrontab(text_, system_, make).then(this, [this](const Result<Backend::CrontabPlan>& plan) {
        busy_ = false;
        if (plan)
            take(*plan);
        else
            problem_ = detailOfError(plan.error());
        Q_EMIT changed();
    });
}

void CrontabImport::take(const Backend::CrontabPlan& plan) {
    jobs_ = left_ = 0;
    QList<FieldsModel::Row> rows;
    for (const Backend::CrontabLine& line : plan.lines) {
        const bool fits = !line.action.empty();
        const bool setting = line.action == "setting";
        jobs_ += fits && !setting ? 1 : 0;
        left_ += fits ? 0 : 1;
        const QString word = setting                      ? tr("setting")
                             : !fits                      ? tr("left out")
                             : line.action == "unchanged" ? tr("as it is")
                             : line.action == "change"    ? tr("changes a job")
                                                          : tr("new job");
        rows.append({line.line, inferno::models::text(line.text), fits, word,
                     !fits     ? u"warning"_s
                     : setting ? u"neutral"_s
                               : u"success"_s,
                     inferno::models::text(line.job), inferno::models::text(line.schedule),
                     inferno::models::text(line.command.empty() ? line.text : line.command),
                     inferno::models::text(fits ? line.notes : line.reason)});
    }
    lines_.setRows(rows);
    planned_ = true;
    imported_ = plan.applied;
    if (!imported_)
        return;
    app_.say(tr("%n job(s) imported: take them out of the crontab", nullptr, jobs_));
    Q_EMIT done();
}

QString CrontabImport::summary() const {
    if (!planned_)
        return {};
    const QString jobs = tr("%n job(s)", nullptr, jobs_);
    return left_ == 0 ? jobs : tr("%1, %2").arg(jobs, tr("%n line(s) left out", nullptr, left_));
}

} // namespace inferno::models
