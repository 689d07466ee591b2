// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/export/exporter.h"

#include <algorithm>

#include "core/vault/merkle.h"

namespace inferno::vault {
namespace {

constexpr std::size_t kPage = kGroupSize; ///< so that a block is opened once for all of its records
constexpr std::uint64_t kBlocks = 64;     ///< looked at before `next` returns, found or not
constexpr std::size_t kPieceBytes = 256U << 10;

} // namespace

Exporter::Exporter(Pages pages, Query query, std::uint64_t end, ExportFormat format, ExportSource source)
    : pages_(std::move(pages)), query_(std::move(query)), end_(end), writer_(format, std::move(source)) {
    query_.order = Order::OldestFirst;
    query_.limit = kPage;
    query_.from = 0;
    query_.maxBlocks = kBlocks;
    lastPage_ = end == 0;
}

Result<void> Exporter::turnPage() {
    INFERNO_TRY(page_, pages_(query_));
    place_ = 0;
    pruned_ += page_.seen.prunedEvents;
    // A block that does not open is damaged, or its key is lost: what is given out as everything would not be.
    if (page_.seen.undecryptableBlocks > 0)
        return fail(ErrorCode::VaultAltered,
                    std::to_string(page_.seen.undecryptableBlocks) + " of the vault's blocks cannot be opened",
                    "inferno audit verify says which; leave them out by --since and --until");
    const auto beyond = std::ranges::lower_bound(page_.records, end_, {}, &Record::seq);
    page_.records.erase(beyond, page_.records.end());
    lastPage_ = !page_.next || *page_.next >= end_;
    query_.from = page_.next;
    return {};
}

Result<bool> Exporter::next(std::string& out) {
    if (done_)
        return false;
    const std::size_t start = out.size();
    if (!begun_)
        writer_.begin(out);
    begun_ = true;
    if (place_ == page_.records.size() && !lastPage_)
        INFERNO_CHECK(turnPage());
    while (place_ < page_.records.size() && out.size() - start < kPieceBytes)
        writer_.add(out, page_.records[place_++]);
    if (place_ == page_.records.size() && lastPage_) {
        writer_.end(out);
        done_ = true;
    }
    return !done_;
}

} // namespace inferno::vault
