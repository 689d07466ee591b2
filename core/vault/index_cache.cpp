// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/index_cache.h"

namespace inferno::vault {

template <typename Part>
std::shared_ptr<const Part> IndexCache::part(BlockSource& source, std::size_t chapter, std::size_t number) {
    const Key key{source.number(), source.content(), chapter, number};
    {
        const std::lock_guard lock(mutex_);
        if (const auto place = places_.find(key); place != places_.end()) {
            entries_.splice(entries_.begin(), entries_, place->second);
            return std::static_pointer_cast<const Part>(place->second->part);
        }
    }
    auto bytes = source.readIndex(chapter, number);
    if (!bytes)
        return nullptr;
    auto parsed = Part::parse(std::move(*bytes));
    if (!parsed)
        return nullptr;
    auto made = std::make_shared<const Part>(std::move(*parsed));
    const std::lock_guard lock(mutex_);
    if (places_.contains(key)) // another thread was faster
        return made;
    entries_.push_front({key, made, made->memoryBytes()});
    places_.emplace(key, entries_.begin());
    bytes_ += entries_.front().bytes;
    while (bytes_ > kMaxBytes && entries_.size() > 1) {
        bytes_ -= entries_.back().bytes;
        places_.erase(entries_.back().key);
        entries_.pop_back();
    }
    return made;
}

std::shared_ptr<const ChapterSummary> IndexCache::summary(BlockSource& source, std::size_t chapter) {
    return part<ChapterSummary>(source, chapter, 0);
}

std::shared_ptr<const FilterShard> IndexCache::shard(BlockSource& source, std::size_t chapter, std::size_t shard) {
    return part<FilterShard>(source, chapter, 1 + shard);
}

std::size_t IndexCache::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

} // namespace inferno::vault
