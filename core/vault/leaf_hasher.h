// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <map>
#include <vector>

#include "core/vault/crypto.h"
#include "core/vault/key_store.h"
#include "core/vault/merkle.h"
#include "core/vault/record_set.h"

namespace inferno::vault {

/// Salts and hashes records as leaves: the salt is AES-256 of seq under the Ksalt of the record's class and the month
/// in which it was received. Belongs to one thread at a time; borrows the key store.
class LeafHasher {
public:
    explicit LeafHasher(const KeyStore& keys) : keys_(keys) {}

    /// Errors: vault.altered (no record), key.unavailable (the month's keys were destroyed).
    Result<Hash> hash(ByteView record);
    /// One hash for each place; zeros where a record was removed.
    Result<std::vector<Hash>> hashAll(const RecordSet& records);
    Result<Salt> saltOf(ByteView record);

private:
    Result<SaltCipher*> cipher(RetentionClass retention, Month month);

    const KeyStore& keys_;
    TreeHasher tree_;
    std::array<Salt, kGroupSize> salts_;
    std::map<std::pair<RetentionClass, Month>, SaltCipher> ciphers_;
};

} // namespace inferno::vault
