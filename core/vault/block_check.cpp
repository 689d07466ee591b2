// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/block_check.h"

#include <algorithm>
#include <chrono>

namespace inferno::vault {
namespace {

std::unexpected<Error> altered(const BlockHeader& header, const std::string& what) {
    return fail(ErrorCode::VaultAltered, "the block of records from " + std::to_string(header.firstSeq) + ": " + what);
}

bool isFinding(const Error& error) {
    return error.code == ErrorCode::VaultAltered || error.code == ErrorCode::VaultVersion ||
           error.code == ErrorCode::KeyUnavailable || error.code == ErrorCode::CryptoFailed ||
           error.code == ErrorCode::InputTooLarge;
}

/// The nanoseconds at which the month begins, and at which the next does.
std::pair<std::int64_t, std::int64_t> boundsOf(Month month) {
    using namespace std::chrono;
    const auto number = static_cast<std::uint32_t>(month);
    const year_month first{year{static_cast<int>(number / 100)}, std::chrono::month{number % 100}};
    const auto ns = [](year_month when) {
        return duration_cast<nanoseconds>(sys_days{when / day{1}}.time_since_epoch()).count();
    };
    return {ns(first), ns(first + months{1})};
}

} // namespace

Result<BlockFacts> BlockChecker::check(const SegmentReader& segment, std::size_t index, bool records) {
    BlockFacts facts;
    auto header = segment.readWholeBlock(index, whole_);
    if (!header && !isFinding(header.error()))
        return std::unexpected(std::move(header).error());
    const BlockEntry& entry = segment.footer().blocks[index];
    if (!header) {
        facts.stored = std::move(header).error();
        facts.headerLeaf =
            hasher_.leaf(ByteView(whole_).first(std::min<std::size_t>(entry.headerBytes, whole_.size())));
        return facts;
    }
    facts.headerLeaf = hasher_.leaf(ByteView(whole_).first(entry.headerBytes));
    const ByteView stored = ByteView(whole_).subspan(entry.headerBytes);
    sha_.begin();
    sha_.update(stored);
    if (sha_.finish() != header->ciphertext) {
        facts.stored = segment
                           .altered(entry.offset + entry.headerBytes,
                                    "the block's bytes do not have the hash that its header names")
                           .error();
        return facts;
    }
    if (!records)
        return facts;
    auto opened = openRecords(segment, *header, stored, facts);
    if (!opened && !isFinding(opened.error()))
        return std::unexpected(std::move(opened).error());
    if (!opened) {
        facts.leaves.clear();
        facts.holes.reset();
        facts.group.reset();
        const Error& error = opened.error();
        facts.unreadable =
            error.code == ErrorCode::KeyUnavailable ? error : segment.altered(entry.offset, error.detail).error();
    }
    facts.opened = opened.has_value();
    return facts;
}

Result<void> BlockChecker::openRecords(const SegmentReader& segment, const BlockHeader& header, ByteView stored,
                                       BlockFacts& facts) {
    const auto& keys = segment.keys();
    if (!keys)
        return fail(ErrorCode::KeyUnavailable,
                    "segment " + std::to_string(segment.header().number) + " is not unlocked");
    facts.leaves.reserve(header.count);
    facts.clock.startAt(header.firstSeq);
    if (header.plain()) {
        INFERNO_CHECK(openFrame(keys, header, stored, facts));
    } else {
        INFERNO_TRY(const RecordSet records, keys->openBlock(header, stored));
        for (std::size_t i = 0; i < records.size(); ++i)
            if (!records[i].empty())
                INFERNO_CHECK(takeRecord(keys->header(), header, i, records[i], facts));
        if (records.holes())
            facts.holes = std::make_shared<const BlockHoles>(*records.holes());
        facts.rawBytes = records.byteCount();
    }
    return finish(header, facts);
}

GcmCipher& BlockChecker::cipherOf(const std::shared_ptr<const SegmentKeys>& keys, std::size_t key) {
    if (cipherOwner_ != keys) {
        ciphers_.clear();
        ciphers_.resize(keys->header().keys.size());
        cipherOwner_ = keys;
    }
    if (!ciphers_[key])
        ciphers_[key].emplace(keys->derived(key).key);
    return *ciphers_[key];
}

Result<void> BlockChecker::openFrame(const std::shared_ptr<const SegmentKeys>& keys, const BlockHeader& header,
                                     ByteView stored, BlockFacts& facts) {
    const BlockFrame& frame = header.frames.front();
    if (frame.key >= keys->header().keys.size())
        return altered(header, "it names a key that the segment does not have");
    packed_.resize(stored.size() - GcmCipher::kTagSize);
    if (!cipherOf(keys, frame.key)
             .open(keys->derived(frame.key).nonce(blockCounter(header.number, 0)), keys->blockAad(header, 0), stored,
                   packed_))
        return altered(header, "it does not decrypt");
    raw_.resize(frame.rawBytes);
    if (const auto unpacked = codec_.decompressInto(frame.codec, packed_, raw_); !unpacked)
        return altered(header, unpacked.error().detail);
    facts.rawBytes = raw_.size();
    ByteView rest(raw_);
    for (std::uint32_t i = 0; i < header.count; ++i) {
        if (rest.size() < 4 || rest.size() - 4 < getLe<std::uint32_t>(rest))
            return altered(header, "its list of records is cut off");
        const std::size_t length = getLe<std::uint32_t>(rest);
        INFERNO_CHECK(checkBlob(rest.subspan(4, length), {}));
        INFERNO_CHECK(takeRecord(keys->header(), header, i, rest.subspan(4, length), facts));
        rest = rest.subspan(4 + length);
    }
    if (!rest.empty())
        return altered(header, "its list of records has bytes behind its end");
    return {};
}

Result<SaltCipher*> BlockChecker::salts(const RecordHead& head) {
    const auto fits = [&](const MonthSalts& entry) {
        return head.receivedNs >= entry.beginNs && head.receivedNs < entry.endNs && head.retention == entry.retention;
    };
    if (!salts_.empty() && fits(salts_.front()))
        return &salts_.front().cipher;
    if (const auto found = std::ranges::find_if(salts_, fits); found != salts_.end()) {
        std::iter_swap(salts_.begin(), found);
        return &salts_.front().cipher;
    }
    const Month month = monthOf(WallTime{std::chrono::nanoseconds{head.receivedNs}});
    for (const DataKeyId id : keys_->keyIds()) {
        INFERNO_TRY(const auto key, keys_->key(id));
        if (key->retention != head.retention || key->month != month)
            continue;
        const auto [begin, end] = boundsOf(month);
        salts_.insert(salts_.begin(), MonthSalts{head.retention, month, begin, end, SaltCipher(key->ksalt)});
        return &salts_.front().cipher;
    }
    return fail(ErrorCode::KeyUnavailable,
                "there is no key of the month " + std::to_string(static_cast<std::uint32_t>(month)));
}

Result<void> BlockChecker::takeRecord(const SegmentHeader& segment, const BlockHeader& header, std::size_t place,
                                      ByteView record, BlockFacts& facts) {
    INFERNO_TRY(const RecordHead head, decodeHead(record));
    const std::uint64_t expected = header.firstSeq + place;
    if (head.seq != expected)
        return altered(header, "it holds event " + std::to_string(head.seq) + " where " + std::to_string(expected) +
                                   " belongs");
    INFERNO_TRY(SaltCipher* const cipher, salts(head));
    // A record is under the key of the class and month in which it was received.
    const MonthSalts& used = salts_.front();
    if (std::ranges::none_of(header.frames, [&](const BlockFrame& frame) {
            return frame.key < segment.keys.size() && segment.keys[frame.key].month == used.month &&
                   segment.keys[frame.key].retention == used.retention;
        }))
        return altered(header, "event " + std::to_string(head.seq) + " is under the key of another class or month");
    facts.leaves.push_back(hasher_.leaf(cipher->salt(head.seq), record));
    ++facts.byLevel[static_cast<std::size_t>(head.level)];
    facts.clock.take(head);
    if (hasSubjects_)
        facts.subjects.take(head.seq, record);
    facts.holds.take(head.seq, record);
    const bool first = facts.leaves.size() == 1;
    earliestNs_ = first ? head.timestampNs : std::min(earliestNs_, head.timestampNs);
    latestNs_ = first ? head.timestampNs : std::max(latestNs_, head.timestampNs);
    return {};
}

Result<void> BlockChecker::finish(const BlockHeader& header, BlockFacts& facts) {
    // Of a thinned segment the times are those of all records that were there.
    const bool within = facts.leaves.empty() || (earliestNs_ >= header.firstNs && latestNs_ <= header.lastNs);
    if (facts.holes ? !within : earliestNs_ != header.firstNs || latestNs_ != header.lastNs)
        return altered(header, "its records are of other times than its header says");
    if (facts.leaves.size() == kGroupSize && header.firstSeq % kGroupSize == 0)
        facts.group = hasher_.subtree(facts.leaves);
    return {};
}

} // namespace inferno::vault
