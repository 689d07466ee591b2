// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <nlohmann/json_fwd.hpp>

#include "services/client/types.h"

/// What differs between two definitions of a job, and how two changes of the same one come together. Pure.
namespace inferno::models {

/// The fields of `to` that differ from `from`, as PATCH takes them.
nlohmann::json differences(const client::JobDefinition& from, const client::JobDefinition& to);

/// `base` was changed here (`mine`) and elsewhere (`theirs`).
struct JobMerge {
    client::JobDefinition merged; ///< theirs, with what was changed here
    QList<QString> taken;         ///< fields that only they changed
    QList<QString> conflicts;     ///< fields that both changed, to different values: mine stand in `merged`
};
JobMerge mergeJobs(const client::JobDefinition& base, const client::JobDefinition& mine,
                   const client::JobDefinition& theirs);

/// A value as a person reads it: lists with commas, objects a line each, "" for nothing.
QString valueText(const nlohmann::json& value);
/// The value of one field, as `valueText`.
QString valueText(const client::JobDefinition& job, const QString& field);

} // namespace inferno::models
