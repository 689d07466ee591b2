// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/page_registry.h"

#include <algorithm>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

QUrl pageSource(const QString& file) {
    return QUrl(u"qrc:/qt/qml/Inferno/Pages/"_s + file);
}

} // namespace

PageRegistry::PageRegistry(QObject* parent) : QAbstractListModel(parent) {
    const auto add = [this](const QString& id, const QString& title, const QString& icon, const QString& shortcut,
                            int group, const QString& file, bool wide) {
        rows_.append({id, title, icon, shortcut, group, true, id, pageSource(file), wide, {}, false});
    };
    add(u"overview"_s, tr("Overview"), u"layout-dashboard"_s, u"Ctrl+1"_s, 0, u"OverviewPage.qml"_s, false);
    add(u"jobs"_s, tr("Jobs"), u"list-checks"_s, u"Ctrl+2"_s, 0, u"JobsPage.qml"_s, false);
    add(u"graph"_s, tr("Graph"), u"workflow"_s, u"Ctrl+3"_s, 0, u"GraphPage.qml"_s, true);
    add(u"calendar"_s, tr("Calendar"), u"calendar-days"_s, u"Ctrl+4"_s, 0, u"CalendarPage.qml"_s, true);
    add(u"audit"_s, tr("Audit"), u"shield-check"_s, u"Ctrl+5"_s, 1, u"AuditPage.qml"_s, true);
    add(u"models"_s, tr("Models"), u"boxes"_s, u"Ctrl+8"_s, 2, u"ModelsPage.qml"_s, true);
    add(u"settings"_s, tr("Settings"), u"settings"_s, u"Ctrl+0"_s, 3, u"SettingsPage.qml"_s, false);
    rows_.append({u"job-editor"_s,
                  tr("Edit a job"),
                  u"pencil"_s,
                  {},
                  0,
                  false,
                  u"jobs"_s,
                  pageSource(u"JobEditorPage.qml"_s),
                  true,
                  {},
                  false});
    rows_.append({u"first-run"_s,
                  tr("First steps"),
                  u"flag"_s,
                  {},
                  0,
                  false,
                  u"overview"_s,
                  pageSource(u"FirstRunPage.qml"_s),
                  false,
                  {},
                  false});
}

int PageRegistry::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PageRegistry::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = rows_.at(index.row());
    switch (static_cast<Role>(role)) {
    case Role::PageId: return row.id;
    case Role::Title: return row.title;
    case Role::IconName: return row.icon;
    case Role::Shortcut: return row.shortcut;
    case Role::Group: return row.group;
    case Role::InRail: return row.inRail;
    case Role::RailPage: return row.railPage;
    case Role::Source: return row.source;
    case Role::Wide: return row.wide;
    case Role::Badge: return row.badge;
    case Role::BadgeFailed: return row.badgeFailed;
    }
    return role == Qt::DisplayRole ? row.title : QVariant();
}

QHash<int, QByteArray> PageRegistry::roleNames() const {
    return {{int(Role::PageId), "pageId"},
            {int(Role::Title), "title"},
            {int(Role::IconName), "iconName"},
            {int(Role::Shortcut), "shortcut"},
            {int(Role::Group), "group"},
            {int(Role::InRail), "inRail"},
            {int(Role::RailPage), "railPage"},
            {int(Role::Source), "source"},
            {int(Role::Wide), "wide"},
            {int(Role::Badge), "badge"},
            {int(Role::BadgeFailed), "badgeFailed"}};
}

const PageRegistry::Row* PageRegistry::find(const QString& id) const {
    const auto row = std::ranges::find(rows_, id, &Row::id);
    return row == rows_.end() ? nullptr : &*row;
}

void PageRegistry::setBadge(const QString& id, const QString& text, bool failed) {
    for (qsizetype row = 0; row < rows_.size(); ++row) {
        if (rows_.at(row).id != id || (rows_.at(row).badge == text && rows_.at(row).badgeFailed == failed))
            continue;
        rows_[row].badge = text;
        rows_[row].badgeFailed = failed;
        const QModelIndex cell = index(static_cast<int>(row));
        Q_EMIT dataChanged(cell, cell, {int(Role::Badge), int(Role::BadgeFailed)});
    }
}

bool PageRegistry::has(const QString& id) const {
    return find(id) != nullptr;
}

QUrl PageRegistry::source(const QString& id) const {
    const Row* row = find(id);
    return row ? row->source : QUrl();
}

QString PageRegistry::title(const QString& id) const {
    const Row* row = find(id);
    return row ? row->title : QString();
}

QString PageRegistry::railPage(const QString& id) const {
    const Row* row = find(id);
    return row ? row->railPage : QString();
}

bool PageRegistry::isWide(const QString& id) const {
    const Row* row = find(id);
    return row && row->wide;
}

} // namespace inferno::models
