// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/units.h"

namespace inferno::vault {

/// A sealed segment as retention and the archive see it. Value.
struct SealedSegment {
    std::uint64_t number = 0;
    std::uint64_t firstSeq = 0;
    std::uint64_t nextSeq = 0;
    ByteSize bytes{};          ///< that it has, or had
    WallTime firstReceived{};  ///< of its first record
    WallTime lastReceived{};   ///< of its last record
    Hash trailerHash{};        ///< names its content: SHA-256 of the signed trailer
    Hash originalTrailer{};    ///< the same of the segment as it was sealed
    std::uint64_t removed = 0; ///< events that were pruned by their type; the segment was thinned then
    bool pruned = false;       ///< only its stub is here
    bool archived = false;     ///< it is pruned or thinned, and a copy was read back from the archive before
    std::filesystem::path file;
};

} // namespace inferno::vault
