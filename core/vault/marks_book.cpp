// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/marks_book.h"

#include <algorithm>

namespace inferno::vault {

void MarksBook::take(const Marks& marks) {
    const std::lock_guard lock(mutex_);
    for (const OutboxMark& mark : marks.outbox) {
        std::uint64_t& highest = outbox_[mark.database];
        highest = std::max(highest, mark.highest);
    }
    for (const IdempotencyMark& mark : marks.idempotency) {
        auto [entry, isNew] = parts_.try_emplace(mark.key);
        if (isNew)
            order_.push_back(mark.key);
        if (std::ranges::find(entry->second, mark) == entry->second.end())
            entry->second.push_back(mark);
    }
    for (; order_.size() > kMaxKeys; order_.pop_front())
        parts_.erase(order_.front());
}

std::optional<std::uint64_t> MarksBook::highest(const Uuid& database) const {
    const std::lock_guard lock(mutex_);
    const auto found = outbox_.find(database);
    return found == outbox_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<IdempotencyMark> MarksBook::find(const Hash& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = parts_.find(key);
    if (found == parts_.end())
        return {};
    std::vector<IdempotencyMark> parts = found->second;
    std::ranges::sort(parts, {}, &IdempotencyMark::offset);
    return parts;
}

Marks MarksBook::of(std::uint64_t firstSeq, std::uint64_t nextSeq) const {
    const std::lock_guard lock(mutex_);
    Marks marks;
    for (const auto& [database, highest] : outbox_)
        marks.outbox.push_back({database, highest});
    for (const auto& [key, parts] : parts_)
        for (const IdempotencyMark& part : parts)
            if (part.firstSeq >= firstSeq && part.firstSeq < nextSeq)
                marks.idempotency.push_back(part);
    std::ranges::sort(marks.idempotency, {}, &IdempotencyMark::firstSeq);
    return marks;
}

std::size_t MarksBook::keys() const {
    const std::lock_guard lock(mutex_);
    return order_.size();
}

} // namespace inferno::vault
