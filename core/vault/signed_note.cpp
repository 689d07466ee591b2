// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/signed_note.h"

#include <algorithm>

#include "core/vault/utf8.h"

namespace inferno::vault {
namespace {

constexpr std::string_view kSignaturePrefix = "\xE2\x80\x94 "; // an em dash and a space
constexpr std::string_view kPrivatePrefix = "PRIVATE+KEY+";
constexpr std::size_t kMaxNoteBytes = 1'000'000;
constexpr std::size_t kMaxSignatures = 100;
constexpr std::size_t kIdBytes = 4;
constexpr std::size_t kTimeBytes = 8;

std::unexpected<Error> malformed(std::string why) {
    return fail(ErrorCode::NoteInvalid, std::move(why));
}

bool isSpace(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

/// Valid UTF-8 without control characters but newlines.
bool isNoteText(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const Utf8Char c = utf8At(text, i);
        if (!c.valid || (c.code < 0x20 && c.code != '\n'))
            return false;
        i += c.bytes;
    }
    return true;
}

std::uint32_t idFrom(ByteView bytes) {
    return static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
           static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
}

void putId(Bytes& out, std::uint32_t id) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>(id >> shift));
}

std::string hexId(std::uint32_t id) {
    Bytes bytes;
    putId(bytes, id);
    return toHex(bytes);
}

/// "NAME+HEXID+BASE64" of a verifier key and of a signing key.
struct KeyText {
    std::string_view name;
    std::string_view id;
    Bytes data; ///< algorithm ‖ 32 bytes
};

Result<KeyText> splitKey(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos)
        return malformed("a key reads NAME+ID+BASE64");
    KeyText key{text.substr(0, first), text.substr(first + 1, second - first - 1), {}};
    if (!isValidKeyName(key.name))
        return malformed("a key's name is not empty and has no space and no plus sign");
    auto data = fromBase64(text.substr(second + 1));
    if (!data || data->size() != 1 + SecretKey::kSize)
        return malformed("the key of '" + std::string(key.name) + "' is not base64 of 33 bytes");
    key.data = std::move(*data);
    return key;
}

std::string joinKey(std::string_view name, std::uint32_t id, KeyAlgorithm algorithm, ByteView key) {
    Bytes data{static_cast<std::uint8_t>(algorithm)};
    data.insert(data.end(), key.begin(), key.end());
    std::string text = std::string(name) + "+" + hexId(id) + "+" + toBase64(data);
    wipe(data);
    return text;
}

Result<NoteSignature> parseSignatureLine(std::string_view line) {
    if (!line.starts_with(kSignaturePrefix))
        return malformed("a line below the note's text is not a signature");
    line.remove_prefix(kSignaturePrefix.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos)
        return malformed("a signature line has no signature");
    NoteSignature signature{std::string(line.substr(0, space)), 0, {}};
    const auto bytes = fromBase64(line.substr(space + 1));
    if (!isValidKeyName(signature.name) || !bytes || bytes->size() <= kIdBytes)
        return malformed("a signature line cannot be read");
    signature.id = idFrom(*bytes);
    signature.signature.assign(bytes->begin() + kIdBytes, bytes->end());
    return signature;
}

} // namespace

bool isValidKeyName(std::string_view name) {
    for (std::size_t i = 0; i < name.size();) {
        const Utf8Char c = utf8At(name, i);
        if (!c.valid || isSpace(c.code) || c.code == '+')
            return false;
        i += c.bytes;
    }
    return !name.empty();
}

std::uint32_t keyId(std::string_view name, KeyAlgorithm algorithm, ByteView key) {
    const std::uint8_t separator[] = {0x0A, static_cast<std::uint8_t>(algorithm)};
    Sha256 sha;
    sha.begin();
    sha.update(asBytes(name));
    sha.update(separator);
    sha.update(key);
    return idFrom(sha.finish());
}

VerifierKey VerifierKey::of(std::string name, const PublicKey& key, KeyAlgorithm algorithm) {
    const std::uint32_t id = keyId(name, algorithm, key);
    return {std::move(name), id, algorithm, key};
}

Result<VerifierKey> VerifierKey::parse(std::string_view vkey) {
    INFERNO_TRY(const KeyText text, splitKey(vkey));
    const auto algorithm = static_cast<KeyAlgorithm>(text.data[0]);
    if (algorithm != KeyAlgorithm::Ed25519 && algorithm != KeyAlgorithm::CosignatureV1)
        return malformed("the key of '" + std::string(text.name) + "' has algorithm " + std::to_string(text.data[0]) +
                         "; 1 (Ed25519) and 4 (cosignature/v1) are known");
    PublicKey key;
    std::ranges::copy(std::span(text.data).subspan(1), key.begin());
    VerifierKey verifier = of(std::string(text.name), key, algorithm);
    if (verifier.idText() != text.id)
        return malformed("the key of '" + verifier.name + "' has the id " + verifier.idText() + ", not " +
                         std::string(text.id));
    return verifier;
}

std::string VerifierKey::text() const {
    return joinKey(name, id, algorithm, key);
}

std::string VerifierKey::idText() const {
    return hexId(id);
}

Result<SignedNote> SignedNote::parse(std::string_view note) {
    if (note.size() > kMaxNoteBytes)
        return malformed("a note has at most 1 MB");
    if (!isNoteText(note))
        return malformed("the note is not plain UTF-8 text");
    const std::size_t blank = note.rfind("\n\n");
    if (blank == std::string_view::npos)
        return malformed("the note has no blank line above its signatures");
    SignedNote parsed{std::string(note.substr(0, blank + 1)), {}};
    std::string_view rest = note.substr(blank + 2);
    if (rest.empty() || rest.back() != '\n')
        return malformed("the note has no signature, or its last line does not end");
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        INFERNO_TRY(NoteSignature signature, parseSignatureLine(rest.substr(0, end)));
        parsed.signatures.push_back(std::move(signature));
        rest.remove_prefix(end + 1);
        if (parsed.signatures.size() > kMaxSignatures)
            return malformed("the note has more than 100 signatures");
    }
    return parsed;
}

std::string SignedNote::serialized() const {
    std::string note = text + "\n";
    for (const NoteSignature& signature : signatures) {
        Bytes bytes;
        putId(bytes, signature.id);
        bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
        note += kSignaturePrefix;
        note += signature.name + " " + toBase64(bytes) + "\n";
    }
    return note;
}

bool verifySignature(const VerifierKey& key, std::string_view text, ByteView signature) {
    if (key.algorithm == KeyAlgorithm::Ed25519)
        return verifyEd25519(key.key, asBytes(text), signature);
    const auto time = cosignatureTime(signature);
    if (!time)
        return false;
    const std::string message = "cosignature/v1\ntime " + std::to_string(*time) + "\n" + std::string(text);
    return verifyEd25519(key.key, asBytes(message), signature.subspan(kTimeBytes));
}

Result<std::uint64_t> cosignatureTime(ByteView signature) {
    if (signature.size() != kTimeBytes + Signature{}.size())
        return malformed("a cosignature/v1 has 72 bytes, a time and a signature, not " +
                         std::to_string(signature.size()));
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < kTimeBytes; ++i)
        time = time << 8 | signature[i];
    return time;
}

Result<VerifiedNote> openNote(std::string_view note, std::span<const VerifierKey> known) {
    INFERNO_TRY(SignedNote parsed, SignedNote::parse(note));
    VerifiedNote opened{std::move(parsed.text), {}, {}};
    for (NoteSignature& signature : parsed.signatures) {
        const auto same = [&](const auto& other) { return other.id == signature.id && other.name == signature.name; };
        const auto key = std::ranges::find_if(known, same);
        if (key == known.end()) {
            opened.unverified.push_back(std::move(signature));
            continue;
        }
        if (std::ranges::count_if(known, same) > 1)
            return malformed("the key " + hexId(signature.id) + " of '" + signature.name + "' is named twice");
        if (std::ranges::any_of(opened.verified, same))
            continue;
        if (!verifySignature(*key, opened.text, signature.signature))
            return malformed("the signature of '" + signature.name + "', key " + hexId(signature.id) +
                             ", does not hold");
        opened.verified.push_back(std::move(signature));
    }
    if (opened.verified.empty())
        return malformed("none of the note's signatures is by a known key");
    return opened;
}

NoteSignature NoteSigner::sign(std::string_view text) const {
    const Signature signature = key.sign(asBytes(text));
    return {name, verifier().id, Bytes(signature.begin(), signature.end())};
}

Result<std::string> NoteSigner::signedNote(std::string_view text) const {
    if (text.empty() || text.back() != '\n' || !isNoteText(text))
        return malformed("the text of a note is plain UTF-8 and ends in a newline");
    return SignedNote{std::string(text), {sign(text)}}.serialized();
}

std::string NoteSigner::text() const {
    return std::string(kPrivatePrefix) + joinKey(name, verifier().id, KeyAlgorithm::Ed25519, key.seed().view());
}

Result<NoteSigner> NoteSigner::parse(std::string_view skey) {
    if (!skey.starts_with(kPrivatePrefix))
        return malformed("a signing key begins with PRIVATE+KEY+");
    INFERNO_TRY(KeyText text, splitKey(skey.substr(kPrivatePrefix.size())));
    if (text.data[0] != static_cast<std::uint8_t>(KeyAlgorithm::Ed25519)) {
        wipe(text.data);
        return malformed("the signing key is not one of Ed25519");
    }
    const SecretKey seed(std::span<const std::uint8_t, SecretKey::kSize>(text.data.data() + 1, SecretKey::kSize));
    wipe(text.data);
    NoteSigner signer{std::string(text.name), SigningKey::fromSeed(seed)};
    if (signer.verifier().idText() != text.id)
        return malformed("the signing key does not have the id that it is written with");
    return signer;
}

} // namespace inferno::vault
