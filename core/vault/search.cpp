// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/search.h"

#include <algorithm>
#include <unordered_map>

#include "core/vault/search_walk.h"

namespace inferno::vault {
namespace {

constexpr std::size_t kMaxBuckets = 1000;
constexpr std::size_t kMaxItems = 1000;
/// A page ends with the record that reaches this, whatever its limit: events may have 8 MiB each.
constexpr std::size_t kPageBytes = 8U << 20;
/// Values that are counted; those beyond are among the others.
constexpr std::size_t kMaxValues = 100'000;

WallTime timeOf(std::int64_t ns) {
    return WallTime{std::chrono::nanoseconds{ns}};
}

std::string_view valueOf(const RecordFields& record, const FieldRef& field) {
    switch (field.kind) {
    case FieldRef::Kind::Text: return record[field.tag];
    case FieldRef::Kind::Severity: return toText(record.head.severity);
    case FieldRef::Kind::Level: return toText(record.head.level);
    case FieldRef::Kind::Origin: return toText(record.head.origin);
    default: return {};
    }
}

/// The counts of a field's values in a block, from its summary. False where it does not tell.
template <typename Each>
bool eachCount(const BlockHints::Summary& summary, const FieldRef& field, Each each) {
    if (!summary.block)
        return false;
    const auto scale = [&]<typename Scale>(const auto& counts, Scale) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            if (counts[i] > 0)
                each(toText(static_cast<Scale>(i)), counts[i]);
        return true;
    };
    switch (field.kind) {
    case FieldRef::Kind::Severity: return scale(summary.block->bySeverity, Severity{});
    case FieldRef::Kind::Level: return scale(summary.block->byLevel, Level{});
    case FieldRef::Kind::Origin: return scale(summary.block->byOrigin, Origin{});
    default: break;
    }
    const auto place = summarisedPlace(field.tag);
    if (!place || !summary.block->fields[*place])
        return false;
    for (const BlockSummary::Value& value : *summary.block->fields[*place])
        each(summary.chapter->values[*place][value.value], value.count);
    return true;
}

/// How many records of a chapter have each value of a field; null where its blocks have to tell.
const std::vector<std::uint32_t>* totalsOf(const BlockHints::Summary& summary, const FieldRef& field) {
    const auto place = field.kind == FieldRef::Kind::Text ? summarisedPlace(field.tag) : std::nullopt;
    if (!place || !summary.chapter || summary.chapter->totals[*place].empty())
        return nullptr;
    return &summary.chapter->totals[*place];
}

/// How often each value occurs. Those beyond kMaxValues are not told apart.
class ValueCounts {
public:
    void add(std::string_view value, std::uint64_t count) {
        total_ += count;
        if (const auto known = counts_.find(value); known != counts_.end())
            known->second += count;
        else if (counts_.size() < kMaxValues)
            counts_.emplace(value, count);
        else
            tooMany_ = true;
    }
    std::uint64_t total() const { return total_; }
    bool tooMany() const { return tooMany_; }
    /// The most frequent ones first; of equal ones the first by the alphabet.
    std::vector<FieldValues::Item> top(std::size_t limit) const {
        std::vector<FieldValues::Item> items;
        for (const auto& [value, count] : counts_)
            items.push_back({value, count});
        const auto end = items.begin() + static_cast<std::ptrdiff_t>(std::min(limit, items.size()));
        std::ranges::partial_sort(items, end, [](const FieldValues::Item& a, const FieldValues::Item& b) {
            return a.count != b.count ? a.count > b.count : a.value < b.value;
        });
        items.erase(end, items.end());
        return items;
    }

private:
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>> counts_;
    std::uint64_t total_ = 0;
    bool tooMany_ = false;
};

FieldRef fieldOf(HistogramBy by) {
    switch (by) {
    case HistogramBy::Severity: return FieldRef::of("severity");
    case HistogramBy::Result: return FieldRef::of("result");
    case HistogramBy::EventType: return FieldRef::of("event_type");
    case HistogramBy::Nothing: break;
    }
    return {};
}

/// The query without its place: all that fits is counted, newest first.
Query wholeOf(Query query) {
    query.order = Order::NewestFirst;
    query.from.reset();
    query.limit = 1;
    return query;
}

} // namespace

Result<QueryPage> Search::page(const Query& query) const {
    INFERNO_TRY(const Matcher matcher, Matcher::of(query));
    QueryPage page;
    std::size_t bytes = 0;
    SearchWalk walk(store_, query, matcher, page.seen);
    while (walk.next()) {
        if (!walk.open())
            continue;
        while (const auto hit = walk.hit()) {
            INFERNO_TRY(Record record, decodeRecord(hit->record, hit->blob));
            page.records.push_back(std::move(record));
            bytes += hit->record.size() + hit->blob.size();
            if (page.records.size() == query.limit || bytes >= kPageBytes) {
                page.next = walk.after(hit->seq);
                walk.leaveAt(hit->seq);
                return page;
            }
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
        if (view->span.whole) // cannot be read
            continue;
        if (!view->records || view->span.source) {
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
    if (first > last) // none of it can be read, or both ends are said
        first = last = 0;
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
    Query bounded = wholeOf(query);
    bounded.since = histogram.from;
    bounded.until = histogram.to;
    const FieldRef field = fieldOf(by);
    const auto bucketOf = [&](std::int64_t ns) -> Histogram::Bucket& {
        return histogram.buckets[static_cast<std::size_t>((timeOf(ns) - histogram.from) / step)];
    };
    INFERNO_TRY(const Matcher matcher, Matcher::of(bounded));
    SearchWalk walk(store_, bounded, matcher, histogram.seen);
    while (const auto stop = walk.next()) {
        // Where all of a block fits and lies in one bucket, its summary tells all.
        if (stop->verdict == Fit::All && stop->whole && stop->summary.block &&
            &bucketOf(stop->firstNs) == &bucketOf(stop->lastNs)) {
            Histogram::Bucket& bucket = bucketOf(stop->firstNs);
            const auto add = [&](std::string_view value, std::uint64_t count) {
                bucket.by[std::string(value)] += count;
            };
            if (by == HistogramBy::Nothing || eachCount(stop->summary, field, add)) {
                bucket.count += stop->summary.block->count;
                walk.countAsSkipped();
                continue;
            }
        }
        if (!walk.open())
            continue;
        while (const auto hit = walk.hit()) {
            Histogram::Bucket& bucket = bucketOf(hit->fields.head.timestampNs);
            ++bucket.count;
            if (const auto value = valueOf(hit->fields, field); !value.empty())
                ++bucket.by[std::string(value)];
        }
    }
    histogram.partial = walk.rest().has_value();
    return histogram;
}

Result<FieldValues> Search::values(const Query& query, const std::string& field, std::size_t limit) const {
    if (limit == 0 || limit > kMaxItems)
        return fail(ErrorCode::QueryInvalid, std::to_string(limit) + " values",
                    "ask for 1 to " + std::to_string(kMaxItems));
    const FieldRef counted = FieldRef::of(field);
    const bool hasValues = (counted.kind == FieldRef::Kind::Text && !isJson(counted.tag)) ||
                           counted.kind == FieldRef::Kind::Severity || counted.kind == FieldRef::Kind::Level ||
                           counted.kind == FieldRef::Kind::Origin;
    if (!hasValues)
        return fail(ErrorCode::QueryInvalid, "the values of '" + sanitized(field) + "' cannot be counted",
                    "name a field of the events, such as user");
    FieldValues values;
    ValueCounts counts;
    const auto add = [&](std::string_view value, std::uint64_t count) { counts.add(value, count); };
    const Query whole = wholeOf(query);
    INFERNO_TRY(const Matcher matcher, Matcher::of(whole));
    SearchWalk walk(store_, whole, matcher, values.seen);
    while (const auto stop = walk.next()) {
        if (stop->verdict == Fit::All && stop->whole) {
            const auto* const totals = totalsOf(stop->summary, counted);
            if (const auto chapter = totals ? walk.passChapter() : nullptr) {
                const auto& names = chapter->values[*summarisedPlace(counted.tag)];
                for (std::size_t i = 0; i < totals->size(); ++i)
                    if ((*totals)[i] > 0)
                        counts.add(names[i], (*totals)[i]);
                continue;
            }
            if (eachCount(stop->summary, counted, add)) {
                walk.countAsSkipped();
                continue;
            }
        }
        if (!walk.open())
            continue;
        while (const auto hit = walk.hit())
            if (const auto value = valueOf(hit->fields, counted); !value.empty())
                counts.add(value, 1);
    }
    values.partial = counts.tooMany() || walk.rest().has_value();
    values.items = counts.top(limit);
    values.total = values.other = counts.total();
    for (const FieldValues::Item& item : values.items)
        values.other -= item.count;
    return values;
}

} // namespace inferno::vault
