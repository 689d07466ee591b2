// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/App/scene_mirror.h"

#include <QGuiApplication>
#include <QQmlEngine>
#include <QQmlListReference>

namespace inferno::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kTurned = "infernoTurned"; // property of an item that is looked after

bool isText(const QQuickItem* item) {
    return item->inherits("QQuickText") || item->inherits("QQuickTextInput") || item->inherits("QQuickTextEdit");
}

/// Pictures that have no direction.
bool isPicture(const QQuickItem* item) {
    if (!item->inherits("inferno::ui::AppIcon"))
        return false;
    const QString name = item->property("name").toString();
    return !name.contains("left"_L1) && !name.contains("right"_L1);
}

bool reads(const QQuickItem* item) {
    return isText(item) || isPicture(item);
}

} // namespace

SceneMirror::SceneMirror(QObject* parent) : QObject(parent) {
    connect(this, &SceneMirror::windowChanged, this, &SceneMirror::begin);
}

void SceneMirror::begin() {
    if (!window_ || scale_ || !QGuiApplication::isRightToLeft())
        return;
    scale_ = std::make_unique<QQmlComponent>(qmlEngine(this));
    scale_->setData("import QtQuick\n"
                    "Scale {\n"
                    "    property Item around\n"
                    "    property Item item\n"
                    "    origin.x: !around ? 0 : around !== item ? around.width / 2 - item.x : item instanceof Text"
                    " ? (item.width + item.leftPadding - item.rightPadding) / 2 : item.width / 2\n"
                    "    xScale: -1\n"
                    "}",
                    QUrl());
    QQuickItem* root = window_->contentItem();
    turn(root, root);
    follow(root);
}

void SceneMirror::follow(QQuickItem* item) {
    const bool readable = reads(item);
    const auto take = [this, item, readable] {
        for (QQuickItem* child : item->childItems()) {
            if (child->property(kTurned).toBool())
                continue;
            child->setProperty(kTurned, true);
            // Its own turn comes first; what lies in a text that was turned back then stands in the mirror again.
            if (reads(child))
                turn(child, child);
            if (readable)
                turn(child, item);
            follow(child);
        }
    };
    connect(item, &QQuickItem::childrenChanged, this, take);
    take();
}

void SceneMirror::turn(QQuickItem* item, QQuickItem* around) {
    QObject* scale = scale_->createWithInitialProperties(
        {{u"around"_s, QVariant::fromValue(around)}, {u"item"_s, QVariant::fromValue(item)}}, qmlContext(this));
    if (!scale)
        return;
    scale->setParent(item);
    QQmlListReference transforms(item, "transform");
    transforms.append(scale);
}

} // namespace inferno::ui
