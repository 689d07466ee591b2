// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/nearest.h"
#include "core/templates/check.h"

namespace inferno::templates {
namespace {

using nlohmann::json;

/// One variable of an environment may hold 128 KiB on Linux.
constexpr std::size_t kMaxValueBytes = 64U << 10;

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

template <typename Number>
bool isWhole(std::string_view text, Number& number) {
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && end == text.data() + text.size();
}

/// As it is shown in a message: what is long or has control characters is not repeated.
std::string quoted(std::string_view text) {
    const bool plain = text.size() <= 80 && std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' '; });
    return plain ? "'" + std::string(text) + "'" : "a text of " + std::to_string(text.size()) + " bytes";
}

/// A JSON value as the text that a person would have typed.
std::optional<std::string> textOf(const json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean() || value.is_number())
        return value.dump();
    return std::nullopt;
}

std::unexpected<Error> refused(const Template& source, const std::string& parameter, const std::string& why,
                               std::string hint) {
    return fail(ErrorCode::JobInvalid, "parameter " + parameter + " of template " + source.name + " " + why,
                std::move(hint));
}

} // namespace

std::expected<std::string, WrongValue> checked(const Parameter& parameter, std::string_view text) {
    const auto wrong = [&](const std::string& must, std::string hint = {}) {
        return std::unexpected(WrongValue{must + ", and is " + quoted(text), std::move(hint)});
    };
    if (text.find('\0') != std::string_view::npos)
        return std::unexpected(WrongValue{"holds a zero byte, which no variable can hold", "take it out"});
    if (text.size() > kMaxValueBytes)
        return std::unexpected(
            WrongValue{"has " + std::to_string(text.size()) + " bytes", "a value has at most 64 KiB; name a file"});
    switch (parameter.type) {
    case ParameterType::String: break;
    case ParameterType::Integer: {
        std::int64_t number = 0;
        if (!isWhole(text, number))
            return wrong("must be a whole number");
        return std::to_string(number);
    }
    case ParameterType::Number: {
        double number = 0;
        if (!isWhole(text, number) || !std::isfinite(number))
            return wrong("must be a number");
        break;
    }
    case ParameterType::Boolean:
        if (text != "true" && text != "false")
            return wrong("must be true or false");
        break;
    case ParameterType::Enum:
        if (std::ranges::find(parameter.values, text) == parameter.values.end()) {
            const std::string near = nearest(text, parameter.values);
            return wrong("must be one of " + joined(parameter.values),
                         near.empty() ? "" : "did you mean '" + near + "'?");
        }
        break;
    }
    return std::string(text);
}

Result<std::map<std::string, std::string>> valuesOf(const Template& source, const json& given) {
    if (!given.is_object())
        return fail(ErrorCode::JobInvalid, "params must be an object of parameters", R"(such as {"input_dir": "/in"})");
    std::vector<std::string> names;
    for (const Parameter& parameter : source.parameters)
        names.push_back(parameter.name);
    for (const auto& [name, value] : given.items())
        if (std::ranges::find(names, name) == names.end()) {
            const std::string near = nearest(name, names);
            return fail(ErrorCode::JobInvalid, "template " + source.name + " has no parameter '" + name + "'",
                        !near.empty()   ? "did you mean '" + near + "'?"
                        : names.empty() ? "it has none"
                                        : "it has " + joined(names));
        }
    std::map<std::string, std::string> values;
    for (const Parameter& parameter : source.parameters) {
        const auto found = given.find(parameter.name);
        if (found == given.end() || found->is_null()) {
            if (parameter.required)
                return refused(source, parameter.name, "is missing",
                               "give it with --param " + parameter.name + "=VALUE");
            values[parameter.name] = parameter.byDefault.value_or("");
            continue;
        }
        const auto text = textOf(*found);
        if (!text)
            return refused(source, parameter.name, "must be a text, a number, or true or false", "");
        if (text->empty() && parameter.required)
            return refused(source, parameter.name, "is empty", "it needs a value");
        if (text->empty() && !parameter.byDefault) {
            values[parameter.name] = ""; // as if it was not given
            continue;
        }
        const auto value = checked(parameter, *text);
        if (!value)
            return refused(source, parameter.name, value.error().why, value.error().hint);
        values[parameter.name] = *value;
    }
    return values;
}

Result<json> expanded(const Template& source, json request) {
    if (!request.is_object())
        return fail(ErrorCode::JobInvalid, "the definition is not a JSON object");
    const auto given = request.find("params");
    INFERNO_TRY(const auto values,
                valuesOf(source, given == request.end() || given->is_null() ? json::object() : *given));
    const auto isGiven = [&](const char* field) {
        const auto found = request.find(field);
        return found != request.end() && !found->is_null();
    };
    const auto suggest = [&](const char* field, const auto& value) {
        if (value && !isGiven(field))
            request[field] = *value;
    };
    request["template"] = source.name;
    request["params"] = values;
    request["command"] = source.command;
    request["permissions"] = source.permissions;
    suggest("timeout", source.timeoutSeconds);
    suggest("retry_attempts", source.retryAttempts);
    suggest("retry_backoff", source.retryBackoff);
    suggest("retry_delay", source.retryDelaySeconds);
    suggest("retry_max_delay", source.retryMaxDelaySeconds);
    if (source.resources.is_object() && !source.resources.empty()) {
        json resources = source.resources;
        if (const auto own = request.find("resources"); own != request.end() && own->is_object())
            resources.update(*own);
        request["resources"] = std::move(resources);
    }
    return request;
}

} // namespace inferno::templates
