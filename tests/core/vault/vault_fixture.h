// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include "core/vault/leaf_hasher.h"
#include "core/vault/merkle.h"
#include "core/vault/vault.h"
#include "tests/fakes/manual_clock.h"

/// What the vault's tests share: a data folder of their own, small files, events.

namespace inferno::vault::testing {

inline VaultOptions smallOptions(const std::filesystem::path& dataRoot) {
    VaultOptions options;
    options.keys = KeyPaths::under(dataRoot);
    options.logFileSize = ByteSize{256 * 1024};
    options.reserve = ByteSize{64 * 1024};
    options.checkpointInterval = std::chrono::milliseconds{0}; // only when asked: nothing here depends on time
    options.heartbeatInterval = std::chrono::milliseconds{0};
    options.lookInterval = std::chrono::milliseconds{0};
    return options;
}

inline Event makeEvent(int number, const std::string& action = "login_failed") {
    Event event;
    event.eventType = "authentication";
    event.action = action;
    event.user = "user" + std::to_string(number % 7);
    event.sourceIp = "10.0.0." + std::to_string(number % 250);
    event.result = number % 3 == 0 ? "success" : "failure";
    event.details = "{\"number\":" + std::to_string(number) + "}";
    return event;
}

inline AppendRequest requestOf(int first, int count) {
    AppendRequest request;
    for (int i = 0; i < count; ++i)
        request.events.push_back(makeEvent(first + i));
    return request;
}

/// RFC 6962 over all leaf hashes, with no groups, no blocks and no cleverness.
inline Hash plainRoot(std::span<const Hash> leaves, TreeHasher& hasher) {
    if (leaves.empty())
        return emptyRoot();
    if (leaves.size() == 1)
        return leaves.front();
    std::size_t half = 1;
    while (half * 2 < leaves.size())
        half *= 2;
    return hasher.node(plainRoot(leaves.first(half), hasher), plainRoot(leaves.subspan(half), hasher));
}

/// A folder for a data root, in memory where the system has such a place: tests that fail each operation in turn would
/// wait minutes for a disk to sync, and learn nothing from it.
struct Folder {
    QTemporaryDir temporary{place()};
    std::filesystem::path root{temporary.path().toStdString()};

    static QString place() {
        const QString memory = QStringLiteral("/dev/shm");
        return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/inferno-vault-XXXXXX");
    }

    std::filesystem::path vault() const { return KeyPaths::under(root).vaultFolder; }
    std::vector<std::filesystem::path> files(const char* part, const std::string& extension) const {
        std::vector<std::filesystem::path> found;
        for (const auto& entry : std::filesystem::directory_iterator(vault() / part))
            if (entry.path().extension() == extension)
                found.push_back(entry.path());
        std::ranges::sort(found);
        return found;
    }
};

/// The leaf hash of every record that the vault holds, from its records and its keys, without its tree.
inline std::vector<Hash> leafHashesOf(Vault& vault, const Folder& folder) {
    SystemVfs vfs;
    const auto keys = KeyStore::open(vfs, KeyPaths::under(folder.root), false);
    LeafHasher hasher(**keys);
    std::vector<Hash> leaves;
    Query query;
    query.order = Order::OldestFirst;
    query.limit = 10'000;
    do {
        const auto page = vault.query(query);
        for (const Record& record : page->records)
            leaves.push_back(*hasher.hash(encodeRecord(record)));
        query.from = page->next;
    } while (query.from);
    return leaves;
}

/// Puts these bytes in the place of a file's, without the cost of making them durable.
inline void overwrite(const std::filesystem::path& path, ByteView content) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
}

inline void flipBit(const std::filesystem::path& path, std::uint64_t offset, unsigned bit = 0) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset));
    char byte = 0;
    file.get(byte);
    byte = static_cast<char>(byte ^ (1 << bit));
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(byte);
}

inline const WallTime kNow = *parseRfc3339("2026-11-21T12:00:00Z");

} // namespace inferno::vault::testing
