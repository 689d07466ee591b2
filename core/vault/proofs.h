// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/vault/checkpoint_log.h"
#include "core/vault/crypto.h"
#include "core/vault/key_store.h"

/// What `audit prove` and `audit consistency` answer, made by the same code from a running vault and from its files.

namespace inferno::vault {

class Store;
class Subjects;

/// The answer of `audit prove`.
struct EventProof {
    std::uint64_t seq = 0; ///< also the leaf index
    Hash leafHash{};
    Salt salt{};
    Bytes record; ///< leafHash = SHA-256(0x00 ‖ salt ‖ record)
    Bytes blob;   ///< what the record names by length and SHA-256, for an event over 64 KiB; else empty
    std::uint64_t treeSize = 0;
    Hash root{};
    std::vector<Hash> path;    ///< from leaf to root
    std::string checkpoint;    ///< the signed note of treeSize
    std::uint64_t subject = 0; ///< privacy: the number in the record's user, or 0, and
    std::string user;          ///< the name beside it: not in the hashed bytes
};

/// The answer of `audit consistency`.
struct TreeConsistency {
    std::uint64_t oldSize = 0;
    std::uint64_t newSize = 0;
    Hash oldRoot{};
    Hash newRoot{};
    std::vector<Hash> path;
};

/// REQUIRES seq < checkpoint.size <= store.size(). `subjects`: where names come from that stand beside the record.
Result<EventProof> proveEvent(const Store& store, const KeyStore& keys, const StoredCheckpoint& checkpoint,
                              std::uint64_t seq, const Subjects* subjects);
/// Against the tree of `size` events, with no checkpoint. Error: proof.range unless seq < size <= store.size().
Result<EventProof> proveEventAt(const Store& store, const KeyStore& keys, std::uint64_t seq, std::uint64_t size,
                                const Subjects* subjects);
/// Error: proof.range unless 0 < oldSize <= newSize <= store.size().
Result<TreeConsistency> proveConsistency(const Store& store, std::uint64_t oldSize, std::uint64_t newSize);

} // namespace inferno::vault
