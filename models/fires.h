// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schedule/recurrence.h"
#include "models/fields_model.h"
#include "services/client/types.h"

namespace inferno::models {

/// The fields of a row of `fireRows`: date ("Sun 29 Mar"), time ("03:00"), relative ("in 4 d 15 h"), note ("moved from
/// 02:30" where the clock skips it, else ""), shifted, why ("day 1", where either of two days is enough), added.
inline const QList<QByteArray> kFireFields = {"date", "time", "relative", "note", "shifted", "why", "added"};

/// The next fires, at most `count`, none after `until`. Pure. Ends early at the horizon of the zone's data.
std::vector<WallTime> fireTimes(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime after,
                                int count, WallTime until = WallTime::max());
/// These fires as rows; `now` is what they are told against.
QList<FieldsModel::Row> fireRows(const schedule::Recurrence& recurrence, const schedule::Zone& zone,
                                 const std::vector<WallTime>& times, WallTime now);
/// Both in one.
QList<FieldsModel::Row> nextFires(const schedule::Recurrence& recurrence, const schedule::Zone& zone, WallTime after,
                                  int count);

/// "moved from 02:30": a fire of fixed times whose reading of the clock does not fit stands for one that was skipped;
/// else "".
QString clockNote(const schedule::CronExpression& expression, const schedule::Zone& zone, WallTime fire);

/// How the schedules of a job are to be read.
schedule::CronSyntax syntaxOf(const client::JobDefinition& definition);

} // namespace inferno::models
