// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace inferno::inference {

struct ServeOptions {
    int socket = 3;
    int workers = 1;        ///< batches computed at once
    int intraOpThreads = 1; ///< threads of each
};

/// The same with no more workers than cores, and no more threads of each than its share of them: threads that wait for
/// each other on busy cores cost more than they bring.
ServeOptions fitted(ServeOptions options, int cores);

/// What `inferno-engine` does: loads models and answers requests in frames (docs/formats/engine-frames.md) until the
/// other side closes, then ends the process at once, also in the middle of a computation: nobody waits for it. Returns
/// the exit code: 1 after bytes that are no frames, or when more workers hang than there are, with the reason on
/// standard error.
int serveEngine(const ServeOptions& options);

} // namespace inferno::inference
