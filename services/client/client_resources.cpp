// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/client_impl.h"
#include "services/client/types_resources.h"

/// Client: how runs use the machine.
namespace inferno::client {
namespace {

using nlohmann::json;

template <typename T>
json orNull(const std::optional<T>& value) {
    return value ? json(*value) : json(nullptr);
}

template <typename T>
void read(const json& object, const char* name, std::optional<T>& value) {
    const auto found = object.find(name);
    value = found != object.end() && found->is_number() ? std::optional(found->get<T>()) : std::nullopt;
}

} // namespace

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)

void to_json(json& json, const ResourceSample& value) {
    W(time), W(cpu), W(memory), W(processes);
    json["read_rate"] = orNull(value.read_rate);
    json["write_rate"] = orNull(value.write_rate);
}
void from_json(const json& json, ResourceSample& value) {
    R(time), R(cpu), R(memory), R(processes);
    read(json, "read_rate", value.read_rate);
    read(json, "write_rate", value.write_rate);
}

void to_json(json& json, const RunResources& value) {
    W(run_id), W(job), W(status), W(launch), W(limits), W(cpu_limit), W(memory_limit), W(duration), W(cpu_seconds);
    W(cpu_mean), W(cpu_peak), W(memory_mean), W(memory_peak), W(samples);
    json["read_bytes"] = orNull(value.read_bytes);
    json["written_bytes"] = orNull(value.written_bytes);
}
void from_json(const json& json, RunResources& value) {
    R(run_id), R(job), R(status), R(launch), R(limits), R(cpu_limit), R(memory_limit), R(duration), R(cpu_seconds);
    R(cpu_mean), R(cpu_peak), R(memory_mean), R(memory_peak), R(samples);
    read(json, "read_bytes", value.read_bytes);
    read(json, "written_bytes", value.written_bytes);
}

#undef W
#undef R

Result<RunResources> Client::runResources(const std::string& id) {
    return impl_->callFor<RunResources>("GET", kApi + "/runs/" + escaped(id) + "/resources");
}

} // namespace inferno::client
