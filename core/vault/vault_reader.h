// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/vfs.h"
#include "core/vault/checkpoint_log.h"
#include "core/vault/key_store.h"
#include "core/vault/proofs.h"
#include "core/vault/query.h"
#include "core/vault/store.h"
#include "core/vault/subjects.h"

/// A vault that nobody has open, for reading and proving: nothing is made, recovered, deleted or recorded. Serves what
/// lay there when it was opened; a service that starts meanwhile is no hindrance, but files that it then deletes make
/// vault.changed. Safe from any thread. Cost of opening: the segments' footers and the write-ahead log.

namespace inferno::vault {

class VaultReader {
public:
    /// Takes the shared lock while it pins the newest checkpoint, and lets go. Errors: vault.missing, data.locked (a
    /// service holds the vault), vault.altered, vault.version, vault.changed, key.*, io.*
    static Result<std::unique_ptr<VaultReader>> open(Vfs& vfs, const KeyPaths& paths);

    const Uuid& vaultId() const { return keys_->vaultId(); }
    /// The verifier key, as C2SP writes it.
    std::string verifierKey() const { return keys_->verifiers().back().text(); }
    /// The newest signed checkpoint there is. Error: proof.uncheckpointed (none was ever signed).
    Result<std::string> checkpoint() const;
    /// Against the newest checkpoint. Errors: proof.range, proof.uncheckpointed (it is there, and no checkpoint covers
    /// it), vault.altered, key.unavailable.
    Result<EventProof> prove(std::uint64_t seq) const;
    /// As Vault::proveAt and Vault::verifierHistory.
    Result<EventProof> proveAt(std::uint64_t seq, std::uint64_t size) const;
    Result<std::string> verifierHistory() const;
    /// Error: proof.range unless 0 < oldSize <= newSize <= events().
    Result<TreeConsistency> consistency(std::uint64_t oldSize, std::uint64_t newSize) const;
    /// One record. Errors: proof.range, vault.altered, key.unavailable.
    Result<Record> read(std::uint64_t seq) const;
    /// As Vault's.
    Result<QueryPage> query(const Query& query) const;
    Result<Histogram> histogram(const Query& query, std::size_t buckets, HistogramBy by) const;
    Result<FieldValues> values(const Query& query, const std::string& field, std::size_t limit) const;
    std::uint64_t events() const { return store_->size(); }

private:
    VaultReader(Vfs& vfs, KeyPaths paths) : vfs_(vfs), paths_(std::move(paths)) {}
    Result<void> load(Vfs& vfs, const std::filesystem::path& folder);

    Vfs& vfs_;
    const KeyPaths paths_;
    std::unique_ptr<KeyStore> keys_;
    std::unique_ptr<Subjects> subjects_;
    std::unique_ptr<Store> store_;
    std::optional<StoredCheckpoint> newest_;
};

} // namespace inferno::vault
