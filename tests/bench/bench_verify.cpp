// SPDX-License-Identifier: GPL-3.0-or-later
// How fast a vault is verified and opened, and how that grows with its size: 1 and 4 million events, and as many
// millions more as INFERNO_BENCH_MILLIONS names. GB/s are of raw records, beside what one thread hashes and decrypts in
// the same run. Wall time is what the machine gave; "per 2 cores" is what two cores give that do nothing else, worked
// out from the processor time. Files are made in TMPDIR (/tmp), on a real disk, and lie in its cache afterwards.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/vault/crypto.h"
#include "core/vault/vault.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"

using namespace inferno;
using namespace inferno::vault;
using SteadyClock = std::chrono::steady_clock;

namespace {

constexpr int kBatch = 5000;
constexpr double kGiga = 1e9;

[[noreturn]] void giveUp(const std::string& why) {
    std::fprintf(stderr, "error: %s\n", why.c_str());
    std::exit(1);
}
template <typename T>
T must(Result<T> result) {
    if (!result)
        giveUp(result.error().message());
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

void print(const std::string& name, double value, const char* unit, const char* peer = nullptr, double peerValue = 0) {
    if (peer)
        std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.3f}\n",
                    name.c_str(), value, unit, peer, peerValue);
    else
        std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n",
                    name.c_str(), value, unit);
    std::fflush(stdout);
}

double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// What this process has used of the processors, in seconds.
double processorSeconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
}

struct Spent {
    double wall = 0;
    double processor = 0;
};

template <typename Do>
Spent measure(Do run) {
    const auto begin = SteadyClock::now();
    const double processor = processorSeconds();
    run();
    return {std::chrono::duration<double>(SteadyClock::now() - begin).count(), processorSeconds() - processor};
}

Event makeEvent(std::uint64_t number) {
    Event event;
    event.eventType = "authentication";
    event.action = number % 11 == 0 ? "login_failed" : "login_success";
    event.user = "user" + std::to_string(number % 997);
    event.sourceIp = "10.1." + std::to_string(number % 250) + "." + std::to_string(number % 199);
    event.userAgent = "InfernoClient/1.0";
    event.sessionId = "sess_" + std::to_string(number * 7919 % 1'000'003);
    event.resource = "/api/v1/jobs/" + std::to_string(number % 5000);
    event.result = "success";
    event.details = "{\"auth_method\":\"api_key\",\"attempt\":" + std::to_string(number) + "}";
    return event;
}

VaultOptions optionsOf(const std::filesystem::path& root) {
    VaultOptions options;
    options.keys = KeyPaths::under(root);
    return options;
}

void fill(Vfs& vfs, const Clock& clock, const std::filesystem::path& root, std::uint64_t events) {
    const auto vault = must(Vault::open(vfs, clock, optionsOf(root)));
    for (std::uint64_t seq = vault->progress().durable; seq < events;) {
        AppendRequest request;
        for (int i = 0; i < kBatch && seq < events; ++i, ++seq)
            request.events.push_back(makeEvent(seq));
        must(vault->append(std::move(request)));
    }
    must(vault->close());
}

/// Bytes a second of one thread: SHA-256 over records of 260 bytes, as leaves are.
double hashRate() {
    constexpr std::size_t kRecord = 266;
    constexpr std::size_t kTimes = 1'000'000;
    const Bytes record(kRecord, 7);
    Sha256 sha;
    const Spent spent = measure([&] {
        for (std::size_t i = 0; i < kTimes; ++i) {
            sha.begin();
            sha.update(record);
            (void)sha.finish();
        }
    });
    return kRecord * kTimes / spent.processor;
}

/// Bytes a second of one thread: AES-256-GCM opened in blocks of 48 KiB.
double cipherRate() {
    constexpr std::size_t kBlock = 48 * 1024;
    constexpr std::size_t kTimes = 20'000;
    GcmCipher cipher(SecretKey::random());
    const Bytes plain(kBlock, 7);
    Bytes sealed(kBlock + GcmCipher::kTagSize);
    Bytes opened(kBlock);
    must(cipher.seal(Nonce{}, {}, plain, sealed));
    const Spent spent = measure([&] {
        for (std::size_t i = 0; i < kTimes; ++i)
            must(cipher.open(Nonce{}, {}, sealed, opened));
    });
    return static_cast<double>(kBlock) * kTimes / spent.processor;
}

struct Figures {
    double full = 0;       ///< seconds of processor
    double ciphertext = 0; ///< the same
    double open = 0;       ///< seconds
};

Figures verify(Vfs& vfs, const Clock& clock, const std::filesystem::path& root, const std::string& name, double hashing,
               double opening) {
    Figures figures;
    double raw = 0;
    for (const VerifyLevel level : {VerifyLevel::Full, VerifyLevel::Ciphertext, VerifyLevel::Structure}) {
        VerifyOptions options;
        options.level = level;
        Verification result;
        const Spent spent = measure([&] { result = must(verifyVault(vfs, KeyPaths::under(root), options)); });
        if (result.verdict != Verdict::Ok)
            giveUp("the vault that was just written is " + std::string(nameOf(result.verdict)));
        const std::string what = "verify." + std::string(nameOf(level)) + "." + name;
        if (level == VerifyLevel::Structure) {
            print(what, spent.wall * 1000, "ms");
            continue;
        }
        if (level == VerifyLevel::Full)
            raw = static_cast<double>(result.rawBytes);
        const bool full = level == VerifyLevel::Full;
        (full ? figures.full : figures.ciphertext) = spent.processor;
        const char* const peer = full ? "SHA-256 of records, one thread" : "AES-256-GCM, one thread";
        const double rate = full ? hashing : opening;
        print(what + ".wall", raw / spent.wall / kGiga, "GB/s raw", peer, rate / kGiga);
        print(what + ".per_2_cores", 2 * raw / spent.processor / kGiga, "GB/s raw", peer, rate / kGiga);
    }
    const Spent opened = measure([&] { (void)must(VaultReader::open(vfs, KeyPaths::under(root))); });
    print("open.reader." + name, opened.wall * 1000, "ms");
    const Spent service = measure([&] { (void)must(Vault::open(vfs, clock, optionsOf(root))); });
    print("open.service." + name, service.wall * 1000, "ms");
    figures.open = opened.wall;
    return figures;
}

/// How long opening takes for each segment: a vault of many small ones, as a year of quiet hours leaves.
void manySegments(Vfs& vfs, const Clock& clock, const std::filesystem::path& root) {
    constexpr int kSegments = 500;
    {
        VaultOptions options = optionsOf(root);
        options.reserve = ByteSize{0};
        const auto vault = must(Vault::open(vfs, clock, options));
        for (int i = 0; i < kSegments; ++i) {
            AppendRequest request;
            request.events.push_back(makeEvent(static_cast<std::uint64_t>(i)));
            must(vault->append(std::move(request)));
            must(vault->rotate());
        }
        must(vault->close());
    }
    const Spent opened = measure([&] { (void)must(VaultReader::open(vfs, KeyPaths::under(root))); });
    print("open.reader.500_segments", opened.wall * 1000, "ms");
    const Spent service = measure([&] { (void)must(Vault::open(vfs, clock, optionsOf(root))); });
    print("open.service.500_segments", service.wall * 1000, "ms", "limit of 100 GB, 17 segments of 1 GiB", 1000);
}

} // namespace

int main() {
    const char* const place = std::getenv("TMPDIR");
    std::string pattern = std::string(place ? place : "/tmp") + "/bench-verify-XXXXXX";
    if (!::mkdtemp(pattern.data()))
        giveUp("no folder can be made in " + std::string(place ? place : "/tmp"));
    const std::filesystem::path root = pattern;
    SystemVfs vfs;
    const SystemClock clock;
    must(vfs.makeFolder(root / "many", 0700));
    must(vfs.makeFolder(root / "large", 0700));
    const double hashing = hashRate();
    const double opening = cipherRate();
    std::vector<std::uint64_t> millions{1, 4};
    if (const char* const more = std::getenv("INFERNO_BENCH_MILLIONS"); more && std::strtoull(more, nullptr, 10) > 4)
        millions.push_back(std::strtoull(more, nullptr, 10));
    manySegments(vfs, clock, root / "many");
    Figures before;
    for (const std::uint64_t million : millions) {
        fill(vfs, clock, root / "large", million * 1'000'000);
        const Figures now = verify(vfs, clock, root / "large", std::to_string(million) + "M", hashing, opening);
        if (before.full > 0) {
            const std::string name = std::to_string(million) + "M_to_" + std::to_string(million / 4) + "M";
            print("growth.full." + name, now.full / before.full, "times", "linear", 4);
            print("growth.ciphertext." + name, now.ciphertext / before.ciphertext, "times", "linear", 4);
        }
        before = now;
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    print("memory.peak", static_cast<double>(usage.ru_maxrss) / 1024, "MiB", "limit", 200);
    std::filesystem::remove_all(root);
    return 0;
}
