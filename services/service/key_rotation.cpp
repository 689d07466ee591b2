// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/key_rotation.h"

#include "core/vault/vault.h"
#include "services/config/settings.h"

namespace inferno::service {

Result<bool> KeyRotation::step() {
    const std::chrono::hours most(24 * settings_.now()->integer("audit.encryption.rotate_keys_days"));
    if (clock_.now() - vault_.keys().store().info().kekMade < most)
        return false;
    vault::KeyActor actor;
    actor.cause = "rotate_keys_days";
    INFERNO_CHECK(vault_.keys().rotate(actor));
    return true;
}

} // namespace inferno::service
