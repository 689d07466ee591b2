// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTimeZone>

#include "services/client/types.h"

/// The fields of a job's definition as a person types them, each by its name in the API. Pure.
namespace inferno::models {

/// The fields that `readField` and `writeField` know: those of a form that are texts, numbers, choices and flags.
const QStringList& formFields();
/// As it is shown: durations as "90s", times in `zone`, environments a line each, flags as "1" or "".
QString readField(const client::JobDefinition& job, const QString& field, const QTimeZone& zone);
/// "" where it was taken; else what is wrong with it, and `job` stays as it was.
QString writeField(client::JobDefinition& job, const QString& field, const QString& text, const QTimeZone& zone);
/// The field in words, as "Time limit"; its own name where it has none.
QString fieldTitle(const QString& field);
/// A value of a field as it is told in changes: "3600" of a time limit is "1h".
QString fieldValue(const QString& field, const QString& value);
/// Seconds as a person would type them: "90s", "15m", "1h30m", "2d".
QString durationText(double seconds);

} // namespace inferno::models
