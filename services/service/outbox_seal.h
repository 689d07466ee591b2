// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/jobs/job_store.h"
#include "core/vault/key_store.h"

namespace inferno::service {

/// Seals the bodies of the outbox (AES-256-GCM, HKDF label inferno/outbox/v1 from a data key of the vault), so that the
/// job database says no more of what happened than the vault does. Each process derives a key of its own from the
/// newest data key of the current month (UTC), and anew when the month changes. The vault makes a month's data key with
/// its first event of that month; what is sealed before is under the newest key there is. A body names its data key and
/// carries salt and commitment, so that any later process opens it:
/// `u8 version 1 | u32le data key id | 32 B salt | 32 B commitment | u64le counter | ciphertext and tag`, with the
/// outbox number as authenticated data. Reads the vault's keys and never writes them; reads their files again at the
/// first row of a month, and at each row until the vault has made that month's key. Safe from any thread; the returned
/// functions outlive this call and borrow `vfs` and `clock`. `paths` says where the keys are now. Error:
/// key.unavailable for a vault with no data key, key.*.
Result<jobs::OutboxCipher> outboxCipher(Vfs& vfs, const Clock& clock, std::function<vault::KeyPaths()> paths);

} // namespace inferno::service
