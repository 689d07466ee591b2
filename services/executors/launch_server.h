// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace inferno::executors {

/// What `inferno-runner --serve` does: for each request on the socket that is its standard input (what the names of the
/// launch's files begin with, and the descriptor of the order) it forks a runner (see `runLaunch`), and answers with a
/// LaunchReply. It ends when the service closes the socket; its runners go on. One thread.
///
/// Returns the exit code of the program. Returns in the runners too, each with its own.
int serveLaunches();

} // namespace inferno::executors
