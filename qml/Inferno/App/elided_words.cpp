// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/App/elided_words.h"

#include <algorithm>

#include <QColor>
#include <QTextDocumentFragment>

namespace inferno::ui {

namespace {

constexpr int kControlDepth = 4; // as deep as a control's label lies in it

bool hasOwnTip(const QQuickItem* item) {
    for (int depth = 0; item && depth < kControlDepth; ++depth, item = item->parentItem())
        if (!item->property("tip").toString().isEmpty())
            return true;
    return false;
}

bool covers(const QQuickItem* item) {
    return item->inherits("QQuickRectangle") && item->opacity() == 1 &&
           item->property("color").value<QColor>().alpha() == 255;
}

} // namespace

void ElidedWords::find(QQuickItem* root, const QPointF& point) {
    found_ = nullptr;
    look(root, root->mapToScene(point));
    if (!found_ || hasOwnTip(found_))
        return;
    text_ = found_->property("text").toString();
    if (found_->property("textFormat").toInt() != Qt::PlainText)
        text_ = QTextDocumentFragment::fromHtml(text_).toPlainText();
    box_ = root->mapRectFromItem(found_, QRectF(0, 0, found_->width(), found_->height()));
    Q_EMIT changed();
}

void ElidedWords::forget() {
    if (text_.isEmpty())
        return;
    text_.clear();
    Q_EMIT changed();
}

void ElidedWords::look(QQuickItem* item, const QPointF& scene) {
    if (!item->isVisible() || item->opacity() == 0)
        return;
    const bool within = item->contains(item->mapFromScene(scene));
    if (item->clip() && !within)
        return;
    if (within && item->inherits("QQuickText"))
        found_ = item->property("truncated").toBool() ? item : nullptr;
    else if (within && covers(item))
        found_ = nullptr;
    QList<QQuickItem*> children = item->childItems();
    std::ranges::stable_sort(children, {}, &QQuickItem::z);
    for (QQuickItem* child : children)
        look(child, scene);
}

} // namespace inferno::ui
