// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_signature.h"

#include <algorithm>
#include <optional>

#include "core/vault/crypto.h"

namespace inferno::serving {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kSignatureBytes = 64;
constexpr std::uint64_t kMostBytes = 4096;
/// SubjectPublicKeyInfo of Ed25519 (RFC 8410), in front of the key's 32 bytes.
constexpr std::array<std::uint8_t, 12> kDerHead{0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00};

using Key = std::array<std::uint8_t, kKeyBytes>;

std::string withoutBlanks(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != '\n' && c != '\r' && c != ' '; });
    return out;
}

/// A key's 32 bytes, alone or behind the head that DER gives them.
std::optional<Key> keyIn(ByteView bytes) {
    if (bytes.size() == kDerHead.size() + kKeyBytes && std::ranges::equal(bytes.first(kDerHead.size()), kDerHead))
        bytes = bytes.subspan(kDerHead.size());
    Key key{};
    if (bytes.size() != key.size())
        return std::nullopt;
    std::ranges::copy(bytes, key.begin());
    return key;
}

std::optional<Key> keyInPem(std::string_view text) {
    constexpr std::string_view kBegin = "-----BEGIN PUBLIC KEY-----";
    constexpr std::string_view kEnd = "-----END PUBLIC KEY-----";
    const std::size_t begin = text.find(kBegin);
    const std::size_t end = text.find(kEnd);
    if (begin == text.npos || end == text.npos || end < begin)
        return std::nullopt;
    const std::size_t from = begin + kBegin.size();
    const auto der = fromBase64(withoutBlanks(text.substr(from, end - from)));
    return der ? keyIn(*der) : std::nullopt;
}

Result<Key> keyOf(Vfs& vfs, const std::string& entry) {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::ConfigInvalid, "inference.trusted_keys: '" + entry + "' " + why,
                    "name a file that openssl pkey -pubout has made of an Ed25519 key");
    };
    if (const auto bytes = fromBase64(entry))
        if (const auto key = keyIn(*bytes))
            return *key;
    if (!fs::path(entry).is_absolute())
        return refuse("is neither the absolute path of a file nor base64 of an Ed25519 key");
    const auto file = readFile(vfs, entry, kMostBytes);
    if (!file)
        return refuse("cannot be read: " + file.error().message());
    const auto key = keyInPem(asText(*file));
    return key ? Result<Key>(*key) : refuse("holds no public key of Ed25519 in PEM");
}

std::unexpected<Error> refused(const std::string& why, const std::string& hint) {
    return fail(ErrorCode::ModelSignature, why, hint);
}

} // namespace

Result<SignaturePolicy> readTrustedKeys(Vfs& vfs, const std::vector<std::string>& entries, bool required) {
    SignaturePolicy policy;
    policy.required = required;
    for (const std::string& entry : entries) {
        INFERNO_TRY(const Key key, keyOf(vfs, entry));
        policy.keys.push_back(key);
    }
    return policy;
}

Result<std::string> signatureOf(Vfs& vfs, const SignaturePolicy& policy, const fs::path& model,
                                const std::string& sha256, const fs::path& named) {
    const bool isNamed = !named.empty();
    const fs::path file = isNamed ? named : fs::path(model.string() + ".sig");
    if (policy.keys.empty() && (isNamed || policy.required))
        return refused((isNamed ? file.string() + ": " : "a signature is required, and ") +
                           "this service trusts no key",
                       "[inference] trusted_keys names the public keys of those who may sign models");
    if (policy.keys.empty())
        return "none";
    const auto content = readFile(vfs, file, kMostBytes);
    if (!content && content.error().code == ErrorCode::IoNotFound && !isNamed) {
        if (!policy.required)
            return "none";
        return refused(model.string() + " has no signature, which [inference] require_signature asks for",
                       "have it signed, and put the signature into " + file.string());
    }
    if (!content)
        return refused(file.string() + " cannot be read: " + content.error().message(), "");
    Bytes signature = *content;
    if (signature.size() != kSignatureBytes)
        if (auto decoded = fromBase64(withoutBlanks(asText(*content))))
            signature = std::move(*decoded);
    if (signature.size() != kSignatureBytes)
        return refused(file.string() + " holds no signature: 64 bytes, or base64 of them",
                       "docs/model-archives.md says how to make one");
    INFERNO_TRY(const Bytes hash, fromHex(sha256));
    if (std::ranges::any_of(policy.keys, [&](const Key& key) { return vault::verifyEd25519(key, hash, signature); }))
        return "valid";
    return refused("no trusted key has made the signature " + file.string() + " of " + model.string() + " (SHA-256 " +
                       sha256 + ")",
                   "have it signed anew, or name its key in [inference] trusted_keys");
}

} // namespace inferno::serving
