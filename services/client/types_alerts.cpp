// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/types_alerts.h"

#include <nlohmann/json.hpp>

namespace inferno::client {

using nlohmann::json;

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)

void to_json(json& json, const AlertRule& value) {
    W(name), W(scope), W(condition), W(severity), W(channels), W(action), W(enabled), W(created), W(created_by);
    W(warnings);
}
void from_json(const json& json, AlertRule& value) {
    R(name), R(scope), R(condition), R(severity), R(channels), R(action), R(enabled), R(created), R(created_by);
    R(warnings);
}

#undef W
#undef R

} // namespace inferno::client
