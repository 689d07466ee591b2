// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/vault/crypto.h"

/// Signed notes, verifier keys and checkpoints as C2SP writes them (c2sp.org/signed-note, tlog-checkpoint,
/// tlog-cosignature). Values; safe from any thread. Error of everything here: note.invalid, saying in which way.

namespace inferno::vault {

/// The byte in front of a public key that says how it signs.
enum class KeyAlgorithm : std::uint8_t {
    Ed25519 = 0x01,       ///< over the note's text
    CosignatureV1 = 0x04, ///< Ed25519 over "cosignature/v1\ntime T\n" and the text; the signature carries T
};

/// A key that checks signatures: "NAME+HEXID+BASE64(algorithm ‖ public key)".
struct VerifierKey {
    std::string name;
    std::uint32_t id = 0;
    KeyAlgorithm algorithm = KeyAlgorithm::Ed25519;
    PublicKey key{};

    static VerifierKey of(std::string name, const PublicKey& key, KeyAlgorithm algorithm = KeyAlgorithm::Ed25519);
    static Result<VerifierKey> parse(std::string_view vkey);
    std::string text() const;
    /// The id as eight hex digits, as people compare it.
    std::string idText() const;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// SHA-256(name ‖ 0x0A ‖ algorithm ‖ key), the first four bytes, big-endian.
std::uint32_t keyId(std::string_view name, KeyAlgorithm algorithm, ByteView key);
/// A key's name: not empty, valid UTF-8, without spaces and plus signs.
bool isValidKeyName(std::string_view name);

/// One signature line: "— NAME BASE64(id ‖ signature)".
struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    Bytes signature; ///< without the id; its form depends on the algorithm

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

/// A note as it is written: text, which ends in a newline, a blank line, signature lines. At most 1 MB and 100
/// signatures are read.
struct SignedNote {
    std::string text;
    std::vector<NoteSignature> signatures;

    static Result<SignedNote> parse(std::string_view note);
    std::string serialized() const;
};

/// A note of which at least one signature by a known key holds, and none by a known key fails.
struct VerifiedNote {
    std::string text;
    std::vector<NoteSignature> verified;   ///< one for each known key that signed
    std::vector<NoteSignature> unverified; ///< by keys that nobody named: they say nothing
};

/// Parses and checks. Signatures by unknown keys are kept aside; a second one by the same known key is ignored; a key
/// that is named twice makes the answer ambiguous and is refused if it signed.
Result<VerifiedNote> openNote(std::string_view note, std::span<const VerifierKey> known);
/// Checks one signature over `text`.
bool verifySignature(const VerifierKey& key, std::string_view text, ByteView signature);
/// The time in a cosignature/v1, in seconds since 1970. Error if it is not one.
Result<std::uint64_t> cosignatureTime(ByteView signature);

/// A key that signs notes.
struct NoteSigner {
    std::string name;
    SigningKey key;

    VerifierKey verifier() const { return VerifierKey::of(name, key.publicKey()); }
    NoteSignature sign(std::string_view text) const;
    /// REQUIRES text to end in a newline and hold no control characters but newlines.
    Result<std::string> signedNote(std::string_view text) const;
    /// "PRIVATE+KEY+NAME+HEXID+BASE64(algorithm ‖ seed)", as Go's sumdb writes it; a secret.
    std::string text() const;
    static Result<NoteSigner> parse(std::string_view skey);
};

/// What a vault signs: the size and the root of its tree. Body: origin, size, base64 root, a line each; no extension
/// lines are written, and those of others are kept aside by parse.
struct Checkpoint {
    std::string origin; ///< "inferno.local/<vault-id>"
    std::uint64_t size = 0;
    Hash root{};

    std::string body() const;
    static Result<Checkpoint> parse(std::string_view body);
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// The origin of a vault's checkpoints, which is also the name of its verifier keys.
std::string originOf(const Uuid& vault);

} // namespace inferno::vault
