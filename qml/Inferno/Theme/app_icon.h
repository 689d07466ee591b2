// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractAnimation>
#include <QColor>
#include <QImage>
#include <QQuickItem>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// An icon of the table icons.txt in one colour, sharp at every scale of the screen. `size` is the edge in px at 100 %.
/// A name that is not in the table draws nothing and is warned of once: tests fail on the warning.
/// Cost: one rasterization for each name, colour and size in the program (a cache of 512), then a small texture each.
class AppIcon : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY nameChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY colorChanged)
    Q_PROPERTY(int size READ size WRITE setSize NOTIFY sizeChanged)
    Q_PROPERTY(bool turning READ turning WRITE setTurning NOTIFY turningChanged) ///< once a second, by itself

public:
    explicit AppIcon(QQuickItem* parent = nullptr);

    [[nodiscard]] QString name() const { return name_; }
    [[nodiscard]] QColor color() const { return color_; }
    [[nodiscard]] int size() const { return size_; }
    void setName(const QString& name);
    void setColor(const QColor& color);
    void setSize(int size);
    [[nodiscard]] bool turning() const { return turn_ != nullptr; }
    void setTurning(bool turning);

Q_SIGNALS:
    void nameChanged();
    void colorChanged();
    void sizeChanged();
    void turningChanged();

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
    void itemChange(ItemChange change, const ItemChangeData& value) override;

private:
    void redraw();
    QString name_;
    QColor color_;
    int size_ = 16;
    bool changed_ = true;
    QAbstractAnimation* turn_ = nullptr;
};

/// The icon `name` in `color`, `edge` device pixels wide; a null image if there is none. GUI thread.
[[nodiscard]] QImage iconImage(const QString& name, const QColor& color, int edge);

} // namespace inferno::ui
