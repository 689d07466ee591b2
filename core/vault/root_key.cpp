// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/root_key.h"

#include <algorithm>

#include <argon2.h>

namespace inferno::vault {
namespace {

// What is read from a key store must not make the service take all memory or work for hours.
constexpr std::uint32_t kMostMemoryKib = 4U << 20;
constexpr std::uint32_t kMostPasses = 64;
constexpr std::uint32_t kMostLanes = 64;

bool isSensible(const PassphraseCost& cost) {
    return cost.lanes >= 1 && cost.lanes <= kMostLanes && cost.passes >= 1 && cost.passes <= kMostPasses &&
           cost.memoryKib >= 8 * cost.lanes && cost.memoryKib <= kMostMemoryKib;
}

} // namespace

std::string_view nameOf(RootKind kind) {
    return kind == RootKind::Passphrase ? "passphrase" : "key_file";
}

Passphrase& Passphrase::operator=(Passphrase&& other) noexcept {
    if (this != &other) {
        clear();
        text_ = other.text_;
        other.clear();
    }
    return *this;
}

void Passphrase::clear() {
    wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()});
    text_.clear();
}

Result<void> Passphrase::check() const {
    if (text_.size() < kShortest || text_.size() > kLongest)
        return fail(ErrorCode::InputInvalid,
                    "the passphrase has " + std::to_string(text_.size()) + " bytes, and needs from " +
                        std::to_string(kShortest) + " to " + std::to_string(kLongest),
                    "six random words are good");
    return {};
}

Result<SecretKey> keyOfPassphrase(const Passphrase& passphrase, const PassphraseCost& cost, const Salt& salt) {
    if (!isSensible(cost))
        return fail(ErrorCode::KeyInvalid, "the key store asks for a cost of the passphrase that no Inferno writes",
                    "restore the key store from your key backup");
    SecretKey key;
    const std::string_view text = passphrase.view();
    // The library wipes its working memory; the passphrase is its owner's to wipe.
    const int result = argon2id_hash_raw(cost.passes, cost.memoryKib, cost.lanes, text.data(), text.size(), salt.data(),
                                         salt.size(), key.writable().data(), SecretKey::kSize);
    if (result != ARGON2_OK)
        return fail(ErrorCode::Internal, std::string("Argon2id: ") + argon2_error_message(result),
                    "it needs " + std::to_string(cost.memoryKib >> 10) + " MiB of free memory");
    return key;
}

Result<Root> Root::ofPassphrase(const Passphrase& passphrase, const PassphraseCost& cost) {
    INFERNO_CHECK(passphrase.check());
    Root root;
    root.info = {RootKind::Passphrase, cost, {}};
    const SecretKey random = SecretKey::random();
    std::ranges::copy(random.view().first(root.info.salt.size()), root.info.salt.begin());
    INFERNO_TRY(root.key, keyOfPassphrase(passphrase, cost, root.info.salt));
    return root;
}

} // namespace inferno::vault
