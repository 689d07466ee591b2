// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/client/types.h"

/// What the window computes itself of an inclusion proof, with the vault's own arithmetic and no word of the service
/// taken on trust but the verifying key. Pure; safe from any thread; a few dozen hashes and one signature.
namespace inferno::models {

struct ProofCheck {
    Result<void> leaf;              ///< SHA-256(0x00 ‖ salt ‖ record) is the leaf hash
    Result<void> event;             ///< the record's bytes say what the event that is shown says
    Result<void> path;              ///< the siblings lead from the leaf to the root
    Result<void> signature;         ///< the checkpoint, signed by the key, is of this root and size
    std::string signer;             ///< the key's name
    std::string keyId;              ///< eight hex digits
    std::vector<std::string> nodes; ///< hex: what the leaf and its siblings give on each level; the last is the root

    bool holds() const { return leaf && event && path && signature; }
};

/// `verifierKey` is the C2SP vkey that the vault is known by. Each part is checked for itself, so that what fails is
/// named. Errors: proof.invalid, note.invalid, vault.altered, input.invalid.
ProofCheck checkProof(const client::InclusionProof& proof, const client::AuditEvent& shown,
                      const std::string& verifierKey);

} // namespace inferno::models
