// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/block_records.h"

#include "core/vault/record.h"

namespace inferno::vault {

Result<BlockRecords> BlockRecords::parse(Bytes frame, std::uint64_t firstSeq, std::size_t count) {
    BlockRecords records;
    records.frame_ = std::move(frame);
    records.places_.reserve(count);
    ByteView rest(records.frame_);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t length = rest.size() < 4 ? 0 : getLe<std::uint32_t>(rest);
        if (length < kRecordHeadBytes || length > rest.size() - 4)
            return fail(ErrorCode::VaultAltered, "a list of records is cut off");
        const ByteView record = rest.subspan(4, length);
        constexpr std::size_t kSeqAt = 3;
        if (getLe<std::uint64_t>(record.subspan(kSeqAt)) != firstSeq + i)
            return fail(ErrorCode::VaultAltered, "a record does not have its number");
        records.places_.push_back({record.data(), length});
        rest = rest.subspan(4 + length);
    }
    if (!rest.empty())
        return fail(ErrorCode::VaultAltered, "a list of records has bytes behind its end");
    return records;
}

BlockRecords::BlockRecords(std::shared_ptr<const RecordSet> set) : set_(std::move(set)) {
    places_.reserve(set_->size());
    for (std::size_t i = 0; i < set_->size(); ++i)
        places_.push_back({(*set_)[i].data(), (*set_)[i].size()});
}

ByteView BlockRecords::bytes() const {
    if (places_.empty())
        return {};
    const std::uint8_t* const end = places_.back().at + places_.back().bytes;
    return {places_.front().at, static_cast<std::size_t>(end - places_.front().at)};
}

} // namespace inferno::vault
