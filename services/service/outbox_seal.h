// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/jobs/job_store.h"
#include "core/vault/key_store.h"

namespace inferno::service {

/// Seals the bodies of the outbox (AES-256-GCM, HKDF label inferno/outbox/v1 from a data key of the vault), so that the
/// job database says no more of what happened than the vault does. Each process derives a key of its own; a body names
/// its data key and carries salt and commitment, so that any later process opens it:
/// `u8 version 1 | u32le data key id | 32 B salt | 32 B commitment | u64le counter | ciphertext and tag`, with the
/// outbox number as authenticated data. Reads the vault's keys and never writes them. Safe from any thread; the
/// returned functions outlive this call and borrow `vfs`.
Result<jobs::OutboxCipher> outboxCipher(Vfs& vfs, const vault::KeyPaths& paths, WallTime now);

} // namespace inferno::service
