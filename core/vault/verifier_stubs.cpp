// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <ranges>

#include <nlohmann/json.hpp>

#include "core/vault/record.h"
#include "core/vault/segment_stub.h"
#include "core/vault/verifier.h"

/// The part of a verification that looks at what was pruned: is each stub the vault's own, does the tree hold with what
/// it keeps, and does the record that it names say that these events were pruned?

namespace inferno::vault {
namespace {

using nlohmann::json;

std::string stubName(std::uint64_t number) {
    return "segments/" + stubPath({}, number).filename().string();
}

std::string segmentName(std::uint64_t number) {
    return "segments/" + segmentPath({}, number).filename().string();
}

std::string eventsText(std::uint64_t firstSeq, std::uint64_t nextSeq) {
    return "events " + std::to_string(firstSeq) + " to " + std::to_string(nextSeq - 1);
}

/// Whether this record of the vault's own says that the events were pruned; `thinned`: so many of them, by their types.
bool tellsOf(const Record& record, std::uint64_t firstSeq, std::uint64_t nextSeq,
             std::optional<std::uint64_t> thinned) {
    if (record.recordedBy.origin != Origin::Service || record.event.action != actions::kAuditPruned)
        return false;
    const json details = json::parse(record.event.details, nullptr, false);
    const auto number = [&](const char* name) -> std::optional<std::uint64_t> {
        const auto found = details.find(name);
        if (found == details.end() || !found->is_number_unsigned())
            return std::nullopt;
        return found->get<std::uint64_t>();
    };
    if (!details.is_object())
        return false;
    const auto first = number("first_seq");
    const auto next = number("next_seq");
    const auto types = details.find("event_types");
    const bool byTypes = types != details.end() && types->is_array() && !types->empty();
    return first && next && *first <= firstSeq && *next >= nextSeq && byTypes == thinned.has_value() &&
           (!thinned || number("count") == thinned);
}

} // namespace

Result<void> Verifier::checkStub(TreeCheck& tree, std::uint64_t number) {
    file_ = stubName(number);
    const auto stub = SegmentStub::read(vfs_, stubPath(folder_, number), public_.vault, public_.verifiers);
    if (!stub && stub.error().code != ErrorCode::VaultAltered && stub.error().code != ErrorCode::VaultVersion)
        return std::unexpected(stub.error());
    if (!stub) {
        Problem item = problemOf(stub.error(), tree.size());
        item.verdict = Verdict::Altered;
        item.file = file_;
        problem(std::move(item));
        chainKnown_ = false;
        return {};
    }
    const std::uint64_t first = stub->trailer.firstSeq;
    checkChain(tree, stub->header, stub->trailerHash);
    const SegmentFooter footer = stub->footer();
    tree.beginSegment(footer);
    for (const KeptNodes::Entry& entry : stub->kept) {
        const std::uint64_t begin = entry.id.index << entry.id.level;
        if (begin < tree.size()) {
            problem({Verdict::Altered, first, file_, std::nullopt, "its kept hashes are not in their order"});
            break;
        }
        tree.skip(begin - tree.size());
        tree.subtree(entry.id.level, entry.hash);
    }
    tree.skip(footer.nextSeq - tree.size());
    tree.endSegment(stub->trailer);
    sealed_ = footer.nextSeq;
    pruned_.push_back({number, first, footer.nextSeq, stub->prunedBy, false, std::nullopt});
    problem(
        {Verdict::Pruned, first, file_, std::nullopt,
         eventsText(first, footer.nextSeq) + " were pruned, as event " + std::to_string(stub->prunedBy) + " records"});
    return {};
}

/// What a thinned segment says of itself. Its holes are compared with that where its records are read.
void Verifier::noteThinned(const SegmentReader& segment) {
    if (!segment.thinned())
        return;
    for (const ThinnedFrom::Removal& removal : segment.thinned()->removals) {
        pruned_.push_back(
            {segment.header().number, removal.firstSeq, removal.nextSeq, removal.prunedBy, false, removal.count});
        problem({Verdict::Pruned, removal.firstSeq, file_, std::nullopt,
                 std::to_string(removal.count) + " of " + eventsText(removal.firstSeq, removal.nextSeq) +
                     " were pruned by their type, as event " + std::to_string(removal.prunedBy) + " records"});
    }
}

/// Gives the tree the leaves of a block's records and what is kept of those that were removed.
void Verifier::takeHoles(TreeCheck& tree, const SegmentReader& segment, const BlockFacts& facts) {
    const BlockHoles& holes = *facts.holes;
    const SegmentFooter& footer = segment.footer();
    auto leaf = facts.leaves.begin();
    auto kept = holes.kept.begin();
    const auto takeLeavesTo = [&](std::uint64_t seq) {
        while (tree.size() < seq)
            tree.leaf(*leaf++);
    };
    for (const auto& [first, next] : holes.stretches()) {
        takeLeavesTo(first);
        if (kept != holes.kept.end()) {
            for (; tree.size() < next; ++kept)
                tree.subtree(kept->id.level, kept->hash);
        } else if (first / kGroupSize == footer.nextSeq / kGroupSize) {
            while (tree.size() < next)
                tree.leaf(footer.leaves[tree.size() % kGroupSize]);
        } else {
            problem({Verdict::Altered, first, file_, std::nullopt,
                     eventsText(first, next) + " are not there, and no hashes are kept of them"});
            tree.skip(next - first);
        }
    }
    while (leaf != facts.leaves.end())
        tree.leaf(*leaf++);
}

/// Whether the holes that were found are those that the segment tells of.
void Verifier::checkRemovals(const SegmentReader& segment, const std::map<std::uint64_t, ThinnedFrom::Removal>& found) {
    const auto said =
        segment.thinned() ? std::span(segment.thinned()->removals) : std::span<const ThinnedFrom::Removal>();
    if (!std::ranges::equal(said, found | std::views::values))
        problem({Verdict::Altered, segment.header().firstSeq, file_, segment.trailer().footerOffset,
                 "other events are missing than it says were pruned"});
}

Result<void> Verifier::checkStubBeside(const SegmentReader& segment) {
    const std::uint64_t number = segment.header().number;
    const auto stub = SegmentStub::read(vfs_, stubPath(folder_, number), public_.vault, public_.verifiers);
    if (!stub && stub.error().code == ErrorCode::IoNotFound)
        return {};
    if (!stub && stub.error().code != ErrorCode::VaultAltered && stub.error().code != ErrorCode::VaultVersion)
        return std::unexpected(stub.error());
    if (!stub || stub->trailerHash != segment.chainHash())
        problem({Verdict::Altered, segment.header().firstSeq, stubName(number), 0,
                 stub ? "it is the stub of another segment than the one beside it" : stub.error().detail});
    return {};
}

void Verifier::witness(std::uint64_t firstSeq, const RecordSet& records) {
    for (Pruned& pruned : pruned_) {
        if (pruned.witnessed || pruned.by < firstSeq || pruned.by - firstSeq >= records.size())
            continue;
        const std::size_t place = pruned.by - firstSeq;
        const auto record = decodeRecord(records[place], records.blob(place));
        pruned.witnessed = record && tellsOf(*record, pruned.firstSeq, pruned.nextSeq, pruned.thinned);
    }
}

void Verifier::witnessBlock(SegmentReader& segment, std::size_t block) {
    const BlockEntry& entry = segment.footer().blocks[block];
    const bool wanted = std::ranges::any_of(pruned_, [&](const Pruned& pruned) {
        return !pruned.witnessed && pruned.by >= entry.firstSeq && pruned.by - entry.firstSeq < entry.count;
    });
    if (!wanted)
        return;
    if (const auto records = segment.readBlock(block)) // it was read a moment ago: what fails then is said there
        witness(entry.firstSeq, *records);
}

/// Where records were read, each stub's must have been among them; one that was pruned itself, or left out because it
/// is old, is taken on the stub's signature.
void Verifier::concludePruned(const TreeCheck& tree) {
    if (!full() || options_.since || result_.resumed)
        return;
    const bool allRead = readAll();
    for (const Pruned& pruned : pruned_) {
        const bool gone = std::ranges::any_of(pruned_, [&](const Pruned& other) {
            return !other.thinned && pruned.by >= other.firstSeq && pruned.by < other.nextSeq;
        });
        if (pruned.witnessed || (gone && pruned.by >= pruned.nextSeq) || (!allRead && pruned.by < tree.size()))
            continue;
        problem({Verdict::Missing, pruned.firstSeq,
                 pruned.thinned ? segmentName(pruned.segment) : stubName(pruned.segment), std::nullopt,
                 (pruned.thinned ? std::to_string(*pruned.thinned) + " of " : "") +
                     eventsText(pruned.firstSeq, pruned.nextSeq) + " are not there, and event " +
                     std::to_string(pruned.by) + " does not record that they were pruned"});
    }
}

} // namespace inferno::vault
