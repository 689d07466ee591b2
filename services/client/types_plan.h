// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the API says of definitions that are applied. Values.

namespace inferno::client {

/// A field of a job that is changed. Values are JSON texts; of the environment only names.
struct PlannedField {
    std::string field;
    std::string old_value;
    std::string new_value;
};

struct PlannedChange {
    std::string name;
    std::string action; ///< create change delete unchanged
    std::vector<PlannedField> fields;
};

/// Why nothing was changed.
struct PlanProblem {
    int job = -1;     ///< its place among those that were sent, from 0; -1: it was not among them
    std::string name; ///< "" where not known
    std::string code;
    std::string title;
    std::string detail;
    std::string hint;
};

/// `POST /queue/apply`.
struct ApplyAnswer {
    bool applied = false;               ///< false: a dry run, or there were problems
    std::vector<PlannedChange> changes; ///< in the order in which the jobs were sent, then what is deleted
    std::vector<PlanProblem> problems;
    int others = 0; ///< jobs that were not sent, and that stay as they are
};

void to_json(nlohmann::json& json, const PlannedField& value);
void from_json(const nlohmann::json& json, PlannedField& value);
void to_json(nlohmann::json& json, const PlannedChange& value);
void from_json(const nlohmann::json& json, PlannedChange& value);
void to_json(nlohmann::json& json, const PlanProblem& value);
void from_json(const nlohmann::json& json, PlanProblem& value);
void to_json(nlohmann::json& json, const ApplyAnswer& value);
void from_json(const nlohmann::json& json, ApplyAnswer& value);

} // namespace inferno::client
