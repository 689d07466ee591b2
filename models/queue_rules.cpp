// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/queue_rules.h"

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/words.h"
#include "services/client/types_alerts.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

const QStringList& codes() {
    static const QStringList list{u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    return list;
}

} // namespace

QueueRules::QueueRules(AppState& app)
    : app_(app), rows_({"name", "condition", "severity", "tone", "told", "ruleEnabled", "warnings"}) {
    connect(&app, &AppState::refreshed, this, [this] {
        if (known_)
            read();
    });
}

QStringList QueueRules::severities() const {
    //: How bad it is when a rule of alerts holds.
    return {tr("low"), tr("medium"), tr("high"), tr("critical")};
}

void QueueRules::setName(const QString& name) {
    name_ = name;
    problem_.clear();
    Q_EMIT changed();
}

void QueueRules::setCondition(const QString& condition) {
    condition_ = condition;
    problem_.clear();
    Q_EMIT changed();
}

void QueueRules::setSeverity(int severity) {
    severity_ = severity;
    Q_EMIT changed();
}

QString QueueRules::command() const {
    return u"inferno batch-queue alert-rule create --name %1 --condition \"%2\" --severity %3"_s.arg(
        name_.trimmed(), condition_.trimmed(), codes().value(severity_));
}

void QueueRules::read() {
    using Rules = std::vector<client::AlertRule>;
    JobsBackend::of(app_.backend()).alertRules().then(this, [this](const Result<Rules>& rules) {
        known_ = rules.has_value();
        if (rules)
            show(*rules);
        else
            problem_ = detailOfError(rules.error());
        Q_EMIT changed();
    });
}

void QueueRules::show(const std::vector<client::AlertRule>& rules) {
    QList<FieldsModel::Row> rows;
    for (const client::AlertRule& rule : rules) {
        const auto place = codes().indexOf(text(rule.severity));
        QStringList channels;
        for (const std::string& channel : rule.channels)
            channels.append(text(channel));
        QStringList warnings;
        for (const std::string& warning : rule.warnings)
            warnings.append(text(warning));
        rows.append({text(rule.name), text(rule.condition), place < 0 ? text(rule.severity) : severities().at(place),
                     place >= 2   ? u"failed"_s
                     : place == 1 ? u"warning"_s
                                  : u"neutral"_s,
                     //: Whom a rule of alerts tells: the channels of the settings.
                     channels.isEmpty() ? tr("the usual channels") : channels.join(u", "_s), rule.enabled,
                     warnings.join(u" · "_s)});
    }
    rows_.setRows(rows);
}

void QueueRules::afterChange(const Result<void>& result) {
    busy_ = false;
    if (!result)
        problem_ = detailOfError(result.error());
    Q_EMIT changed();
    if (result)
        read();
}

void QueueRules::add() {
    if (!canAdd())
        return;
    busy_ = true;
    problem_.clear();
    Q_EMIT changed();
    const nlohmann::json rule = {{"name", name_.trimmed().toStdString()},
                                 {"scope", "queue"},
                                 {"condition", condition_.trimmed().toStdString()},
                                 {"severity", codes().value(severity_).toStdString()}};
    JobsBackend::of(app_.backend()).addAlertRule(rule).then(this, [this](const Result<client::AlertRule>& made) {
        if (made) {
            app_.say(tr("The rule %1 is kept").arg(name_.trimmed()));
            name_.clear();
            condition_.clear();
        }
        afterChange(made ? Result<void>() : Result<void>(std::unexpected(made.error())));
    });
}

void QueueRules::setEnabled(const QString& name, bool enabled) {
    JobsBackend::of(app_.backend()).switchAlertRule(name, enabled).then(this, [this](const Result<void>& done) {
        afterChange(done);
    });
}

void QueueRules::remove(const QString& name) {
    JobsBackend::of(app_.backend()).deleteAlertRule(name).then(this, [this, name](const Result<void>& done) {
        if (done)
            app_.say(tr("The rule %1 is gone").arg(name));
        afterChange(done);
    });
}

} // namespace inferno::models
