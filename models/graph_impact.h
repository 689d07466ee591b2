// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include "models/fields_model.h"
#include "models/job_forecast.h"

namespace inferno::models {

class JobStore;

/// What it means for others if a job fails, or stays failed: words, the jobs that wait with their end and slack, the
/// critical path on one axis, and what helps. A value; made in O(jobs + edges).
struct GraphImpact {
    QString title; ///< "While it stays failed", "If it fails"
    QString text;  ///< "3 jobs do not start, and report misses 12:00."; "" = nothing waits for it
    bool failed = false;
    QList<FieldsModel::Row> rows; ///< name, status, end, slack, slackTone, tip
    QList<FieldsModel::Row> path; ///< name, text, from50, to50, to95 (0..1 of the axis)
    QString pathFrom;             ///< the ends of the axis in words
    QString pathTo;
    double dueAt = -1;             ///< 0..1 of the axis
    QString dueText;               ///< "due 12:00"
    QList<FieldsModel::Row> helps; ///< title, detail, gain, act, job
};
GraphImpact impactOf(const JobStore& store, const JobForecast& forecast, const QString& job, WallTime now,
                     const QTimeZone& zone);

} // namespace inferno::models
