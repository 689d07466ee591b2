// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QPointer>
#include <QQmlListProperty>
#include <QQmlParserStatus>
#include <QtQml/qqmlregistration.h>

#include "models/layout_memory.h"

namespace inferno::models {

/// A column of a table: what its page says of it, and below what became of it. GUI thread.
class TableColumn : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name MEMBER name NOTIFY said)        ///< by which it is kept
    Q_PROPERTY(QString title MEMBER title NOTIFY said)      ///< in the head
    Q_PROPERTY(QString hint MEMBER hint NOTIFY said)        ///< what the title means, where that is not plain
    Q_PROPERTY(int width MEMBER width NOTIFY said)          ///< usual; without one it takes a share of what is left
    Q_PROPERTY(int minimum MEMBER minimum NOTIFY said)      ///< not less, whoever chooses
    Q_PROPERTY(double stretch MEMBER stretch NOTIFY said)   ///< its share of what is left
    Q_PROPERTY(int shownFrom MEMBER shownFrom NOTIFY said)  ///< left out of a narrower table, unless it was asked for
    Q_PROPERTY(bool available MEMBER available NOTIFY said) ///< false: there is no such column now
    Q_PROPERTY(bool fixed MEMBER fixed NOTIFY said)         ///< leads always: a check box, a mark
    Q_PROPERTY(bool needed MEMBER needed NOTIFY said)       ///< cannot be hidden
    Q_PROPERTY(bool alignRight MEMBER alignRight NOTIFY said)
    Q_PROPERTY(bool flush MEMBER flush NOTIFY said) ///< its words begin at its edge
    Q_PROPERTY(bool sortable MEMBER sortable NOTIFY said)
    Q_PROPERTY(bool sorted MEMBER sorted NOTIFY said)
    Q_PROPERTY(bool descending MEMBER descending NOTIFY said)

    Q_PROPERTY(double x READ x NOTIFY laidOut)
    Q_PROPERTY(double room READ room NOTIFY laidOut)
    Q_PROPERTY(bool shown READ shown NOTIFY laidOut)   ///< of the table's columns now
    Q_PROPERTY(bool inView READ inView NOTIFY laidOut) ///< and not scrolled away
    Q_PROPERTY(bool pinned READ pinned NOTIFY laidOut)

public:
    explicit TableColumn(QObject* parent = nullptr) : QObject(parent) {}

    double x() const { return x_; }
    double room() const { return room_; }
    bool shown() const { return shown_; }
    bool inView() const { return inView_; }
    bool pinned() const { return pinned_; }

    QString name;
    QString title;
    QString hint;
    int width = 0;
    int minimum = 48;
    double stretch = 0;
    int shownFrom = 0;
    bool available = true;
    bool fixed = false;
    bool needed = false;
    bool alignRight = false;
    bool flush = false;
    bool sortable = false;
    bool sorted = false;
    bool descending = false;

Q_SIGNALS:
    void said();
    void laidOut();
    void sortAsked();

private:
    friend class TableColumns;

    // By a person.
    int chosenWidth_ = 0;
    bool hidden_ = false;
    bool wanted_ = false; ///< in a narrow table too
    bool pinned_ = false;
    // By the layout.
    double x_ = 0;
    double room_ = 0;
    bool shown_ = false;
    bool inView_ = false;
};

/// Who shows cells below each other and can say how wide the content of a column is.
class CellLine {
public:
    CellLine() = default;
    virtual ~CellLine() = default;
    CellLine(const CellLine&) = delete;
    CellLine& operator=(const CellLine&) = delete;
    /// What the cell of the column would like to have; 0 = it does not say.
    virtual double naturalWidth(qsizetype column) const = 0;
};

/// The columns of a table: which are shown, in what order, how wide, and where. A person makes them wider, moves, hides
/// and pins them; that is kept in `memory` under `name`. Columns that do not fit scroll by whole columns below the
/// pinned ones, so nothing ever lies over another. The n-th cell of a row belongs to the n-th column, as they are
/// declared. Cost: O(columns) for each change. GUI thread.
class TableColumns : public QObject, public QQmlParserStatus {
    Q_OBJECT
    QML_ELEMENT
    Q_INTERFACES(QQmlParserStatus)
    Q_CLASSINFO("DefaultProperty", "list")
    Q_PROPERTY(QQmlListProperty<inferno::models::TableColumn> list READ list)
    Q_PROPERTY(QString name MEMBER name_)
    Q_PROPERTY(inferno::models::LayoutMemory* memory READ memory WRITE setMemory NOTIFY memoryChanged)
    Q_PROPERTY(double width READ width WRITE setWidth NOTIFY widthChanged) ///< of the table
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool usual READ usual NOTIFY laidOut)        ///< nothing was chosen
    Q_PROPERTY(int first READ first NOTIFY laidOut)         ///< columns that are scrolled away
    Q_PROPERTY(int lastFirst READ lastFirst NOTIFY laidOut) ///< at the end; 0: all of them fit

public:
    explicit TableColumns(QObject* parent = nullptr) : QObject(parent) {}

    QQmlListProperty<TableColumn> list();
    LayoutMemory* memory() const { return memory_; }
    void setMemory(LayoutMemory* memory);
    double width() const { return width_; }
    void setWidth(double width);
    int count() const { return static_cast<int>(columns_.size()); }
    bool usual() const;
    int first() const { return first_; }
    int lastFirst() const { return lastFirst_; }
    /// As declared.
    qsizetype indexOf(const TableColumn* column) const { return columns_.indexOf(column); }
    Q_INVOKABLE inferno::models::TableColumn* at(int index) const { return columns_.value(index); }
    /// The shown ones from left to right, those scrolled away too.
    QList<TableColumn*> shownColumns() const;

    // What a person does
    Q_INVOKABLE void resize(inferno::models::TableColumn* column, double width);
    /// As wide as its title and what is in view.
    Q_INVOKABLE void fit(inferno::models::TableColumn* column, double titleWidth);
    Q_INVOKABLE bool canMove(inferno::models::TableColumn* column, int by) const;
    Q_INVOKABLE void move(inferno::models::TableColumn* column, int by);
    /// Where a column that is let go at `x` would begin, and lets it go there.
    Q_INVOKABLE double dropX(inferno::models::TableColumn* column, double x) const;
    Q_INVOKABLE void drop(inferno::models::TableColumn* column, double x);
    Q_INVOKABLE bool canHide(inferno::models::TableColumn* column) const;
    Q_INVOKABLE void setShown(inferno::models::TableColumn* column, bool shown);
    Q_INVOKABLE void setPinned(inferno::models::TableColumn* column, bool pinned);
    Q_INVOKABLE void makeUsual();
    /// The shown column `by` places on; null at the ends. Without a column: the first of those that can be chosen.
    Q_INVOKABLE inferno::models::TableColumn* beside(inferno::models::TableColumn* column, int by) const;
    Q_INVOKABLE void scrollTo(int first);
    Q_INVOKABLE void reveal(inferno::models::TableColumn* column);

    void addLine(CellLine* line) { lines_.insert(line); }
    void removeLine(CellLine* line) { lines_.remove(line); }

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void widthChanged();
    void laidOut();
    void countChanged();
    void memoryChanged();

private:
    void add(TableColumn* column);
    void recall();
    void keep();
    void layOut();
    void chooseShown();
    void chooseRooms(const QList<TableColumn*>& shown);
    QList<TableColumn*> group(const TableColumn* column) const;
    qsizetype dropPlace(const TableColumn* column, double x) const;
    void place(TableColumn* column, qsizetype among, const QList<TableColumn*>& group);
    QJsonObject told() const;

    QString name_;
    QPointer<LayoutMemory> memory_;
    QList<TableColumn*> columns_; // as declared
    QList<TableColumn*> order_;   // as a person put them
    QSet<CellLine*> lines_;
    double width_ = 0;
    int first_ = 0;
    int lastFirst_ = 0;
    bool complete_ = false;
    bool keeping_ = false;
};

} // namespace inferno::models
