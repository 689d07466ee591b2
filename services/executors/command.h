// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "services/executors/launch_files.h"
#include "services/executors/launch_group.h"
#include "services/executors/process.h"

namespace inferno::executors {

struct StartedCommand {
    int pid = 0;
    Descriptor output; ///< non-blocking: what the command writes to stdout and stderr, in its order
};

/// Starts `/bin/sh -c` with the launch's command in a session of its own, with exactly the launch's environment,
/// input from /dev/null, no descriptor but the three, umask 022, all signals at their defaults, and killed by the
/// kernel if this process dies. It runs on `cores` alone, if there are any. Returns when the shell runs. For a program
/// with one thread. Error run.spawn_failed: no part of the command ran; the detail says what was in the way (the
/// folder, the user, the size of the environment).
Result<StartedCommand> startCommand(const RunnerOrder& order, const LaunchGroup& group, const std::vector<int>& cores);

} // namespace inferno::executors
