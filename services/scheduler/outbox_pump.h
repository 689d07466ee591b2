// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/jobs/outbox.h"

namespace inferno::jobs {
class JobStore;
}

namespace inferno::scheduler {

/// Appends events to the vault with their outbox position (database id, number of the last) and returns when they are
/// durable. Events at or below the highest number that the vault holds of this database have come twice: drop them.
using AppendToVault = std::function<Result<void>(const Uuid& database, std::span<const jobs::OutboxEvent> events)>;

struct PumpStatus {
    std::uint64_t waiting = 0;   ///< rows in the outbox
    std::uint64_t delivered = 0; ///< events since the start
    std::string lastError;       ///< why the vault does not take them; "" while it does
};

/// Moves rows of the outbox into the vault, in order, and deletes them when durable: a crash in between brings some a
/// second time, never out of order, never not at all. While the vault refuses, it tries again after 1 to 30 s.
/// Owns one thread between `start` and `stop`. `store` is borrowed. Safe from any thread.
class OutboxPump {
public:
    OutboxPump(jobs::JobStore& store, AppendToVault append);
    ~OutboxPump();
    OutboxPump(const OutboxPump&) = delete;
    OutboxPump& operator=(const OutboxPump&) = delete;

    void start();
    /// Delivers what it can, then ends the thread.
    void stop();
    /// Moves everything now, on the caller's thread; returns the first refusal. Not while started.
    Result<void> drain();

    PumpStatus status() const;

private:
    struct Impl;
    std::shared_ptr<Impl> impl_; ///< shared with callbacks that may outlive this object
};

} // namespace inferno::scheduler
