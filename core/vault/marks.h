// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "core/vault/byte_reader.h"

/// What log frames and segments remember besides records, so that nothing is appended twice. Values.

namespace inferno::vault {

/// The highest outbox row of one database that is in the vault.
struct OutboxMark {
    Uuid database{};
    std::uint64_t highest = 0;

    friend bool operator==(const OutboxMark&, const OutboxMark&) = default;
};

/// Where a part of a request lies: events [offset, offset + count) of its `total` have the seqs from `firstSeq`.
struct IdempotencyMark {
    Hash key{};
    Hash events{}; ///< SHA-256 over what the request said: the same key with other events is a conflict
    std::uint32_t total = 0;
    std::uint32_t offset = 0;
    std::uint64_t firstSeq = 0;
    std::uint32_t count = 0;

    friend bool operator==(const IdempotencyMark&, const IdempotencyMark&) = default;
};

struct Marks {
    std::vector<OutboxMark> outbox;
    std::vector<IdempotencyMark> idempotency;

    /// u16 n, n × (16 B database, u64 highest);
    /// u32 m, m × (32 B key, 32 B events, u32 total, u32 offset, u64 firstSeq, u32 count).
    void serializeTo(Bytes& out) const;
    /// Leaves `reader` not ok if the bytes do not fit.
    static Marks read(ByteReader& reader);
};

} // namespace inferno::vault
