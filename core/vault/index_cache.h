// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include "core/vault/segment.h"

namespace inferno::vault {

/// The parts of indexes that were read last, up to a bound in bytes whatever the size of the vault. Safe from any
/// thread; parts are read outside the lock.
class IndexCache {
public:
    static constexpr std::size_t kMaxBytes = 64U << 20;

    /// Nothing where the part cannot be read: then nothing is known of its blocks.
    std::shared_ptr<const ChapterSummary> summary(BlockSource& source, std::size_t chapter);
    std::shared_ptr<const FilterShard> shard(BlockSource& source, std::size_t chapter, std::size_t shard);
    std::size_t bytes() const;

private:
    using Key = std::tuple<std::uint64_t, std::uint64_t, std::size_t, std::size_t>; ///< segment, content, chapter, part
    struct Entry {
        Key key;
        std::shared_ptr<const void> part;
        std::size_t bytes = 0;
    };
    template <typename Part>
    std::shared_ptr<const Part> part(BlockSource& source, std::size_t chapter, std::size_t number);

    mutable std::mutex mutex_;
    std::list<Entry> entries_; ///< used last first
    std::map<Key, std::list<Entry>::iterator> places_;
    std::size_t bytes_ = 0;
};

} // namespace inferno::vault
