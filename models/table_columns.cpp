// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/table_columns.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QJsonArray>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidest = 2'000;
constexpr int kSpare = 8; // beside the longest content

double widthOf(const TableColumn* column, int chosen) {
    const int width = chosen > 0 ? chosen : column->width;
    return column->fixed ? width : std::max(column->minimum, width);
}

} // namespace

QQmlListProperty<TableColumn> TableColumns::list() {
    return {
        this,
        nullptr,
        [](QQmlListProperty<TableColumn>* list, TableColumn* column) {
            static_cast<TableColumns*>(list->object)->add(column);
        },
        [](QQmlListProperty<TableColumn>* list) { return static_cast<TableColumns*>(list->object)->columns_.size(); },
        [](QQmlListProperty<TableColumn>* list, qsizetype index) {
            return static_cast<TableColumns*>(list->object)->columns_.at(index);
        },
        nullptr};
}

void TableColumns::add(TableColumn* column) {
    columns_.append(column);
    order_.append(column);
    connect(column, &TableColumn::said, this, &TableColumns::layOut);
    Q_EMIT countChanged();
}

void TableColumns::componentComplete() {
    complete_ = true;
    recall();
}

// Memory

void TableColumns::setMemory(LayoutMemory* memory) {
    if (memory == memory_)
        return;
    if (memory_)
        memory_->disconnect(this);
    memory_ = memory;
    if (memory_)
        connect(memory_, &LayoutMemory::changed, this, [this] {
            if (!keeping_)
                recall();
        });
    recall();
    Q_EMIT memoryChanged();
}

void TableColumns::recall() {
    if (!complete_)
        return;
    const QJsonObject kept = memory_ ? memory_->table(name_) : QJsonObject();
    const QJsonArray order = kept.value(u"order"_s).toArray();
    const QJsonObject widths = kept.value(u"widths"_s).toObject();
    const auto lists = [&](const QString& list, const TableColumn* column) {
        return kept.value(list).toArray().contains(column->name);
    };
    for (TableColumn* column : std::as_const(columns_)) {
        const int width = widths.value(column->name).toInt();
        column->chosenWidth_ = width > 0 ? std::clamp(width, column->minimum, kWidest) : 0;
        column->hidden_ = lists(u"hidden"_s, column) && !column->needed && !column->fixed;
        column->wanted_ = lists(u"wanted"_s, column);
        column->pinned_ = lists(u"pinned"_s, column) && !column->fixed;
    }
    // A column that is not in the list, such as one of a newer version, keeps its usual neighbour.
    order_ = columns_;
    QList<TableColumn*> known;
    for (const QJsonValue& name : order)
        for (TableColumn* column : std::as_const(columns_))
            if (column->name == name.toString() && !known.contains(column))
                known.append(column);
    qsizetype next = 0;
    for (TableColumn*& column : order_)
        if (known.contains(column))
            column = known.at(next++);
    layOut();
}

QJsonObject TableColumns::told() const {
    QJsonObject widths;
    QJsonArray hidden;
    QJsonArray wanted;
    QJsonArray pinned;
    QJsonArray order;
    for (const TableColumn* column : columns_) {
        if (column->chosenWidth_ > 0)
            widths.insert(column->name, column->chosenWidth_);
        if (column->hidden_)
            hidden.append(column->name);
        if (column->wanted_)
            wanted.append(column->name);
        if (column->pinned_)
            pinned.append(column->name);
    }
    if (order_ != columns_)
        for (const TableColumn* column : order_)
            order.append(column->name);
    QJsonObject all;
    const auto put = [&](const QString& key, const QJsonValue& value, bool empty) {
        if (!empty)
            all.insert(key, value);
    };
    put(u"widths"_s, widths, widths.isEmpty());
    put(u"hidden"_s, hidden, hidden.isEmpty());
    put(u"wanted"_s, wanted, wanted.isEmpty());
    put(u"pinned"_s, pinned, pinned.isEmpty());
    put(u"order"_s, order, order.isEmpty());
    return all;
}

void TableColumns::keep() {
    layOut();
    if (!memory_)
        return;
    keeping_ = true;
    memory_->setTable(name_, told());
    keeping_ = false;
}

bool TableColumns::usual() const {
    return told().isEmpty();
}

// Layout

void TableColumns::setWidth(double width) {
    if (width == width_)
        return;
    width_ = width;
    Q_EMIT widthChanged();
    layOut();
}

QList<TableColumn*> TableColumns::shownColumns() const {
    QList<TableColumn*> shown;
    for (const int turn : {0, 1, 2})
        for (TableColumn* column : order_)
            if (column->shown_ && turn == (column->fixed ? 0 : column->pinned_ ? 1 : 2))
                shown.append(column);
    return shown;
}

void TableColumns::chooseShown() {
    for (TableColumn* column : std::as_const(columns_))
        column->shown_ = column->available && !column->hidden_ && (column->wanted_ || width_ >= column->shownFrom);
}

void TableColumns::chooseRooms(const QList<TableColumn*>& shown) {
    double left = width_;
    double shares = 0;
    for (TableColumn* column : shown) {
        const bool stretches = column->stretch > 0 && column->chosenWidth_ == 0;
        shares += stretches ? column->stretch : 0;
        column->room_ = stretches ? 0 : widthOf(column, column->chosenWidth_);
        left -= column->room_;
    }
    // One that must have more than its share takes it from the others: again, without it.
    for (bool again = true; again;) {
        again = false;
        for (TableColumn* column : shown) {
            if (column->room_ > 0 || left * column->stretch / shares >= widthOf(column, 0))
                continue;
            column->room_ = widthOf(column, 0);
            left -= column->room_;
            shares -= column->stretch;
            again = true;
        }
    }
    for (TableColumn* column : shown) {
        if (column->room_ > 0)
            continue;
        column->room_ = std::round(left * column->stretch / shares);
        left -= column->room_;
        shares -= column->stretch;
    }
}

void TableColumns::layOut() {
    if (!complete_)
        return;
    chooseShown();
    const QList<TableColumn*> shown = shownColumns();
    chooseRooms(shown);
    double held = 0;
    QList<TableColumn*> moving;
    for (TableColumn* column : shown) {
        if (column->fixed || column->pinned_)
            held += column->room_;
        else
            moving.append(column);
    }
    // At the end as many as fit, and at least one.
    double room = std::max(0.0, width_ - held) + 0.5;
    lastFirst_ = static_cast<int>(moving.size());
    while (lastFirst_ > 0 && (lastFirst_ == moving.size() || moving.at(lastFirst_ - 1)->room_ <= room))
        room -= moving.at(--lastFirst_)->room_;
    first_ = std::clamp(first_, 0, lastFirst_);

    for (TableColumn* column : std::as_const(columns_)) {
        const qsizetype place = moving.indexOf(column);
        column->inView_ = column->shown_ && (place < 0 || place >= first_);
    }
    double x = 0;
    for (TableColumn* column : shown) {
        column->x_ = x;
        x += column->inView_ ? column->room_ : 0;
    }
    for (TableColumn* column : std::as_const(columns_))
        Q_EMIT column->laidOut();
    Q_EMIT laidOut();
}

void TableColumns::scrollTo(int first) {
    const int wanted = std::clamp(first, 0, lastFirst_);
    if (wanted == first_)
        return;
    first_ = wanted;
    layOut();
}

void TableColumns::reveal(TableColumn* column) {
    if (!column || !column->shown_ || column->fixed || column->pinned_)
        return;
    const qsizetype place = group(column).indexOf(column);
    if (place < first_)
        scrollTo(static_cast<int>(place));
    while (first_ < std::min<qsizetype>(place, lastFirst_) && column->x_ + column->room_ > width_)
        scrollTo(first_ + 1);
}

// What a person does

void TableColumns::resize(TableColumn* column, double width) {
    if (!column || column->fixed)
        return;
    const int wanted = static_cast<int>(std::clamp<double>(std::round(width), column->minimum, kWidest));
    if (wanted == column->chosenWidth_)
        return;
    column->chosenWidth_ = wanted;
    keep();
}

void TableColumns::fit(TableColumn* column, double titleWidth) {
    if (!column || column->fixed)
        return;
    const qsizetype index = columns_.indexOf(column);
    double widest = 0;
    for (const CellLine* line : std::as_const(lines_))
        widest = std::max(widest, line->naturalWidth(index));
    if (widest > 0) {
        resize(column, std::max(titleWidth, std::ceil(widest) + kSpare));
    } else {
        column->chosenWidth_ = 0;
        keep();
    }
}

QList<TableColumn*> TableColumns::group(const TableColumn* column) const {
    QList<TableColumn*> group;
    for (TableColumn* other : shownColumns())
        if (!other->fixed && other->pinned_ == column->pinned_)
            group.append(other);
    return group;
}

bool TableColumns::canMove(TableColumn* column, int by) const {
    if (!column || column->fixed || !column->shown_)
        return false;
    const QList<TableColumn*> others = group(column);
    const qsizetype to = others.indexOf(column) + by;
    return to >= 0 && to < others.size();
}

void TableColumns::move(TableColumn* column, int by) {
    if (!canMove(column, by))
        return;
    const QList<TableColumn*> others = group(column);
    place(column, others.indexOf(column) + by, others);
}

/// Puts it at the place `among` the columns of its group, without it.
void TableColumns::place(TableColumn* column, qsizetype among, const QList<TableColumn*>& group) {
    QList<TableColumn*> others = group;
    others.removeOne(column);
    order_.removeOne(column);
    if (among < others.size())
        order_.insert(order_.indexOf(others.at(among)), column);
    else
        order_.insert(others.isEmpty() ? order_.size() : order_.indexOf(others.last()) + 1, column);
    keep();
}

qsizetype TableColumns::dropPlace(const TableColumn* column, double x) const {
    qsizetype place = 0;
    for (const TableColumn* other : group(column))
        if (other != column && (!other->inView_ || x > other->x_ + other->room_ / 2))
            ++place;
    return place;
}

double TableColumns::dropX(TableColumn* column, double x) const {
    QList<TableColumn*> others = group(column);
    const qsizetype was = others.indexOf(column);
    const qsizetype place = dropPlace(column, x);
    if (place == was)
        return column->x_;
    others.removeOne(column);
    return place < others.size() ? others.at(place)->x_ : others.last()->x_ + others.last()->room_;
}

void TableColumns::drop(TableColumn* column, double x) {
    if (!column || column->fixed || !column->shown_)
        return;
    const QList<TableColumn*> others = group(column);
    if (const qsizetype to = dropPlace(column, x); to != others.indexOf(column))
        place(column, to, others);
}

bool TableColumns::canHide(TableColumn* column) const {
    return column && !column->fixed && !column->needed;
}

void TableColumns::setShown(TableColumn* column, bool shown) {
    if (!canHide(column) || shown == column->shown_)
        return;
    column->hidden_ = !shown;
    column->wanted_ = shown && width_ < column->shownFrom;
    keep();
    if (shown)
        reveal(column);
}

void TableColumns::setPinned(TableColumn* column, bool pinned) {
    if (!column || column->fixed || column->pinned_ == pinned)
        return;
    column->pinned_ = pinned;
    keep();
}

void TableColumns::makeUsual() {
    for (TableColumn* column : std::as_const(columns_)) {
        column->chosenWidth_ = 0;
        column->hidden_ = column->wanted_ = column->pinned_ = false;
    }
    order_ = columns_;
    first_ = 0;
    keep();
}

TableColumn* TableColumns::beside(TableColumn* column, int by) const {
    QList<TableColumn*> shown = shownColumns();
    shown.removeIf([](const TableColumn* each) { return each->fixed; });
    return column ? shown.value(shown.indexOf(column) + by) : shown.value(0);
}

} // namespace inferno::models
