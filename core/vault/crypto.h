// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/ids.h"

/// The vault's cryptography, over OpenSSL 3 EVP. Algorithms are fetched once for the process and contexts are reused: a
/// one-shot SHA256() costs twice a reused one. A function here either does exactly what its standard says or fails;
/// there are no modes to choose. Objects with a context (Sha256, GcmCipher, SaltCipher) belong to one thread at a time;
/// everything else is safe from any thread. If OpenSSL cannot provide an algorithm at all, the program stops.

/// OpenSSL's types, so that no reader of this header needs its headers.
struct evp_cipher_ctx_st;
struct evp_md_ctx_st;
struct evp_pkey_st;

namespace inferno::vault {

using Nonce = std::array<std::uint8_t, 12>;
using Salt = std::array<std::uint8_t, 16>;
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// Overwrites memory that held a secret, so that the compiler cannot leave it out.
void wipe(std::span<std::uint8_t> memory);
/// True if equal; takes the same time wherever they differ.
bool equalConstantTime(ByteView a, ByteView b);

/// 32 secret bytes; each copy wipes itself when it goes. A moved-from key is all zero.
class SecretKey {
public:
    static constexpr std::size_t kSize = 32;

    SecretKey() = default;
    explicit SecretKey(std::span<const std::uint8_t, kSize> bytes);
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    SecretKey(SecretKey&& other) noexcept;
    SecretKey& operator=(SecretKey&& other) noexcept;
    ~SecretKey() { wipe(bytes_); }

    /// Fresh from the operating system's random source.
    static SecretKey random();
    ByteView view() const { return bytes_; }
    std::span<std::uint8_t, kSize> writable() { return bytes_; }

private:
    std::array<std::uint8_t, kSize> bytes_{};
};

/// SHA-256 (FIPS 180-4) with one context that is used again and again:
/// `sha.begin(); sha.update(a); sha.update(b); Hash h = sha.finish();`
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void begin();
    void update(ByteView data);
    Hash finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

/// For single values; hot paths keep a Sha256.
Hash sha256(ByteView data);
/// HMAC-SHA-256 (RFC 2104).
Hash hmacSha256(ByteView key, ByteView data);

/// HKDF-SHA-512 (RFC 5869), extract and expand. Error: crypto.failed if `out` is longer than 255 * 64 bytes.
Result<void> hkdfSha512(ByteView ikm, ByteView salt, ByteView info, std::span<std::uint8_t> out);
/// Its second half alone, for keys that are uniformly random already.
Result<void> hkdfSha512Expand(ByteView prk, ByteView info, std::span<std::uint8_t> out);

/// AES-256-GCM (SP 800-38D) under one key: 96-bit nonces and 128-bit tags only. The caller never repeats a nonce under
/// a key; see DerivedKey.
class GcmCipher {
public:
    static constexpr std::size_t kTagSize = 16;

    explicit GcmCipher(const SecretKey& key);
    GcmCipher(GcmCipher&&) noexcept;
    GcmCipher& operator=(GcmCipher&&) noexcept;
    ~GcmCipher();

    /// Writes ciphertext and tag; REQUIRES out.size() == plaintext.size() + kTagSize. `out` may not overlap.
    Result<void> seal(const Nonce& nonce, ByteView aad, ByteView plaintext, std::span<std::uint8_t> out);
    /// Checks and decrypts; REQUIRES sealed.size() >= kTagSize and out.size() == sealed.size() - kTagSize. `out` may
    /// be the beginning of `sealed`.
    /// Error: crypto.failed, and then `out` is all zero: no plaintext is released before its tag holds.
    Result<void> open(const Nonce& nonce, ByteView aad, ByteView sealed, std::span<std::uint8_t> out);

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> seal_;
    std::unique_ptr<evp_cipher_ctx_st, Free> open_;
};

/// AES-256-KWP (RFC 5649): wraps keys under a key, with no nonce to manage. REQUIRES 1 to 4096 bytes of `secret`.
Result<Bytes> wrapKey(const SecretKey& kek, ByteView secret);
/// Error: crypto.failed if it was not wrapped under `kek` or has been changed. The caller wipes the result.
Result<Bytes> unwrapKey(const SecretKey& kek, ByteView wrapped);
/// A 32-byte key as 40 wrapped bytes, and back.
using WrappedKey = std::array<std::uint8_t, 40>;
Result<WrappedKey> wrapSecret(const SecretKey& kek, const SecretKey& secret);
Result<SecretKey> unwrapSecret(const SecretKey& kek, const WrappedKey& wrapped);

/// The salts of records, derived and never stored: salt(seq) is one AES-256 block under Ksalt[class][month] of
/// seq as a 64-bit little-endian integer followed by eight zero bytes.
class SaltCipher {
public:
    explicit SaltCipher(const SecretKey& ksalt);
    SaltCipher(SaltCipher&&) noexcept;
    SaltCipher& operator=(SaltCipher&&) noexcept;
    ~SaltCipher();

    Salt salt(std::uint64_t seq);
    /// The salts of out.size() consecutive records, from `firstSeq`, in one call.
    void salts(std::uint64_t firstSeq, std::span<Salt> out);

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    std::unique_ptr<evp_cipher_ctx_st, Free> context_;
};

/// What a derived key is for; each kind has a label of its own, so that no two share a key.
enum class KeyKind : std::uint8_t {
    Segment = 1, ///< "inferno/seg/v1"
    Log = 2,     ///< "inferno/wal/v1"
    Index = 3,   ///< "inferno/index/v1"
    Outbox = 4,  ///< "inferno/outbox/v1"
    Export = 5,  ///< "inferno/export/v1"
    Stub = 6,    ///< "inferno/stub/v1"
};

/// A key that is used by one writer, once: never resumed after a restart.
struct DerivedKey {
    SecretKey key;
    Nonce baseNonce{};
    Hash commitment{}; ///< stored in clear and checked before the first open: GCM does not commit to its key

    /// The nonce of the counter-th message: base XOR counter, big-endian in the last eight bytes.
    Nonce nonce(std::uint64_t counter) const;
};

/// key32 ‖ baseNonce12 ‖ commitment32 = HKDF-Expand-SHA-512(dek, label ‖ vault16 ‖ number u64le ‖ kind u8 ‖ salt32).
/// `number` is the segment's or log file's; `salt` is freshSalt() at the start of each file.
Result<DerivedKey> deriveKey(const SecretKey& dek, const Uuid& vault, std::uint64_t number, KeyKind kind,
                             const Hash& salt);
/// 32 random bytes, mixed by SHA-256 with the boot id and `now`, against a cloned machine's repeated random stream.
Hash freshSalt(WallTime now);

/// An Ed25519 key (RFC 8032) that signs. Safe from any thread.
class SigningKey {
public:
    static SigningKey generate();
    static SigningKey fromSeed(const SecretKey& seed);

    const SecretKey& seed() const { return seed_; }
    const PublicKey& publicKey() const { return public_; }
    Signature sign(ByteView message) const;

private:
    explicit SigningKey(const SecretKey& seed);
    SecretKey seed_;
    PublicKey public_{};
    std::shared_ptr<evp_pkey_st> key_;
};

/// Checks an Ed25519 signature; anything that is not exactly 64 bytes and valid is false.
bool verifyEd25519(const PublicKey& key, ByteView message, ByteView signature);

} // namespace inferno::vault
