// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include "models/fields_model.h"
#include "models/job_forecast.h"
#include "services/client/types.h"

namespace inferno::models {

class JobStore;

/// The rows of *Now and next*: of each job that ran or will run around now its bars on one axis, what needs attention
/// first, at most `most` of them. See OverviewPage.lanes for the fields. O(jobs + entries).
struct LaneSpan {
    qint64 before; ///< seconds
    qint64 after;
    int most;
};
QList<FieldsModel::Row> lanesOf(const JobStore& store, const JobForecast& forecast,
                                const std::vector<client::CalendarEntry>& entries, const QDateTime& now,
                                const QTimeZone& zone, const LaneSpan& span);

} // namespace inferno::models
