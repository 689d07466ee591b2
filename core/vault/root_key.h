// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/vault/crypto.h"

/// The root of a vault's keys: 32 bytes that wrap the key-encryption key. They are read from a key file, or made of a
/// passphrase with Argon2id (RFC 9106, version 0x13) and then never stored. Values; safe from any thread.

namespace inferno::vault {

enum class RootKind : std::uint32_t { KeyFile = 1, Passphrase = 2 };
/// "key_file" or "passphrase".
std::string_view nameOf(RootKind kind);

/// What a guess costs. Stored in the key store, so that it can be raised; see docs/formats/keys.md for the limits.
struct PassphraseCost {
    std::uint32_t memoryKib = 256U << 10;
    std::uint32_t passes = 3;
    std::uint32_t lanes = 4;

    friend bool operator==(const PassphraseCost&, const PassphraseCost&) = default;
};

/// A text that is wiped when it goes. Never printed, never in an error.
class Passphrase {
public:
    static constexpr std::size_t kShortest = 8;
    static constexpr std::size_t kLongest = 1024;

    Passphrase() = default;
    explicit Passphrase(std::string text) : text_(std::move(text)) {}
    Passphrase(Passphrase&& other) noexcept : text_(other.text_) { other.clear(); }
    Passphrase& operator=(Passphrase&& other) noexcept;
    ~Passphrase() { clear(); }

    std::string_view view() const { return text_; }
    bool empty() const { return text_.empty(); }
    /// Whether it may become the passphrase of a vault: 8 to 1024 bytes. Error: input.invalid.
    Result<void> check() const;

private:
    void clear();
    std::string text_;
};

/// How the root key of a key store is come by, as its head says. To be trusted only once the store has opened.
struct RootInfo {
    RootKind kind = RootKind::KeyFile;
    PassphraseCost cost; ///< where it is a passphrase, with
    Salt salt{};
};

/// 256 MiB and about half a second at the default cost. Errors: key.invalid (a cost that no Inferno writes),
/// internal.error (the memory is not there).
Result<SecretKey> keyOfPassphrase(const Passphrase& passphrase, const PassphraseCost& cost, const Salt& salt);

/// The root that a vault shall have.
struct Root {
    RootInfo info;
    SecretKey key;

    static Root ofKeyFile(SecretKey key) { return {{}, std::move(key)}; }
    /// With a fresh salt.
    static Result<Root> ofPassphrase(const Passphrase& passphrase, const PassphraseCost& cost);
};

} // namespace inferno::vault
