// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/leaf_hasher.h"

#include "core/vault/record.h"

namespace inferno::vault {

Result<SaltCipher*> LeafHasher::cipher(RetentionClass retention, Month month) {
    const std::pair place{retention, month};
    if (const auto found = ciphers_.find(place); found != ciphers_.end())
        return &found->second;
    for (const DataKeyId id : keys_.keyIds()) {
        INFERNO_TRY(const auto key, keys_.key(id));
        if (key->retention == retention && key->month == month)
            return &ciphers_.emplace(place, SaltCipher(key->ksalt)).first->second;
    }
    return fail(ErrorCode::KeyUnavailable,
                "there is no key of the month " + std::to_string(static_cast<std::uint32_t>(month)));
}

Result<Salt> LeafHasher::saltOf(ByteView record) {
    INFERNO_TRY(const RecordHead head, decodeHead(record));
    INFERNO_TRY(SaltCipher* const salts,
                cipher(head.retention, monthOf(WallTime{std::chrono::nanoseconds{head.receivedNs}})));
    return salts->salt(head.seq);
}

Result<Hash> LeafHasher::hash(ByteView record) {
    INFERNO_TRY(const Salt salt, saltOf(record));
    return tree_.leaf(salt, record);
}

Result<std::vector<Hash>> LeafHasher::hashAll(const RecordSet& records) {
    std::vector<Hash> leaves;
    leaves.reserve(records.size());
    // Records that follow each other in one month share a call of the cipher.
    for (std::size_t begin = 0; begin < records.size();) {
        if (records[begin].empty()) {
            leaves.emplace_back();
            ++begin;
            continue;
        }
        INFERNO_TRY(const RecordHead first, decodeHead(records[begin]));
        const Month month = monthOf(WallTime{std::chrono::nanoseconds{first.receivedNs}});
        INFERNO_TRY(SaltCipher* const salts, cipher(first.retention, month));
        std::size_t end = begin + 1;
        for (; end < records.size() && end - begin < salts_.size() && !records[end].empty(); ++end) {
            INFERNO_TRY(const RecordHead next, decodeHead(records[end]));
            const bool same = next.receivedNs == first.receivedNs ||
                              monthOf(WallTime{std::chrono::nanoseconds{next.receivedNs}}) == month;
            if (next.seq != first.seq + (end - begin) || next.retention != first.retention || !same)
                break;
        }
        const auto run = std::span(salts_).first(end - begin);
        salts->salts(first.seq, run);
        for (std::size_t i = begin; i < end; ++i)
            leaves.push_back(tree_.leaf(run[i - begin], records[i]));
        begin = end;
    }
    return leaves;
}

} // namespace inferno::vault
