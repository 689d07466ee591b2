// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QSortFilterProxyModel>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// A tree told as a list, row after row with a role `depth` (0 at the roots), of which branches can be folded away. It
/// adds the roles `hasChildren` and `folded`. What is folded is known by the names on its path (the role `name`), so it
/// stays folded when rows come and go around it. Up to some thousand rows. GUI thread.
class TreeFold : public QSortFilterProxyModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QAbstractItemModel* source READ sourceModel WRITE setSource NOTIFY sourceChanged)
    Q_PROPERTY(int foldedCount READ foldedCount NOTIFY foldedChanged)

public:
    enum class Role : int { HasChildren = Qt::UserRole + 4096, Folded };

    explicit TreeFold(QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setSource(QAbstractItemModel* source);
    int foldedCount() const { return static_cast<int>(folded_.size()); }

    /// A field of a row that is shown; invalid where there is none.
    Q_INVOKABLE QVariant at(int row, const QString& field) const;
    /// The shown row of this name: the first, or -1.
    Q_INVOKABLE int rowOf(const QString& name) const;
    /// The row that `row` hangs below, or -1 at a root.
    Q_INVOKABLE int parentRow(int row) const;
    /// Folds or unfolds a row with children; nothing at another.
    Q_INVOKABLE void setFolded(int row, bool folded);
    Q_INVOKABLE void unfoldAll();

Q_SIGNALS:
    void sourceChanged();
    void foldedChanged();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    int roleOf(const char* name) const;
    int depthAt(int sourceRow) const;
    int parentAt(int sourceRow) const;
    bool hasChildren(int sourceRow) const;
    QString path(int sourceRow) const;
    void tellAll();

    QSet<QString> folded_;
};

} // namespace inferno::ui
