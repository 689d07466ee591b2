// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "tests/core/vault/vault_fixture.h"

/// A vault of events of several types, and what is known of each of them beside the vault.

namespace inferno::vault::testing {

using Types = std::vector<std::string>;

constexpr const char* kTypes[] = {"model_operation", "job", "security", "vault"};

inline VaultOptions optionsOf(const std::filesystem::path& root) {
    VaultOptions options = smallOptions(root);
    options.segmentAge = std::chrono::hours{100'000};
    return options;
}

template <typename T>
T must(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().message().c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A vault whose events are of the types by chance, in runs and one by one, with checkpoints and segments anywhere.
struct Mixed {
    Folder folder;
    Vfs& vfs_;
    std::mt19937 random;
    std::size_t entropy_;           ///< bytes in each event that do not compress
    std::vector<std::string> types; ///< by seq; "" where the vault wrote it itself
    std::vector<Hash> leaves;       ///< before anything was removed
    std::vector<std::uint64_t> checkpoints;
    std::set<std::uint64_t> gone;

    Mixed(Vfs& vfs, fakes::ManualClock& clock, unsigned seed, int segments, int most, std::size_t entropy = 0)
        : vfs_(vfs), random(seed), entropy_(entropy) {
        const auto vault = open(vfs, clock);
        for (int segment = 0; segment < segments; ++segment) {
            const int count = 1 + static_cast<int>(random() % static_cast<unsigned>(most));
            append(*vault, count);
            must(vault->rotate());
            clock.advance(std::chrono::hours{24});
        }
        leaves = leafHashesOf(*vault, folder);
        must(vault->close());
    }
    std::unique_ptr<Vault> open(Vfs& vfs, const Clock& clock) const {
        return must(Vault::open(vfs, clock, optionsOf(folder.root)));
    }
    void append(Vault& vault, int count) {
        for (int done = 0; done < count;) {
            AppendRequest request;
            const int part = std::min(count - done, 1 + static_cast<int>(random() % 300));
            const bool inRuns = random() % 2 == 0;
            const std::size_t kind = random() % std::size(kTypes);
            for (int i = 0; i < part; ++i) {
                Event event = makeEvent(static_cast<int>(types.size()));
                event.eventType = kTypes[inRuns ? kind : random() % std::size(kTypes)];
                event.resource = "place" + std::to_string(types.size());
                if (entropy_ > 0) {
                    Bytes noise(entropy_);
                    for (std::uint8_t& byte : noise)
                        byte = static_cast<std::uint8_t>(random());
                    event.details = "{\"noise\":\"" + toHex(noise) + "\"}";
                }
                if (random() % 200 == 0)
                    event.details = "{\"text\":\"" + std::string(70'000, 'x') + "\"}"; // a blob
                types.push_back(event.eventType);
                request.events.push_back(std::move(event));
            }
            request.idempotencyKey = idempotencyKey("ann", std::to_string(types.size() - request.events.size()));
            must(vault.append(std::move(request)));
            done += part;
            if (random() % 3 == 0) {
                must(vault.checkpointNow());
                checkpoints.push_back(types.size());
            }
        }
    }
    std::uint64_t ours() const {
        return static_cast<std::uint64_t>(std::ranges::count_if(types, [](const auto& type) { return !type.empty(); }));
    }
    /// Removes events, and keeps account of it.
    Thinned thin(Vault& vault, const std::vector<std::uint64_t>& segments, const Types& what) {
        const auto before = must(vault.segments());
        ThinRequest request{{}, "class: a test", false, {}};
        std::uint64_t expected = 0;
        for (const std::uint64_t number : segments) {
            request.parts.push_back({number, what});
            for (std::uint64_t seq = before[number - 1].firstSeq; seq < before[number - 1].nextSeq; ++seq)
                if (seq < types.size() && std::ranges::find(what, types[seq]) != what.end())
                    expected += gone.insert(seq).second ? 1 : 0;
        }
        const Thinned done = must(vault.thin(request));
        if (done.events != expected)
            qFatal("%llu events were removed, and not %llu", static_cast<unsigned long long>(done.events),
                   static_cast<unsigned long long>(expected));
        // What the vault wrote itself.
        const auto keys = must(KeyStore::open(vfs_, KeyPaths::under(folder.root), false));
        LeafHasher hasher(*keys);
        while (types.size() < vault.progress().durable) {
            leaves.push_back(must(hasher.hash(encodeRecord(must(vault.read(types.size()))))));
            types.emplace_back();
        }
        return done;
    }
};

} // namespace inferno::vault::testing
