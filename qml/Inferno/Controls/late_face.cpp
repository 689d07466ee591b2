// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Controls/late_face.h"

#include <utility>

#include <QHash>
#include <QQmlComponent>
#include <QQmlEngine>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

/// One for each engine: a face is read once.
QQmlComponent* componentOf(QQmlEngine* engine, const QString& file) {
    static QHash<std::pair<QQmlEngine*, QString>, QPointer<QQmlComponent>> all;
    QPointer<QQmlComponent>& one = all[{engine, file}];
    if (!one)
        one = new QQmlComponent(engine, QUrl(u"qrc:/qt/qml/Inferno/Controls/"_s + file), engine);
    return one;
}

} // namespace

void LateFace::setShown(bool shown) {
    if (shown == shown_)
        return;
    shown_ = shown;
    settle();
    Q_EMIT shownChanged();
}

QQuickItem* LateFace::around() const {
    return around_ ? around_.data() : qobject_cast<QQuickItem*>(parent());
}

void LateFace::setAround(QQuickItem* item) {
    if (item == around_)
        return;
    around_ = item;
    Q_EMIT aroundChanged();
}

void LateFace::componentComplete() {
    complete_ = true;
    settle();
}

void LateFace::settle() {
    if (!complete_ || isWanted() == !face_.isNull())
        return;
    if (face_) {
        if (!keepsFace())
            drop();
        return;
    }
    QQmlEngine* engine = qmlEngine(this);
    if (!engine || !around())
        return;
    QQmlComponent* component = componentOf(engine, file());
    face_ = component->createWithInitialProperties({{u"owner"_s, QVariant::fromValue(this)}});
    if (face_)
        face_->setParent(this);
    else
        qWarning("%s", qUtf8Printable(component->errorString()));
}

void LateFace::drop() {
    face_->setProperty("visible", false);
    face_->deleteLater();
    face_.clear();
}

QString FocusRing::file() const {
    return u"FocusRingFace.qml"_s;
}

QString Tip::file() const {
    return u"TipFace.qml"_s;
}

void Tip::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    settle();
    Q_EMIT textChanged();
}

} // namespace inferno::ui
