// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/layout_check.h"

#include <cmath>
#include <functional>

#include <QAccessible>
#include <QHash>
#include <QQuickItem>

namespace inferno::tests {

using namespace Qt::StringLiterals;

namespace {

constexpr double kSlackPx = 1.5; // a ring or a half pixel is no loss

struct Words {
    QQuickItem* item;
    QRectF box;        // of what is drawn, in the scene, without what is clipped
    QQuickItem* sheet; // the surface that they are on: a drawer, a popup, or null
};

void visit(QQuickItem* item, const std::function<void(QQuickItem*)>& act) {
    if (!item->isVisible() || item->opacity() == 0)
        return;
    act(item);
    for (QQuickItem* child : item->childItems())
        visit(child, act);
}

QString nameOf(QQuickItem* item) {
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
    const QString said = face ? face->text(QAccessible::Name) : QString();
    return said.isEmpty() ? QString::fromLatin1(item->metaObject()->className()) : said;
}

QString line(const QString& what, const QRectF& box) {
    return u"%1 at %2,%3 %4x%5"_s.arg(what.simplified())
        .arg(qRound(box.x()))
        .arg(qRound(box.y()))
        .arg(qRound(box.width()))
        .arg(qRound(box.height()));
}

QRectF sceneBox(const QQuickItem* item) {
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

// The part of `box` (in the scene) that no ancestor of `item` clips away.
QRectF shown(const QQuickItem* item, QRectF box) {
    for (const QQuickItem* above = item->parentItem(); above; above = above->parentItem())
        if (above->clip())
            box &= sceneBox(above);
    return box;
}

bool isWithin(const QRectF& part, const QRectF& whole) {
    return whole.adjusted(-kSlackPx, -kSlackPx, kSlackPx, kSlackPx).contains(part);
}

bool isReachable(QQuickItem* item, const QRectF& window) {
    QRectF box = sceneBox(item);
    for (QQuickItem* above = item->parentItem(); above; above = above->parentItem()) {
        if (above->inherits("QQuickFlickable")) {
            const auto* content = above->property("contentItem").value<QQuickItem*>();
            const QRectF whole = content->mapRectToScene(
                {above->property("originX").toReal(), above->property("originY").toReal(),
                 above->property("contentWidth").toReal(), above->property("contentHeight").toReal()});
            // What lies on the flickable itself does not move with it.
            if (content->isAncestorOf(item)) {
                if (!isWithin(box, whole.united(sceneBox(above))))
                    return false;
                box = sceneBox(above);
            }
        } else if (above->clip() && !isWithin(box, sceneBox(above))) {
            return false;
        }
    }
    return isWithin(box, window);
}

bool isSheet(const QQuickItem* item) {
    if (item->property("overlay").isValid() && item->property("headless").isValid())
        return true; // a DrawerPanel, whatever a page makes of it
    const QByteArray type = item->metaObject()->className();
    return type.startsWith("Toast") || type.startsWith("QQuickPopupItem");
}

QList<Words> words(QQuickWindow* window) {
    QList<Words> list;
    visit(window->contentItem(), [&](QQuickItem* item) {
        if (!item->inherits("QQuickText") || item->property("text").toString().trimmed().isEmpty())
            return;
        const qreal wide = std::min(item->width(), item->property("contentWidth").toReal());
        const qreal tall = std::min(item->height(), item->property("contentHeight").toReal());
        const int across = item->property("effectiveHorizontalAlignment").toInt();
        const int along = item->property("verticalAlignment").toInt();
        const qreal x = (across & Qt::AlignRight)     ? item->width() - wide
                        : (across & Qt::AlignHCenter) ? (item->width() - wide) / 2
                                                      : item->property("leftPadding").toReal();
        const qreal y = (along & Qt::AlignBottom)    ? item->height() - tall
                        : (along & Qt::AlignVCenter) ? (item->height() - tall) / 2
                                                     : item->property("topPadding").toReal();
        const QRectF box = shown(item, item->mapRectToScene({x, y, wide, tall})) & QRectF(QPointF(), window->size());
        if (box.width() < 2 || box.height() < 2)
            return;
        QQuickItem* sheet = item->parentItem();
        while (sheet && !isSheet(sheet))
            sheet = sheet->parentItem();
        list.append({item, box, sheet});
    });
    return list;
}

double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

// The colour of most pixels around and between the letters.
QColor behind(const QImage& picture, const QRect& box) {
    QHash<QRgb, int> counts;
    QRgb most = 0;
    for (int y = box.top(); y <= box.bottom(); ++y)
        for (int x = box.left(); x <= box.right(); ++x)
            if (const QRgb pixel = picture.pixel(x, y); ++counts[pixel] > counts[most])
                most = pixel;
    return QColor::fromRgb(most);
}

double opacityOf(const QQuickItem* item) {
    double product = 1;
    for (; item; item = item->parentItem())
        product *= item->opacity();
    return product;
}

QColor mixed(const QColor& over, const QColor& under, double share) {
    const auto part = [share](float a, float b) { return static_cast<float>(a * share + b * (1 - share)); };
    return QColor::fromRgbF(part(over.redF(), under.redF()), part(over.greenF(), under.greenF()),
                            part(over.blueF(), under.blueF()));
}

} // namespace

QStringList cutOff(QQuickWindow* window) {
    QStringList list;
    const QRectF whole(QPointF(), window->size());
    visit(window->contentItem(), [&](QQuickItem* item) {
        if (item->activeFocusOnTab() && item->isEnabled() && item->width() > 0 && item->height() > 0 &&
            !isReachable(item, whole))
            list.append(line(nameOf(item), sceneBox(item)));
    });
    return list;
}

QStringList overlapping(QQuickWindow* window) {
    constexpr double kTouchPx = 3; // line boxes are higher than their letters
    QStringList list;
    const QList<Words> all = words(window);
    for (qsizetype i = 0; i < all.size(); ++i)
        for (qsizetype j = i + 1; j < all.size(); ++j) {
            const QRectF both = all[i].box & all[j].box;
            if (all[i].sheet == all[j].sheet && both.width() > kTouchPx && both.height() > 2 * kTouchPx)
                list.append(line(all[i].item->property("text").toString(), all[i].box) + u" over "_s +
                            line(all[j].item->property("text").toString(), all[j].box));
        }
    return list;
}

QStringList pale(QQuickWindow* window, const QImage& picture, double least) {
    QStringList list;
    const qreal dots = picture.devicePixelRatio();
    for (const Words& one : words(window)) {
        const QRect box = QRectF(one.box.topLeft() * dots, one.box.size() * dots).toAlignedRect() & picture.rect();
        const QColor under = behind(picture, box);
        const QColor ink = one.item->property("color").value<QColor>();
        const double has = contrast(mixed(ink, under, opacityOf(one.item) * ink.alphaF()), under);
        const double wanted = one.item->isEnabled() ? least : std::max(2.0, least - 4.5);
        if (has < wanted)
            list.append(u"%1 has %2:1, %3 on %4"_s.arg(line(one.item->property("text").toString(), one.box))
                            .arg(has, 0, 'f', 1)
                            .arg(ink.name(), under.name()));
    }
    return list;
}

QList<QQuickItem*> elided(QQuickWindow* window) {
    QList<QQuickItem*> list;
    for (const Words& one : words(window))
        if (one.item->property("truncated").toBool())
            list.append(one.item);
    return list;
}

bool shows(QQuickWindow* window, const QString& said) {
    for (const Words& one : words(window))
        if (one.sheet && one.item->property("text").toString() == said && !one.item->property("truncated").toBool())
            return true;
    return false;
}

} // namespace inferno::tests
