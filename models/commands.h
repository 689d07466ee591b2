// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QList>
#include <QString>
#include <QStringList>

namespace inferno::models {

class AppState;

/// What a command is asked for: one of some choices, or typed text.
struct CommandStep {
    struct Choice {
        QString value;
        QString title;
        QString note;   ///< beside it: "running", "1.2, default"
        QString reason; ///< why it cannot be chosen now; "" = it can
    };
    QString question;  ///< "which job?"
    QString parameter; ///< as the command line calls it: "JOB"
    /// From the live state; `given` are the values of the steps before. Where there are none, it is typed.
    std::function<QList<Choice>(const QStringList& given)> choices;
    /// Why this text is no value; "" = it is one. Without it nothing is typed.
    std::function<QString(const QStringList& given, const QString& text)> problem{};
    /// What stands in the field at first.
    std::function<QString(const QStringList& given)> proposal{};
};

/// Something that the window can do, as the palette offers it. Values are those of its steps, in their order; a
/// function that is not set has nothing to say. GUI thread.
struct Command {
    QString id;
    QString title; ///< "Run job"
    QString words; ///< other words that it is found by
    QString icon;
    QString part; ///< where it belongs: "Queue"
    QString key;  ///< its id in KeyMap
    QList<CommandStep> steps{};
    QString sure{};                    ///< asked once before it is done: "Stop %1"; "" = it is not asked
    std::function<QString()> whyNot{}; ///< why it cannot be done now; "" = it can
    std::function<void(const QStringList& values)> run{};
    /// The same on the command line, without the program's name.
    std::function<QStringList(const QStringList& values)> line{};
    /// What it would do, in a sentence or two, reckoned from what is known now; it changes nothing.
    std::function<QString(const QStringList& values)> effect{};
};

/// All of them. `window` is told what only the window does: "rail", "keys", "find", "save", "new", "refresh", "quit".
QList<Command> commandsOf(AppState& app, const std::function<void(const QString&)>& window);

/// The line for a shell; a value that is not there yet stands as the name of its parameter. "" where there is none.
QString commandLine(const Command& command, const QStringList& values);

} // namespace inferno::models
