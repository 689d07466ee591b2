// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

#include "models/app_state.h"
#include "models/commands.h"

namespace inferno::models {

/// The words of all commands.
struct Commands {
    Q_DECLARE_TR_FUNCTIONS(inferno::models::Commands)
};

/// The parts of commandsOf. The list outlives no AppState.
void addQueueCommands(QList<Command>& list, AppState& app);
void addVaultCommands(QList<Command>& list, AppState& app);
void addModelCommands(QList<Command>& list, AppState& app);
void addServiceCommands(QList<Command>& list, AppState& app);
void addWindowCommands(QList<Command>& list, AppState& app, const std::function<void(const QString&)>& window);

/// "" while the service answers; else that it does not.
std::function<QString()> needsService(AppState& app);

} // namespace inferno::models
