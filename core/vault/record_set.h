// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/vault/block_holes.h"

namespace inferno::vault {

/// Consecutive encoded records, one behind the other in memory, and beside them the blobs of the few that have one.
/// Records are stored as: for each, its length (u32) and its bytes. Blobs as: for each, the index of its record (u32),
/// its length (u32) and its bytes. Whatever is read from a file has passed `checkBlobs`: each record has the blob that
/// it names, and no other has any. In the place of a record that was removed from a thinned segment stands an empty
/// one, and `holes` tells of it; it is not stored. Value; not safe from several threads while one adds.
class RecordSet {
public:
    void add(ByteView record, ByteView blob = {}) {
        bytes_.insert(bytes_.end(), record.begin(), record.end());
        endRecord(blob);
    }
    /// For writers that append to `bytes()` themselves: what was added since the last record is one.
    void endRecord(ByteView blob = {}) {
        if (!blob.empty())
            addBlob(static_cast<std::uint32_t>(size()), blob);
        ends_.push_back(bytes_.size());
    }
    Bytes& bytes() { return bytes_; }
    void add(const RecordSet& other) {
        for (std::size_t i = 0; i < other.size(); ++i)
            add(other[i], other.blob(i));
    }
    void clear() {
        bytes_.clear();
        ends_.clear();
        blobs_.clear();
        blobBytes_ = 0;
        holes_.reset();
    }

    /// Null where no record was removed.
    const BlockHoles* holes() const { return holes_.get(); }
    /// REQUIRES an empty record in each of their places, and nowhere else.
    void setHoles(std::shared_ptr<const BlockHoles> holes) { holes_ = std::move(holes); }
    /// Records that are there.
    std::size_t present() const { return size() - (holes_ ? static_cast<std::size_t>(holes_->count()) : 0); }

    std::size_t size() const { return ends_.size(); }
    bool empty() const { return ends_.empty(); }
    /// Of records and blobs.
    std::size_t byteCount() const { return bytes_.size() + blobBytes_; }
    ByteView operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return ByteView(bytes_).subspan(begin, ends_[i] - begin);
    }
    /// The blob of record i; empty for most.
    ByteView blob(std::size_t i) const;
    std::size_t blobs() const { return blobs_.size(); }

    void serializeTo(Bytes& out) const {
        out.reserve(out.size() + bytes_.size() + 4 * ends_.size());
        for (std::size_t i = 0; i < size(); ++i) {
            const ByteView record = (*this)[i];
            if (record.empty())
                continue;
            const auto size = static_cast<std::uint32_t>(record.size());
            const std::array<std::uint8_t, 4> length = {
                static_cast<std::uint8_t>(size), static_cast<std::uint8_t>(size >> 8),
                static_cast<std::uint8_t>(size >> 16), static_cast<std::uint8_t>(size >> 24)};
            out.insert(out.end(), length.begin(), length.end());
            out.insert(out.end(), record.begin(), record.end());
        }
    }
    /// Reads exactly `count` records that fill `bytes`. Error: vault.altered.
    static Result<RecordSet> parse(ByteView bytes, std::size_t count);

    void serializeBlobsTo(Bytes& out) const;
    /// Puts blobs beside the records that are here. Error: vault.altered (no such record, or it has one already).
    Result<void> takeBlobs(ByteView bytes);
    /// Error: vault.altered.
    Result<void> checkBlobs() const;

private:
    void addBlob(std::uint32_t index, ByteView blob) {
        blobs_.emplace_back(index, Bytes(blob.begin(), blob.end()));
        blobBytes_ += blob.size();
    }

    Bytes bytes_;
    std::vector<std::size_t> ends_;
    std::vector<std::pair<std::uint32_t, Bytes>> blobs_; ///< by index of the record, rising
    std::size_t blobBytes_ = 0;
    std::shared_ptr<const BlockHoles> holes_;
};

} // namespace inferno::vault
