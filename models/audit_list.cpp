// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_list.h"

#include <algorithm>

#include <QLocale>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

AuditList::AuditList(Backend& backend, const Clock& clock, const QTimeZone& zone, QObject* parent)
    : QAbstractListModel(parent), backend_(backend), clock_(clock), zone_(zone) {}

int AuditList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> AuditList::roleNames() const {
    return {{int(Role::Seq), "seq"},     {int(Role::Time), "time"},     {int(Role::Fraction), "fraction"},
            {int(Role::Day), "day"},     {int(Role::Exact), "exact"},   {int(Role::Action), "eventAction"},
            {int(Role::Actor), "actor"}, {int(Role::Object), "object"}, {int(Role::Outcome), "outcome"}};
}

QVariant AuditList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::AuditEvent& event = events_.at(index.row());
    const QDateTime time = timeOf(event.timestamp.empty() ? event.received : event.timestamp, zone_);
    switch (static_cast<Role>(role)) {
    case Role::Seq: return groupedNumber(static_cast<qint64>(event.seq));
    case Role::Time: return time.toString(u"HH:mm:ss");
    case Role::Fraction: return time.toString(u".zzz");
    case Role::Day: {
        const bool today = time.date() == nowIn(clock_, zone_).date();
        return today ? QString() : QLocale(QLocale::English, QLocale::UnitedKingdom).toString(time, u"d MMM");
    }
    case Role::Exact: return exactText(time);
    case Role::Action: return text(event.action);
    case Role::Actor: return text(event.user);
    case Role::Object: return text(event.resource);
    case Role::Outcome: return text(event.result);
    }
    return role == Qt::DisplayRole ? text(event.action) : QVariant();
}

bool AuditList::canFetchMore(const QModelIndex& parent) const {
    return !parent.isValid() && !cursor_.empty() && !fetching_;
}

void AuditList::fetchMore(const QModelIndex& parent) {
    if (!canFetchMore(parent))
        return;
    fetching_ = true;
    client::AuditQuery query = query_;
    query.cursor = cursor_;
    backend_.auditEvents(query).then(this, [this, asked = cursor_](const Result<client::AuditPage>& page) {
        fetching_ = false;
        if (asked != cursor_)
            return; // another query has begun meanwhile
        if (page)
            append(*page);
        else
            Q_EMIT fetchFailed(page.error());
    });
}

void AuditList::append(const client::AuditPage& page) {
    cursor_ = page.next_cursor;
    if (!page.items.empty()) {
        beginInsertRows({}, count(), count() + static_cast<int>(page.items.size()) - 1);
        for (const auto& event : page.items)
            events_.append(event);
        endInsertRows();
    }
    Q_EMIT countChanged();
}

void AuditList::reset(const client::AuditQuery& query, const client::AuditPage& first) {
    beginResetModel();
    query_ = query;
    cursor_ = first.next_cursor;
    events_ = QList<client::AuditEvent>(first.items.begin(), first.items.end());
    endResetModel();
    Q_EMIT countChanged();
}

void AuditList::prepend(const client::AuditPage& page) {
    const std::uint64_t newest = events_.isEmpty() ? 0 : events_.first().seq;
    int fresh = 0;
    while (fresh < static_cast<int>(page.items.size()) && page.items[static_cast<std::size_t>(fresh)].seq > newest)
        ++fresh;
    if (fresh == 0)
        return;
    beginInsertRows({}, 0, fresh - 1);
    for (int i = fresh; i-- > 0;)
        events_.prepend(page.items[static_cast<std::size_t>(i)]);
    endInsertRows();
    Q_EMIT countChanged();
}

int AuditList::rowOf(std::uint64_t seq) const {
    const auto found = std::ranges::find(events_, seq, &client::AuditEvent::seq);
    return found == events_.end() ? -1 : static_cast<int>(found - events_.begin());
}

} // namespace inferno::models
