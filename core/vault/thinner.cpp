// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/thinner.h"

#include <algorithm>

#include "core/vault/record_fields.h"
#include "core/vault/stub_maker.h"

namespace inferno::vault {
namespace {

/// Adds the types of one block's events out of its records.
Result<void> addTypes(std::set<std::string>& types, SegmentReader& segment, std::size_t block,
                      storage::BlockCodec& codec) {
    INFERNO_TRY(const BlockRecords records, segment.readRecords(block, codec));
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].empty())
            continue;
        INFERNO_TRY(const RecordFields fields, RecordFields::of(records[i], records.blob(i)));
        types.emplace(fields[FieldTag::EventType]);
    }
    return {};
}

} // namespace

Result<std::set<std::string>> eventTypesIn(SegmentReader& segment) {
    INFERNO_TRY(const auto footer, segment.index());
    const std::size_t place = *summarisedPlace(FieldTag::EventType);
    std::set<std::string> types;
    storage::BlockCodec codec;
    ChapterSummary summary;
    for (std::size_t block = 0; block < footer->blocks.size(); ++block) {
        const std::size_t inChapter = block % kChapterBlocks;
        if (inChapter == 0) {
            INFERNO_TRY(const Bytes part, segment.readIndex(block / kChapterBlocks, 0));
            INFERNO_TRY(summary, ChapterSummary::parse(part));
        }
        const BlockEntry& entry = footer->blocks[block];
        const BlockSummary* const known = inChapter < summary.blocks.size() ? &summary.blocks[inChapter] : nullptr;
        if (!known || known->count != entry.count - entry.removed || !known->fields[place]) {
            INFERNO_CHECK(addTypes(types, segment, block, codec));
            continue;
        }
        for (const BlockSummary::Value& value : *known->fields[place])
            types.insert(summary.values[place].at(value.value));
    }
    return types;
}

bool Thinner::goes(ByteView record, ByteView blob) const {
    const auto fields = RecordFields::of(record, blob);
    return fields && std::ranges::find(types_, (*fields)[FieldTag::EventType]) != types_.end();
}

Result<Thinner::Plan> Thinner::plan() {
    INFERNO_CHECK(segment_.checkCiphertextTree());
    INFERNO_TRY(const auto footer, segment_.index());
    Plan plan;
    storage::BlockCodec codec;
    for (std::size_t block = 0; block < footer->blocks.size(); ++block) {
        INFERNO_TRY(const BlockRecords records, segment_.readRecords(block, codec));
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (records[i].empty() || !goes(records[i], records.blob(i)))
                continue;
            const std::uint64_t seq = footer->blocks[block].firstSeq + i;
            if (plan.count++ == 0)
                plan.firstSeq = seq;
            plan.nextSeq = seq + 1;
        }
    }
    return plan;
}

Result<void> Thinner::write(const Decision& decision) {
    INFERNO_TRY(originalNote_, segment_.readTrailerNote());
    INFERNO_TRY(SegmentSecrets secrets, segment_.readSecrets());
    INFERNO_TRY(const auto footer, segment_.index());
    INFERNO_TRY(const auto writer, SegmentWriter::createThinned(parts_.vfs, parts_.clock, parts_.keys, segment_,
                                                                *decision.key, parts_.pack));
    if (auto written = writeBlocks(*writer, decision); !written) {
        writer->discard();
        return written;
    }
    SegmentFooter out;
    out.nextSeq = footer->nextSeq;
    out.nextWal = footer->nextWal;
    out.groups = footer->groups;
    out.leaves = footer->leaves;
    INFERNO_TRY(const ReceivedSpan received, receivedSpan(segment_));
    ThinnedFrom thinned = described(decision);
    thinned.firstReceivedNs = received.firstNs;
    thinned.lastReceivedNs = received.lastNs;
    out.thinned = std::make_shared<const ThinnedFrom>(std::move(thinned));
    auto finished = writer->finish(std::move(out), std::move(secrets), segment_.trailer().root, *parts_.keys.signer());
    if (!finished)
        writer->discard();
    return finished;
}

ThinnedFrom Thinner::described(const Decision& decision) const {
    ThinnedFrom out;
    if (const auto& before = segment_.thinned()) {
        out.headerBytes = before->headerBytes;
        out.trailerNote = before->trailerNote;
        out.bytes = before->bytes;
    } else {
        out.headerBytes = segment_.header().encoded();
        out.trailerNote = originalNote_;
        out.bytes = segment_.fileBytes();
    }
    out.copies = decision.copies;
    for (const auto& [by, removal] : removals_)
        out.removals.push_back(removal);
    return out;
}

Result<void> Thinner::writeBlocks(SegmentWriter& writer, const Decision& decision) {
    INFERNO_TRY(const auto footer, segment_.index());
    for (std::size_t block = 0; block < footer->blocks.size(); ++block) {
        const BlockEntry& entry = footer->blocks[block];
        INFERNO_TRY(const RecordSet records, segment_.readBlock(block));
        INFERNO_TRY(const RecordSet left, thinned(records, entry, decision));
        INFERNO_CHECK(writer.addThinned(entry, left));
    }
    return {};
}

Result<RecordSet> Thinner::thinned(const RecordSet& records, const BlockEntry& entry, const Decision& decision) {
    INFERNO_TRY(const auto leaves, hasher_.hashAll(records));
    INFERNO_CHECK(check(records, entry, leaves));
    RecordSet left;
    BlockHoles holes;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::uint64_t seq = entry.firstSeq + i;
        if (!records[i].empty() && !goes(records[i], records.blob(i))) {
            left.add(records[i], records.blob(i));
            continue;
        }
        const BlockHoles::Run* const before = records.holes() ? records.holes()->at(seq) : nullptr;
        const std::uint64_t by = before ? before->prunedBy : decision.prunedBy;
        holes.add(seq, by);
        auto& removal = removals_.try_emplace(by, by, seq, seq, 0).first->second;
        removal.nextSeq = seq + 1;
        ++removal.count;
        left.add(ByteView());
    }
    if (holes.runs.empty())
        return left;
    for (const auto& [first, next] : holes.stretches()) {
        if (inLastGroup(first))
            break; // the footer has its leaf hashes
        const auto kept = keptOf(first, next, group_, decision.sizes);
        if (!kept)
            return segment_.altered(entry.offset, "no hash is kept of an event that was removed");
        holes.kept.insert(holes.kept.end(), kept->begin(), kept->end());
    }
    left.setHoles(std::make_shared<const BlockHoles>(std::move(holes)));
    return left;
}

Result<void> Thinner::check(const RecordSet& records, const BlockEntry& entry, std::span<const Hash> leaves) {
    INFERNO_TRY(const auto footer, segment_.index());
    const auto wrong = [&](std::uint64_t seq) {
        return segment_.altered(entry.offset,
                                "event " + std::to_string(seq) + " is not the one that its segment signs");
    };
    if (entry.firstSeq % kGroupSize == 0)
        group_ = {};
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        const std::uint64_t seq = entry.firstSeq + i;
        if (records[i].empty())
            continue;
        if (inLastGroup(seq) && footer->leaves[seq % kGroupSize] != leaves[i])
            return wrong(seq);
        group_.add({{0, seq}, leaves[i]});
    }
    if (records.holes())
        for (const KeptNodes::Entry& node : records.holes()->kept)
            group_.add(node);
    const std::uint64_t next = entry.firstSeq + entry.count;
    const std::uint64_t group = entry.firstSeq / kGroupSize;
    const std::uint64_t firstGroup = segment_.header().firstSeq / kGroupSize;
    if (next % kGroupSize != 0 || group * kGroupSize < segment_.header().firstSeq)
        return {}; // it goes on, or began in another segment
    if (group_.node({kGroupLevel, group}, tree_) != footer->groups[group - firstGroup])
        return wrong(group * kGroupSize);
    return {};
}

} // namespace inferno::vault
