// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/context.h"

namespace inferno::cli {

/// Each adds one group of commands, with its options and help, to the program.
void addCronCommands(CLI::App& program, Context& context);
void addQueueCommands(CLI::App& program, Context& context);
void addAuditCommands(CLI::App& program, Context& context);
void addModelCommands(CLI::App& program, Context& context);
void addModelBatch(CLI::App& program, Context& context);
void addServiceCommands(CLI::App& program, Context& context);
/// Under `inferno service`.
void addServiceInstall(CLI::App& group, Context& context);
void addMaintenanceCommands(CLI::App& program, Context& context);

/// A command or option of the public surface that is not built yet, as it was typed: "audit export". Nothing where
/// these arguments name none. Such a command is refused, whatever follows it.
std::optional<std::string> unbuilt(const std::vector<std::string>& arguments);

} // namespace inferno::cli
