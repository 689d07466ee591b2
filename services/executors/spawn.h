// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "services/executors/launch_folder.h"
#include "services/executors/process.h"

namespace inferno::executors {

/// The numbers of a user. Error: run.spawn_failed where there is no such user.
Result<Account> accountOf(const std::string& user);

/// Starts `program FOLDER`, detached: a session of its own, working folder "/", an environment of PATH alone, `order`
/// as standard input (never on a disk), standard error appended to `errors`, no other descriptor. The child has to be
/// reaped. Error: run.spawn_failed.
Result<ProcessIdentity> spawnRunner(const std::filesystem::path& program, const std::filesystem::path& folder,
                                    std::string_view order, const std::filesystem::path& errors);

} // namespace inferno::executors
