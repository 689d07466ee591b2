// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/outbox_seal.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "core/vault/crypto.h"

namespace inferno::service {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeader = 1 + 4 + 32 + 32 + 8;

Bytes numberBytes(std::uint64_t number) {
    Bytes out;
    putLe(out, number);
    return out;
}

/// A key and the header fields that lead to it.
struct Derived {
    vault::DataKeyId id{};
    vault::Month month{};
    Hash salt{};
    vault::DerivedKey key;
};

class Seal {
public:
    Seal(Vfs& vfs, const Clock& clock, std::function<vault::KeyPaths()> paths)
        : vfs_(vfs), clock_(clock), paths_(std::move(paths)) {}

    Result<void> start() {
        INFERNO_CHECK(reload());
        const auto ids = keys_->keyIds();
        if (ids.empty())
            return fail(ErrorCode::KeyUnavailable, "the vault has no data key yet");
        INFERNO_TRY(own_, derive(keyOf(vault::monthOf(clock_.now())).value_or(ids.back()), freshSalt()));
        return {};
    }

    Result<Bytes> seal(std::uint64_t number, ByteView plain) {
        const std::lock_guard lock(mutex_);
        INFERNO_CHECK(followMonth());
        const std::uint64_t counter = counter_++;
        Bytes out;
        out.push_back(kVersion);
        putLe(out, static_cast<std::uint32_t>(own_.id));
        out.insert(out.end(), own_.salt.begin(), own_.salt.end());
        out.insert(out.end(), own_.key.commitment.begin(), own_.key.commitment.end());
        putLe(out, counter);
        out.resize(kHeader + plain.size() + vault::GcmCipher::kTagSize);
        vault::GcmCipher cipher(own_.key.key);
        INFERNO_CHECK(
            cipher.seal(own_.key.nonce(counter), numberBytes(number), plain, std::span(out).subspan(kHeader)));
        return out;
    }

    Result<Bytes> open(std::uint64_t number, ByteView sealed) {
        if (sealed.size() < kHeader + vault::GcmCipher::kTagSize || sealed[0] != kVersion)
            return fail(ErrorCode::CryptoFailed, "a row of the outbox is not one of this version");
        const std::lock_guard lock(mutex_);
        const auto id = static_cast<vault::DataKeyId>(getLe<std::uint32_t>(sealed.subspan(1)));
        Hash salt{};
        std::ranges::copy(sealed.subspan(5, salt.size()), salt.begin());
        const ByteView commitment = sealed.subspan(37, 32);
        if (last_.id != id || last_.salt != salt) {
            INFERNO_TRY(last_, derive(id, salt));
        }
        if (!vault::equalConstantTime(commitment, last_.key.commitment))
            return fail(ErrorCode::CryptoFailed, "a row of the outbox was sealed under another key");
        vault::GcmCipher cipher(last_.key.key);
        Bytes plain(sealed.size() - kHeader - vault::GcmCipher::kTagSize);
        INFERNO_CHECK(cipher.open(last_.key.nonce(getLe<std::uint64_t>(sealed.subspan(69))), numberBytes(number),
                                  sealed.subspan(kHeader), plain));
        return plain;
    }

private:
    /// In another month than that of the key in use: changes to that month's key, if the vault has made it.
    Result<void> followMonth() {
        const vault::Month month = vault::monthOf(clock_.now());
        if (own_.month == month)
            return {};
        auto id = keyOf(month);
        if (!id && reload())
            id = keyOf(month);
        if (id) {
            INFERNO_TRY(own_, derive(*id, freshSalt()));
        }
        return {};
    }

    Hash freshSalt() const { return vault::freshSalt(clock_.now()); }

    /// The newest key of a month.
    std::optional<vault::DataKeyId> keyOf(vault::Month month) const {
        const auto ids = keys_->keyIds();
        for (auto id = ids.rbegin(); id != ids.rend(); ++id)
            if (const auto key = keys_->key(*id); key && (*key)->month == month)
                return *id;
        return std::nullopt;
    }

    /// On an error the keys are those from before.
    Result<void> reload() {
        INFERNO_TRY(keys_, vault::KeyStore::open(vfs_, paths_(), false));
        return {};
    }

    Result<Derived> derive(vault::DataKeyId id, const Hash& salt) {
        auto key = keys_->key(id);
        if (!key) { // the vault has made it since
            INFERNO_CHECK(reload());
            key = keys_->key(id);
        }
        if (!key)
            return std::unexpected(key.error());
        INFERNO_TRY(vault::DerivedKey derived,
                    vault::deriveKey((*key)->dek, keys_->vaultId(), 0, vault::KeyKind::Outbox, salt));
        return Derived{id, (*key)->month, salt, std::move(derived)};
    }

    Vfs& vfs_;
    const Clock& clock_;
    const std::function<vault::KeyPaths()> paths_;
    std::mutex mutex_;
    std::unique_ptr<vault::KeyStore> keys_;
    Derived own_;
    Derived last_; ///< of the newest row that was opened
    std::uint64_t counter_ = 0;
};

} // namespace

Result<jobs::OutboxCipher> outboxCipher(Vfs& vfs, const Clock& clock, std::function<vault::KeyPaths()> paths) {
    const auto seal = std::make_shared<Seal>(vfs, clock, std::move(paths));
    INFERNO_CHECK(seal->start());
    return jobs::OutboxCipher{
        [seal](std::uint64_t number, ByteView plain) { return seal->seal(number, plain); },
        [seal](std::uint64_t number, ByteView sealed) { return seal->open(number, sealed); },
    };
}

} // namespace inferno::service
