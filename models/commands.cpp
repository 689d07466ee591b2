// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/commands.h"

#include "models/command_parts.h"
#include "models/model_words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

QList<Command> commandsOf(AppState& app, const std::function<void(const QString&)>& window) {
    QList<Command> list;
    addQueueCommands(list, app);
    addModelCommands(list, app);
    addVaultCommands(list, app);
    addServiceCommands(list, app);
    addWindowCommands(list, app, window);
    return list;
}

QString commandLine(const Command& command, const QStringList& values) {
    if (!command.line)
        return {};
    QStringList all = values;
    for (qsizetype step = values.size(); step < command.steps.size(); ++step)
        all.append(command.steps.at(step).parameter);
    const QStringList words = command.line(all);
    if (words.isEmpty())
        return {};
    QString line = u"inferno"_s;
    for (const QString& word : words)
        line += u' ' + shellWord(word);
    return line;
}

std::function<QString()> needsService(AppState& app) {
    return [&app] { return app.connected() ? QString() : Commands::tr("the service does not answer"); };
}

} // namespace inferno::models
