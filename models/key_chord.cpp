// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/key_chord.h"

#include <array>
#include <utility>

#include <QHash>
#include <QStringList>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<Qt::Key, const char*>, 17> kNames{{{Qt::Key_Escape, "Esc"},
                                                                  {Qt::Key_Tab, "Tab"},
                                                                  {Qt::Key_Backspace, "Backspace"},
                                                                  {Qt::Key_Return, "Return"},
                                                                  {Qt::Key_Insert, "Ins"},
                                                                  {Qt::Key_Delete, "Del"},
                                                                  {Qt::Key_Home, "Home"},
                                                                  {Qt::Key_End, "End"},
                                                                  {Qt::Key_Left, "Left"},
                                                                  {Qt::Key_Up, "Up"},
                                                                  {Qt::Key_Right, "Right"},
                                                                  {Qt::Key_Down, "Down"},
                                                                  {Qt::Key_PageUp, "PgUp"},
                                                                  {Qt::Key_PageDown, "PgDown"},
                                                                  {Qt::Key_Space, "Space"},
                                                                  {Qt::Key_Help, "Help"},
                                                                  {Qt::Key_Pause, "Pause"}}};

constexpr std::array<std::pair<Qt::KeyboardModifier, const char*>, 4> kHeld{{{Qt::MetaModifier, "Meta"},
                                                                             {Qt::ControlModifier, "Ctrl"},
                                                                             {Qt::AltModifier, "Alt"},
                                                                             {Qt::ShiftModifier, "Shift"}}};

/// What a keyboard needs Shift for on some layouts: there Shift says nothing.
bool isSign(int key) {
    return key > Qt::Key_Space && key < 0x7f && !isLetterOrDigit(key);
}

QString keyText(int key) {
    for (const auto& [known, name] : kNames)
        if (known == key)
            return QLatin1String(name);
    if (key >= Qt::Key_F1 && key <= Qt::Key_F35)
        return u'F' + QString::number(key - Qt::Key_F1 + 1);
    if (key > Qt::Key_Space && key <= 0xffff && QChar(key).isPrint())
        return QString(QChar(key)).toUpper();
    return {};
}

int keyOf(const QString& text) {
    for (const auto& [key, name] : kNames)
        if (text == QLatin1String(name))
            return key;
    if (text.size() == 1)
        return text.front().isPrint() && !text.front().isSpace() ? text.front().toUpper().unicode() : 0;
    bool isNumber = false;
    const int number = text.startsWith(u'F') ? text.mid(1).toInt(&isNumber) : 0;
    return isNumber && number >= 1 && number <= 35 ? Qt::Key_F1 + number - 1 : 0;
}

QStringList partsOf(const QString& chord) {
    if (chord == "+"_L1)
        return {chord};
    if (chord.endsWith("++"_L1)) // the key itself
        return chord.chopped(2).split(u'+') << u"+"_s;
    return chord.split(u'+');
}

} // namespace

bool isLetterOrDigit(int key) {
    return (key >= Qt::Key_A && key <= Qt::Key_Z) || (key >= Qt::Key_0 && key <= Qt::Key_9);
}

QString chordText(int key, Qt::KeyboardModifiers modifiers) {
    if (key == Qt::Key_Enter)
        key = Qt::Key_Return;
    if (key == Qt::Key_Backtab) {
        key = Qt::Key_Tab;
        modifiers |= Qt::ShiftModifier;
    }
    if (isSign(key))
        modifiers &= ~Qt::KeyboardModifiers(Qt::ShiftModifier);
    QString text = keyText(key);
    if (text.isEmpty())
        return {};
    for (auto held = kHeld.rbegin(); held != kHeld.rend(); ++held)
        if (modifiers.testFlag(held->first))
            text.prepend(QLatin1String(held->second) + u'+');
    return text;
}

QKeyCombination chordOf(const QString& text) {
    QStringList parts = partsOf(text);
    const int key = parts.isEmpty() ? 0 : keyOf(parts.takeLast());
    Qt::KeyboardModifiers modifiers;
    for (const QString& part : parts) {
        bool known = false;
        for (const auto& [modifier, name] : kHeld)
            if (part == QLatin1String(name)) {
                modifiers |= modifier;
                known = true;
            }
        if (!known)
            return Qt::Key(0);
    }
    return key == 0 ? QKeyCombination(Qt::Key(0)) : QKeyCombination(modifiers, Qt::Key(key));
}

QString chordShown(const QString& text) {
    static const QHash<QString, QString> signs{
        {u"Left"_s, u"←"_s}, {u"Right"_s, u"→"_s}, {u"Up"_s, u"↑"_s},  {u"Down"_s, u"↓"_s}, {u"Return"_s, u"⏎"_s},
#ifdef Q_OS_MACOS
        {u"Ctrl"_s, u"⌘"_s}, {u"Meta"_s, u"⌃"_s},  {u"Alt"_s, u"⌥"_s}, {u"Shift"_s, u"⇧"_s}
#endif
    };
    QStringList parts = partsOf(text);
    for (QString& part : parts)
        part = signs.value(part, part);
    return parts.join(u'+');
}

} // namespace inferno::models
