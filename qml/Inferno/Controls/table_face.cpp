// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Controls/table_face.h"

#include <algorithm>
#include <functional>
#include <limits>

#include <QQuickWindow>

namespace inferno::ui {

using models::TableColumn;
using models::TableColumns;
using namespace Qt::StringLiterals;

namespace {

QRect placeOnScreen(const QQuickItem* item) {
    if (!item->window())
        return {};
    const QRectF box = item->mapRectToScene({0, 0, item->width(), item->height()});
    return QRectF(item->window()->mapToGlobal(box.topLeft()), box.size()).toRect();
}

QAccessibleInterface* faceAbove(const QQuickItem* item) {
    for (QQuickItem* above = item->parentItem(); above; above = above->parentItem())
        if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(above))
            return face;
    return item->window() ? QAccessible::queryAccessibleInterface(item->window()) : nullptr;
}

/// What QML says to screen readers of an item; asking for it by name would make it say something.
QVariant told(const QObject* item, const char* what) {
    for (const QObject* child : item->children())
        if (child->inherits("QQuickAccessibleAttached"))
            return child->property(what);
    return {};
}

/// What a cell says: its words, or what the things in it are called.
QString wordsOf(QQuickItem* item) {
    if (!item->isVisible())
        return {};
    if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item))
        if (const QString name = face->text(QAccessible::Name); !name.isEmpty())
            return name;
    QStringList words;
    if (const QString own = item->property("text").toString(); !own.isEmpty())
        words.append(own);
    for (QQuickItem* child : item->childItems())
        if (const QString more = wordsOf(child); !more.isEmpty())
            words.append(more);
    return words.join(u' ');
}

void gather(QQuickItem* item, QList<RowItem*>& rows) {
    for (QQuickItem* child : item->childItems()) {
        if (!child->isVisible())
            continue;
        if (auto* row = qobject_cast<RowItem*>(child))
            rows.append(row);
        else
            gather(child, rows);
    }
}

/// Its number in the whole list: a role `row`, where the view holds a part of the rows alone, or its `index`.
int placeOf(const RowItem* row) {
    const QVariant own = row->property("row");
    return static_cast<int>((own.isValid() ? own : row->property("index")).toDouble());
}

TableColumns* columnsOf(const QObject* list) {
    return list->property("columns").value<TableColumns*>();
}

/// A face is asked for while its item is being made, when it has no columns yet.
QAccessibleInterface* makeFace(const QString& name, QObject* object) {
    if (name == "inferno::ui::RowItem"_L1)
        return new RowFace(static_cast<RowItem*>(object));
    if (name != "QQuickListView"_L1 && name != "QQuickFocusScope"_L1)
        return nullptr;
    const bool table = object->metaObject()->indexOfProperty("headItem") >= 0;
    return table ? new TableFace(static_cast<QQuickItem*>(object)) : nullptr;
}

} // namespace

void installTableFaces() {
    QAccessible::installFactory(makeFace);
}

// The table

TableColumns* TableFace::columns() const {
    return columnsOf(object());
}

QList<TableColumn*> TableFace::shown() const {
    QList<TableColumn*> shown;
    if (const TableColumns* all = columns())
        shown = all->shownColumns();
    shown.removeIf([](const TableColumn* column) { return column->title.isEmpty(); });
    return shown;
}

QList<RowItem*> TableFace::rows() const {
    QList<RowItem*> rows;
    gather(list(), rows);
    std::ranges::sort(rows, {}, placeOf);
    return rows;
}

RowItem* TableFace::rowAt(int place) const {
    for (RowItem* row : rows())
        if (placeOf(row) == place)
            return row;
    return nullptr;
}

void* TableFace::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::TableInterface)
        return static_cast<QAccessibleTableInterface*>(this);
    return QAccessibleObject::interface_cast(type);
}

QWindow* TableFace::window() const {
    return list()->window();
}

QAccessibleInterface* TableFace::parent() const {
    return faceAbove(list());
}

int TableFace::childCount() const {
    return static_cast<int>(rows().size());
}

QAccessibleInterface* TableFace::child(int index) const {
    RowItem* row = rows().value(index);
    return row ? QAccessible::queryAccessibleInterface(row) : nullptr;
}

int TableFace::indexOfChild(const QAccessibleInterface* child) const {
    return child ? static_cast<int>(rows().indexOf(qobject_cast<RowItem*>(child->object()))) : -1;
}

QAccessibleInterface* TableFace::focusChild() const {
    for (RowItem* row : rows())
        if (row->focused())
            return QAccessible::queryAccessibleInterface(row);
    return nullptr;
}

QAccessible::State TableFace::state() const {
    QAccessible::State state;
    state.focusable = true;
    state.focused = list()->hasActiveFocus();
    state.invisible = !list()->isVisible();
    state.disabled = !list()->isEnabled();
    return state;
}

QString TableFace::text(QAccessible::Text text) const {
    return text == QAccessible::Name          ? told(object(), "name").toString()
           : text == QAccessible::Description ? told(object(), "description").toString()
                                              : QString();
}

QRect TableFace::rect() const {
    return placeOnScreen(list());
}

int TableFace::rowCount() const {
    const QVariant total = list()->property("total");
    const double rows = (total.isValid() ? total : list()->property("count")).toDouble();
    return static_cast<int>(std::min<double>(rows, std::numeric_limits<int>::max()));
}

QAccessibleInterface* TableFace::cellAt(int row, int column) const {
    RowItem* item = rowAt(row);
    TableColumn* of = shown().value(column);
    auto* face = item && of ? static_cast<RowFace*>(QAccessible::queryAccessibleInterface(item)) : nullptr;
    return face ? face->cell(of) : nullptr;
}

QString TableFace::columnDescription(int column) const {
    const TableColumn* of = shown().value(column);
    return of ? of->title : QString();
}

QString TableFace::rowDescription(int row) const {
    RowItem* item = rowAt(row);
    QAccessibleInterface* face = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
    return face ? face->text(QAccessible::Name) : QString();
}

QList<int> TableFace::selectedRows() const {
    QList<int> places;
    for (const RowItem* row : rows())
        if (row->property("selected").toBool())
            places.append(placeOf(row));
    return places;
}

int TableFace::selectedCellCount() const {
    return static_cast<int>(selectedRows().size()) * columnCount();
}

QList<QAccessibleInterface*> TableFace::selectedCells() const {
    QList<QAccessibleInterface*> cells;
    for (const int row : selectedRows())
        for (int column = 0; column < columnCount(); ++column)
            cells.append(cellAt(row, column));
    return cells;
}

// A row

RowFace::~RowFace() {
    for (const QAccessible::Id id : std::as_const(cells_))
        QAccessible::deleteAccessibleInterface(id);
}

TableFace* RowFace::table() const {
    return dynamic_cast<TableFace*>(parent());
}

QAccessibleInterface* RowFace::cell(TableColumn* column) const {
    if (!cells_.contains(column))
        cells_.insert(column, QAccessible::registerAccessibleInterface(new CellFace(row(), column)));
    return QAccessible::accessibleInterface(cells_.value(column));
}

QList<QAccessibleInterface*> RowFace::controls() const {
    QList<QAccessibleInterface*> faces;
    const std::function<void(QQuickItem*)> walk = [&](QQuickItem* item) {
        for (QQuickItem* child : item->childItems()) {
            if (!child->isVisible() || told(child, "ignored").toBool())
                continue;
            QAccessibleInterface* face = QAccessible::queryAccessibleInterface(child);
            if (face && face->actionInterface() && child->acceptedMouseButtons() != Qt::NoButton)
                faces.append(face);
            else
                walk(child);
        }
    };
    walk(row());
    return faces;
}

void* RowFace::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::ActionInterface)
        return static_cast<QAccessibleActionInterface*>(this);
    return QAccessibleObject::interface_cast(type);
}

QWindow* RowFace::window() const {
    return row()->window();
}

QAccessibleInterface* RowFace::parent() const {
    return faceAbove(row());
}

int RowFace::childCount() const {
    const TableFace* owner = table();
    return (owner ? owner->columnCount() : 0) + static_cast<int>(controls().size());
}

QAccessibleInterface* RowFace::child(int index) const {
    const TableFace* owner = table();
    const QList<TableColumn*> shown = owner ? owner->shown() : QList<TableColumn*>();
    return index < shown.size() ? (index < 0 ? nullptr : cell(shown.at(index)))
                                : controls().value(index - shown.size());
}

int RowFace::indexOfChild(const QAccessibleInterface* child) const {
    for (int i = 0; i < childCount(); ++i)
        if (this->child(i) == child)
            return i;
    return -1;
}

QAccessible::Role RowFace::role() const {
    return row()->columns() ? QAccessible::Row : QAccessible::Role(told(row(), "role").toInt());
}

QAccessible::State RowFace::state() const {
    QAccessible::State state;
    state.focusable = true;
    state.focused = row()->focused();
    state.selectable = true;
    state.selected = row()->property("selected").toBool();
    state.invisible = !row()->isVisible();
    state.disabled = !row()->isEnabled();
    state.checkable = told(row(), "checkable").toBool();
    state.checked = told(row(), "checked").toBool();
    return state;
}

QString RowFace::text(QAccessible::Text text) const {
    if (text == QAccessible::Description)
        return told(object(), "description").toString();
    if (text != QAccessible::Name)
        return {};
    if (const QString own = told(object(), "name").toString(); !own.isEmpty())
        return own;
    QStringList words;
    const TableFace* owner = table();
    for (TableColumn* column : owner ? owner->shown() : QList<TableColumn*>())
        if (const QString more = cell(column)->text(QAccessible::Name); !more.isEmpty())
            words.append(more);
    return words.join(u' ');
}

QRect RowFace::rect() const {
    return placeOnScreen(row());
}

void RowFace::doAction(const QString& name) {
    if (name == pressAction())
        Q_EMIT row()->clicked();
}

// A cell

QQuickItem* CellFace::item() const {
    const TableColumns* columns = row_ ? row_->columns() : nullptr;
    return columns ? row_->childItems().value(columns->indexOf(column_)) : nullptr;
}

TableFace* CellFace::owner() const {
    auto* face = dynamic_cast<RowFace*>(parent());
    return face ? face->table() : nullptr;
}

void* CellFace::interface_cast(QAccessible::InterfaceType type) {
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
}

QWindow* CellFace::window() const {
    return row_ ? row_->window() : nullptr;
}

QAccessibleInterface* CellFace::parent() const {
    return row_ ? QAccessible::queryAccessibleInterface(row_.data()) : nullptr;
}

QAccessibleInterface* CellFace::table() const {
    return owner();
}

QAccessible::State CellFace::state() const {
    QAccessible::State state;
    state.selectable = true;
    state.selected = isSelected();
    state.offscreen = column_ && !column_->inView();
    state.readOnly = true;
    return state;
}

QString CellFace::text(QAccessible::Text text) const {
    return text == QAccessible::Name && isValid() ? wordsOf(item()) : QString();
}

QRect CellFace::rect() const {
    return isValid() ? placeOnScreen(item()) : QRect();
}

bool CellFace::isSelected() const {
    return row_ && row_->property("selected").toBool();
}

QList<QAccessibleInterface*> CellFace::columnHeaderCells() const {
    const TableFace* table = owner();
    auto* head = table ? table->list()->property("headItem").value<QQuickItem*>() : nullptr;
    for (QQuickItem* each : head ? head->childItems() : QList<QQuickItem*>())
        if (each->property("column").value<TableColumn*>() == column_)
            if (QAccessibleInterface* face = QAccessible::queryAccessibleInterface(each))
                return {face};
    return {};
}

int CellFace::columnIndex() const {
    const TableFace* table = owner();
    return table ? static_cast<int>(table->shown().indexOf(column_)) : -1;
}

int CellFace::rowIndex() const {
    return row_ ? placeOf(row_) : -1;
}

} // namespace inferno::ui
