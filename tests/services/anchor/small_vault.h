// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/vault/merkle.h"
#include "core/vault/signed_note.h"
#include "core/vault/verifier_history.h"
#include "services/anchor/anchor.h"

namespace inferno::tests {

/// A vault in miniature: leaves, their tree, and a key that signs its size and root.
class SmallVault final : public vault::NodeReader {
public:
    SmallVault() : signer_{vault::originOf(newUuid(WallTime{})), vault::SigningKey::generate()} {}

    void add(const std::string& leaf) { leaves_.push_back(hasher_.leaf(asBytes(leaf))); }
    void change(std::size_t index, const std::string& leaf) { leaves_.at(index) = hasher_.leaf(asBytes(leaf)); }
    void useNewKey() { signer_.key = vault::SigningKey::generate(); }

    /// As a rotation does: the old key signs the new one into the history.
    void handOver() {
        if (history_.empty())
            history_ = *vault::VerifierHistory::begin(signer_);
        const vault::NoteSigner next{signer_.name, vault::SigningKey::generate()};
        history_ = *vault::VerifierHistory::parse(history_)->handedOver(signer_, next);
        signer_ = next;
    }
    const std::string& history() const { return history_; }
    /// What a thief of the signing key can write: that it hands over to his own.
    std::string stolenHistory() const {
        const std::string known = history_.empty() ? *vault::VerifierHistory::begin(signer_) : history_;
        const vault::NoteSigner thief{signer_.name, vault::SigningKey::generate()};
        return *vault::VerifierHistory::parse(known)->handedOver(signer_, thief);
    }

    std::string key() const { return signer_.verifier().text(); }
    std::string checkpoint(std::uint64_t size) {
        const vault::Checkpoint body{signer_.name, size, *vault::rootAt(*this, hasher_, size)};
        return *signer_.signedNote(body.body());
    }
    anchor::ConsistencySource proofs() {
        return [this](std::uint64_t oldSize, std::uint64_t newSize) {
            return vault::consistencyProof(*this, hasher_, oldSize, newSize);
        };
    }
    Result<Hash> node(vault::NodeId id) override {
        const std::size_t width = std::size_t{1} << id.level;
        return hasher_.subtree(std::span(leaves_).subspan(id.index * width, width));
    }

private:
    vault::NoteSigner signer_;
    std::string history_;
    vault::TreeHasher hasher_;
    std::vector<Hash> leaves_;
};

} // namespace inferno::tests
