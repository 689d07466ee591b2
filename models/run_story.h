// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fields_model.h"
#include "services/client/types.h"

#include <QTimeZone>

namespace inferno::models {

/// Why a run started, or why it did not: the chain from what asked for it to its start, with what the clock said. Rows
/// of the fields of kStoryFields, oldest first: title ("Trigger"), text, time ("10:15:00"; "" where no one moment is
/// meant), target (a job that it speaks of, or ""), tone ("", "warning", "failed"). Pure.
QList<FieldsModel::Row> storyOf(const client::Run& run, const client::JobDefinition& job, const QTimeZone& zone);
inline const QList<QByteArray> kStoryFields = {"title", "text", "time", "target", "tone"};

/// The trigger in words, as "by its schedule".
QString triggerText(const std::string& trigger);

} // namespace inferno::models
