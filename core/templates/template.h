// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

/// Templates of jobs: a command with typed parameters, written in YAML (docs/jobs.md, "Templates"). The values are
/// never pasted into the command: a run gets them as variables, which its shell expands. Plain values and pure
/// functions, safe from any thread; no file is read here.
namespace inferno::templates {

enum class ParameterType { String, Integer, Number, Boolean, Enum };
/// "string", "integer", "number", "boolean", "enum".
std::string_view nameOf(ParameterType type);

struct Parameter {
    std::string name; ///< [a-z][a-z0-9_]*, no option of `batch-queue create` or of every command
    ParameterType type = ParameterType::String;
    bool required = false;
    std::optional<std::string> byDefault; ///< as the type writes it
    std::vector<std::string> values;      ///< of an enum
    std::string description;
};

struct Template {
    std::string name; ///< as a job's name
    std::string description;
    std::vector<Parameter> parameters;
    std::string command;
    nlohmann::json resources; ///< cpu_limit, memory_limit_gb, gpu_required: those that are given
    std::optional<double> timeoutSeconds;
    std::optional<int> retryAttempts; ///< after the first attempt
    std::optional<double> retryBackoff;
    std::optional<double> retryDelaySeconds;
    std::optional<double> retryMaxDelaySeconds;
    std::vector<std::string> permissions; ///< what its runs may do beyond other runs: maintenance:run
    std::string text;                     ///< the YAML, as it came
};

/// The largest file that is read.
inline constexpr std::size_t kMaxTemplateBytes = 256U << 10;

/// `file` is for messages alone. Error: template.invalid, "FILE:LINE: parameter NAME: why".
Result<Template> parse(std::string_view text, std::string_view file);

/// All parameters with their values as the shell sees them: given ones checked, absent ones by default, "" for those
/// without a default. `given` is an object; a value is a text, a number or true or false. Error: job.invalid naming
/// the parameter.
Result<std::map<std::string, std::string>> valuesOf(const Template& source, const nlohmann::json& given);

/// The request for a job (docs/api.md, POST /jobs) with what the template says of it: command, template, params (all
/// of them, checked), permissions, and, where `request` does not say otherwise, timeout, retry_attempts,
/// retry_backoff, retry_delay, retry_max_delay and resources. Error: job.invalid.
Result<nlohmann::json> expanded(const Template& source, nlohmann::json request);

/// Whether a parameter may not be called so: it would be taken for an option of `batch-queue create`, or for one of
/// every command.
bool isReserved(std::string_view name);
/// Whether this is [a-z][a-z0-9_]*.
bool isParameterName(std::string_view name);

/// As the API shows it: name, description, parameters, command, resources, timeout, retry_attempts and its kin,
/// permissions, text.
nlohmann::json toJson(const Template& source);

} // namespace inferno::templates
