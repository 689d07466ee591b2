// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::jobs {

class StoreCore;

/// One audit event on its way to the vault, opened.
struct OutboxEvent {
    std::uint64_t number = 0; ///< rises, never given twice in one database
    std::string event;        ///< JSON object with the fields of contract.md
    std::string principal;    ///< who asked, for `recorded_by`; all three empty: the service itself
    std::string tokenId;
    std::string peer;
};

/// The audit events that were committed with their changes and have not reached the vault. Safe from any thread.
class Outbox {
public:
    explicit Outbox(StoreCore& core) : core_(core) {}

    /// The oldest, in order. Error: the cipher's.
    Result<std::vector<OutboxEvent>> oldest(int limit) const;
    /// Deletes all up to and including `number`: they are durable in the vault.
    Result<void> delivered(std::uint64_t number);
    std::uint64_t size() const;
    /// As many wait as may: new changes are refused with vault.unavailable.
    bool full() const;

private:
    StoreCore& core_;
};

} // namespace inferno::jobs
