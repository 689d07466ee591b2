// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

/// Definitions as code: many jobs brought into the state that documents describe, in one transaction. Plain values.
namespace inferno::jobs {

enum class PlanAction { Create, Change, Delete, Unchanged };
/// "create", "change", "delete", "unchanged".
std::string_view nameOf(PlanAction action);

struct PlannedChange {
    std::string name;
    PlanAction action = PlanAction::Unchanged;
    nlohmann::json fields = nlohmann::json::object(); ///< of a change: {"timeout": {"old", "new"}}, no secrets
};

/// Why nothing is applied.
struct PlanProblem {
    std::optional<std::size_t> document; ///< which one, from 0; nothing for a job that is in none
    std::string name;                    ///< of the job; "" where not known
    Error error;
};

/// What applying documents does or did: each document's change, in their order, then what is deleted. With problems
/// nothing was changed, and the changes are not complete.
struct Plan {
    std::vector<PlannedChange> changes;
    std::vector<PlanProblem> problems;
    int others = 0; ///< jobs that no document names and that stay
};

struct ApplyOptions {
    bool dryRun = false; ///< find out, and change nothing
    bool prune = false;  ///< delete the jobs that no document names
};

} // namespace inferno::jobs
