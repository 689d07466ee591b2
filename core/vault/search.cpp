// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/search.h"

#include <algorithm>
#include <unordered_map>

namespace inferno::vault {
namespace {

constexpr std::size_t kMaxBuckets = 1000;
constexpr std::size_t kMaxItems = 1000;
/// Values that are counted; those beyond are among the others.
constexpr std::size_t kMaxValues = 100'000;

WallTime timeOf(std::int64_t ns) {
    return WallTime{std::chrono::nanoseconds{ns}};
}

/// Goes over the slices of a store in the query's order and opens those in which something may match.
class Walk {
public:
    Walk(const Store& store, const Query& query, const Matcher& matcher, SearchCounts& seen)
        : store_(store), matcher_(matcher), seen_(seen), backwards_(query.order == Order::NewestFirst),
          maxBlocks_(query.maxBlocks) {
        const std::uint64_t end = store.size();
        if (end == 0)
            return;
        seq_ = backwards_ ? std::min(query.from.value_or(end - 1), end - 1) : query.from.value_or(0);
        left_ = backwards_ ? seq_ + 1 : (seq_ < end ? end - seq_ : 0);
    }

    /// Consecutive records to look at, in the order of the walk.
    struct Stretch {
        std::shared_ptr<const RecordSet> records;
        std::uint64_t firstSeq = 0; ///< of `records`
        std::uint64_t from = 0;     ///< the first one to look at
        std::uint64_t count = 0;
        bool backwards = false;
        std::uint64_t seq(std::uint64_t i) const { return backwards ? from - i : from + i; }
        ByteView record(std::uint64_t i) const { return (*records)[seq(i) - firstSeq]; }
        ByteView blob(std::uint64_t i) const { return records->blob(seq(i) - firstSeq); }
    };
    /// None at the end, and where the bound on blocks is reached.
    std::optional<Stretch> next() {
        while (left_ > 0 && !(maxBlocks_ > 0 && seen_.scannedBlocks >= maxBlocks_)) {
            const auto view = store_.viewAt(seq_);
            const Store::Span& span = view->span;
            Stretch stretch;
            stretch.firstSeq = span.firstSeq;
            stretch.from = seq_;
            stretch.backwards = backwards_;
            stretch.count = backwards_ ? seq_ - span.firstSeq + 1
                                       : std::min<std::uint64_t>(span.firstSeq + span.count - seq_, left_);
            left_ -= stretch.count;
            seq_ = backwards_ ? seq_ - stretch.count : seq_ + stretch.count;
            if (!matcher_.overlaps(timeOf(span.firstNs), timeOf(span.lastNs))) {
                ++seen_.skippedBlocks;
                continue;
            }
            auto records = store_.load(*view);
            if (!records && records.error().code == ErrorCode::ProofPruned) {
                seen_.prunedEvents += stretch.count;
                continue;
            }
            if (!records) {
                ++seen_.undecryptableBlocks;
                continue;
            }
            stretch.records = *std::move(records);
            ++seen_.scannedBlocks;
            seen_.scannedEvents += stretch.count;
            return stretch;
        }
        return std::nullopt;
    }
    /// Where to go on; none at the end.
    std::optional<std::uint64_t> rest() const { return left_ > 0 ? std::optional(seq_) : std::nullopt; }

private:
    const Store& store_;
    const Matcher& matcher_;
    SearchCounts& seen_;
    bool backwards_;
    std::uint64_t maxBlocks_;
    std::uint64_t seq_ = 0;  ///< the next record
    std::uint64_t left_ = 0; ///< records from there to the end
};

/// The record, if it matches.
Result<std::optional<Record>> matching(const Matcher& matcher, ByteView bytes, ByteView blob) {
    INFERNO_TRY(const RecordHead head, decodeHead(bytes));
    if (!matcher.mayMatch(head))
        return std::optional<Record>();
    INFERNO_TRY(Record record, decodeRecord(bytes, blob));
    if (!matcher.matches(record))
        return std::optional<Record>();
    return std::optional(std::move(record));
}

/// Calls `each(record)` for every record that fits. True where the bound on blocks ended it early.
template <typename Each>
Result<bool> forEach(const Store& store, const Query& query, SearchCounts& seen, Each each) {
    INFERNO_TRY(const Matcher matcher, Matcher::of(query));
    Walk walk(store, query, matcher, seen);
    while (const auto stretch = walk.next())
        for (std::uint64_t i = 0; i < stretch->count; ++i) {
            INFERNO_TRY(const auto record, matching(matcher, stretch->record(i), stretch->blob(i)));
            if (record)
                each(*record);
        }
    return walk.rest().has_value();
}

std::string_view valueOf(const Record& record, HistogramBy by) {
    switch (by) {
    case HistogramBy::Severity: return toText(record.severity);
    case HistogramBy::Result: return record.event.result;
    case HistogramBy::EventType: return record.event.eventType;
    case HistogramBy::Nothing: break;
    }
    return {};
}

struct CountedField {
    std::string_view name;
    std::string_view (*of)(const Record&);
};

constexpr CountedField kCounted[] = {
    {"event_type", [](const Record& r) -> std::string_view { return r.event.eventType; }},
    {"action", [](const Record& r) -> std::string_view { return r.event.action; }},
    {"user", [](const Record& r) -> std::string_view { return r.event.user; }},
    {"source_ip", [](const Record& r) -> std::string_view { return r.event.sourceIp; }},
    {"user_agent", [](const Record& r) -> std::string_view { return r.event.userAgent; }},
    {"session_id", [](const Record& r) -> std::string_view { return r.event.sessionId; }},
    {"trace_id", [](const Record& r) -> std::string_view { return r.event.traceId; }},
    {"resource", [](const Record& r) -> std::string_view { return r.event.resource; }},
    {"result", [](const Record& r) -> std::string_view { return r.event.result; }},
    {"severity", [](const Record& r) { return toText(r.severity); }},
    {"level", [](const Record& r) { return toText(r.level); }},
    {"origin", [](const Record& r) { return toText(r.recordedBy.origin); }},
    {"recorded_by.principal", [](const Record& r) -> std::string_view { return r.recordedBy.principal; }},
};

} // namespace

Result<QueryPage> Search::page(const Query& query) const {
    INFERNO_TRY(const Matcher matcher, Matcher::of(query));
    QueryPage page;
    Walk walk(store_, query, matcher, page.seen);
    while (const auto stretch = walk.next()) {
        for (std::uint64_t i = 0; i < stretch->count; ++i) {
            if (page.records.size() == query.limit) {
                page.next = stretch->seq(i);
                return page;
            }
            INFERNO_TRY(auto record, matching(matcher, stretch->record(i), stretch->blob(i)));
            if (record)
                page.records.push_back(*std::move(record));
        }
    }
    page.next = walk.rest();
    return page;
}

/// The ends of a histogram: as the query says, else the earliest and the latest timestamp there is.
Result<std::pair<WallTime, WallTime>> Search::span(const Query& query) const {
    std::int64_t first = INT64_MAX;
    std::int64_t last = INT64_MIN;
    const std::uint64_t end = query.since && query.until ? 0 : store_.size();
    for (std::uint64_t seq = 0; seq < end;) {
        const auto view = store_.viewAt(seq);
        seq = view->span.firstSeq + view->span.count;
        if (view->span.source || view->span.stub) {
            first = std::min(first, view->span.firstNs);
            last = std::max(last, view->span.lastNs);
            continue;
        }
        for (std::size_t i = 0; i < view->records->size(); ++i) {
            INFERNO_TRY(const RecordHead head, decodeHead((*view->records)[i]));
            first = std::min(first, head.timestampNs);
            last = std::max(last, head.timestampNs);
        }
    }
    const WallTime from = query.since.value_or(timeOf(first));
    const WallTime to = query.until ? *query.until : timeOf(last) + std::chrono::nanoseconds{1};
    return std::pair(from, std::max(to, from + std::chrono::nanoseconds{1}));
}

Result<Histogram> Search::histogram(const Query& query, std::size_t buckets, HistogramBy by) const {
    if (buckets == 0 || buckets > kMaxBuckets)
        return fail(ErrorCode::QueryInvalid, std::to_string(buckets) + " buckets",
                    "ask for 1 to " + std::to_string(kMaxBuckets));
    Histogram histogram;
    if (store_.size() == 0)
        return histogram;
    INFERNO_TRY(const auto ends, span(query));
    std::tie(histogram.from, histogram.to) = ends;
    const std::chrono::nanoseconds whole = histogram.to - histogram.from;
    const std::chrono::nanoseconds step = (whole + std::chrono::nanoseconds(buckets - 1)) / buckets;
    for (WallTime from = histogram.from; from < histogram.to; from += step)
        histogram.buckets.push_back({from, std::min(from + step, histogram.to), 0, {}});
    Query bounded = query;
    bounded.since = histogram.from;
    bounded.until = histogram.to;
    bounded.order = Order::NewestFirst;
    bounded.from.reset();
    INFERNO_TRY(histogram.partial, forEach(store_, bounded, histogram.seen, [&](const Record& record) {
                    auto& bucket =
                        histogram.buckets[static_cast<std::size_t>((record.timestamp - histogram.from) / step)];
                    ++bucket.count;
                    if (const auto value = valueOf(record, by); !value.empty())
                        ++bucket.by[std::string(value)];
                }));
    return histogram;
}

Result<FieldValues> Search::values(const Query& query, const std::string& field, std::size_t limit) const {
    if (limit == 0 || limit > kMaxItems)
        return fail(ErrorCode::QueryInvalid, std::to_string(limit) + " values",
                    "ask for 1 to " + std::to_string(kMaxItems));
    const auto* const counted = std::ranges::find(kCounted, field, &CountedField::name);
    if (counted == std::end(kCounted))
        return fail(ErrorCode::QueryInvalid, "the values of '" + sanitized(field) + "' cannot be counted",
                    "name a field of the events, such as user");
    FieldValues values;
    std::unordered_map<std::string, std::uint64_t> counts;
    bool tooMany = false;
    Query all = query;
    all.order = Order::NewestFirst;
    all.from.reset();
    INFERNO_TRY(values.partial, forEach(store_, all, values.seen, [&](const Record& record) {
                    const std::string value(counted->of(record));
                    if (value.empty())
                        return;
                    ++values.total;
                    if (counts.size() < kMaxValues || counts.contains(value))
                        ++counts[value];
                    else
                        tooMany = true;
                }));
    values.partial = values.partial || tooMany;
    for (const auto& [value, count] : counts)
        values.items.push_back({value, count});
    const auto top = std::min(limit, values.items.size());
    std::ranges::partial_sort(values.items, values.items.begin() + static_cast<std::ptrdiff_t>(top),
                              [](const FieldValues::Item& a, const FieldValues::Item& b) {
                                  return a.count != b.count ? a.count > b.count : a.value < b.value;
                              });
    values.items.resize(top);
    values.other = values.total;
    for (const FieldValues::Item& item : values.items)
        values.other -= item.count;
    return values;
}

} // namespace inferno::vault
