// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/anchor/anchor.h"

namespace inferno::archive {
struct S3Options;
}

/// Where the newest checkpoint goes, so that somebody else holds it: a file (on another disk), a webhook, an object
/// store, another node. Each place that remembers also says whether the vault still holds what it was given before.

namespace inferno::anchor {

/// A vault's newest checkpoint.
struct Newest {
    std::string verifierKey;
    std::string note;
    std::string history; ///< verifiers.note; "" = not known
    std::uint64_t size = 0;
    Hash root{};
};
/// Error: note.invalid (the note is not of this key).
Result<Newest> newestOf(const std::string& verifierKey, const std::string& note, const std::string& history = {});

struct Outcome {
    /// What the place holds that is not of this vault's past, in a sentence. Then nothing was given to it.
    std::optional<std::string> rolledBack;
    std::uint64_t heldSize = 0;              ///< of the newest checkpoint that the place held before; 0: none
    std::optional<std::string> cosignatures; ///< a witness's lines for the note
};

/// Not safe from several threads; blocks as long as the place takes, some seconds at most.
class Place {
public:
    virtual ~Place() = default;
    virtual std::string kind() const = 0; ///< file webhook s3 witness
    virtual std::string name() const = 0; ///< path or URL, without secrets
    /// Gives the checkpoint, unless what is there speaks against it. Error: why it could not be given.
    virtual Result<Outcome> give(const Newest& newest, const ConsistencySource& proofs) = 0;
    /// The same without leaving anything there, where the place can be asked: a witness cannot, and is given it; a
    /// webhook knows nothing.
    virtual Result<Outcome> check(const Newest& newest, const ConsistencySource& proofs) = 0;
};

/// A file that grows by a line of JSON for each checkpoint: {"time","origin","size","verifier_key","checkpoint"}.
std::unique_ptr<Place> filePlace(Vfs& vfs, const Clock& clock, std::filesystem::path file);
/// A URL that takes the same document by POST and answers 2xx.
std::unique_ptr<Place> webhookPlace(const Clock& clock, std::string url);
/// Objects PREFIX/VAULT-ID/SIZE.json and PREFIX/VAULT-ID/latest.json, the same document.
std::unique_ptr<Place> s3Place(const Clock& clock, archive::S3Options options);

/// A witness: "URL VKEY [TOKEN]", TOKEN as env:NAME or file:PATH.
struct WitnessAddress {
    std::string url;   ///< the submission prefix: /add-checkpoint is put behind it
    std::string key;   ///< C2SP vkey of its cosignatures
    std::string token; ///< the secret itself; "" = none is sent
    /// Error: config.invalid.
    static Result<WitnessAddress> parse(Vfs& vfs, const std::string& text);
};
std::unique_ptr<Place> witnessPlace(WitnessAddress address);

} // namespace inferno::anchor
