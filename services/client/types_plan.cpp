// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/types_plan.h"

#include <nlohmann/json.hpp>

namespace inferno::client {

using nlohmann::json;

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)

void to_json(json& json, const PlannedField& value) {
    W(field), W(old_value), W(new_value);
}
void from_json(const json& json, PlannedField& value) {
    R(field), R(old_value), R(new_value);
}

void to_json(json& json, const PlannedChange& value) {
    W(name), W(action), W(fields);
}
void from_json(const json& json, PlannedChange& value) {
    R(name), R(action), R(fields);
}

void to_json(json& json, const PlanProblem& value) {
    W(job), W(name), W(code), W(title), W(detail), W(hint);
}
void from_json(const json& json, PlanProblem& value) {
    R(job), R(name), R(code), R(title), R(detail), R(hint);
}

void to_json(json& json, const ApplyAnswer& value) {
    W(applied), W(changes), W(problems), W(others);
}
void from_json(const json& json, ApplyAnswer& value) {
    R(applied), R(changes), R(problems), R(others);
}

#undef W
#undef R

} // namespace inferno::client
