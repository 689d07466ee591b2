// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_changes.h"

#include <QCoreApplication>
#include <QStringList>

#include <nlohmann/json.hpp>

namespace inferno::models {

using namespace Qt::StringLiterals;
using nlohmann::json;

json differences(const client::JobDefinition& from, const client::JobDefinition& to) {
    const json before = from;
    const json after = to;
    json changes = json::object();
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

JobMerge mergeJobs(const client::JobDefinition& base, const client::JobDefinition& mine,
                   const client::JobDefinition& theirs) {
    const json here = differences(base, mine);
    const json there = differences(base, theirs);
    JobMerge merge;
    for (const auto& [key, value] : there.items()) {
        if (!here.contains(key))
            merge.taken.append(QString::fromStdString(key));
        else if (here.at(key) != value)
            merge.conflicts.append(QString::fromStdString(key));
    }
    json all = theirs;
    all.update(here);
    merge.merged = all.get<client::JobDefinition>();
    return merge;
}

QString valueText(const json& value) {
    if (value.is_null())
        return {};
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    if (value.is_boolean())
        return value.get<bool>() ? QCoreApplication::translate("JobChanges", "yes")
                                 : QCoreApplication::translate("JobChanges", "no");
    QStringList parts;
    if (value.is_array()) {
        for (const auto& item : value)
            parts.append(valueText(item));
        return parts.join(u", "_s);
    }
    if (value.is_object()) {
        for (const auto& [key, item] : value.items())
            parts.append(QString::fromStdString(key) + u'=' + valueText(item));
        return parts.join(u", "_s);
    }
    return QString::fromStdString(value.dump());
}

QString valueText(const client::JobDefinition& job, const QString& field) {
    const json all = job;
    const auto found = all.find(field.toStdString());
    return found == all.end() ? QString() : valueText(*found);
}

} // namespace inferno::models
