// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/types_timeline.h"

#include <nlohmann/json.hpp>

namespace inferno::client {
namespace {

using nlohmann::json;

void write(json& object, const char* name, const std::optional<int>& value) {
    object[name] = value ? json(*value) : json(nullptr);
}
void read(const json& object, const char* name, std::optional<int>& value) {
    const auto found = object.find(name);
    value = found != object.end() && found->is_number() ? std::optional(found->get<int>()) : std::nullopt;
}

} // namespace

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)

void to_json(json& json, const RunAttempt& value) {
    W(attempt), W(status), W(started), W(finished), W(reason);
    write(json, "exit_code", value.exit_code);
    write(json, "signal", value.signal);
}
void from_json(const json& json, RunAttempt& value) {
    R(attempt), R(status), R(started), R(finished), R(reason);
    read(json, "exit_code", value.exit_code);
    read(json, "signal", value.signal);
}

void to_json(json& json, const RunAfter& value) {
    W(of), W(run);
}
void from_json(const json& json, RunAfter& value) {
    R(of), R(run);
}

void to_json(json& json, const RunTimeline& value) {
    W(run), W(params), W(env), W(attempts), W(before), W(after);
}
void from_json(const json& json, RunTimeline& value) {
    R(run), R(params), R(env), R(attempts), R(before), R(after);
}

#undef W
#undef R

} // namespace inferno::client
