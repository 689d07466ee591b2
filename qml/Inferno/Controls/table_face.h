// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleObject>
#include <QHash>
#include <QPointer>

#include "qml/Inferno/Controls/row_item.h"

/// Tables as screen readers see them: Qt Quick 6.4 has no table of its own. A list is one if it has a property
/// `columns` (TableColumns); it tells of all its rows and columns, and gives those cells that are in view. GUI thread.
namespace inferno::ui {

/// Once, before there is any item: from then on tables and all TableRows show these faces.
void installTableFaces();

class TableFace : public QAccessibleObject, public QAccessibleTableInterface {
public:
    explicit TableFace(QQuickItem* list) : QAccessibleObject(list) {}

    QQuickItem* list() const { return static_cast<QQuickItem*>(object()); }
    models::TableColumns* columns() const;
    /// Those that have a title, as they are shown.
    QList<models::TableColumn*> shown() const;
    /// Those in view, in the order of their places.
    QList<RowItem*> rows() const;

    void* interface_cast(QAccessible::InterfaceType type) override;
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* focusChild() const override;
    QAccessible::Role role() const override { return QAccessible::Table; }
    QAccessible::State state() const override;
    QString text(QAccessible::Text text) const override;
    QRect rect() const override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    int selectedCellCount() const override;
    QList<QAccessibleInterface*> selectedCells() const override;
    QString columnDescription(int column) const override;
    QString rowDescription(int row) const override;
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    int columnCount() const override { return static_cast<int>(shown().size()); }
    int rowCount() const override;
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override;
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return selectedRows().contains(row); }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

private:
    RowItem* rowAt(int place) const;
};

class CellFace;

class RowFace : public QAccessibleObject, public QAccessibleActionInterface {
public:
    explicit RowFace(RowItem* row) : QAccessibleObject(row) {}
    ~RowFace() override;

    RowItem* row() const { return static_cast<RowItem*>(object()); }
    TableFace* table() const;
    QAccessibleInterface* cell(models::TableColumn* column) const;

    void* interface_cast(QAccessible::InterfaceType type) override;
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int index) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    QString text(QAccessible::Text text) const override;
    QRect rect() const override;

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString& name) override;
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QList<QAccessibleInterface*> controls() const;

    mutable QHash<models::TableColumn*, QAccessible::Id> cells_;
};

class CellFace : public QAccessibleInterface, public QAccessibleTableCellInterface {
public:
    CellFace(RowItem* row, models::TableColumn* column) : row_(row), column_(column) {}

    bool isValid() const override { return row_ && column_ && item(); }
    QObject* object() const override { return nullptr; }
    void* interface_cast(QAccessible::InterfaceType type) override;
    QWindow* window() const override;
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override;
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override;

    bool isSelected() const override;
    QList<QAccessibleInterface*> columnHeaderCells() const override;
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override;
    int rowIndex() const override;
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override;

private:
    QQuickItem* item() const;
    TableFace* owner() const;

    QPointer<RowItem> row_;
    QPointer<models::TableColumn> column_;
};

} // namespace inferno::ui
