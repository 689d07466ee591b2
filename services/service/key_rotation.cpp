// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/key_rotation.h"

#include "core/vault/vault.h"
#include "services/config/settings.h"

namespace inferno::service {
namespace {

constexpr std::chrono::hours kBetweenLooks{1};

} // namespace

Result<bool> KeyRotation::step() {
    const std::chrono::hours most(24 * settings_.now()->integer("audit.encryption.rotate_keys_days"));
    if (clock_.now() - vault_.keys().store().info().kekMade < most)
        return false;
    vault::KeyActor actor;
    actor.cause = "rotate_keys_days";
    INFERNO_CHECK(vault_.keys().rotate(actor));
    return true;
}

void KeyRotation::start() {
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            if (const auto looked = step(); !looked)
                onError_(looked.error());
            lock.lock();
            wake_.wait_for(lock, kBetweenLooks, [this] { return stopping_; });
        }
    });
}

void KeyRotation::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

} // namespace inferno::service
