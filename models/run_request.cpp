// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_request.h"

#include <algorithm>

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/jobs_backend.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

namespace {

QString quoted(const QString& word) {
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:=,@%+-]+$"_s);
    return plain.match(word).hasMatch() ? word : u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

} // namespace

RunRequest::RunRequest(AppState& app)
    : app_(app), params_({"name", "type", "value", "usual", "choices", "description", "error", "differs"}) {}

void RunRequest::begin(const QString& job) {
    job_ = job;
    list_.clear();
    environment_.clear();
    note_.clear();
    problem_.clear();
    sending_ = false;
    const client::Job* known = app_.jobStore().byName(job);
    const QString source = known ? text(known->definition.template_name) : QString();
    if (known)
        for (const auto& [name, value] : known->definition.params)
            list_.append({text(name), {}, text(value), text(value), {}, {}, false});
    if (known && source.isEmpty())
        note_ =
            tr("%1 has a command of its own, and so no parameters. Variables of the environment can be set for this "
               "run.")
                .arg(job);
    show();
    if (!source.isEmpty())
        JobsBackend::of(app_.backend()).jobTemplate(source).then(this, [this, job](const Result<json>& read) {
            if (job != job_)
                return;
            if (read)
                describe(*read);
            else
                note_ = tr("What the parameters mean is not known: %1").arg(detailOfError(read.error()));
            show();
        });
}

/// Types, choices and words of the template, in its order. What the job does not have yet is left to the service.
void RunRequest::describe(const json& of) {
    QList<Param> ordered;
    for (const json& one : of.value("parameters", json::array())) {
        const QString name = text(one.value("name", ""));
        const auto mine = std::ranges::find(list_, name, &Param::name);
        if (mine == list_.end())
            continue;
        Param param = *mine;
        param.type = text(one.value("type", ""));
        param.description = text(one.value("description", ""));
        param.required = one.value("required", false);
        for (const json& choice : one.value("values", json::array()))
            if (choice.is_string())
                param.choices.append(text(choice.get<std::string>()));
        if (param.type == "boolean"_L1)
            param.choices = {u"true"_s, u"false"_s};
        ordered.append(param);
    }
    for (const Param& param : list_)
        if (std::ranges::find(ordered, param.name, &Param::name) == ordered.end())
            ordered.append(param);
    list_ = ordered;
    note_ = text(of.value("description", ""));
}

QString RunRequest::errorOf(const Param& param) const {
    bool fits = true;
    if (param.type == "integer"_L1)
        param.value.trimmed().toLongLong(&fits);
    else if (param.type == "number"_L1)
        QLocale::c().toDouble(param.value.trimmed(), &fits);
    // What the job itself leaves empty may stay so.
    if (param.value == param.usual)
        return {};
    if (param.required && param.value.isEmpty())
        return tr("is needed");
    if (!fits && !param.value.isEmpty())
        return param.type == "integer"_L1 ? tr("a whole number") : tr("a number");
    return {};
}

void RunRequest::show() {
    QList<FieldsModel::Row> rows;
    for (const Param& param : list_)
        rows.append({param.name, param.type, param.value, param.usual, param.choices, param.description, errorOf(param),
                     param.value != param.usual});
    params_.setRows(rows);
    Q_EMIT changed();
}

void RunRequest::set(int row, const QString& value) {
    if (row < 0 || row >= list_.size() || list_.at(row).value == value)
        return;
    list_[row].value = value;
    problem_.clear();
    show();
}

void RunRequest::setEnvironment(const QString& lines) {
    if (lines == environment_)
        return;
    environment_ = lines;
    problem_.clear();
    Q_EMIT changed();
}

QString RunRequest::wrongLine() const {
    static const QRegularExpression line(u"^[A-Za-z_][A-Za-z0-9_]*=.*$"_s);
    for (const QString& one : environment_.split(u'\n'))
        if (!one.trimmed().isEmpty() && !line.match(one.trimmed()).hasMatch())
            return one.trimmed();
    return {};
}

QString RunRequest::environmentError() const {
    const QString wrong = wrongLine();
    return wrong.isEmpty() ? QString() : tr("“%1”: a line is NAME=VALUE").arg(wrong.left(40));
}

bool RunRequest::canSend() const {
    return !job_.isEmpty() && !sending_ && wrongLine().isEmpty() &&
           std::ranges::all_of(list_, [this](const Param& param) { return errorOf(param).isEmpty(); });
}

json RunRequest::values() const {
    json params = json::object();
    json env = json::object();
    for (const Param& param : list_)
        if (param.value != param.usual)
            params[param.name.toStdString()] = param.value.toStdString();
    for (const QString& line : environment_.split(u'\n'))
        if (const auto equals = line.indexOf(u'='); equals > 0)
            env[line.left(equals).trimmed().toStdString()] = line.mid(equals + 1).toStdString();
    json out = json::object();
    if (!params.empty())
        out["params"] = params;
    if (!env.empty())
        out["env"] = env;
    return out;
}

QString RunRequest::command() const {
    QString line = u"inferno batch-queue run "_s + job_;
    const json all = values();
    for (const char* group : {"params", "env"})
        if (const auto given = all.find(group); given != all.end())
            for (const auto& [name, value] : given->items())
                line += (given.key() == "params" ? u" --param "_s : u" --env "_s) +
                        quoted(text(name) + u'=' + text(value.get<std::string>()));
    return line;
}

void RunRequest::send() {
    if (!canSend())
        return;
    sending_ = true;
    problem_.clear();
    Q_EMIT changed();
    JobsBackend::of(app_.backend())
        .runJobWith(job_, values())
        .then(this, [this, job = job_](const Result<client::Run>& run) {
            if (job != job_)
                return;
            sending_ = false;
            if (!run)
                problem_ = detailOfError(run.error());
            Q_EMIT changed();
            if (!run)
                return;
            app_.say(tr("%1 is queued with its own values").arg(job));
            Q_EMIT started(text(run->id));
        });
}

} // namespace inferno::models
