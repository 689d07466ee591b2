// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "core/base/clock.h"
#include "models/backend.h"
#include "models/dependency_graph.h"

namespace inferno::models {

/// All jobs of the service, one row each, in the order in which they became known: what every page that speaks of jobs
/// reads. Applies only what the service confirms: one change is one dataChanged of one row, a new reading is merged
/// row by row and never resets. O(1) to find a job by id or name. GUI thread.
class JobStore : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.model")

public:
    enum class Role : int {
        JobId = Qt::UserRole,
        Name,
        Status,      ///< what the list shows: the last result of a job that waits for its time, else its state
        StatusLabel, ///< "Running 62 %"
        Progress,    ///< 0..1, or -1
        Tags,
        Schedule, ///< in words
        NextRun,  ///< "Wed 10:30", "on trigger", "waiting", "disabled"
        NextRelative,
        NextExact,
        BarHeights, ///< list of 0..1, newest last
        BarStatuses,
        P50,
        P95,
        Enabled,
        LastResult,
        LastRun,
        LastRunExact,
        SortRank, ///< what needs attention comes first
        NextRunTime,
    };
    Q_ENUM(Role)

    JobStore(const Clock& clock, const QTimeZone& zone, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const QList<client::Job>& jobs() const { return jobs_; }
    const client::Job* byId(const QString& id) const;
    const client::Job* byName(const QString& name) const;
    /// Who waits for whom, with jobs in the order of jobs(). Made anew after a change of jobs or edges.
    const DependencyGraph& dependencies() const;
    /// How many jobs wait for this one, directly or through others. All are counted at once, after a change of edges.
    int downstreamCount(const QString& name) const;

    /// Merges a full reading: gone jobs leave, known ones change in place, new ones come last.
    void replaceAll(const std::vector<client::Job>& jobs);
    void apply(const client::Job& job);
    void applyRun(const client::Run& run);
    void remove(const QString& id);
    /// Relative times have moved on.
    void tick();

    /// Reads all jobs anew: `replaced` or `readFailed` follows. Asked again before that, it is one reading.
    void readAll(Backend& backend);
    /// All jobs were read at least once.
    bool wasRead() const { return wasRead_; }

    /// The state that the list shows for a job.
    static QString shownStatus(const client::Job& job);

Q_SIGNALS:
    /// All jobs were read, whether any changed or not.
    void replaced();
    void readFailed(const inferno::Error& error);

private:
    void reindex(qsizetype from);
    QVariant nextRun(const client::Job& job, int role) const;

    const Clock& clock_;
    QTimeZone zone_;
    QList<client::Job> jobs_;
    bool reading_ = false;
    bool wasRead_ = false;
    QHash<QString, qsizetype> rowOfId_;
    QHash<QString, qsizetype> rowOfName_;
    mutable DependencyGraph graph_;
    mutable std::vector<int> downstream_;
    mutable bool graphKnown_ = false;
};

} // namespace inferno::models
