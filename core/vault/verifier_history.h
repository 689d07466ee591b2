// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"
#include "core/vault/signed_note.h"

/// Every key that a vault has signed with, oldest first (`verifiers.note`, docs/formats/keys.md). Each key but the
/// first is handed over to: the key before it signs the list up to and including the new one. So who knows any one of
/// the keys can tell that all later ones are the vault's, however many there were in between. The note as a whole is
/// signed by the newest key and the one before it. Value; safe from any thread. Error of everything here: note.invalid.

namespace inferno::vault {

struct VerifierHistory {
    std::string origin; ///< "inferno.local/<vault-id>"
    std::vector<VerifierKey> keys;
    std::vector<Signature> handovers; ///< of keys[1], keys[2], …

    /// Checks every signature.
    static Result<VerifierHistory> parse(std::string_view note);
    /// The note of a vault with its first key.
    static Result<std::string> begin(const NoteSigner& first);
    /// The note after `newest`, which must be the last of `keys`, hands over to `next`.
    Result<std::string> handedOver(const NoteSigner& newest, const NoteSigner& next) const;
    /// Whether this key signs or has signed for the vault.
    bool knows(const VerifierKey& key) const;

private:
    std::string text() const;
    std::string handoverText(std::size_t count) const;
};

/// The keys of a history that must be of this vault, oldest first.
Result<std::vector<VerifierKey>> parseVerifierHistory(std::string_view note, const Uuid& vault);

} // namespace inferno::vault
