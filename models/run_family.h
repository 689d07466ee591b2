// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include "models/fields_model.h"
#include "models/jobs_backend.h"

namespace inferno::models {

class AppState;

/// The newest runs of a job beside what came of each: a matrix of its attempts and of the jobs behind it, and, for the
/// chosen run, its attempts and the runs before and after it over time. What stands in a column was started by that
/// run, as the causes of the runs tell. Reads nothing before it is looked at. GUI thread.
class RunFamily : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobDetail.family")

    /// Fields title, job ("" for attempts), cells: of each column the status of the run, "" where there was none.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(int columns READ columns NOTIFY changed)
    Q_PROPERTY(int chosen READ chosen NOTIFY changed)       ///< the column of the chosen run; -1
    Q_PROPERTY(QString from READ from NOTIFY changed)       ///< when the oldest and the newest of them began
    Q_PROPERTY(QString to READ to NOTIFY changed)           ///< "
    Q_PROPERTY(QString cutText READ cutText NOTIFY changed) ///< which jobs behind it are not shown; "" for all
    /// Fields name, status, note, noteTone, bars, job, runId: as Charts/Timeline takes them.
    Q_PROPERTY(inferno::models::FieldsModel* lanes READ lanes CONSTANT)
    /// Fields label, at.
    Q_PROPERTY(inferno::models::FieldsModel* hours READ hours CONSTANT)
    Q_PROPERTY(double nowAt READ nowAt NOTIFY changed) ///< of the axis; -1 where all has ended
    Q_PROPERTY(QString nowText READ nowText NOTIFY changed)
    Q_PROPERTY(QString lanesText READ lanesText NOTIFY changed) ///< "24 Mar 02:00 to 04:12, 2 h 12 min", or why none

public:
    static constexpr int kColumns = 20;
    static constexpr int kJobs = 7; ///< behind it, the nearest first

    explicit RunFamily(AppState& app);

    FieldsModel* rows() { return &rows_; }
    int columns() const { return static_cast<int>(runs_.size()); }
    int chosen() const;
    QString from() const;
    QString to() const;
    QString cutText() const;
    FieldsModel* lanes() { return &lanes_; }
    FieldsModel* hours() { return &hours_; }
    double nowAt() const { return nowAt_; }
    QString nowText() const;
    QString lanesText() const { return lanesText_; }

    /// The runs of a job, newest first, and the one that is chosen. The first call for a job only keeps them.
    void show(const QString& job, const std::vector<client::Run>& runs, const QString& chosen);
    /// It is looked at: reads what is not known.
    Q_INVOKABLE void read();
    Q_INVOKABLE QString runAt(int column) const;
    /// The run in a cell, and what it is in words.
    Q_INVOKABLE QString cellRun(int row, int column) const;
    Q_INVOKABLE QString cellText(int row, int column) const;

Q_SIGNALS:
    void changed();

private:
    struct Cell {
        QString status;
        client::Run run;
    };
    void readChildren();
    void readTimeline();
    void showRows();
    void showLanes(const client::RunTimeline& line);
    void onRun(const client::Run& run);
    QStringList jobsBehind() const;

    AppState& app_;
    QString job_;
    std::vector<client::Run> runs_; ///< oldest first
    QString chosen_;
    bool looked_ = false; ///< at the runs of this job
    QString timelineOf_;
    bool readingTimeline_ = false;
    std::map<QString, std::vector<client::Run>> children_; ///< by job, newest first
    std::vector<std::vector<Cell>> cells_;
    FieldsModel rows_;
    FieldsModel lanes_;
    FieldsModel hours_;
    double nowAt_ = -1;
    QString lanesText_;
};

} // namespace inferno::models
