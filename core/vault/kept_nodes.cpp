// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/kept_nodes.h"

#include <algorithm>
#include <bit>

namespace inferno::vault {

std::vector<NodeId> coverOf(std::uint64_t begin, std::uint64_t end) {
    std::vector<NodeId> nodes;
    while (begin < end) {
        // As large as its place allows, and as what is left does.
        const auto fits = static_cast<unsigned>(std::bit_width(end - begin) - 1);
        const unsigned level = begin == 0 ? fits : std::min(fits, static_cast<unsigned>(std::countr_zero(begin)));
        nodes.push_back({level, begin >> level});
        begin += 1ULL << level;
    }
    return nodes;
}

std::optional<Hash> KeptNodes::node(NodeId id, TreeHasher& hasher) const {
    if (const auto found = nodes_.find({id.level, id.index}); found != nodes_.end())
        return found->second;
    if (id.level == 0)
        return std::nullopt;
    const auto left = node({id.level - 1, id.index * 2}, hasher);
    if (!left)
        return std::nullopt;
    const auto right = node({id.level - 1, id.index * 2 + 1}, hasher);
    return right ? std::optional(hasher.node(*left, *right)) : std::nullopt;
}

std::vector<KeptNodes::Entry> keptOf(std::uint64_t first, std::span<const Hash> leaves,
                                     std::span<const std::uint64_t> sizes) {
    const std::uint64_t end = first + leaves.size();
    std::vector<std::uint64_t> cuts{first, end};
    for (const std::uint64_t size : sizes)
        if (size > first && size < end)
            cuts.push_back(size);
    std::ranges::sort(cuts);
    std::vector<KeptNodes::Entry> kept;
    TreeHasher hasher;
    for (std::size_t i = 1; i < cuts.size(); ++i)
        for (const NodeId id : coverOf(cuts[i - 1], cuts[i]))
            kept.push_back({id, hasher.subtree(leaves.subspan((id.index << id.level) - first, 1ULL << id.level))});
    return kept;
}

std::optional<std::vector<KeptNodes::Entry>> keptOf(std::uint64_t first, std::uint64_t next, const KeptNodes& known,
                                                    std::span<const std::uint64_t> sizes) {
    std::vector<std::uint64_t> cuts{next};
    for (const std::uint64_t size : sizes)
        if (size > first && size < next)
            cuts.push_back(size);
    std::ranges::sort(cuts);
    std::vector<KeptNodes::Entry> kept;
    TreeHasher hasher;
    for (std::uint64_t at = first; at < next;) {
        const auto largest = [&](std::uint64_t end) {
            const auto fits = static_cast<unsigned>(std::bit_width(end - at) - 1);
            return at == 0 ? fits : std::min(fits, static_cast<unsigned>(std::countr_zero(at)));
        };
        const std::uint64_t cut = *std::ranges::upper_bound(cuts, at);
        std::optional<KeptNodes::Entry> found;
        const auto take = [&](unsigned level) {
            if (const auto hash = known.node({level, at >> level}, hasher))
                found = KeptNodes::Entry{{level, at >> level}, *hash};
            return found.has_value();
        };
        for (unsigned level = largest(cut) + 1; level-- > 0 && !take(level);) {
        }
        for (unsigned level = largest(cut) + 1; !found && level <= largest(next) && !take(level); ++level) {
        }
        if (!found)
            return std::nullopt;
        kept.push_back(*found);
        at += 1ULL << found->id.level;
    }
    return kept;
}

} // namespace inferno::vault
