// SPDX-License-Identifier: GPL-3.0-or-later
// How long a rotation of the key-encryption key and a data key takes, with one month of data keys and with twenty years
// of them, beside as many syncs of files of the same size on the same disk: the cost is that of the disk, and does not
// grow with what the vault holds. And what one guess of a passphrase costs. Files are made in TMPDIR (/tmp).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

#include "core/vault/key_store.h"

using namespace inferno;
using namespace inferno::vault;

namespace {

constexpr int kRounds = 9;
constexpr std::uint32_t kFewKeys = 1;
constexpr std::uint32_t kManyKeys = 240;
constexpr int kSyncedWrites = 3; ///< of one rotation: key store, key table, key store

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "error: %s\n", result.error().message().c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

double medianMs(const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < kRounds; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::ranges::nth_element(times, times.begin() + kRounds / 2);
    return times[kRounds / 2];
}

void print(const std::string& name, double value, const char* unit, const char* peer, double peerValue) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.2f}\n", name.c_str(),
                value, unit, peer, peerValue);
    std::fflush(stdout);
}

/// The median rotation of a vault that begins with `months` data keys (each round adds one).
double rotation(const std::filesystem::path& root, std::uint32_t months) {
    SystemVfs vfs;
    const SystemClock clock;
    must(vfs.makeFolder(root, 0700));
    const auto store = must(KeyStore::openOrCreate(vfs, clock, KeyPaths::under(root)));
    for (std::uint32_t i = 0; i < months; ++i)
        must(store->currentKey(RetentionClass::Default, Month{(2000 + i / 12) * 100 + 1 + i % 12}));
    return medianMs([&] {
        must(store->rotate(RetentionClass::Default, Month{200001}));
        must(store->endRotation());
    });
}

double syncedWrites(const std::filesystem::path& root, std::size_t tableBytes) {
    SystemVfs vfs;
    const Bytes content(tableBytes, 7);
    return medianMs([&] {
        for (int i = 0; i < kSyncedWrites; ++i)
            must(writeFileAtomically(vfs, root / "peer", content));
    });
}

} // namespace

int main() {
    const char* place = std::getenv("TMPDIR");
    std::string pattern = std::string(place ? place : "/tmp") + "/inferno-bench-XXXXXX";
    if (!mkdtemp(pattern.data())) {
        std::fprintf(stderr, "error: no folder can be made in %s\n", place ? place : "/tmp");
        return 1;
    }
    const std::filesystem::path root = pattern;
    const double few = rotation(root / "few", kFewKeys);
    const double many = rotation(root / "many", kManyKeys);
    constexpr std::size_t kRow = 104;
    const char* peer = "three synced files";
    print("keys.rotate.1", few, "ms", peer, syncedWrites(root, kRow));
    print("keys.rotate.240", many, "ms", peer, syncedWrites(root, kManyKeys * kRow));
    print("keys.rotate.240.to.1", many / few, "x", "limit", 2.0);
    const Passphrase passphrase("correct horse battery");
    const double guess = medianMs([&] { must(keyOfPassphrase(passphrase, {}, {})); });
    print("keys.passphrase.guess", guess, "ms", "at least", 100.0);
    std::filesystem::remove_all(root);
}
