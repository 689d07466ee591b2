// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/vault/event.h"
#include "core/vault/private_fields.h"

/// Erasing a subject, from the question whether it can be done to the event that says that it was. Safe from any
/// thread. Cost: a search for the name, a rewrite of the table of subjects, a rotation of the KEK, one durable append.

namespace inferno::vault {

class Holds;
class KeyStore;
class Store;
class Subjects;
class Vault;

struct ErasureRequest {
    std::string subject; ///< the name
    std::string reason;  ///< why: the legal basis, in the words of whoever asks; stays in the log
    Provenance by;
};

struct Erased {
    std::uint64_t number = 0; ///< of the subject in its records
    std::uint64_t seq = 0;    ///< of the event subject_erased
};

/// What Vault::eraseSubject does.
Result<Erased> eraseSubject(Vault& vault, const Store& store, Subjects& subjects, KeyStore& keys, const Holds& holds,
                            const ErasureRequest& request);
/// Goes on where a crash or a failed append has left an erasure; called when a vault was opened.
Result<void> finishErasures(Vault& vault, Subjects& subjects, KeyStore& keys);

} // namespace inferno::vault
