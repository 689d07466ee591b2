// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "core/vault/marks.h"

namespace inferno::vault {

/// What is known of durable outbox rows and idempotency keys: the highest number of each database, and the newest
/// kMaxKeys keys. Safe from any thread.
class MarksBook {
public:
    static constexpr std::size_t kMaxKeys = 100'000;

    /// Marks of a frame or segment, oldest first; what is known already is not taken twice.
    void take(const Marks& marks);
    std::optional<std::uint64_t> highest(const Uuid& database) const;
    /// The parts of the request with this key, by offset; empty if it is not known.
    std::vector<IdempotencyMark> find(const Hash& key) const;
    /// What the segment of these records repeats: all databases, and the keys whose parts begin in it.
    Marks of(std::uint64_t firstSeq, std::uint64_t nextSeq) const;
    std::size_t keys() const;

private:
    mutable std::mutex mutex_;
    std::map<Uuid, std::uint64_t> outbox_;
    std::map<Hash, std::vector<IdempotencyMark>> parts_;
    std::deque<Hash> order_; ///< oldest key first
};

} // namespace inferno::vault
