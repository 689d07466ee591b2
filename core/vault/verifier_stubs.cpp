// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

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

std::string eventsText(std::uint64_t firstSeq, std::uint64_t nextSeq) {
    return "events " + std::to_string(firstSeq) + " to " + std::to_string(nextSeq - 1);
}

/// Whether this record of the vault's own says that the events were pruned.
bool tellsOf(const Record& record, std::uint64_t firstSeq, std::uint64_t nextSeq) {
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
    return first && next && *first <= firstSeq && *next >= nextSeq;
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
    pruned_.push_back({number, first, footer.nextSeq, stub->prunedBy});
    problem(
        {Verdict::Pruned, first, file_, std::nullopt,
         eventsText(first, footer.nextSeq) + " were pruned, as event " + std::to_string(stub->prunedBy) + " records"});
    return {};
}

Result<void> Verifier::checkStubBeside(const SegmentReader& segment) {
    const std::uint64_t number = segment.header().number;
    const auto stub = SegmentStub::read(vfs_, stubPath(folder_, number), public_.vault, public_.verifiers);
    if (!stub && stub.error().code == ErrorCode::IoNotFound)
        return {};
    if (!stub && stub.error().code != ErrorCode::VaultAltered && stub.error().code != ErrorCode::VaultVersion)
        return std::unexpected(stub.error());
    if (!stub || stub->trailerHash != segment.trailerHash())
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
        pruned.witnessed = record && tellsOf(*record, pruned.firstSeq, pruned.nextSeq);
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
        const bool gone = std::ranges::any_of(
            pruned_, [&](const Pruned& other) { return pruned.by >= other.firstSeq && pruned.by < other.nextSeq; });
        if (pruned.witnessed || (gone && pruned.by >= pruned.nextSeq) || (!allRead && pruned.by < tree.size()))
            continue;
        problem({Verdict::Missing, pruned.firstSeq, stubName(pruned.segment), std::nullopt,
                 eventsText(pruned.firstSeq, pruned.nextSeq) + " are not there, and event " +
                     std::to_string(pruned.by) + " does not record that they were pruned"});
    }
}

} // namespace inferno::vault
