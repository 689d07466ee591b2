// SPDX-License-Identifier: GPL-3.0-or-later
// The last step of the editor: what is wrong and where, what would be saved, and the job as other programs write it.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/schedule/other_forms.h"
#include "models/app_state.h"
#include "models/calendar_plan.h"
#include "models/job_changes.h"
#include "models/job_editor_page.h"
#include "models/job_form.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

JobEditorPage::Step stepOf(const QString& field) {
    static const QHash<QString, JobEditorPage::Step> steps = {
        {u"name"_s, JobEditorPage::General},           {u"priority"_s, JobEditorPage::General},
        {u"form"_s, JobEditorPage::Schedule},          {u"run_at"_s, JobEditorPage::Schedule},
        {u"starts"_s, JobEditorPage::Schedule},        {u"ends"_s, JobEditorPage::Schedule},
        {u"max_runs"_s, JobEditorPage::Schedule},      {u"jitter"_s, JobEditorPage::Schedule},
        {u"max_parallel"_s, JobEditorPage::Schedule},  {u"command"_s, JobEditorPage::Command},
        {u"workdir"_s, JobEditorPage::Command},        {u"env"_s, JobEditorPage::Inputs},
        {u"condition"_s, JobEditorPage::Dependencies}, {u"depends"_s, JobEditorPage::Dependencies},
    };
    return steps.value(field, JobEditorPage::Limits);
}

QString quoted(const QString& word) {
    return u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

QStringList JobEditorPage::stepProblems() const {
    QStringList list(Review + 1);
    for (const auto& row : problems_.rows()) {
        QString& of = list[row.at(0).toInt()];
        if (of.isEmpty())
            of = row.at(1).toString();
    }
    if (const auto count = problems_.count(); count > 0)
        list[Review] = tr("%n to mend", nullptr, count);
    return list;
}

void JobEditorPage::review() {
    QList<FieldsModel::Row> rows;
    for (const auto& [field, wrong] : errors_.asKeyValueRange()) {
        if (field == "form"_L1 && !schedule_.errorText().isEmpty())
            continue; // said below, with more words
        const bool titled = fieldTitle(field) != field;
        rows.append({int(stepOf(field)), titled ? fieldTitle(field) + u": "_s + wrong : wrong});
    }
    if (!schedule_.empty() && !schedule_.valid())
        rows.append({int(Schedule), schedule_.errorText()});
    if (!schedule_.zoneKnown())
        rows.append({int(Schedule), tr("No time zone is called “%1”").arg(schedule_.zone())});
    std::ranges::sort(rows, {}, [](const auto& row) { return std::pair(row.at(0).toInt(), row.at(1).toString()); });
    problems_.setRows(rows);

    const client::JobDefinition job = wanted();
    QList<FieldsModel::Row> changed;
    const json before = original_;
    const json differing = differences(original_, job);
    for (const auto& [key, value] : differing.items()) {
        const QString field = text(key);
        const auto old = before.find(key);
        const QString was = isNew() || old == before.end() ? QString() : valueText(*old);
        changed.append({fieldTitle(field), fieldValue(field, was), fieldValue(field, valueText(value))});
    }
    if (skipShifted_)
        changed.append({tr("Clock skips the hour"), QString(), tr("skipped: %1").arg(schedule_.shiftedText())});
    changes_.setRows(changed);
    reviewForms(job);
    Q_EMIT edited();
}

void JobEditorPage::reviewForms(const client::JobDefinition& job) {
    QList<FieldsModel::Row> rows;
    QString line = u"inferno batch-queue "_s + (isNew() ? u"create --name "_s : u"update "_s) +
                   (isNew() ? text(job.name) : text(original_.name));
    const json differing = differences(isNew() ? client::JobDefinition{} : original_, job);
    for (const auto& [key, value] : differing.items()) {
        const QString option = u" --"_s + text(key).replace(u'_', u'-');
        if (key == "name" && isNew())
            continue;
        if (key == "schedules") {
            for (const auto& schedule : job.schedules)
                line += u" --schedule "_s + quoted(text(schedule));
        } else if (key == "depends_on") {
            for (const auto& edge : job.depends_on)
                line += option + u' ' + text(edge);
        } else if (key == "tags") {
            for (const auto& tag : job.tags)
                line += u" --tag "_s + quoted(text(tag));
        } else if (key == "env") {
            for (const auto& [name, content] : job.env)
                line += u" --env "_s + quoted(text(name) + u'=' + text(content));
        } else if (key == "resources") {
            if (job.resources.cpu_limit > 0)
                line += u" --cpu-limit %1"_s.arg(job.resources.cpu_limit);
            if (job.resources.memory_limit_gb > 0)
                line += u" --memory-limit %1GB"_s.arg(job.resources.memory_limit_gb);
            if (job.resources.gpu_required)
                line += u" --gpu"_s;
        } else if (value.is_boolean()) {
            line += value.get<bool>() ? option : QString();
        } else if (value.is_string() || value.is_number()) {
            line += option + u' ' + (value.is_string() ? quoted(valueText(value)) : valueText(value));
        }
    }
    //: A form in which a job is shown to be copied.
    rows.append({tr("Command line"), line});
    if (schedule_.recurrence()) {
        const auto& when = *schedule_.recurrence();
        if (const auto crontab = schedule::crontabOf(when, schedule_.zoneRules(), job.command); !crontab.empty())
            rows.append({tr("crontab"), text(crontab)});
        if (const auto timer = schedule::systemdTimerOf(when, schedule_.zoneRules()); !timer.empty())
            rows.append({tr("systemd timer"), text(timer)});
    }
    forms_.setRows(rows);
}

QString JobEditorPage::document() const {
    const client::JobDefinition job = wanted();
    json document = differences(client::JobDefinition{}, job);
    document["name"] = job.name;
    return text(json{{"jobs", json::array({document})}}.dump(2));
}

void JobEditorPage::readBlackouts() {
    app().backend().blackouts().then(this, [this](const Result<std::vector<client::Blackout>>& list) {
        if (!list)
            return;
        blackouts_ = *list;
        showTrial();
        Q_EMIT edited();
    });
}

QString JobEditorPage::blackoutText() const {
    if (blackouts_.empty())
        return tr("there are none");
    QStringList names;
    const auto& fires = schedule_.fireInstants();
    std::vector<bool> covered(fires.size());
    for (const auto& blackout : blackouts_) {
        const bool concerns = blackout.tags.empty() || std::ranges::any_of(blackout.tags, [&](const auto& tag) {
                                  return std::ranges::find(draft_.tags, tag) != draft_.tags.end();
                              });
        if (!concerns)
            continue;
        names.append(text(blackout.name));
        if (fires.empty())
            continue;
        for (const auto& span : spansOf(blackout, fires.front(), fires.back() + std::chrono::minutes(1)))
            for (std::size_t at = 0; at < fires.size(); ++at)
                covered[at] = covered[at] || (fires[at] >= span.from && fires[at] < span.to);
    }
    if (names.isEmpty())
        return tr("none concerns this job");
    const auto skipped = static_cast<int>(std::ranges::count(covered, true));
    //: Names of blackouts, then how many of the next ten runs they would skip.
    return tr("%1: skips %2 of the next %3 runs").arg(names.join(u", "_s)).arg(skipped).arg(fires.size());
}

} // namespace inferno::models
