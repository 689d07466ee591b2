// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/vault/merkle.h"

/// An inclusion proof as a text file of its own (c2sp.org/tlog-proof@v1): what `audit prove` answers, for people who
/// check it with other tools. Value; safe from any thread.

namespace inferno::vault {

struct TlogProof {
    Bytes extra; ///< free for the application; absent if empty
    std::uint64_t index = 0;
    Proof path;             ///< from leaf to root; at most 63 hashes
    std::string checkpoint; ///< the signed note, unread

    std::string serialized() const;
    /// Error: proof.invalid.
    static Result<TlogProof> parse(std::string_view text);
};

} // namespace inferno::vault
