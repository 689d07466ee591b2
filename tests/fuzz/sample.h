// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/vault/key_store.h"
#include "core/vault/record_set.h"
#include "core/vault/segment.h"
#include "tests/fakes/manual_clock.h"
#include "tests/fakes/memory_vfs.h"

/// The vault whose files the fuzz targets read: its keys are the same in every process, so that a kept seed opens, and
/// so that a target can sign and seal what it has changed. Without that every change would end at the first signature.

namespace inferno::fuzz {

struct Sample {
    fakes::MemoryVfs vfs;
    fakes::ManualClock clock;
    std::filesystem::path folder; ///< the vault's
    std::unique_ptr<vault::KeyStore> keys;
    std::shared_ptr<const vault::NoteSigner> signer;
    std::vector<vault::VerifierKey> verifiers;
    std::shared_ptr<const vault::DataKey> key;

    /// One for each process.
    static Sample& get();

    const Uuid& vault() const { return keys->vaultId(); }
    std::string note(std::string_view text) const;

private:
    Sample();
};

/// Records of several shapes with the seqs from 0: short and long, from a client, with fields that nobody knows, one
/// with a blob.
vault::RecordSet sampleRecords();
/// The same without the blob.
vault::RecordSet plainRecords();

/// The value of a Result that cannot fail here.
template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message().c_str());
        std::abort();
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace inferno::fuzz
