// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include "core/vault/export/export_format.h"
#include "core/vault/query.h"

namespace inferno::vault {

/// Reads the events that fit, oldest first, and writes them piece by piece: memory is that of one page and one piece,
/// however many there are. What is appended after it was made is not in it. Not safe from several threads at once.
class Exporter {
public:
    /// Vault::query, or that of a reader.
    using Pages = std::function<Result<QueryPage>(const Query&)>;

    /// Events below `end` that meet the filters of `query`; its order, limit and beginning are the exporter's own.
    /// REQUIRES filters that Matcher::of takes.
    Exporter(Pages pages, Query query, std::uint64_t end, ExportFormat format, ExportSource source);

    /// Appends the next piece to `out`: about 256 KiB, or what one page of the vault holds. False where it was the
    /// last. Errors: those of the pages; the export cannot go on then.
    Result<bool> next(std::string& out);
    std::uint64_t events() const { return writer_.events(); }
    /// Events in the time asked for that are no longer in the vault.
    std::uint64_t prunedEvents() const { return pruned_; }

private:
    Result<void> turnPage();

    Pages pages_;
    Query query_;
    std::uint64_t end_;
    ExportWriter writer_;
    QueryPage page_;
    std::size_t place_ = 0; ///< in the page
    std::uint64_t pruned_ = 0;
    bool begun_ = false;
    bool lastPage_ = false;
    bool done_ = false;
};

} // namespace inferno::vault
