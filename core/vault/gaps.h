// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/vault/event.h"

namespace inferno::vault {

/// Events that had to be dropped, because the vault could not write and their class of action goes on without it
/// (OnFailure::Open). They are counted, and as soon as the vault writes again the first record says how many of what
/// kind were dropped between which times. Safe from any thread; what is counted is lost if the process ends first.
class Gaps {
public:
    static constexpr std::size_t kMaxKinds = 64; ///< beyond this many actions, all others count as "other"

    struct Gap {
        std::map<std::string, std::uint64_t> byAction;
        WallTime first{};
        WallTime last{};

        std::uint64_t count() const;
        /// The event that tells of it.
        Event event() const;
    };

    void dropped(std::span<const std::string> actions, WallTime at);
    bool empty() const;
    /// What is to be told now.
    Gap current() const;
    /// This much is recorded; what was dropped since then stays.
    void told(const Gap& gap);

private:
    mutable std::mutex mutex_;
    Gap gap_;
};

} // namespace inferno::vault
