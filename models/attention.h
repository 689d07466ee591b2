// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include "models/job_forecast.h"
#include "services/client/types.h"

namespace inferno::models {

class JobStore;

/// One thing that needs a person: what, why, and the one act that is recommended.
struct AttentionItem {
    enum class Act {
        Retry,
        RetryWithMemory,
        RetryWithTime,
        RaisePriority,
        ShowPath,
        OpenLog,
        Resume,
        OpenAudit,
        OpenSettings
    };
    QString name; ///< of the job; "" where it is about the service
    QString title;
    QString reason;
    QString status; ///< of StatusIcon
    QString runId;
    Act act = Act::Retry;
    QString actText;
    QString actIcon;
    QString why;       ///< why this act, for its tooltip
    double value = 0;  ///< GiB of RetryWithMemory, seconds of RetryWithTime
    QStringList names; ///< of RaisePriority
    qint64 weight = 0; ///< by consequence: a due time that is missed, then jobs that wait
};

/// What the ranking needs beside the jobs.
struct AttentionFacts {
    const client::QueueStats& queue;
    const std::vector<client::Run>& history; ///< newest first
    const client::HostInfo& host;
    bool tampered = false;
    WallTime now;
    QTimeZone zone;
};

/// The most consequential things first, at most `limit` of them; `total` is how many there are. O(jobs + edges) beside
/// the counts that the store keeps.
struct AttentionList {
    std::vector<AttentionItem> items;
    int total = 0;
    int failed = 0;   ///< of the total: jobs that failed
    int heldBack = 0; ///< jobs behind the first failure
    QString mayMiss;  ///< "report may miss 12:00" of the first of all; "" = nothing
};
AttentionList attentionOf(const JobStore& store, const JobForecast& forecast, const AttentionFacts& facts, int limit);

} // namespace inferno::models
