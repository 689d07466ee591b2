// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include "models/app_state.h"
#include "models/fields_model.h"

namespace inferno::models {

class AuditFilter;

/// The events around the chosen one, within an hour of it, that have its trace, session or object. They are asked for
/// once an event has been looked at for a moment, in one question, which the service records as every look. GUI thread.
class RelatedEvents : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("EventDetail.related")

    /// Fields kind (head, event), name, value, count, seq, seqText, time, outcome. A head is a field and its value.
    Q_PROPERTY(inferno::models::FieldsModel* rows READ rows CONSTANT)
    Q_PROPERTY(QString countText READ countText NOTIFY changed) ///< "2", "100+"; "" while it is not known
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed) ///< why there is none

public:
    static constexpr int kEventsMax = 100;

    explicit RelatedEvents(AppState& app, QObject* parent = nullptr);

    FieldsModel* rows() { return &rows_; }
    QString countText() const { return countText_; }
    bool loading() const { return loading_; }
    QString note() const { return note_; }

    void choose(const std::optional<client::AuditEvent>& event);
    /// The query for them, "" for an event that has none of the three.
    static QString queryFor(const client::AuditEvent& event);

Q_SIGNALS:
    void changed();

private:
    void ask();
    void show(const client::AuditPage& page);

    AppState& app_;
    std::optional<client::AuditEvent> event_;
    QTimer rest_;
    int generation_ = 0;
    bool loading_ = false;
    QString countText_;
    QString note_;
    FieldsModel rows_;
};

} // namespace inferno::models
