// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/proofs.h"

#include "core/vault/leaf_hasher.h"
#include "core/vault/record.h"
#include "core/vault/store.h"
#include "core/vault/subjects.h"

namespace inferno::vault {

Result<EventProof> proveEvent(const Store& store, const KeyStore& keys, const StoredCheckpoint& checkpoint,
                              std::uint64_t seq, const Subjects* subjects) {
    EventProof proof;
    proof.seq = seq;
    INFERNO_TRY(auto stored, store.record(seq));
    proof.record = std::move(stored.record);
    proof.blob = std::move(stored.blob);
    LeafHasher hasher(keys);
    INFERNO_TRY(proof.salt, hasher.saltOf(proof.record));
    INFERNO_TRY(proof.leafHash, hasher.hash(proof.record));
    proof.treeSize = checkpoint.checkpoint.size;
    proof.root = checkpoint.checkpoint.root;
    INFERNO_TRY(proof.path, store.inclusion(seq, proof.treeSize));
    proof.checkpoint = checkpoint.note;
    if (subjects) {
        INFERNO_TRY(Record record, decodeRecord(proof.record, proof.blob));
        subjects->reveal(record);
        proof.subject = record.subject;
        proof.user = record.subject == 0 ? "" : record.event.user;
    }
    return proof;
}

Result<EventProof> proveEventAt(const Store& store, const KeyStore& keys, std::uint64_t seq, std::uint64_t size,
                                const Subjects* subjects) {
    if (seq >= size || size > store.size())
        return fail(ErrorCode::ProofRange,
                    "there is no event " + std::to_string(seq) + " in a tree of " + std::to_string(size),
                    "the vault holds " + std::to_string(store.size()) + " events, counted from 0");
    StoredCheckpoint tree;
    tree.checkpoint.size = size;
    INFERNO_TRY(tree.checkpoint.root, store.rootAt(size));
    return proveEvent(store, keys, tree, seq, subjects);
}

Result<TreeConsistency> proveConsistency(const Store& store, std::uint64_t oldSize, std::uint64_t newSize) {
    const std::uint64_t size = store.size();
    if (oldSize == 0 || oldSize > newSize || newSize > size)
        return fail(ErrorCode::ProofRange,
                    "sizes " + std::to_string(oldSize) + " and " + std::to_string(newSize) + " of a vault with " +
                        std::to_string(size) + " events",
                    "name two sizes from 1 on, the smaller first");
    for (const std::uint64_t asked : {oldSize, newSize}) {
        const Store::Sizes near = store.provableSizes(asked);
        if (near.below != asked)
            return fail(ErrorCode::ProofPruned,
                        "size " + std::to_string(asked) +
                            " lies where events were pruned, and no checkpoint was kept of it",
                        near.below == 0 ? "the nearest size that works is " + std::to_string(near.above)
                                        : "the nearest sizes that work are " + std::to_string(near.below) + " and " +
                                              std::to_string(near.above));
    }
    TreeConsistency result{oldSize, newSize, {}, {}, {}};
    INFERNO_TRY(result.oldRoot, store.rootAt(oldSize));
    INFERNO_TRY(result.newRoot, store.rootAt(newSize));
    INFERNO_TRY(result.path, store.consistency(oldSize, newSize));
    return result;
}

} // namespace inferno::vault
