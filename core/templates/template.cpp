// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/templates/template.h"

#include <algorithm>
#include <array>

namespace inferno::templates {
namespace {

using nlohmann::json;

/// Of `batch-queue create`, with `_` for `-`; a test asks the command for its options.
constexpr std::array<std::string_view, 47> kReserved = {"name",
                                                        "command",
                                                        "template",
                                                        "param",
                                                        "schedule",
                                                        "additional_schedule",
                                                        "cron_fields",
                                                        "cron_extensions",
                                                        "no_cron_extensions",
                                                        "run_at",
                                                        "starts",
                                                        "ends",
                                                        "max_runs",
                                                        "ignore_blackouts",
                                                        "no_ignore_blackouts",
                                                        "timezone",
                                                        "enabled",
                                                        "disabled",
                                                        "no_run",
                                                        "replace",
                                                        "condition",
                                                        "depends_on",
                                                        "depends_mode",
                                                        "depends_join",
                                                        "timeout",
                                                        "grace",
                                                        "retry_attempts",
                                                        "retry_delay",
                                                        "retry_backoff",
                                                        "retry_max_delay",
                                                        "retry_on",
                                                        "cpu_limit",
                                                        "memory_limit",
                                                        "gpu",
                                                        "no_gpu",
                                                        "priority",
                                                        "pool",
                                                        "misfire",
                                                        "overlap",
                                                        "max_parallel",
                                                        "queued_timeout",
                                                        "jitter",
                                                        "executor",
                                                        "env",
                                                        "workdir",
                                                        "tag",
                                                        "help"};
/// Of every command.
constexpr std::array<std::string_view, 6> kGlobal = {"json", "url", "token", "data_dir", "no_start", "no_color"};

template <typename T>
void put(json& document, const char* name, const std::optional<T>& value) {
    document[name] = value ? json(*value) : json(nullptr);
}

} // namespace

std::string_view nameOf(ParameterType type) {
    switch (type) {
    case ParameterType::String: return "string";
    case ParameterType::Integer: return "integer";
    case ParameterType::Number: return "number";
    case ParameterType::Boolean: return "boolean";
    case ParameterType::Enum: break;
    }
    return "enum";
}

bool isReserved(std::string_view name) {
    return std::ranges::find(kReserved, name) != kReserved.end() || std::ranges::find(kGlobal, name) != kGlobal.end();
}

bool isParameterName(std::string_view name) {
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    return !name.empty() && name.size() <= 64 && isLetter(name.front()) &&
           std::ranges::all_of(name, [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

json toJson(const Template& source) {
    json parameters = json::array();
    for (const Parameter& parameter : source.parameters) {
        json one{{"name", parameter.name},
                 {"type", nameOf(parameter.type)},
                 {"required", parameter.required},
                 {"values", parameter.values},
                 {"description", parameter.description}};
        put(one, "default", parameter.byDefault);
        parameters.push_back(std::move(one));
    }
    json out{{"name", source.name},
             {"description", source.description},
             {"parameters", std::move(parameters)},
             {"command", source.command},
             {"resources", source.resources.is_object() ? source.resources : json::object()},
             {"permissions", source.permissions},
             {"text", source.text}};
    put(out, "timeout", source.timeoutSeconds);
    put(out, "retry_attempts", source.retryAttempts);
    put(out, "retry_backoff", source.retryBackoff);
    put(out, "retry_delay", source.retryDelaySeconds);
    put(out, "retry_max_delay", source.retryMaxDelaySeconds);
    return out;
}

} // namespace inferno::templates
