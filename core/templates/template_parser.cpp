// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include <yaml-cpp/yaml.h>

#include "core/base/nearest.h"
#include "core/templates/check.h"
#include "core/templates/yaml_end.h"

/// From YAML to a template. yaml-cpp throws; nothing of that leaves this file.
namespace inferno::templates {
namespace {

constexpr std::size_t kMaxNameLength = 128;
constexpr std::size_t kMaxParameters = 100;
constexpr std::size_t kMaxCommandBytes = 64U << 10;
constexpr double kMaxSeconds = 366.0 * 24 * 3600;

using Names = std::vector<std::string>;
const Names kFields = {"name",      "description",     "parameters", "command",
                       "resources", "timeout_seconds", "retry",      "permissions"};
const Names kParameterFields = {"name", "type", "required", "default", "values", "description"};
const Names kResourceFields = {"cpu_limit", "memory_limit_gb", "gpu_required"};
const Names kRetryFields = {"max_attempts", "backoff_multiplier", "base_delay_seconds", "max_delay_seconds"};
const Names kTypes = {"string", "integer", "number", "boolean", "enum"};

std::string listed(const Names& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string didYouMean(std::string_view word, const Names& names) {
    const std::string near = nearest(word, names);
    return near.empty() ? "one of " + listed(names) : "did you mean '" + near + "'?";
}

class Parser {
public:
    explicit Parser(std::string_view file) : file_(file) {}

    Result<Template> read(const YAML::Node& root);
    std::unexpected<Error> wrong(int line, const std::string& why, std::string hint = {}) const {
        return fail(ErrorCode::TemplateInvalid, file_ + ":" + std::to_string(line) + ": " + why, std::move(hint));
    }

private:
    static int lineOf(const YAML::Node& node) { return node.Mark().line + 1; }

    /// The fields of a map, which may have these and each once; `what` says whose they are.
    Result<std::map<std::string, YAML::Node>> fieldsOf(const YAML::Node& node, const Names& known,
                                                       const std::string& what) const;
    Result<std::string> textOf(const YAML::Node& node, const std::string& what) const;
    Result<double> numberOf(const YAML::Node& node, const std::string& what, double least, double most) const;
    Result<bool> flagOf(const YAML::Node& node, const std::string& what) const;
    Result<Names> textsOf(const YAML::Node& node, const std::string& what) const;

    Result<void> readName(const YAML::Node& node);
    Result<void> readParameters(const YAML::Node& node);
    Result<Parameter> readParameter(const YAML::Node& node) const;
    Result<void> readDefault(const YAML::Node& node, const std::string& what, Parameter& parameter) const;
    Result<void> readValues(const YAML::Node& node, const std::string& what, Parameter& parameter) const;
    Result<void> readCommand(const YAML::Node& node);
    Result<void> readResources(const YAML::Node& node);
    Result<void> readRetry(const YAML::Node& node);
    Result<void> readPermissions(const YAML::Node& node);

    std::string file_;
    Template out_;
};

Result<std::map<std::string, YAML::Node>> Parser::fieldsOf(const YAML::Node& node, const Names& known,
                                                           const std::string& what) const {
    if (!node.IsMap())
        return wrong(lineOf(node), what + " must have fields, such as '" + known.front() + ": …'");
    std::map<std::string, YAML::Node> fields;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar())
            return wrong(lineOf(entry.first), what + ": a field's name is no text");
        const std::string& name = entry.first.Scalar();
        if (std::ranges::find(known, name) == known.end())
            return wrong(lineOf(entry.first), what + " has no field '" + name + "'", didYouMean(name, known));
        if (!fields.emplace(name, entry.second).second)
            return wrong(lineOf(entry.first), what + ": '" + name + "' is there twice", "take one of them out");
    }
    return fields;
}

Result<std::string> Parser::textOf(const YAML::Node& node, const std::string& what) const {
    if (!node.IsScalar())
        return wrong(lineOf(node), what + " must be a text");
    return node.Scalar();
}

Result<double> Parser::numberOf(const YAML::Node& node, const std::string& what, double least, double most) const {
    INFERNO_TRY(const std::string text, textOf(node, what));
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(number))
        return wrong(lineOf(node), what + " must be a number, and is '" + text + "'");
    if (number < least || number > most)
        return wrong(lineOf(node), what + " must be from " + nlohmann::json(least).dump() + " to " +
                                       nlohmann::json(most).dump() + ", and is " + text);
    return number;
}

Result<bool> Parser::flagOf(const YAML::Node& node, const std::string& what) const {
    INFERNO_TRY(const std::string text, textOf(node, what));
    if (text != "true" && text != "false")
        return wrong(lineOf(node), what + " must be true or false, and is '" + text + "'");
    return text == "true";
}

Result<Names> Parser::textsOf(const YAML::Node& node, const std::string& what) const {
    if (!node.IsSequence())
        return wrong(lineOf(node), what + " must be a list, such as [\"a\", \"b\"]");
    Names texts;
    for (const YAML::Node& item : node) {
        INFERNO_TRY(auto text, textOf(item, what));
        if (std::ranges::find(texts, text) != texts.end())
            return wrong(lineOf(item), what + ": '" + text + "' is there twice", "take one of them out");
        texts.push_back(std::move(text));
    }
    return texts;
}

Result<void> Parser::readName(const YAML::Node& node) {
    INFERNO_TRY(out_.name, textOf(node, "name"));
    const bool fits = !out_.name.empty() && out_.name.size() <= kMaxNameLength && out_.name.front() != '.' &&
                      std::ranges::all_of(out_.name, [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                 c == '.' || c == '_' || c == '-';
                      });
    if (!fits)
        return wrong(lineOf(node), "the name '" + out_.name + "' cannot be used",
                     "1 to 128 of A-Z a-z 0-9 . _ -, not beginning with a dot");
    return {};
}

Result<void> Parser::readParameters(const YAML::Node& node) {
    if (!node.IsSequence())
        return wrong(lineOf(node), "parameters must be a list", "each begins with '- name: …'");
    for (const YAML::Node& item : node) {
        INFERNO_TRY(auto parameter, readParameter(item));
        if (std::ranges::find(out_.parameters, parameter.name, &Parameter::name) != out_.parameters.end())
            return wrong(lineOf(item), "parameter " + parameter.name + " is there twice", "take one of them out");
        out_.parameters.push_back(std::move(parameter));
    }
    if (out_.parameters.size() > kMaxParameters)
        return wrong(lineOf(node), "there are " + std::to_string(out_.parameters.size()) + " parameters",
                     "a template has at most " + std::to_string(kMaxParameters));
    return {};
}

Result<Parameter> Parser::readParameter(const YAML::Node& node) const {
    const bool named = node.IsMap() && node["name"].IsDefined() && node["name"].IsScalar();
    const std::string what = named ? "parameter " + node["name"].Scalar() : "a parameter";
    INFERNO_TRY(const auto fields, fieldsOf(node, kParameterFields, what));
    if (!named)
        return wrong(lineOf(node), "a parameter has no name", "it begins with '- name: …'");
    Parameter parameter;
    parameter.name = fields.at("name").Scalar();
    const int line = lineOf(fields.at("name"));
    if (!isParameterName(parameter.name))
        return wrong(line, what + ": that cannot be the name of a variable",
                     "a small letter, then small letters, digits and _, 64 at most");
    if (isReserved(parameter.name))
        return wrong(line, what + ": that is the name of an option of the command line", "choose another name");
    if (!fields.contains("type"))
        return wrong(line, what + " has no type", "one of " + listed(kTypes));
    INFERNO_TRY(const std::string type, textOf(fields.at("type"), what + ": type"));
    const auto found = std::ranges::find(kTypes, type);
    if (found == kTypes.end())
        return wrong(lineOf(fields.at("type")), what + ": there is no type '" + type + "'", didYouMean(type, kTypes));
    parameter.type = static_cast<ParameterType>(found - kTypes.begin());
    if (const auto field = fields.find("description"); field != fields.end()) {
        INFERNO_TRY(parameter.description, textOf(field->second, what + ": description"));
    }
    if (const auto field = fields.find("required"); field != fields.end()) {
        INFERNO_TRY(parameter.required, flagOf(field->second, what + ": required"));
    }
    const auto values = fields.find("values");
    if (values != fields.end())
        INFERNO_CHECK(readValues(values->second, what, parameter));
    else if (parameter.type == ParameterType::Enum)
        return wrong(line, what + " is an enum without values", "such as values: [\"fast\", \"exact\"]");
    if (const auto field = fields.find("default"); field != fields.end())
        INFERNO_CHECK(readDefault(field->second, what, parameter));
    return parameter;
}

Result<void> Parser::readValues(const YAML::Node& node, const std::string& what, Parameter& parameter) const {
    if (parameter.type != ParameterType::Enum)
        return wrong(lineOf(node), what + ": only an enum has values", "write type: \"enum\"");
    INFERNO_TRY(parameter.values, textsOf(node, what + ": values"));
    if (parameter.values.empty() || std::ranges::find(parameter.values, "") != parameter.values.end())
        return wrong(lineOf(node), what + ": values must be a list of texts that are not empty");
    return {};
}

Result<void> Parser::readDefault(const YAML::Node& node, const std::string& what, Parameter& parameter) const {
    if (parameter.required)
        return wrong(lineOf(node), what + " is required, so its default is never used", "take one of the two out");
    INFERNO_TRY(const std::string text, textOf(node, what + ": default"));
    const auto value = checked(parameter, text);
    if (!value)
        return wrong(lineOf(node), what + ": the default " + value.error().why, value.error().hint);
    parameter.byDefault = *value;
    return {};
}

Result<void> Parser::readCommand(const YAML::Node& node) {
    INFERNO_TRY(out_.command, textOf(node, "command"));
    // The newline that ends a block of YAML is none of the command.
    while (out_.command.ends_with('\n'))
        out_.command.pop_back();
    if (out_.command.find_first_not_of(" \t\r\n") == std::string::npos)
        return wrong(lineOf(node), "the command is empty");
    if (out_.command.size() > kMaxCommandBytes || out_.command.find('\0') != std::string::npos)
        return wrong(lineOf(node), "the command has a zero byte, or more than 64 KiB", "put it into a script");
    return {};
}

Result<void> Parser::readResources(const YAML::Node& node) {
    INFERNO_TRY(const auto fields, fieldsOf(node, kResourceFields, "resources"));
    out_.resources = nlohmann::json::object();
    for (const auto& [name, value] : fields) {
        const std::string what = "resources: " + name;
        if (name == "gpu_required") {
            INFERNO_TRY(out_.resources[name], flagOf(value, what));
            continue;
        }
        INFERNO_TRY(const double number, numberOf(value, what, 0, 1e6));
        if (number == 0)
            return wrong(lineOf(value), what + " must be more than 0");
        out_.resources[name] = number;
    }
    return {};
}

Result<void> Parser::readRetry(const YAML::Node& node) {
    INFERNO_TRY(const auto fields, fieldsOf(node, kRetryFields, "retry"));
    for (const auto& [name, value] : fields) {
        const std::string what = "retry: " + name;
        if (name == "max_attempts") {
            INFERNO_TRY(const double number, numberOf(value, what, 0, 1000));
            if (number != std::floor(number))
                return wrong(lineOf(value), what + " must be a whole number, and is " + value.Scalar());
            out_.retryAttempts = static_cast<int>(number);
        } else if (name == "backoff_multiplier") {
            INFERNO_TRY(out_.retryBackoff, numberOf(value, what, 1, 100));
        } else {
            auto& seconds = name == "base_delay_seconds" ? out_.retryDelaySeconds : out_.retryMaxDelaySeconds;
            INFERNO_TRY(seconds, numberOf(value, what, 0, kMaxSeconds));
        }
    }
    return {};
}

Result<void> Parser::readPermissions(const YAML::Node& node) {
    INFERNO_TRY(out_.permissions, textsOf(node, "permissions"));
    for (const std::string& permission : out_.permissions)
        if (permission != "maintenance:run")
            return wrong(lineOf(node), "permissions: '" + permission + "' cannot be given to a run",
                         "the only one that can be is maintenance:run");
    return {};
}

Result<Template> Parser::read(const YAML::Node& root) {
    INFERNO_TRY(const auto fields, fieldsOf(root, kFields, "a template"));
    for (const char* needed : {"name", "command"})
        if (!fields.contains(needed))
            return wrong(lineOf(root), std::string("the template has no ") + needed, std::string(needed) + ": …");
    INFERNO_CHECK(readName(fields.at("name")));
    INFERNO_CHECK(readCommand(fields.at("command")));
    if (const auto field = fields.find("description"); field != fields.end()) {
        INFERNO_TRY(out_.description, textOf(field->second, "description"));
    }
    if (const auto field = fields.find("parameters"); field != fields.end())
        INFERNO_CHECK(readParameters(field->second));
    if (const auto field = fields.find("resources"); field != fields.end())
        INFERNO_CHECK(readResources(field->second));
    if (const auto field = fields.find("timeout_seconds"); field != fields.end()) {
        INFERNO_TRY(out_.timeoutSeconds, numberOf(field->second, "timeout_seconds", 0, kMaxSeconds));
    }
    if (const auto field = fields.find("retry"); field != fields.end())
        INFERNO_CHECK(readRetry(field->second));
    if (const auto field = fields.find("permissions"); field != fields.end())
        INFERNO_CHECK(readPermissions(field->second));
    return std::move(out_);
}

} // namespace

Result<Template> parse(std::string_view text, std::string_view file) {
    Parser parser(file);
    if (text.size() > kMaxTemplateBytes)
        return parser.wrong(1, "the file has " + std::to_string(text.size()) + " bytes",
                            "a template has at most 256 KiB");
    try {
        if (!hasEnd(std::string(text)))
            return parser.wrong(1, "this is no YAML: something stands behind its end",
                                "a template begins with name: …");
        const std::vector<YAML::Node> documents = YAML::LoadAll(std::string(text));
        if (documents.empty() || documents.front().IsNull())
            return parser.wrong(1, "the file is empty", "a template begins with name: …");
        if (documents.size() > 1)
            return parser.wrong(documents[1].Mark().line + 1, "a second document begins here",
                                "a file holds one template");
        INFERNO_TRY(Template read, parser.read(documents.front()));
        read.text = text;
        return read;
    } catch (const YAML::Exception& problem) {
        return parser.wrong(std::max(problem.mark.line + 1, 1), "this is no YAML: " + problem.msg,
                            "see the line, and the one before it");
    }
}

} // namespace inferno::templates
