// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/definition_import.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/job_changes.h"
#include "models/job_form.h"
#include "models/jobs_backend.h"
#include "models/words.h"
#include "services/client/types_plan.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

QString shown(const QString& field, const std::string& json) {
    const auto value = nlohmann::json::parse(json, nullptr, false);
    const QString words = value.is_discarded() ? text(json) : fieldValue(field, valueText(value));
    //: Beside a field of a job that has no value.
    return words.isEmpty() ? DefinitionImport::tr("none") : words;
}

} // namespace

DefinitionImport::DefinitionImport(AppState& app)
    : app_(app), plan_({"job", "action", "word", "tone", "changes"}), problems_({"job", "text"}) {}

void DefinitionImport::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    file_.clear();
    forget();
    Q_EMIT textChanged();
}

void DefinitionImport::forget() {
    planned_ = applied_ = false;
    problem_.clear();
    plan_.setRows({});
    problems_.setRows({});
    Q_EMIT changed();
}

void DefinitionImport::readFile(const QString& path) {
    QString place = path.trimmed();
    if (place.startsWith(u"~/"_s))
        place = QDir::homePath() + place.mid(1);
    QFile file(place);
    forget();
    if (!QFileInfo(place).isFile() || !file.open(QIODevice::ReadOnly)) {
        problem_ = tr("%1 cannot be read").arg(path.trimmed());
    } else if (file.size() > kMostBytes) {
        problem_ = tr("%1 is larger than %2").arg(place, sizeText(kMostBytes));
    } else {
        text_ = QString::fromUtf8(file.readAll());
        file_ = place;
        Q_EMIT textChanged();
        makePlan();
    }
    Q_EMIT changed();
}

void DefinitionImport::makePlan() {
    ask(false);
}

void DefinitionImport::apply() {
    if (canApply())
        ask(true);
}

void DefinitionImport::ask(bool make) {
    if (busy_ || text_.trimmed().isEmpty())
        return;
    busy_ = true;
    problem_.clear();
    Q_EMIT changed();
    JobsBackend::of(app_.backend())
        .planDefinitions(text_, make)
        .then(this, [this, of = text_](const Result<client::ApplyAnswer>& answer) {
            busy_ = false;
            if (of != text_) {
                Q_EMIT changed();
                return;
            }
            if (answer)
                take(*answer);
            else
                problem_ = detailOfError(answer.error());
            Q_EMIT changed();
        });
}

void DefinitionImport::take(const client::ApplyAnswer& answer) {
    differing_ = same_ = 0;
    others_ = answer.others;
    QList<FieldsModel::Row> rows;
    for (const client::PlannedChange& change : answer.changes) {
        const bool same = change.action == "unchanged";
        (same ? same_ : differing_) += 1;
        QStringList lines;
        for (const client::PlannedField& one : change.fields) {
            const QString field = inferno::models::text(one.field);
            //: A field of a job, its value now, and the one that it would get.
            lines.append(
                tr("%1: %2 → %3").arg(fieldTitle(field), shown(field, one.old_value), shown(field, one.new_value)));
        }
        const QString word = same ? tr("as it is") : change.action == "create" ? tr("new job") : tr("changes a job");
        rows.append({inferno::models::text(change.name), inferno::models::text(change.action), word,
                     same                        ? u"neutral"_s
                     : change.action == "create" ? u"success"_s
                                                 : u"warning"_s,
                     change.action == "create" ? QString() : lines.join(u'\n')});
    }
    plan_.setRows(rows);
    QList<FieldsModel::Row> wrong;
    for (const client::PlanProblem& one : answer.problems) {
        QString said = inferno::models::text(one.detail.empty() ? one.title : one.detail);
        if (!one.hint.empty())
            said += u" · "_s + inferno::models::text(one.hint);
        //: A job in a file that has no name: %1 is its place in it.
        const QString job = one.name.empty() ? tr("job %1").arg(one.job + 1) : inferno::models::text(one.name);
        wrong.append({job, said});
    }
    problems_.setRows(wrong);
    planned_ = true;
    applied_ = answer.applied;
    if (!applied_)
        return;
    app_.say(tr("%n job(s) taken over", nullptr, differing_));
    Q_EMIT done();
}

QString DefinitionImport::summary() const {
    if (!planned_)
        return {};
    if (problems_.count() > 0)
        return tr("%n job(s) must be mended first", nullptr, problems_.count());
    //: How many jobs of a file would be made or changed, and how many are as it says already.
    const QString changes = tr("%n to make or change", nullptr, differing_);
    return same_ > 0 ? tr("%1, %2").arg(changes, tr("%n as it is", nullptr, same_)) : changes;
}

} // namespace inferno::models
