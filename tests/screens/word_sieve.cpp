// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/word_sieve.h"

#include <functional>

#include <QAccessible>
#include <QCoreApplication>
#include <QQuickItem>

namespace inferno::tests {

using namespace Qt::StringLiterals;

namespace {

/// Qt's own contexts: "QShortcut", "QQuickTextField", but not "QueryField".
bool isOfQt(const char* context) {
    return context[0] == 'Q' && context[1] >= 'A' && context[1] <= 'Z';
}

void visit(QQuickItem* item, const std::function<void(QQuickItem*)>& act) {
    if (!item->isVisible() || item->opacity() == 0)
        return;
    act(item);
    for (QQuickItem* child : item->childItems())
        visit(child, act);
}

bool isPressed(QQuickItem* item) {
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    if (!interface)
        return false;
    switch (interface->role()) {
    case QAccessible::Button:
    case QAccessible::CheckBox:
    case QAccessible::Link:
    case QAccessible::MenuItem:
    case QAccessible::PageTab:
    case QAccessible::RadioButton: return true;
    default: return false;
    }
}

/// Whether something to the left or right cuts it: the window's edge, or an ancestor that clips.
bool isCut(const QQuickItem* item, const QQuickWindow* window) {
    const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    QRectF room(0, 0, window->width(), window->height());
    for (const QQuickItem* above = item->parentItem(); above; above = above->parentItem())
        if (above->clip())
            room = room.intersected(above->mapRectToScene(QRectF(0, 0, above->width(), above->height())));
    // What is above or below is scrolled to.
    return place.intersects(room) && (place.left() < room.left() - 1 || place.right() > room.right() + 1);
}

/// Whether the words are what it is called, rather than something beside.
bool isNamed(QQuickItem* item, const QString& words) {
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(item);
    return item->property("text").toString() == words || (interface && interface->text(QAccessible::Name) == words);
}

/// Whether a tooltip of it has the whole words.
bool isTold(const QQuickItem* item, const QString& words) {
    for (const QObject* part : item->findChildren<QObject*>())
        if (part->inherits("QQuickToolTip") && part->property("text").toString() == words)
            return true;
    return false;
}

QString textIn(const QQuickItem* item) {
    return item->property("text").toString();
}

} // namespace

GapFinder::GapFinder(const QString& catalogue) {
    if (!words_.load(catalogue))
        missing_.insert(u"no catalogue "_s + catalogue);
    QCoreApplication::installTranslator(this);
}

GapFinder::~GapFinder() {
    QCoreApplication::removeTranslator(this);
}

QStringList GapFinder::missing() const {
    QStringList list = missing_.values();
    list.sort();
    return list;
}

QString GapFinder::translate(const char* context, const char* source, const char* comment, int n) const {
    const QString words = words_.translate(context, source, comment, n);
    if (words.isEmpty() && !isOfQt(context))
        missing_.insert(QString::fromUtf8(context) + u": "_s + QString::fromUtf8(source));
    return words;
}

LongWords::LongWords() {
    QCoreApplication::installTranslator(this);
}

LongWords::~LongWords() {
    QCoreApplication::removeTranslator(this);
}

QString LongWords::translate(const char* context, const char* source, const char*, int) const {
    const QString words = QString::fromUtf8(source);
    if (isOfQt(context) || QByteArrayView(context) == "Dates" || words.size() < 3)
        return {};
    const qsizetype more = (words.size() * 2 + 4) / 5;
    return words + QString(more, u'e');
}

QStringList cutLabels(const QQuickWindow* window) {
    QStringList list;
    visit(window->contentItem(), [&](QQuickItem* item) {
        if (isPressed(item) && isCut(item, window))
            list.append(u"cut off: "_s + textIn(item) + u" "_s + QString::fromLatin1(item->metaObject()->className()));
        if (!item->property("truncated").toBool() || !item->inherits("QQuickText"))
            return;
        for (QQuickItem* above = item->parentItem(); above; above = above->parentItem())
            if (isPressed(above) && isNamed(above, textIn(item)) && !isTold(above, textIn(item))) {
                list.append(u"elided: "_s + textIn(item));
                return;
            }
    });
    list.removeDuplicates();
    return list;
}

} // namespace inferno::tests
