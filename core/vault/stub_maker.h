// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "core/vault/segment_stub.h"

namespace inferno::vault {

/// The sizes of signed checkpoints from `first` to `next`, both included, rising, out of the vault's file of them.
/// Finds its way by bisection and checks no signatures: who uses this keeps more than needed at worst. Error:
/// vault.altered.
Result<std::vector<std::uint64_t>> checkpointedSizes(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                     std::uint64_t first, std::uint64_t next);

/// Reads from a segment what its stub must keep, so that proofs can be cut at each of `sizes`; `prunedBy`, `archived`
/// and `marks` are left to the caller. Opens the blocks of those groups of 1,024 that hold such a size or that the
/// segment begins in. REQUIRES the segment to be unlocked. Errors: vault.altered, key.unavailable.
Result<SegmentStub> stubOf(SegmentReader& segment, const KeyStore& keys, std::span<const std::uint64_t> sizes);

/// When the segment's first and last record were received. REQUIRES it to be unlocked.
struct ReceivedSpan {
    std::int64_t firstNs = 0;
    std::int64_t lastNs = 0;
};
Result<ReceivedSpan> receivedSpan(SegmentReader& segment);

} // namespace inferno::vault
