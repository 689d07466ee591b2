// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/qml/bench.h"

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QQuickWindow>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

QtMessageHandler previous = nullptr;
QStringList warnings;

// What the engine says when something of ours is wrong; other messages (fonts, platform) are no failures.
bool isOurs(const QString& message) {
    static const QStringList signs{
        u"Binding loop"_s,  u"TypeError"_s,    u"ReferenceError"_s,    u"Unable to assign"_s, u"AppIcon:"_s,
        u"is not a type"_s, u"unavailable"_s,  u"Cyclic dependency"_s, u"Cannot read"_s,      u"Cannot instantiate"_s,
        u"FINAL"_s,         u"is read-only"_s, u"not initialized"_s};
    for (const QString& sign : signs)
        if (message.contains(sign))
            return true;
    return false;
}

void collect(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (isOurs(message))
        warnings.append(message);
    if (previous)
        previous(type, context, message);
}

void listen() {
    if (const QtMessageHandler other = qInstallMessageHandler(collect); other != collect)
        previous = other;
}

QString describe(const QQuickItem* item) {
    const QPointF at = item->mapToScene({});
    return u"%1 at %2,%3"_s.arg(QString::fromLatin1(item->metaObject()->className()))
        .arg(qRound(at.x()))
        .arg(qRound(at.y()));
}

void walk(QQuickItem* item, const std::function<void(QQuickItem*)>& visit) {
    if (!item->isVisible())
        return;
    visit(item);
    for (QQuickItem* child : item->childItems())
        walk(child, visit);
}

} // namespace

Bench::Bench(QObject* parent) : QObject(parent), settings_(QString()) {
    listen();
    app_ = std::make_unique<inferno::models::AppState>(
        backend_, inferno::models::FakeBackend::clock(),
        inferno::models::AppState::Options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true});
    app_->start();
    settings_.setReduceMotion(true);
}

Bench::~Bench() = default;

QStringList Bench::takeWarnings() {
    listen(); // Qt Test puts its own handler in front at each test case
    return std::exchange(warnings, {});
}

QStringList Bench::unnamed(QQuickItem* root) const {
    QStringList bad;
    walk(root, [&](QQuickItem* item) {
        if (!item->activeFocusOnTab() || !item->isEnabled())
            return;
        QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
        if (!face || face->role() == QAccessible::NoRole || face->role() == QAccessible::Client)
            bad.append(describe(item) + u" has no role"_s);
        else if (face->text(QAccessible::Name).isEmpty())
            bad.append(describe(item) + u" has no name"_s);
    });
    return bad;
}

int Bench::tabStops(QQuickItem* root) const {
    QQuickItem* first = root->nextItemInFocusChain(true);
    QQuickItem* item = first;
    for (int stops = 1; stops <= 500; ++stops) {
        item = item->nextItemInFocusChain(true);
        if (item == first)
            return stops;
    }
    return -1;
}

QString Bench::nameOf(QQuickItem* item) const {
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
    return face ? face->text(QAccessible::Name) : QString();
}

QStringList Bench::tableOf(QQuickItem* item) const {
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(item);
    QAccessibleTableInterface* table = face ? face->tableInterface() : nullptr;
    if (!table || face->role() != QAccessible::Table)
        return {u"no table"_s};
    QStringList titles;
    for (int column = 0; column < table->columnCount(); ++column)
        titles.append(table->columnDescription(column));
    QStringList lines{u"%1 x %2"_s.arg(table->rowCount()).arg(table->columnCount()), titles.join(u" | "_s)};
    for (int i = 0; i < face->childCount(); ++i) {
        QAccessibleInterface* row = face->child(i);
        const int number = row->child(0)->tableCellInterface()->rowIndex();
        QStringList words;
        for (int column = 0; column < table->columnCount(); ++column) {
            QAccessibleInterface* cell = table->cellAt(number, column);
            QAccessibleTableCellInterface* place = cell ? cell->tableCellInterface() : nullptr;
            const bool fits = place && cell == row->child(column) && cell->role() == QAccessible::Cell &&
                              cell->parent() == row && place->table() == face && place->columnIndex() == column &&
                              row->indexOfChild(cell) == column && place->rowIndex() == number && cell->isValid();
            const QList<QAccessibleInterface*> heads =
                place ? place->columnHeaderCells() : QList<QAccessibleInterface*>();
            const bool headed = heads.size() == 1 && heads.first()->text(QAccessible::Name) == titles.at(column);
            words.append(!fits ? u"does not fit"_s : !headed ? u"has no head"_s : cell->text(QAccessible::Name));
        }
        const bool known = row->parent() == face && face->indexOfChild(row) == i && row->role() == QAccessible::Row &&
                           row->object() && table->rowDescription(number) == row->text(QAccessible::Name);
        lines.append(u"%1%2: %3"_s.arg(number).arg(known ? QString() : u" lost"_s, words.join(u" | "_s)));
    }
    return lines;
}

bool Bench::hasRing(QQuickItem* item, const QColor& accent) const {
    const QImage picture = item->window()->grabWindow();
    const QRect box = item->mapRectToScene(item->boundingRect()).toRect();
    const int x = box.center().x();
    for (int gap = 1; gap <= 6; ++gap)
        if (picture.valid(x, box.top() - gap) && picture.pixelColor(x, box.top() - gap) == accent)
            return true;
    return false;
}

QString Bench::tipOf(QQuickItem* item) const {
    for (const QObject* part : item->findChildren<QObject*>())
        if (part->inherits("QQuickToolTip") && part->property("visible").toBool())
            return part->property("text").toString();
    return {};
}

QStringList Bench::qmlFiles(const QString& folder) const {
    QStringList names = QDir(qEnvironmentVariable("INFERNO_SOURCE") + u'/' + folder).entryList({u"*.qml"_s});
    for (QString& name : names)
        name.chop(4);
    return names;
}

QString Bench::qmlSource(const QString& folder, const QString& name) const {
    QFile file(qEnvironmentVariable("INFERNO_SOURCE") + u'/' + folder + u'/' + name + u".qml"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void Bench::keepPicture(QQuickItem* item, const QString& name) const {
    const QString folder = qEnvironmentVariable("INFERNO_SCREENS");
    if (!folder.isEmpty())
        item->window()->grabWindow().save(QDir(folder).filePath(name + u".png"_s));
}
