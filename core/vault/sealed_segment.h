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
    ByteSize bytes{};         ///< that it has, or had
    WallTime firstReceived{}; ///< of its first record
    WallTime lastReceived{};  ///< of its last record
    Hash trailerHash{};       ///< names its content: SHA-256 of the signed trailer
    bool pruned = false;      ///< only its stub is here
    bool archived = false;    ///< its stub says that a copy was read back from the archive
    std::filesystem::path file;
};

} // namespace inferno::vault
