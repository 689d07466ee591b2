// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/error.h"

/// How requests that name no version of a model are split among its versions. Pure; safe from any thread.
namespace inferno::serving {

/// Who answers such requests.
struct SplitState {
    std::map<std::string, int> weights; ///< above 0; none: all go to the default
    std::string sticky;                 ///< see checkSticky
    std::string shadow;                 ///< the version that gets copies; "": none
    std::string defaultVersion;

    bool operator==(const SplitState&) const = default;
};

/// The state of a model, and the one to which a rollback goes.
struct ModelSplit {
    SplitState now;
    std::optional<SplitState> previous;
    std::optional<WallTime> changed;
};

/// A version that may answer.
struct Candidate {
    std::string_view version;
    int weight = 0;
};

/// What two requests have in common that must get the same version: a number of the model's name and of a value of
/// theirs. FNV-1a of 64 bits over both with a 0 between, so it is the same on every machine and in every release.
std::uint64_t ticketOf(std::string_view model, std::string_view value);

/// The version for a ticket, by weighted rendezvous (Schindelhauer and Schomaker 2005): for each version u in (0, 1)
/// comes from the ticket and its name, and the largest -weight / ln u wins. Tickets are split by weight, the same
/// ticket always gets the same version, and a change of the weights moves no more tickets than it has to: only towards
/// versions whose share grew, only away from those whose share shrank. "" where no weight is above 0.
/// Cost: a logarithm for each version.
std::string_view pick(std::span<const Candidate> versions, std::uint64_t ticket);

constexpr int kMostWeight = 1'000'000;
/// Whole numbers from 0 to kMostWeight, one above 0 unless there are none. Error: input.invalid.
Result<void> checkWeights(const std::map<std::string, int>& weights);
/// "header:NAME", a header field; "field:NAME", a field of the body's JSON object; "": nothing, chance decides. Error:
/// input.invalid.
Result<void> checkSticky(std::string_view sticky);

} // namespace inferno::serving
