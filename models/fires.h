// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schedule/recurrence.h"
#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

/// The next fires of a schedule as rows of a FieldsModel with the fields date ("Sun 29 Mar"), time ("03:00"),
/// relative ("in 4 d 15 h"), note ("moved from 02:30" where the clock skips it, else ""), shifted. Pure. Ends early at
/// the horizon of the zone's data.
QList<FieldsModel::Row> nextFires(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime after,
                                  int count);

/// "moved from 02:30": a fire of fixed times whose reading of the clock does not fit stands for one that was skipped;
/// else "".
QString clockNote(const schedule::CronExpression& expression, const schedule::Zone& zone, WallTime fire);

/// How the schedules of a job are to be read.
schedule::CronSyntax syntaxOf(const client::JobDefinition& definition);

} // namespace inferno::models
