// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a sealed vault is searched: the scan of all records beside memmem over as many bytes, a rare word by the
// index, a filter over 24 h, and what the index costs. Time is that of the searching thread, so a busy machine does not
// count. Files are made in TMPDIR (/tmp). INFERNO_BENCH_EVENTS: how many events (300,000).
#include <string.h> // NOLINT(modernize-deprecated-headers): memmem
#include <time.h>   // NOLINT(modernize-deprecated-headers): clock_gettime
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "core/vault/block_index.h"
#include "core/vault/merkle.h"
#include "core/vault/vault.h"

using namespace inferno;
using namespace inferno::vault;

namespace {

constexpr std::uint64_t kEvents = 300'000;
constexpr std::size_t kBatch = 1000;
constexpr std::uint64_t kEventsPerDay = 100'000; ///< by their timestamps
constexpr const char* kRareWord = "zyxwvutsrq";

[[noreturn]] void giveUp(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    std::exit(1);
}
template <typename T>
T must(Result<T> result) {
    if (!result)
        giveUp(result.error());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

/// Seconds that this thread has worked.
double threadSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
template <typename Work>
double secondsOf(Work work) {
    const double start = threadSeconds();
    work();
    return threadSeconds() - start;
}

void print(const char* name, double value, const char* unit, const char* peer = nullptr, double peerValue = 0) {
    if (peer)
        std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.2f}\n", name,
                    value, unit, peer, peerValue);
    else
        std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n", name, value,
                    unit);
    std::fflush(stdout);
}

const WallTime kFirst = *parseRfc3339("2026-01-01T00:00:00Z");

WallTime timeOf(std::uint64_t number) {
    return kFirst + std::chrono::nanoseconds(86'400'000'000'000 / kEventsPerDay * number);
}

Event makeEvent(std::uint64_t number, std::uint64_t events) {
    Event event;
    event.timestamp = timeOf(number);
    event.eventType = "authentication";
    event.action = number % 3 == 0 ? "login_failed" : "login_success";
    event.user = "user" + std::to_string(number % 997);
    event.sourceIp = "10.1." + std::to_string(number % 250) + "." + std::to_string(number % 199);
    event.userAgent = "InfernoClient/1.0";
    event.sessionId = "sess_" + std::to_string(number * 7919 % 1'000'003);
    event.resource = "/api/v1/jobs/" + std::to_string(number % 5000);
    event.result = number % 3 == 0 ? "failure" : "success";
    event.details = "{\"auth_method\":\"api_key\",\"attempt\":" + std::to_string(number) + ",\"node\":\"rack-" +
                    std::to_string(number % 40) + "\"" +
                    (number == events / 2 ? ",\"note\":\"" + std::string(kRareWord) + "\"" : "") + "}";
    return event;
}

/// All pages of a query, as the command line asks for them; how many events were found.
std::size_t findAll(Vault& vault, Query query, SearchCounts* seen = nullptr) {
    std::size_t found = 0;
    do {
        const QueryPage page = must(vault.query(query));
        found += page.records.size();
        query.from = page.next;
        if (seen) {
            seen->scannedBlocks += page.seen.scannedBlocks;
            seen->skippedBlocks += page.seen.skippedBlocks;
            seen->scannedEvents += page.seen.scannedEvents;
        }
    } while (query.from);
    return found;
}

void expect(bool held, const char* what) {
    if (held)
        return;
    std::fprintf(stderr, "error: %s\n", what);
    std::exit(1);
}

/// The first records of those that were appended.
std::vector<Bytes> firstRecords(std::uint64_t events) {
    std::vector<Bytes> records;
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(events, 64 * kGroupSize); ++i) {
        Record record;
        record.seq = i;
        record.event = makeEvent(i, events);
        records.push_back(encodeRecord(record));
    }
    return records;
}

double bytesOf(const std::vector<Bytes>& records) {
    double bytes = 0;
    for (const Bytes& record : records)
        bytes += static_cast<double>(record.size());
    return bytes / static_cast<double>(records.size());
}

/// What building the index costs, for each record.
void measureIndex(const std::vector<Bytes>& records) {
    ChapterBuilder builder;
    std::size_t bytes = 0;
    const double seconds = secondsOf([&] {
        for (std::size_t i = 0; i < records.size(); ++i) {
            builder.add(must(RecordFields::of(records[i])));
            if ((i + 1) % kGroupSize == 0)
                builder.endBlock();
        }
        for (const Bytes& part : builder.finish())
            bytes += part.size();
    });
    const double rate = static_cast<double>(records.size()) / seconds;
    print("search.index.build", rate, "events/s");
    print("search.index.share", 100 * 300'000 / rate, "% of a core at 300k/s", "limit", 45);
    print("search.index.bytes_per_event", static_cast<double>(bytes) / static_cast<double>(records.size()), "B");
}

void measureScan(Vault& vault, std::uint64_t events, const std::vector<Bytes>& records) {
    // No filter can tell of a word's middle: every block is opened. The word does not occur.
    Query scan;
    scan.text = "*qzqzqz*";
    SearchCounts seen;
    const double seconds = secondsOf([&] { expect(findAll(vault, scan, &seen) == 0, "a word that is not there"); });
    expect(seen.scannedEvents == events, "the scan did not see all events");
    const double bytes = static_cast<double>(events) * bytesOf(records);

    std::string text;
    for (std::size_t i = 0; i < records.size() && text.size() < (256U << 10); ++i)
        text += asText(records[i]);
    const std::string needle = "qzqzqz";
    std::size_t hits = 0;
    const auto rounds = static_cast<std::size_t>(bytes / static_cast<double>(text.size()));
    const double peer = secondsOf([&] {
        for (std::size_t i = 0; i < rounds; ++i) {
            text[i % text.size()] ^= 1; // so that no round is left out
            hits += ::memmem(text.data(), text.size(), needle.data(), needle.size()) != nullptr;
        }
    });
    expect(hits == 0, "a word that is not there");
    print("search.scan", bytes / seconds / 1e9, "GB/s a core", "memmem over the same bytes", bytes / peer / 1e9);
    print("search.scan.events", static_cast<double>(events) / seconds, "events/s");

    Query half = scan;
    half.since = timeOf(events / 2);
    const double halfSeconds = secondsOf([&] { findAll(vault, half); });
    print("search.scan.all_to_half", seconds / halfSeconds, "x", "linear", 2);
}

void measureIndexed(Vault& vault, std::uint64_t events) {
    Query rare;
    rare.text = kRareWord;
    SearchCounts seen;
    const double cold = secondsOf([&] { expect(findAll(vault, rare, &seen) == 1, "the rare word"); });
    const double warm = secondsOf([&] { expect(findAll(vault, rare) == 1, "the rare word"); });
    const double limit = 50 * static_cast<double>(events) / 10e6;
    print("search.rare_word.first", cold * 1e3, "ms", "50 ms for 10 M events", limit);
    print("search.rare_word.again", warm * 1e3, "ms", "50 ms for 10 M events", limit);
    print("search.rare_word.opened", static_cast<double>(seen.scannedBlocks), "blocks", "all",
          static_cast<double>(seen.scannedBlocks + seen.skippedBlocks));

    Query day;
    day.users = {"user77"};
    day.since = timeOf(events / 3);
    day.until = *day.since + std::chrono::hours(24);
    day.limit = 100;
    std::size_t found = 0;
    const double filter = secondsOf([&] { found = must(vault.query(day)).records.size(); });
    print("search.filter_24h", filter * 1e3, "ms", "1 s", 1000);
    print("search.filter_24h.found", static_cast<double>(found), "events");

    const double histogram = secondsOf([&] {
        const Histogram counted = must(vault.histogram(Query(), 60, HistogramBy::Severity));
        std::uint64_t sum = 0;
        for (const Histogram::Bucket& bucket : counted.buckets)
            sum += bucket.count;
        expect(sum == events, "the histogram does not count all events");
    });
    print("search.histogram", histogram * 1e3, "ms");
    const double values = secondsOf([&] { must(vault.values(Query(), "user", 10)); });
    print("search.values", values * 1e3, "ms");
}

} // namespace

int main() {
    const char* const asked = std::getenv("INFERNO_BENCH_EVENTS");
    const std::uint64_t events = asked ? std::strtoull(asked, nullptr, 10) : kEvents;
    const char* const place = std::getenv("TMPDIR");
    std::string pattern = std::string(place ? place : "/tmp") + "/bench-search-XXXXXX";
    if (events < kBatch || !::mkdtemp(pattern.data())) {
        std::fprintf(stderr, "error: too few events, or no folder can be made\n");
        return 1;
    }
    SystemVfs vfs;
    const SystemClock clock;
    VaultOptions options;
    options.keys = KeyPaths::under(pattern);
    {
        const auto vault = must(Vault::open(vfs, clock, options));
        for (std::uint64_t i = 0; i < events; i += kBatch) {
            AppendRequest request;
            for (std::uint64_t j = i; j < std::min(events, i + kBatch); ++j)
                request.events.push_back(makeEvent(j, events));
            must(vault->append(std::move(request)));
        }
        must(vault->rotate());
        const std::vector<Bytes> records = firstRecords(events);
        measureIndex(records);
        measureIndexed(*vault, events);
        measureScan(*vault, events, records);
    }
    std::filesystem::remove_all(pattern);
    return 0;
}
