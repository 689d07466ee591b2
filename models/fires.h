// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/schedule/cron_expression.h"
#include "models/fields_model.h"

namespace inferno::models {

/// The next fires of an expression as rows of a FieldsModel with the fields date ("Sun 29 Mar"), time ("03:00"),
/// relative ("in 4 d 15 h"), note ("moved from 02:30" where the clock skips it, else ""), shifted. Pure. Ends early at
/// the horizon of the zone's data.
QList<FieldsModel::Row> nextFires(const schedule::CronExpression& expression, const schedule::Zone& zone,
                                  WallTime after, int count);

} // namespace inferno::models
