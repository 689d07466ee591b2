// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "core/base/clock.h"
#include "models/backend.h"

namespace inferno::models {

/// Events of the vault, newest first, read page by page with the service's cursor as the view scrolls down. A new query
/// resets; further pages insert at the end; newer events insert at the front. Keeps every page that was read. GUI
/// thread.
class AuditList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.events")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool complete READ complete NOTIFY countChanged) ///< the oldest match is in the list

public:
    enum class Role : int {
        Seq = Qt::UserRole, ///< "4,210,877"
        Time,               ///< "10:38:46"
        Fraction,           ///< ".502"
        Day,                ///< "Tue 24 Mar" where it is not today
        Exact,
        Action,
        Actor,
        Object,
        Outcome, ///< success failure denied
    };

    AuditList(Backend& backend, const Clock& clock, const QTimeZone& zone, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    int count() const { return static_cast<int>(events_.size()); }
    bool complete() const { return cursor_.empty(); }
    const QList<client::AuditEvent>& events() const { return events_; }
    /// Shows the first page of a query.
    void reset(const client::AuditQuery& query, const client::AuditPage& first);
    /// Puts the events that are newer than the newest in front.
    void prepend(const client::AuditPage& page);
    int rowOf(std::uint64_t seq) const;

Q_SIGNALS:
    void countChanged();
    void fetchFailed(const inferno::Error& error);

private:
    void append(const client::AuditPage& page);

    Backend& backend_;
    const Clock& clock_;
    QTimeZone zone_;
    client::AuditQuery query_;
    std::string cursor_;
    bool fetching_ = false;
    QList<client::AuditEvent> events_;
};

} // namespace inferno::models
