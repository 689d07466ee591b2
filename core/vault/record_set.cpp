// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/record_set.h"

#include <algorithm>

#include "core/vault/byte_reader.h"
#include "core/vault/record.h"

namespace inferno::vault {
namespace {

std::unexpected<Error> altered(const char* what) {
    return fail(ErrorCode::VaultAltered, what);
}

} // namespace

ByteView RecordSet::blob(std::size_t i) const {
    if (blobs_.empty())
        return {};
    const auto found = std::ranges::lower_bound(blobs_, i, {}, &std::pair<std::uint32_t, Bytes>::first);
    return found != blobs_.end() && found->first == i ? ByteView(found->second) : ByteView();
}

Result<RecordSet> RecordSet::parse(ByteView bytes, std::size_t count) {
    RecordSet set;
    set.bytes_.reserve(bytes.size());
    set.ends_.reserve(std::min(count, bytes.size() / 4));
    std::size_t pos = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (bytes.size() - pos < 4)
            return altered("a list of records is cut off");
        const std::size_t length = getLe<std::uint32_t>(bytes.subspan(pos));
        pos += 4;
        if (bytes.size() - pos < length)
            return altered("a list of records is cut off");
        set.add(bytes.subspan(pos, length));
        pos += length;
    }
    if (pos != bytes.size())
        return altered("a list of records has bytes behind its end");
    return set;
}

void RecordSet::serializeBlobsTo(Bytes& out) const {
    for (const auto& [index, blob] : blobs_) {
        putLe(out, index);
        putLe(out, static_cast<std::uint32_t>(blob.size()));
        out.insert(out.end(), blob.begin(), blob.end());
    }
}

Result<void> RecordSet::takeBlobs(ByteView bytes) {
    for (ByteReader reader(bytes); !reader.atEnd();) {
        const auto index = reader.number<std::uint32_t>();
        const ByteView blob = reader.take(reader.number<std::uint32_t>());
        if (!reader.ok() || blob.empty() || index >= size() || !this->blob(index).empty())
            return altered("a list of blobs is cut off, or does not belong to its records");
        addBlob(index, blob);
        if (blobs_.size() > 1 && blobs_[blobs_.size() - 2].first > index)
            std::ranges::sort(blobs_, {}, &std::pair<std::uint32_t, Bytes>::first);
    }
    return {};
}

Result<void> RecordSet::checkBlobs() const {
    for (std::size_t i = 0; i < size(); ++i) {
        const ByteView record = (*this)[i];
        if (!record.empty())
            INFERNO_CHECK(checkBlob(record, blob(i)));
        else if (!blob(i).empty())
            return altered("a blob belongs to a record that was removed");
    }
    return {};
}

} // namespace inferno::vault
