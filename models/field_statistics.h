// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditChart;
class AuditFilter;

/// Each field of the events that fit: how many have it, how many values it has, and the most frequent of them, as the
/// service counts them. It asks only while it is `active`, one field after another. GUI thread.
class FieldStatistics : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.statistics")

    /// Fields kind (field, value, note), field, name, iconName, count, share (0..1), percent, distinct.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed) ///< "12 fields of 3,418 events"

public:
    /// Values that are asked for, of which these are shown: beyond that a field has "at least" so many.
    static constexpr int kValuesAsked = 200;
    static constexpr int kValuesShown = 5;

    FieldStatistics(AppState& app, AuditFilter& filter, AuditChart& chart, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    bool active() const { return active_; }
    bool loading() const { return active_ && next_ >= 0; }
    QString summary() const;

    void setActive(bool active);
    void read(const client::AuditQuery& query);
    Q_INVOKABLE void filterBy(int row, bool negated);

    /// "24 values", "at least 200 values", "no value".
    static QString distinctText(const client::AuditValues& values);

Q_SIGNALS:
    void changed();

private:
    void begin();
    void askNext();
    void show();

    AppState& app_;
    AuditFilter& filter_;
    AuditChart& chart_;
    client::AuditQuery query_;
    bool active_ = false;
    bool stale_ = true;
    int next_ = -1; ///< field that is being asked for; -1 = none
    int generation_ = 0;
    std::map<int, Result<client::AuditValues>> values_; ///< by field
    FieldsModel rows_;
};

} // namespace inferno::models
