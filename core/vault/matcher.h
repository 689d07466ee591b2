// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/vault/block_index.h"
#include "core/vault/literal_finder.h"
#include "core/vault/query.h"
#include "core/vault/query_expr.h"

/// A query made ready to be asked many times: of a record, of what is known of a block, and of raw bytes. All three
/// agree: what `judge` rules out has no record that `matches`, and each record that does holds one of the `literals`.

namespace inferno::vault {

/// How many of a block's records fit.
enum class Fit : std::uint8_t { None, Some, All };

/// What is known of a block before it is opened.
class BlockHints {
public:
    virtual ~BlockHints() = default;
    /// A chapter's summaries, and the block's among them.
    struct Summary {
        std::shared_ptr<const ChapterSummary> chapter;
        const BlockSummary* block = nullptr; ///< one of the chapter's
    };
    virtual std::uint64_t firstSeq() const = 0;
    virtual std::uint32_t count() const = 0;
    virtual std::int64_t firstNs() const = 0; ///< earliest timestamp, or INT64_MIN
    virtual std::int64_t lastNs() const = 0;  ///< latest timestamp, or INT64_MAX
    /// Null where there is none.
    virtual Summary summary() = 0;
    /// True where that is not known.
    virtual bool mayContain(std::uint64_t wordHash) = 0;
};

/// Safe from any thread; its Scratch belongs to one.
class Matcher {
public:
    /// Error: query.invalid (a limit out of range, since after until, a text that cannot be read).
    static Result<Matcher> of(const Query& query);
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;
    ~Matcher();

    /// Buffers, and what was found out of a chapter's values.
    class Scratch;
    bool matches(const RecordFields& record, Scratch& scratch) const;
    bool matches(const Record& record) const;
    Fit judge(BlockHints& hints, Scratch& scratch) const;
    /// Each record that fits holds one of these, in upper or lower case, or a \u escape in its JSON. Empty: not known.
    const std::vector<LiteralFinder>& literals() const { return literals_; }

    struct Node;

private:
    explicit Matcher(std::unique_ptr<Node> root);
    std::unique_ptr<Node> root_;
    std::vector<LiteralFinder> literals_;
};

class Matcher::Scratch {
public:
    Scratch();
    ~Scratch();

private:
    friend class Matcher;
    friend struct Node;
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace inferno::vault
