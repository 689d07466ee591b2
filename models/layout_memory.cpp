// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/layout_memory.h"

#include <QJsonDocument>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWidest = 10'000;

const QString kPanes = u"panes"_s;
const QString kTables = u"tables"_s;

} // namespace

QString LayoutMemory::stored() const {
    return root_.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(root_).toJson(QJsonDocument::Compact));
}

void LayoutMemory::setStored(const QString& text) {
    const QJsonObject root = QJsonDocument::fromJson(text.toUtf8()).object();
    if (root == root_)
        return;
    root_ = root;
    Q_EMIT changed();
}

int LayoutMemory::width(const QString& name) const {
    const int width = root_.value(kPanes).toObject().value(name).toInt();
    return width > 0 && width <= kWidest ? width : 0;
}

void LayoutMemory::setWidth(const QString& name, int width) {
    if (!name.isEmpty())
        put(kPanes, name, width > 0 ? QJsonValue(width) : QJsonValue());
}

QJsonObject LayoutMemory::table(const QString& name) const {
    return root_.value(kTables).toObject().value(name).toObject();
}

void LayoutMemory::setTable(const QString& name, const QJsonObject& layout) {
    if (!name.isEmpty())
        put(kTables, name, layout.isEmpty() ? QJsonValue() : QJsonValue(layout));
}

void LayoutMemory::put(const QString& group, const QString& name, const QJsonValue& value) {
    QJsonObject part = root_.value(group).toObject();
    if (part.value(name) == value || (value.isNull() && !part.contains(name)))
        return;
    if (value.isNull())
        part.remove(name);
    else
        part.insert(name, value);
    root_.insert(group, part);
    Q_EMIT changed();
}

} // namespace inferno::models
