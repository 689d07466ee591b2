// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/marks.h"

namespace inferno::vault {

void Marks::serializeTo(Bytes& out) const {
    putLe(out, static_cast<std::uint16_t>(outbox.size()));
    for (const OutboxMark& mark : outbox) {
        out.insert(out.end(), mark.database.begin(), mark.database.end());
        putLe(out, mark.highest);
    }
    putLe(out, static_cast<std::uint32_t>(idempotency.size()));
    for (const IdempotencyMark& mark : idempotency) {
        out.insert(out.end(), mark.key.begin(), mark.key.end());
        out.insert(out.end(), mark.events.begin(), mark.events.end());
        putLe(out, mark.total);
        putLe(out, mark.offset);
        putLe(out, mark.firstSeq);
        putLe(out, mark.count);
    }
}

Marks Marks::read(ByteReader& reader) {
    Marks marks;
    marks.outbox.resize(reader.count<std::uint16_t>(24));
    for (OutboxMark& mark : marks.outbox) {
        mark.database = reader.array<16>();
        mark.highest = reader.number<std::uint64_t>();
    }
    marks.idempotency.resize(reader.count<std::uint32_t>(84));
    for (IdempotencyMark& mark : marks.idempotency) {
        mark.key = reader.array<32>();
        mark.events = reader.array<32>();
        mark.total = reader.number<std::uint32_t>();
        mark.offset = reader.number<std::uint32_t>();
        mark.firstSeq = reader.number<std::uint64_t>();
        mark.count = reader.number<std::uint32_t>();
    }
    return marks;
}

} // namespace inferno::vault
