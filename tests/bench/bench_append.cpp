// SPDX-License-Identifier: GPL-3.0-or-later
// Durable appends beside what one thread of this machine can do at most with the same bytes: hash each record, compress
// (zstd 1), encrypt and write blocks of 1,024, with an fdatasync every 10 ms. Both in turns, best of each. Then 300,000
// events a second for some seconds: how long the slowest waited. Events are 249 bytes as JSON. Files are made in TMPDIR
// (/tmp), on a real disk.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

#include "core/storage/block_codec.h"
#include "core/vault/leaf_hasher.h"
#include "core/vault/vault.h"

using namespace inferno;
using namespace inferno::vault;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kBatch = 1000;
constexpr std::size_t kBatches = 250; ///< of one turn
constexpr int kTurns = 5;
constexpr double kPaced = 300'000;
constexpr int kPacedSeconds = 6;

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

void print(const char* name, double value, const char* unit, const char* peer, double peerValue) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.2f}\n", name, value,
                unit, peer, peerValue);
    std::fflush(stdout);
}
void printAlone(const char* name, double value, const char* unit) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n", name, value,
                unit);
    std::fflush(stdout);
}

/// 249 bytes as JSON: the text that clients send.
Event makeEvent(std::size_t number) {
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

std::vector<AppendRequest> makeRequests(std::size_t batches, std::size_t first) {
    std::vector<AppendRequest> requests(batches);
    for (std::size_t b = 0; b < batches; ++b)
        for (std::size_t i = 0; i < kBatch; ++i)
            requests[b].events.push_back(makeEvent(first + b * kBatch + i));
    return requests;
}

/// Records as the vault makes them, and what one thread does with them at most.
class Limit {
public:
    Limit(Vfs& vfs, const KeyStore& keys, std::filesystem::path folder)
        : vfs_(vfs), hasher_(keys), folder_(std::move(folder)) {
        const WallTime now = SystemClock().now();
        for (std::size_t first = 0; first < kBatch * kBatches; first += kGroupSize) {
            RecordSet set;
            for (std::size_t seq = first; seq < first + kGroupSize; ++seq) {
                Record record;
                record.seq = seq;
                record.received = record.timestamp = now;
                record.event = makeEvent(seq);
                set.add(encodeRecord(record));
            }
            blocks_.push_back(std::move(set));
        }
    }

    /// Events a second.
    double run() {
        const auto path = folder_ / "limit";
        const auto file = must(vfs_.open(path, OpenMode::Create));
        GcmCipher cipher(SecretKey{});
        storage::BlockCodec codec;
        TreeHasher tree;
        std::uint64_t offset = 0;
        std::uint64_t counter = 0;
        const auto begin = SteadyClock::now();
        auto synced = begin;
        for (const RecordSet& block : blocks_) {
            const auto leaves = must(hasher_.hashAll(block));
            (void)tree.subtree(leaves);
            Bytes raw;
            block.serializeTo(raw);
            const Bytes packed = must(codec.compress(storage::Codec::Zstd, 1, raw));
            Bytes sealed(packed.size() + GcmCipher::kTagSize);
            Nonce nonce{};
            for (std::size_t i = 0; i < 8; ++i)
                nonce[i] = static_cast<std::uint8_t>(counter >> (8 * i));
            ++counter;
            must(cipher.seal(nonce, {}, packed, sealed));
            must(file->write(offset, sealed));
            offset += sealed.size();
            if (SteadyClock::now() - synced >= std::chrono::milliseconds(10)) {
                must(file->sync());
                synced = SteadyClock::now();
            }
        }
        must(file->sync());
        const double seconds = std::chrono::duration<double>(SteadyClock::now() - begin).count();
        must(vfs_.remove(path));
        return static_cast<double>(blocks_.size() * kGroupSize) / seconds;
    }

private:
    Vfs& vfs_;
    LeafHasher hasher_;
    std::filesystem::path folder_;
    std::vector<RecordSet> blocks_;
};

/// Events a second, each batch acknowledged durable; a few are on their way at any time.
double appendAll(Vault& vault, std::vector<AppendRequest> requests) {
    std::atomic<std::size_t> done = 0;
    std::atomic<std::size_t> next = 0;
    const std::size_t total = requests.size();
    const auto begin = SteadyClock::now();
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (std::size_t i = next++; i < total; i = next++)
                done += must(vault.append(std::move(requests[i]))).seqs.size();
        });
    for (std::thread& thread : threads)
        thread.join();
    return static_cast<double>(done) / std::chrono::duration<double>(SteadyClock::now() - begin).count();
}

/// Milliseconds that batches waited, sent at 300,000 events a second; rising.
std::vector<double> appendPaced(Vault& vault) {
    constexpr std::size_t kEvents = 300; // each millisecond
    const auto count = static_cast<std::size_t>(kPaced / kEvents * kPacedSeconds);
    std::vector<double> waited;
    std::mutex mutex;
    const auto begin = SteadyClock::now();
    for (std::size_t i = 0; i < count; ++i) {
        AppendRequest request;
        request.events.reserve(kEvents);
        for (std::size_t k = 0; k < kEvents; ++k)
            request.events.push_back(makeEvent(i * kEvents + k));
        const auto due = begin + std::chrono::duration_cast<SteadyClock::duration>(
                                     std::chrono::duration<double>(static_cast<double>(i * kEvents) / kPaced));
        std::this_thread::sleep_until(due);
        // From when it was due: a sender that fell behind does not make the wait look short.
        vault.appendAsync(std::move(request), [&, due](const Result<Receipt>& receipt) {
            if (!receipt)
                giveUp(receipt.error());
            const std::lock_guard lock(mutex);
            waited.push_back(std::chrono::duration<double, std::milli>(SteadyClock::now() - due).count());
        });
    }
    while (true) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        const std::lock_guard lock(mutex);
        if (waited.size() == count)
            break;
    }
    std::ranges::sort(waited);
    return waited;
}

double residentMb() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

} // namespace

int main() {
    const char* tmp = std::getenv("TMPDIR");
    const std::filesystem::path root =
        std::filesystem::path(tmp ? tmp : "/tmp") / ("inferno-bench-append-" + std::to_string(::getpid()));
    std::filesystem::create_directories(root);
    SystemVfs vfs;
    const SystemClock clock;
    VaultOptions options;
    options.keys = KeyPaths::under(root);
    {
        const auto vault = must(Vault::open(vfs, clock, options));
        must(vault->append(makeRequests(1, 0).front())); // the month's key
        const auto keys = must(KeyStore::open(vfs, options.keys, false));
        double limit = 0;
        double appended = 0;
        {
            Limit oneThread(vfs, *keys, root);
            for (int turn = 0; turn < kTurns; ++turn) {
                limit = std::max(limit, oneThread.run());
                appended = std::max(appended, appendAll(*vault, makeRequests(kBatches, 0)));
            }
        }
        print("vault.append.durable", appended, "events/s", "hash, zstd 1, AES and write in one thread", limit);
        printAlone("vault.append.ratio", appended / limit, "of the limit (at least 0.60)");
        const std::vector<double> waited = appendPaced(*vault);
        printAlone("vault.append.paced.p50", waited[waited.size() / 2], "ms");
        print("vault.append.paced.p99", waited[waited.size() * 99 / 100], "ms", "at 300,000 events/s: asked for", 15);
        printAlone("vault.append.paced.p999", waited[waited.size() * 999 / 1000], "ms");
        printAlone("vault.append.resident", residentMb(), "MB");
    }
    std::filesystem::remove_all(root);
    return 0;
}
