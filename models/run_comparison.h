// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "models/backend.h"
#include "models/fields_model.h"

namespace inferno::models {

class AppState;

/// What is different between a run that failed and the last one before it that succeeded: its figures, how the job was
/// changed in between (from the audit trail), and lines of output that only one of them has, told apart without their
/// numbers. Reads both outputs, 2 MiB of each at most. GUI thread.
class RunComparison : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobDetail.comparison")

    /// Fields label, failed, good, differs.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    /// Fields time, user, title, before, after: what was changed of the job between the two.
    Q_PROPERTY(inferno::models::FieldsModel* changes READ changes CONSTANT)
    /// Fields line, count, added: kinds of lines that only the failed (added) or only the good one has.
    Q_PROPERTY(inferno::models::FieldsModel* lines READ lines CONSTANT)
    Q_PROPERTY(QString text READ text NOTIFY changed) ///< what is compared, or why nothing is
    Q_PROPERTY(bool ready READ ready NOTIFY changed)  ///< there are two runs to compare
    Q_PROPERTY(bool reading READ reading NOTIFY changed)

public:
    static constexpr std::size_t kLogMax = 2 << 20;
    static constexpr int kLinesMax = 40;

    explicit RunComparison(AppState& app);

    FieldsModel* rows() { return &rows_; }
    FieldsModel* changes() { return &changes_; }
    FieldsModel* lines() { return &lines_; }
    QString text() const { return text_; }
    bool ready() const { return failed_.has_value() && good_.has_value(); }
    bool reading() const { return pending_ > 0; }

    void clear();
    /// `runs` newest first: compares the newest that failed with the newest completed one before it.
    void compare(const QString& jobId, const std::vector<client::Run>& runs);

    /// A line without what differs from run to run: its numbers, and what looks like a hash.
    static QString shapeOf(const QString& line);

Q_SIGNALS:
    void changed();

private:
    void showRows();
    void readLog(const QString& runId, std::uint64_t offset, QString* into);
    void readChanges(const QString& jobId);
    void settle();

    AppState& app_;
    std::optional<client::Run> failed_;
    std::optional<client::Run> good_;
    QString failedLog_;
    QString goodLog_;
    QString text_;
    int pending_ = 0;
    int generation_ = 0;
    FieldsModel rows_;
    FieldsModel changes_;
    FieldsModel lines_;
};

} // namespace inferno::models
