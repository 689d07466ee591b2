// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditFilter;

/// The shapes of the events that fit: those of one type, action and result, with how often, since when and until when
/// they occur, as the service counts them. It asks only while it is `active`, and again when the question has changed.
/// GUI thread.
class AuditShapes : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.shapes")

    /// Fields eventAction, eventType, outcome, count, share (0..1), percent, first, last, spark (counts over the time).
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed) ///< "38 patterns among 3,418 events"
    Q_PROPERTY(QString note READ note NOTIFY changed)       ///< what was not counted; "" = nothing
    Q_PROPERTY(QString spanText READ spanText NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    AuditShapes(AppState& app, AuditFilter& filter, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    bool active() const { return active_; }
    bool loading() const { return active_ && stale_; }
    QString summary() const { return summary_; }
    QString note() const { return note_; }
    QString spanText() const { return spanText_; }
    QString errorText() const { return errorText_; }

    void setActive(bool active);
    void read(const client::AuditQuery& query);
    Q_INVOKABLE void retry();
    /// Filters for the events of a row; out, where `negated`.
    Q_INVOKABLE void filterBy(int row, bool negated);

Q_SIGNALS:
    void changed();

private:
    void ask();
    void show(const client::AuditPatterns& patterns);

    AppState& app_;
    AuditFilter& filter_;
    client::AuditQuery query_;
    bool active_ = false;
    bool stale_ = true; ///< what is shown is not of this question
    int generation_ = 0;
    QString summary_;
    QString note_;
    QString spanText_;
    QString errorText_;
    FieldsModel rows_;
};

} // namespace inferno::models
