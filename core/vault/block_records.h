// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/vault/record_set.h"

namespace inferno::vault {

/// The records of a block where they were unpacked, for reading alone: what a scan goes over. Movable value; safe from
/// any thread.
class BlockRecords {
public:
    /// Of one frame, as it was unpacked: `count` records, numbered from `firstSeq`. Error: vault.altered.
    static Result<BlockRecords> parse(Bytes frame, std::uint64_t firstSeq, std::size_t count);
    explicit BlockRecords(std::shared_ptr<const RecordSet> set);

    std::size_t size() const { return places_.size(); }
    ByteView operator[](std::size_t i) const { return {places_[i].at, places_[i].bytes}; }
    ByteView blob(std::size_t i) const { return set_ ? set_->blob(i) : ByteView(); }
    bool hasBlobs() const { return set_ && set_->blobs() > 0; }
    /// All records, one behind the other, with a few bytes between them. Without blobs.
    ByteView bytes() const;

private:
    BlockRecords() = default;
    struct Place {
        const std::uint8_t* at;
        std::size_t bytes;
    };
    Bytes frame_;
    std::shared_ptr<const RecordSet> set_; ///< instead of the frame
    std::vector<Place> places_;
};

} // namespace inferno::vault
