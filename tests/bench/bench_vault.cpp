// SPDX-License-Identifier: GPL-3.0-or-later
// How many events a second the vault makes durable, and how long one waits, beside SQLite on the same disk with
// synchronous=FULL. Files are made in TMPDIR (/tmp), on a real disk. The events are those of tests/core/vault.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "core/sqlite/database.h"
#include "core/vault/vault.h"

using namespace inferno;
using namespace inferno::vault;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kBatch = 1000;
constexpr int kBatches = 300;
constexpr int kBatchThreads = 4;
constexpr int kSingleThreads = 16;
constexpr int kSingles = 150; ///< events of each thread

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

void print(const char* name, double value, const char* unit, double peer) {
    std::printf(
        "{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"sqlite synchronous=FULL\",\"peer_value\":%.2f}\n",
        name, value, unit, peer);
    std::fflush(stdout);
}

void printAlone(const char* name, double value, const char* unit) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n", name, value,
                unit);
    std::fflush(stdout);
}

Event makeEvent(int number) {
    Event event;
    event.eventType = "authentication";
    event.action = "login_failed";
    event.user = "user" + std::to_string(number % 997);
    event.sourceIp = "10.1." + std::to_string(number % 250) + "." + std::to_string(number % 199);
    event.userAgent = "InfernoClient/1.0";
    event.sessionId = "sess_" + std::to_string(number * 7919 % 1'000'003);
    event.resource = "/api/v1/jobs/" + std::to_string(number % 5000);
    event.result = "failure";
    event.details = "{\"auth_method\":\"api_key\",\"attempt\":" + std::to_string(number) + "}";
    return event;
}

struct Measured {
    double perSecond = 0;
    double p50Ms = 0;
    double p99Ms = 0;
};

/// Runs `once(thread, i)` so many times in each thread; `events` is how many one call makes durable.
template <typename Once>
Measured measure(int threads, int calls, int events, Once once) {
    std::vector<double> latencies;
    std::mutex mutex;
    std::vector<std::thread> running;
    const auto begin = SteadyClock::now();
    for (int t = 0; t < threads; ++t)
        running.emplace_back([&, t] {
            std::vector<double> mine;
            for (int i = 0; i < calls; ++i) {
                const auto start = SteadyClock::now();
                once(t, i);
                mine.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count());
            }
            const std::lock_guard lock(mutex);
            latencies.insert(latencies.end(), mine.begin(), mine.end());
        });
    for (std::thread& thread : running)
        thread.join();
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
    std::ranges::sort(latencies);
    return {static_cast<double>(threads) * calls * events / seconds, latencies[latencies.size() / 2],
            latencies[latencies.size() * 99 / 100]};
}

/// The same fields in a table, each call one transaction of `events` rows, one writer: what SQLite allows.
Measured measureSqlite(const std::filesystem::path& path, int calls, int events) {
    auto database = must(sqlite::Database::open(path, sqlite::Access::ReadWrite));
    must(database.script(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE event (seq INTEGER PRIMARY KEY, received INTEGER, type TEXT, action TEXT, user TEXT,"
        "source_ip TEXT, user_agent TEXT, session_id TEXT, resource TEXT, result TEXT, details TEXT)"));
    return measure(1, calls, events, [&](int, int call) {
        must(database.run("BEGIN IMMEDIATE"));
        for (int i = 0; i < events; ++i) {
            const Event event = makeEvent(call * events + i);
            must(database.run("INSERT INTO event (received, type, action, user, source_ip, user_agent, session_id, "
                              "resource, result, details) VALUES (?,?,?,?,?,?,?,?,?,?)",
                              std::int64_t{1}, event.eventType, event.action, event.user, event.sourceIp,
                              event.userAgent, event.sessionId, event.resource, event.result, event.details));
        }
        must(database.run("COMMIT"));
    });
}

Measured measureVault(Vault& vault, int threads, int calls, int events) {
    return measure(threads, calls, events, [&](int thread, int call) {
        AppendRequest request;
        request.events.reserve(static_cast<std::size_t>(events));
        for (int i = 0; i < events; ++i)
            request.events.push_back(makeEvent((thread * calls + call) * events + i));
        must(vault.append(std::move(request)));
    });
}

} // namespace

int main() {
    const char* const place = std::getenv("TMPDIR");
    std::string pattern = std::string(place ? place : "/tmp") + "/bench-vault-XXXXXX";
    if (!::mkdtemp(pattern.data())) {
        std::fprintf(stderr, "error: no folder can be made in %s\n", place ? place : "/tmp");
        return 1;
    }
    const std::filesystem::path root = pattern;
    SystemVfs vfs;
    const SystemClock clock;
    VaultOptions options;
    options.keys = KeyPaths::under(root);
    {
        const auto vault = must(Vault::open(vfs, clock, options));
        const Measured batches = measureVault(*vault, kBatchThreads, kBatches / kBatchThreads, kBatch);
        const Measured peerBatches = measureSqlite(root / "batches.db", kBatches / 3, kBatch);
        print("vault.append.1000.rate", batches.perSecond, "events/s", peerBatches.perSecond);
        print("vault.append.1000.p50", batches.p50Ms, "ms", peerBatches.p50Ms);
        print("vault.append.1000.p99", batches.p99Ms, "ms", peerBatches.p99Ms);

        const Measured singles = measureVault(*vault, kSingleThreads, kSingles, 1);
        const Measured peerSingles = measureSqlite(root / "singles.db", kSingles * 4, 1);
        print("vault.append.1.rate", singles.perSecond, "events/s", peerSingles.perSecond);
        print("vault.append.1.p50", singles.p50Ms, "ms", peerSingles.p50Ms);
        print("vault.append.1.p99", singles.p99Ms, "ms", peerSingles.p99Ms);

        auto start = SteadyClock::now();
        must(vault->rotate());
        printAlone("vault.rotate", std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count(), "ms");
        Query query;
        query.text = "nothing has these words";
        start = SteadyClock::now();
        const QueryPage page = must(vault->query(query));
        const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
        printAlone("vault.search.scan", static_cast<double>(page.seen.scannedEvents) / seconds, "events/s");
        const VaultStatus status = vault->status();
        printAlone("vault.bytes_per_event",
                   static_cast<double>(status.bytes) / static_cast<double>(status.progress.durable), "B");
    }
    const auto start = SteadyClock::now();
    must(Vault::open(vfs, clock, options));
    printAlone("vault.open", std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count(), "ms");
    std::filesystem::remove_all(root);
    return 0;
}
