// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/block_holes.h"

#include <algorithm>

#include "core/vault/byte_reader.h"

namespace inferno::vault {
namespace {

constexpr std::size_t kRunBytes = 2 + 2 + 8;
constexpr std::size_t kKeptBytes = 1 + 32;

std::unexpected<Error> altered(const char* what) {
    return fail(ErrorCode::VaultAltered, what);
}

/// Gives the kept hashes their places. False if they do not make up the holes.
bool place(BlockHoles& holes) {
    if (holes.kept.empty())
        return true;
    auto entry = holes.kept.begin();
    for (auto [at, end] : holes.stretches())
        for (; at < end; ++entry) {
            if (entry == holes.kept.end() || at >> entry->id.level << entry->id.level != at ||
                end - at < 1ULL << entry->id.level)
                return false;
            entry->id.index = at >> entry->id.level;
            at += 1ULL << entry->id.level;
        }
    return entry == holes.kept.end();
}

} // namespace

std::uint64_t BlockHoles::count() const {
    std::uint64_t count = 0;
    for (const Run& run : runs)
        count += run.next - run.first;
    return count;
}

const BlockHoles::Run* BlockHoles::at(std::uint64_t seq) const {
    const auto run = std::ranges::upper_bound(runs, seq, {}, &Run::next);
    return run != runs.end() && run->first <= seq ? &*run : nullptr;
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> BlockHoles::stretches() const {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> out;
    for (const Run& run : runs) {
        if (!out.empty() && out.back().second == run.first)
            out.back().second = run.next;
        else
            out.emplace_back(run.first, run.next);
    }
    return out;
}

void BlockHoles::add(std::uint64_t seq, std::uint64_t prunedBy) {
    if (!runs.empty() && runs.back().next == seq && runs.back().prunedBy == prunedBy)
        ++runs.back().next;
    else
        runs.push_back({seq, seq + 1, prunedBy});
}

void BlockHoles::serializeTo(Bytes& out, std::uint64_t firstSeq) const {
    putLe(out, static_cast<std::uint16_t>(runs.size()));
    for (const Run& run : runs) {
        putLe(out, static_cast<std::uint16_t>(run.first - firstSeq));
        putLe(out, static_cast<std::uint16_t>(run.next - run.first));
        putLe(out, run.prunedBy);
    }
    putLe(out, static_cast<std::uint16_t>(kept.size()));
    for (const KeptNodes::Entry& entry : kept) {
        putLe(out, static_cast<std::uint8_t>(entry.id.level));
        out.insert(out.end(), entry.hash.begin(), entry.hash.end());
    }
}

Result<BlockHoles> BlockHoles::parse(ByteView bytes, std::uint64_t firstSeq, std::uint32_t count) {
    BlockHoles holes;
    ByteReader reader(bytes);
    holes.runs.resize(reader.count<std::uint16_t>(kRunBytes));
    std::uint64_t behind = firstSeq;
    bool fits = !holes.runs.empty();
    for (Run& run : holes.runs) {
        run.first = firstSeq + reader.number<std::uint16_t>();
        run.next = run.first + reader.number<std::uint16_t>();
        run.prunedBy = reader.number<std::uint64_t>();
        fits = fits && run.first >= behind && run.next > run.first && run.next <= firstSeq + count;
        behind = run.next;
    }
    holes.kept.resize(reader.count<std::uint16_t>(kKeptBytes));
    for (KeptNodes::Entry& entry : holes.kept) {
        entry.id.level = reader.number<std::uint8_t>();
        entry.hash = reader.array<32>();
        fits = fits && entry.id.level < kGroupLevel + 1;
    }
    if (!reader.atEnd() || !fits || !place(holes))
        return altered("its list of removed records cannot be read");
    return holes;
}

} // namespace inferno::vault
