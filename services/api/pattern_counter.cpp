// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/pattern_counter.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/units.h"

namespace inferno::api {
namespace {

constexpr std::size_t kPageEvents = 2000;
constexpr std::size_t kMaxBuckets = 1000;

using Shape = std::tuple<std::string, std::string, std::string>;
using Shapes = std::map<Shape, std::vector<WallTime>>;

/// All that fits, newest first, as far as the bounds allow.
Result<Shapes> collect(const PageOfEvents& page, vault::Query query, std::size_t eventsCounted,
                       client::AuditPatterns& document) {
    Shapes shapes;
    std::uint64_t blocks = 0;
    query.order = vault::Order::NewestFirst;
    query.from.reset();
    while (true) {
        query.limit = std::min<std::size_t>(kPageEvents, eventsCounted - document.total);
        query.maxBlocks = kBlocksRead - blocks;
        INFERNO_TRY(const vault::QueryPage found, page(query));
        for (const vault::Record& record : found.records)
            shapes[Shape(record.event.eventType, record.event.action, record.event.result)].push_back(record.timestamp);
        document.total += found.records.size();
        document.undecryptable_blocks += found.seen.undecryptableBlocks;
        document.pruned_events += found.seen.prunedEvents;
        blocks += std::max<std::uint64_t>(1, found.seen.scannedBlocks);
        if (!found.next)
            return shapes;
        if (document.total >= eventsCounted || blocks >= kBlocksRead) {
            document.partial = true;
            return shapes;
        }
        query.from = found.next;
    }
}

/// The ends of the time: as the question says, else the earliest and the latest event.
std::pair<WallTime, WallTime> endsOf(const vault::Query& query, const Shapes& shapes) {
    WallTime first = WallTime::max();
    WallTime last = WallTime::min();
    for (const auto& [shape, times] : shapes)
        for (const WallTime time : times) {
            first = std::min(first, time);
            last = std::max(last, time);
        }
    const WallTime from = query.since.value_or(first);
    return {from, std::max(query.until.value_or(last), from)};
}

} // namespace

Result<client::AuditPatterns> countPatterns(const PageOfEvents& page, vault::Query query, std::size_t buckets,
                                            std::size_t limit, std::size_t eventsCounted) {
    if (buckets == 0 || buckets > kMaxBuckets)
        return fail(ErrorCode::QueryInvalid, std::to_string(buckets) + " buckets",
                    "ask for 1 to " + std::to_string(kMaxBuckets));
    client::AuditPatterns document;
    INFERNO_TRY(const Shapes shapes, collect(page, query, eventsCounted, document));
    if (shapes.empty())
        return document;
    const auto [from, to] = endsOf(query, shapes);
    document.from = formatUtc(from);
    document.to = formatUtc(to);
    const auto parts = static_cast<std::int64_t>(buckets);
    const auto step = std::max((to - from + WallTime::duration{parts - 1}) / parts, WallTime::duration{1});
    for (const auto& [shape, times] : shapes) {
        const auto [earliest, latest] = std::ranges::minmax(times);
        client::AuditPattern pattern{std::get<0>(shape),
                                     std::get<1>(shape),
                                     std::get<2>(shape),
                                     times.size(),
                                     formatUtc(earliest),
                                     formatUtc(latest),
                                     std::vector<std::uint64_t>(buckets)};
        for (const WallTime time : times) {
            const auto bucket =
                std::clamp<std::int64_t>((time - from) / step, 0, static_cast<std::int64_t>(buckets) - 1);
            ++pattern.buckets[static_cast<std::size_t>(bucket)];
        }
        document.items.push_back(std::move(pattern));
    }
    std::ranges::stable_sort(document.items, std::greater{}, &client::AuditPattern::count);
    document.shapes = document.items.size();
    for (std::size_t more = limit; more < document.items.size(); ++more)
        document.other += document.items[more].count;
    document.items.resize(std::min(document.items.size(), limit));
    return document;
}

} // namespace inferno::api
