// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/crypto.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>

namespace inferno::vault {
namespace {

/// Stops the program: without its algorithms the vault could only write nonsense.
void require(bool ok, const char* what) {
    if (ok)
        return;
    std::fprintf(stderr, "inferno: OpenSSL failed: %s\n", what);
    std::abort();
}

/// OpenSSL's algorithms, fetched once (fetching costs more than hashing a record).
struct Algorithms {
    EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_CIPHER* gcm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    EVP_CIPHER* ecb = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);
    EVP_CIPHER* kwp = EVP_CIPHER_fetch(nullptr, "AES-256-WRAP-PAD", nullptr);
    EVP_KDF* hkdf = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);

    Algorithms() { require(sha256 && gcm && ecb && kwp && hkdf && hmac, "an algorithm is not provided"); }
};

const Algorithms& algorithms() {
    static const Algorithms all; // never freed: used until the last thread ends
    return all;
}

int asInt(std::size_t size) {
    require(size <= 0x7FFFFFFF, "a single call takes at most 2 GiB");
    return static_cast<int>(size);
}

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype([](EVP_CIPHER_CTX* c) { EVP_CIPHER_CTX_free(c); })>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, decltype([](EVP_KDF_CTX* c) { EVP_KDF_CTX_free(c); })>;
using MdContext = std::unique_ptr<EVP_MD_CTX, decltype([](EVP_MD_CTX* c) { EVP_MD_CTX_free(c); })>;

OSSL_PARAM octets(const char* name, ByteView bytes) {
    static std::uint8_t none = 0; // OpenSSL refuses a null pointer even with no bytes
    auto* data = bytes.empty() ? &none : const_cast<std::uint8_t*>(bytes.data());
    return OSSL_PARAM_construct_octet_string(name, data, bytes.size());
}

Result<void> hkdf(int mode, ByteView key, ByteView salt, ByteView info, std::span<std::uint8_t> out) {
    const KdfContext context(EVP_KDF_CTX_new(algorithms().hkdf));
    require(context != nullptr, "EVP_KDF_CTX_new");
    char digest[] = "SHA512";
    std::array<OSSL_PARAM, 6> parameters{};
    std::size_t n = 0;
    parameters[n++] = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode);
    parameters[n++] = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0);
    parameters[n++] = octets(OSSL_KDF_PARAM_KEY, key);
    if (!salt.empty())
        parameters[n++] = octets(OSSL_KDF_PARAM_SALT, salt);
    parameters[n++] = octets(OSSL_KDF_PARAM_INFO, info);
    parameters[n] = OSSL_PARAM_construct_end();
    if (EVP_KDF_derive(context.get(), out.data(), out.size(), parameters.data()) != 1)
        return fail(ErrorCode::CryptoFailed,
                    "HKDF-SHA-512 cannot give " + std::to_string(out.size()) + " bytes; 16320 is its limit");
    return {};
}

} // namespace

void wipe(std::span<std::uint8_t> memory) {
    OPENSSL_cleanse(memory.data(), memory.size());
}

bool equalConstantTime(ByteView a, ByteView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretKey::SecretKey(std::span<const std::uint8_t, kSize> bytes) {
    std::ranges::copy(bytes, bytes_.begin());
}

SecretKey::SecretKey(SecretKey&& other) noexcept : bytes_(other.bytes_) {
    wipe(other.bytes_);
}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept {
    if (this != &other) {
        bytes_ = other.bytes_;
        wipe(other.bytes_);
    }
    return *this;
}

SecretKey SecretKey::random() {
    SecretKey key;
    randomBytes(key.bytes_.data(), kSize);
    return key;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require(context_ && EVP_DigestInit_ex2(context_.get(), algorithms().sha256, nullptr) == 1, "SHA-256");
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::begin() {
    // Without an algorithm the context keeps the one it has, and nothing is fetched or allocated.
    require(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1, "SHA-256");
}

void Sha256::update(ByteView data) {
    require(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1, "SHA-256");
}

Hash Sha256::finish() {
    Hash hash;
    require(EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) == 1, "SHA-256");
    return hash;
}

Hash sha256(ByteView data) {
    Sha256 sha;
    sha.begin();
    sha.update(data);
    return sha.finish();
}

Hash hmacSha256(ByteView key, ByteView data) {
    using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype([](EVP_MAC_CTX* c) { EVP_MAC_CTX_free(c); })>;
    const MacContext context(EVP_MAC_CTX_new(algorithms().hmac));
    char digest[] = "SHA256";
    const std::array parameters = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                   OSSL_PARAM_construct_end()};
    Hash hash;
    std::size_t size = 0;
    require(context && EVP_MAC_init(context.get(), key.data(), key.size(), parameters.data()) == 1 &&
                EVP_MAC_update(context.get(), data.data(), data.size()) == 1 &&
                EVP_MAC_final(context.get(), hash.data(), &size, hash.size()) == 1 && size == hash.size(),
            "HMAC-SHA-256");
    return hash;
}

Result<void> hkdfSha512(ByteView ikm, ByteView salt, ByteView info, std::span<std::uint8_t> out) {
    return hkdf(EVP_KDF_HKDF_MODE_EXTRACT_AND_EXPAND, ikm, salt, info, out);
}

Result<void> hkdfSha512Expand(ByteView prk, ByteView info, std::span<std::uint8_t> out) {
    return hkdf(EVP_KDF_HKDF_MODE_EXPAND_ONLY, prk, {}, info, out);
}

void GcmCipher::Free::operator()(evp_cipher_ctx_st* context) const {
    EVP_CIPHER_CTX_free(context);
}

GcmCipher::GcmCipher(const SecretKey& key) : seal_(EVP_CIPHER_CTX_new()), open_(EVP_CIPHER_CTX_new()) {
    const std::uint8_t* bytes = key.view().data();
    require(seal_ && EVP_EncryptInit_ex2(seal_.get(), algorithms().gcm, bytes, nullptr, nullptr) == 1, "AES-256-GCM");
    require(open_ && EVP_DecryptInit_ex2(open_.get(), algorithms().gcm, bytes, nullptr, nullptr) == 1, "AES-256-GCM");
}

GcmCipher::GcmCipher(GcmCipher&&) noexcept = default;
GcmCipher& GcmCipher::operator=(GcmCipher&&) noexcept = default;
GcmCipher::~GcmCipher() = default;

Result<void> GcmCipher::seal(const Nonce& nonce, ByteView aad, ByteView plaintext, std::span<std::uint8_t> out) {
    require(out.size() == plaintext.size() + kTagSize, "seal: out has another size than text and tag");
    EVP_CIPHER_CTX* context = seal_.get();
    int written = 0;
    const bool ok =
        EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1 &&
        (aad.empty() || EVP_EncryptUpdate(context, nullptr, &written, aad.data(), asInt(aad.size())) == 1) &&
        (plaintext.empty() ||
         EVP_EncryptUpdate(context, out.data(), &written, plaintext.data(), asInt(plaintext.size())) == 1) &&
        EVP_EncryptFinal_ex(context, out.data() + plaintext.size(), &written) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, kTagSize, out.data() + plaintext.size()) == 1;
    if (!ok)
        return fail(ErrorCode::Internal, "AES-256-GCM could not encrypt");
    return {};
}

Result<void> GcmCipher::open(const Nonce& nonce, ByteView aad, ByteView sealed, std::span<std::uint8_t> out) {
    require(sealed.size() >= kTagSize && out.size() == sealed.size() - kTagSize, "open: out has another size");
    const ByteView text = sealed.first(out.size());
    std::array<std::uint8_t, kTagSize> tag;
    std::ranges::copy(sealed.last(kTagSize), tag.begin());
    EVP_CIPHER_CTX* context = open_.get();
    int written = 0;
    std::uint8_t none = 0;
    const bool ok =
        EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1 &&
        (aad.empty() || EVP_DecryptUpdate(context, nullptr, &written, aad.data(), asInt(aad.size())) == 1) &&
        (text.empty() || EVP_DecryptUpdate(context, out.data(), &written, text.data(), asInt(text.size())) == 1) &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context, &none, &written) == 1;
    if (ok)
        return {};
    wipe(out);
    return fail(ErrorCode::CryptoFailed, "an AES-256-GCM tag does not hold: the data or its context were changed, or "
                                         "the key is another");
}

namespace {

/// Runs AES-256-KWP in one direction; an empty result means that it refused.
Bytes runKeyWrap(const SecretKey& kek, ByteView in, bool wrap) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    require(context != nullptr, "EVP_CIPHER_CTX_new");
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    Bytes out(in.size() + 16);
    int written = 0;
    const bool ok =
        EVP_CipherInit_ex2(context.get(), algorithms().kwp, kek.view().data(), nullptr, wrap ? 1 : 0, nullptr) == 1 &&
        EVP_CipherUpdate(context.get(), out.data(), &written, in.data(), asInt(in.size())) == 1;
    if (!ok || written <= 0) {
        wipe(out);
        return {};
    }
    out.resize(static_cast<std::size_t>(written));
    return out;
}

constexpr std::size_t kMaxWrapped = 4096;

} // namespace

Result<Bytes> wrapKey(const SecretKey& kek, ByteView secret) {
    require(!secret.empty() && secret.size() <= kMaxWrapped, "wrapKey takes 1 to 4096 bytes");
    Bytes wrapped = runKeyWrap(kek, secret, true);
    if (wrapped.empty())
        return fail(ErrorCode::Internal, "AES-256-KWP could not wrap a key");
    return wrapped;
}

Result<Bytes> unwrapKey(const SecretKey& kek, ByteView wrapped) {
    // RFC 5649: at least two 64-bit blocks, and whole ones.
    Bytes secret;
    if (wrapped.size() >= 16 && wrapped.size() % 8 == 0 && wrapped.size() <= kMaxWrapped + 16)
        secret = runKeyWrap(kek, wrapped, false);
    if (secret.empty())
        return fail(ErrorCode::CryptoFailed, "a wrapped key does not open: it was changed, or the key over it is "
                                             "another");
    return secret;
}

Result<WrappedKey> wrapSecret(const SecretKey& kek, const SecretKey& secret) {
    INFERNO_TRY(const Bytes bytes, wrapKey(kek, secret.view()));
    WrappedKey wrapped;
    require(bytes.size() == wrapped.size(), "AES-256-KWP of 32 bytes has 40");
    std::ranges::copy(bytes, wrapped.begin());
    return wrapped;
}

Result<SecretKey> unwrapSecret(const SecretKey& kek, const WrappedKey& wrapped) {
    INFERNO_TRY(Bytes bytes, unwrapKey(kek, wrapped));
    if (bytes.size() != SecretKey::kSize) {
        wipe(bytes);
        return fail(ErrorCode::CryptoFailed, "a wrapped key has " + std::to_string(bytes.size()) + " bytes, not 32");
    }
    SecretKey secret{std::span<const std::uint8_t, SecretKey::kSize>(bytes)};
    wipe(bytes);
    return secret;
}

void SaltCipher::Free::operator()(evp_cipher_ctx_st* context) const {
    EVP_CIPHER_CTX_free(context);
}

SaltCipher::SaltCipher(const SecretKey& ksalt) : context_(EVP_CIPHER_CTX_new()) {
    require(context_ &&
                EVP_EncryptInit_ex2(context_.get(), algorithms().ecb, ksalt.view().data(), nullptr, nullptr) == 1,
            "AES-256");
    EVP_CIPHER_CTX_set_padding(context_.get(), 0);
}

SaltCipher::SaltCipher(SaltCipher&&) noexcept = default;
SaltCipher& SaltCipher::operator=(SaltCipher&&) noexcept = default;
SaltCipher::~SaltCipher() = default;

Salt SaltCipher::salt(std::uint64_t seq) {
    Salt salt;
    salts(seq, {&salt, 1});
    return salt;
}

void SaltCipher::salts(std::uint64_t firstSeq, std::span<Salt> out) {
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint64_t seq = firstSeq + i;
        out[i].fill(0);
        for (std::size_t k = 0; k < 8; ++k)
            out[i][k] = static_cast<std::uint8_t>(seq >> (8 * k));
    }
    static_assert(sizeof(Salt) == 16, "salts lie one after another");
    auto* bytes = reinterpret_cast<std::uint8_t*>(out.data());
    int written = 0;
    const int size = asInt(out.size_bytes());
    require(EVP_EncryptUpdate(context_.get(), bytes, &written, bytes, size) == 1 && written == size, "AES-256");
}

Nonce DerivedKey::nonce(std::uint64_t counter) const {
    Nonce nonce = baseNonce;
    for (std::size_t k = 0; k < 8; ++k)
        nonce[11 - k] ^= static_cast<std::uint8_t>(counter >> (8 * k));
    return nonce;
}

namespace {

std::string_view labelOf(KeyKind kind) {
    switch (kind) {
    case KeyKind::Segment: return "inferno/seg/v1";
    case KeyKind::Log: return "inferno/wal/v1";
    case KeyKind::Index: return "inferno/index/v1";
    case KeyKind::Outbox: return "inferno/outbox/v1";
    case KeyKind::Export: return "inferno/export/v1";
    case KeyKind::Stub: return "inferno/stub/v1";
    }
    require(false, "a key kind without a label");
    return {};
}

} // namespace

Result<DerivedKey> deriveKey(const SecretKey& dek, const Uuid& vault, std::uint64_t number, KeyKind kind,
                             const Hash& salt) {
    const std::string_view label = labelOf(kind);
    Bytes info(label.begin(), label.end());
    info.insert(info.end(), vault.begin(), vault.end());
    putLe(info, number);
    info.push_back(static_cast<std::uint8_t>(kind));
    info.insert(info.end(), salt.begin(), salt.end());

    std::array<std::uint8_t, 32 + 12 + 32> out;
    INFERNO_CHECK(hkdfSha512Expand(dek.view(), info, out));
    DerivedKey derived;
    std::ranges::copy(std::span(out).first(32), derived.key.writable().begin());
    std::ranges::copy(std::span(out).subspan(32, 12), derived.baseNonce.begin());
    std::ranges::copy(std::span(out).last(32), derived.commitment.begin());
    wipe(out);
    return derived;
}

SigningKey::SigningKey(const SecretKey& seed) : seed_(seed) {
    const ByteView bytes = seed_.view();
    key_.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size()), EVP_PKEY_free);
    std::size_t size = public_.size();
    require(key_ && EVP_PKEY_get_raw_public_key(key_.get(), public_.data(), &size) == 1 && size == public_.size(),
            "Ed25519");
}

SigningKey SigningKey::generate() {
    return SigningKey(SecretKey::random());
}

SigningKey SigningKey::fromSeed(const SecretKey& seed) {
    return SigningKey(seed);
}

Signature SigningKey::sign(ByteView message) const {
    const MdContext context(EVP_MD_CTX_new());
    Signature signature;
    std::size_t size = signature.size();
    require(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
                EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1 &&
                size == signature.size(),
            "Ed25519 signing");
    return signature;
}

bool verifyEd25519(const PublicKey& key, ByteView message, ByteView signature) {
    if (signature.size() != Signature{}.size())
        return false;
    using Key = std::unique_ptr<EVP_PKEY, decltype([](EVP_PKEY* k) { EVP_PKEY_free(k); })>;
    const Key pkey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const MdContext context(EVP_MD_CTX_new());
    require(context != nullptr, "EVP_MD_CTX_new");
    return pkey && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, pkey.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

} // namespace inferno::vault
