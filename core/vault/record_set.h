// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace inferno::vault {

/// Consecutive encoded records, one behind the other in memory. Stored as: for each record, its length (u32) and its
/// bytes. Value; not safe from several threads while one adds.
class RecordSet {
public:
    void add(ByteView record) {
        bytes_.insert(bytes_.end(), record.begin(), record.end());
        endRecord();
    }
    /// For writers that append to `bytes()` themselves: what was added since the last record is one.
    void endRecord() { ends_.push_back(bytes_.size()); }
    Bytes& bytes() { return bytes_; }
    void add(const RecordSet& other) {
        for (std::size_t i = 0; i < other.size(); ++i)
            add(other[i]);
    }

    std::size_t size() const { return ends_.size(); }
    bool empty() const { return ends_.empty(); }
    std::size_t byteCount() const { return bytes_.size(); }
    ByteView operator[](std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
        return ByteView(bytes_).subspan(begin, ends_[i] - begin);
    }

    void serializeTo(Bytes& out) const {
        out.reserve(out.size() + bytes_.size() + 4 * ends_.size());
        for (std::size_t i = 0; i < size(); ++i) {
            const ByteView record = (*this)[i];
            putLe(out, static_cast<std::uint32_t>(record.size()));
            out.insert(out.end(), record.begin(), record.end());
        }
    }
    /// Reads exactly `count` records that fill `bytes`. Error: vault.altered.
    static Result<RecordSet> parse(ByteView bytes, std::size_t count) {
        RecordSet set;
        std::size_t pos = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (bytes.size() - pos < 4)
                return fail(ErrorCode::VaultAltered, "a list of records is cut off");
            const std::size_t length = getLe<std::uint32_t>(bytes.subspan(pos));
            pos += 4;
            if (bytes.size() - pos < length)
                return fail(ErrorCode::VaultAltered, "a list of records is cut off");
            set.add(bytes.subspan(pos, length));
            pos += length;
        }
        if (pos != bytes.size())
            return fail(ErrorCode::VaultAltered, "a list of records has bytes behind its end");
        return set;
    }

private:
    Bytes bytes_;
    std::vector<std::size_t> ends_;
};

} // namespace inferno::vault
