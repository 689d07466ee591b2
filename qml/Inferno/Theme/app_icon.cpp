// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Theme/app_icon.h"

#include <utility>

#include <QCache>
#include <QFile>
#include <QPainter>
#include <QPropertyAnimation>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSvgRenderer>
#include <QtMath>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {
constexpr int kTurnMs = 1000;
} // namespace

QImage iconImage(const QString& name, const QColor& color, int edge) {
    static QCache<QString, QImage> cache(512);
    const QString key = name % u'/' % QString::number(color.rgba(), 16) % u'/' % QString::number(edge);
    if (const QImage* known = cache.object(key))
        return *known;
    QFile file(u":/inferno/icons/"_s % name % u".svg"_s);
    QImage image;
    if (file.open(QIODevice::ReadOnly)) {
        image = QImage(edge, edge, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        QSvgRenderer(file.readAll()).render(&painter, QRectF(0, 0, edge, edge));
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(image.rect(), color);
    } else {
        qWarning("AppIcon: there is no icon '%s' in icons.txt", qUtf8Printable(name));
    }
    cache.insert(key, new QImage(image));
    return image;
}

AppIcon::AppIcon(QQuickItem* parent) : QQuickItem(parent), color_(Qt::black) {
    setFlag(ItemHasContents);
    setImplicitSize(size_, size_);
}

void AppIcon::setName(const QString& name) {
    if (name == name_)
        return;
    name_ = name;
    redraw();
    Q_EMIT nameChanged();
}

void AppIcon::setColor(const QColor& color) {
    if (color == color_)
        return;
    color_ = color;
    redraw();
    Q_EMIT colorChanged();
}

void AppIcon::setSize(int size) {
    if (size == size_)
        return;
    size_ = size;
    setImplicitSize(size_, size_);
    redraw();
    Q_EMIT sizeChanged();
}

void AppIcon::setTurning(bool turning) {
    if (turning == this->turning())
        return;
    if (turning) {
        auto* turn = new QPropertyAnimation(this, "rotation", this);
        turn->setStartValue(0.0);
        turn->setEndValue(360.0);
        turn->setDuration(kTurnMs);
        turn->setLoopCount(-1);
        turn->start();
        turn_ = turn;
    } else {
        delete std::exchange(turn_, nullptr);
        setRotation(0);
    }
    Q_EMIT turningChanged();
}

void AppIcon::redraw() {
    changed_ = true;
    update();
}

void AppIcon::itemChange(ItemChange change, const ItemChangeData& value) {
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        redraw();
    QQuickItem::itemChange(change, value);
}

QSGNode* AppIcon::updatePaintNode(QSGNode* old, UpdatePaintNodeData*) {
    auto* node = static_cast<QSGImageNode*>(old);
    if (changed_ || !node) {
        changed_ = false;
        const QImage image =
            name_.isEmpty() ? QImage() : iconImage(name_, color_, qCeil(size_ * window()->effectiveDevicePixelRatio()));
        if (image.isNull()) {
            delete node;
            return nullptr;
        }
        if (!node) {
            node = window()->createImageNode();
            node->setOwnsTexture(true);
            node->setFiltering(QSGTexture::Linear);
        }
        node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureCanUseAtlas));
    }
    node->setRect((width() - size_) / 2.0, (height() - size_) / 2.0, size_, size_);
    return node;
}

} // namespace inferno::ui
