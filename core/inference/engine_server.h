// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace inferno::inference {

struct ServeOptions {
    int socket = 3;
    int workers = 1;        ///< requests computed at once
    int intraOpThreads = 1; ///< threads of each; workers × this should not exceed the cores
    int queueLimit = 1000;  ///< requests waiting; beyond it they are refused with engine.unavailable
};

/// What `inferno-engine` does: loads models and answers requests in frames (docs/formats/engine-frames.md) until the
/// other side closes, then ends the process at once, also in the middle of a computation: nobody waits for it. Returns
/// the exit code: 1 after bytes that are no frames, with the reason on standard error.
int serveEngine(const ServeOptions& options);

} // namespace inferno::inference
