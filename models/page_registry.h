// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

/// The pages that exist, in the order of the rail: feeds the rail, the palette, deep links (`inferno://ID/ARGUMENT`),
/// the shortcut sheet and the list of screen tests. A page that is not built is not in it. To show a page, load
/// `source` with the initial property `page` set to AppState::pageObject(id). GUI thread.
class PageRegistry : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pages")

public:
    enum class Role : int {
        PageId = Qt::UserRole, ///< "overview", "jobs", "job-editor", …
        Title,
        IconName, ///< a name of Inferno.Theme's icon table
        Shortcut, ///< "Ctrl+1"; "" where it has none
        Group,    ///< the rail draws a line where it changes
        InRail,   ///< false for pages that another page opens
        RailPage, ///< the rail's entry that is current while this page shows
        Source,   ///< of Inferno.Pages
        Wide,     ///< canvas and explore pages: the rail starts narrow below 1600
        Badge,    ///< text beside the title in the rail; ""
        BadgeFailed,
    };
    struct Row {
        QString id;
        QString title;
        QString icon;
        QString shortcut;
        int group = 0;
        bool inRail = true;
        QString railPage;
        QUrl source;
        bool wide = false;
        QString badge;
        bool badgeFailed = false;
    };

    explicit PageRegistry(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    const QList<Row>& rows() const { return rows_; }
    void setBadge(const QString& id, const QString& text, bool failed = false);

    Q_INVOKABLE bool has(const QString& id) const;
    Q_INVOKABLE QUrl source(const QString& id) const;
    Q_INVOKABLE QString title(const QString& id) const;
    Q_INVOKABLE QString railPage(const QString& id) const;
    Q_INVOKABLE bool isWide(const QString& id) const;

private:
    const Row* find(const QString& id) const;
    QList<Row> rows_;
};

} // namespace inferno::models
