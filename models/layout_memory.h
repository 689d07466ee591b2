// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

/// What a person moved in the window: widths of panes and columns of tables, by name. Each engine has one, as it has
/// one Theme; the window keeps `stored` over a restart. What was written by hand and cannot be read is as if it were
/// not there. GUI thread.
class LayoutMemory : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY changed)

public:
    explicit LayoutMemory(QObject* parent = nullptr) : QObject(parent) {}

    QString stored() const;
    void setStored(const QString& text);

    /// The width of the pane `name`; 0 = as usual. What is not named is not kept.
    Q_INVOKABLE int width(const QString& name) const;
    Q_INVOKABLE void setWidth(const QString& name, int width);

    /// What TableColumns keeps of itself.
    QJsonObject table(const QString& name) const;
    void setTable(const QString& name, const QJsonObject& layout);

Q_SIGNALS:
    void changed();

private:
    void put(const QString& group, const QString& name, const QJsonValue& value);

    QJsonObject root_;
};

} // namespace inferno::models
