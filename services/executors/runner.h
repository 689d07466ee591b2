// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace inferno::executors {

/// What `inferno-runner` does, from the order on standard input to the result in the launch's record.
///
/// It claims the launch (and leaves if it is claimed), starts the command, writes its output to the log, ends it
/// on timeout, on a request (SIGUSR1 and a file) and when told to end itself (SIGTERM): TERM to the whole
/// tree, the grace, KILL until no descendant is left; what a command leaves behind when it ends by itself is ended the
/// same way. As a child subreaper it is the parent of every orphan below it, so nothing gets away by setsid or a double
/// fork. Then it writes the result, and packs the log. One thread; a process of its own.
///
/// Returns the exit code of the program: 0 when the launch is done (or was not to be begun), 1 when it could not be
/// claimed, with the reason in a file (LaunchFiles::errorsPath). `prefix`: of the launch's files.
int runLaunch(const std::filesystem::path& prefix);

} // namespace inferno::executors
