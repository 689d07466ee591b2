// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/config.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <regex>

#include <nlohmann/json.hpp>

#include "services/config/properties.h"

namespace inferno::config {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

Value builtIn(const KeyInfo& key) {
    const std::string text(key.builtIn);
    switch (key.type) {
    case Type::Bool: return text == "true";
    case Type::Integer: return static_cast<std::int64_t>(std::atoll(text.c_str()));
    case Type::Number: return std::atof(text.c_str());
    case Type::List: return split(text, ',');
    case Type::Map: return std::map<std::string, std::string>{};
    case Type::Days: return std::map<std::string, std::int64_t>{};
    case Type::Text:
    case Type::Path:
    case Type::Choice:
    case Type::Secret: break;
    }
    return text;
}

const char* nameOf(Type type) {
    switch (type) {
    case Type::Bool: return "bool";
    case Type::Integer: return "integer";
    case Type::Number: return "number";
    case Type::Text: return "text";
    case Type::Path: return "path";
    case Type::Choice: return "choice";
    case Type::List: return "list";
    case Type::Map: return "map";
    case Type::Days: return "days";
    case Type::Secret: return "secret";
    }
    return "";
}

/// What the schema says of a key: what a form needs to offer it.
nlohmann::json described(const KeyInfo& key) {
    nlohmann::json item{{"key", key.name}, {"type", nameOf(key.type)}, {"used", key.used}};
    std::visit([&](const auto& value) { item["default"] = value; }, builtIn(key));
    if (key.maximum > key.minimum) {
        item["minimum"] = key.minimum;
        item["maximum"] = key.maximum;
    }
    if (!key.choices.empty())
        item["choices"] = split(key.choices, '|');
    return item;
}

/// That a list holds expressions that can be read: one that cannot would match nothing, without a word.
Result<void> checkExpressions(const Config& config, std::string_view key) {
    for (const std::string& expression : config.list(key))
        try {
            (void)std::regex(expression);
        } catch (const std::regex_error& error) {
            return fail(ErrorCode::ConfigInvalid,
                        config.origin(key).text() + ": " + std::string(key) + ": '" + expression +
                            "' is no expression: " + error.what(),
                        R"(write it as ECMAScript has it: "https://models\\.example\\.org/.*")");
        }
    return {};
}

} // namespace

std::vector<Layer> layersOf(const fs::path& dataDir, const fs::path& named, const fs::path& system) {
    std::vector<Layer> layers{{system}, {dataDir / "inferno.toml"}, {dataDir / "settings.toml"}};
    if (!named.empty())
        layers.push_back({named, true});
    return layers;
}

std::string Origin::text() const {
    return file.empty() ? "built-in" : file.string() + ":" + std::to_string(line);
}

Result<Config> Config::load(Vfs& vfs, const std::vector<Layer>& layers) {
    constexpr std::uint64_t kLimit = 1U << 20;
    Config config;
    for (const KeyInfo& key : schema())
        config.entries_[std::string(key.name)] = {builtIn(key), {}};
    for (const Layer& layer : layers) {
        const auto content = readFile(vfs, layer.file, kLimit);
        if (!content && content.error().code == ErrorCode::IoNotFound && !layer.required)
            continue;
        if (!content)
            return std::unexpected(content.error());
        std::vector<Setting> settings;
        if (layer.torchServe) {
            INFERNO_TRY(TorchServeSettings read, readTorchServeConfig(asText(*content), layer.file));
            settings = std::move(read.settings);
            std::ranges::move(read.warnings, std::back_inserter(config.warnings_));
        } else {
            INFERNO_TRY(settings, readLayer(asText(*content), layer.file));
        }
        for (Setting& setting : settings)
            config.entries_[setting.key] = {std::move(setting.value), {layer.file, setting.line}};
    }
    const Entry& encryption = config.entry("audit.encryption.enabled");
    if (!std::get<bool>(encryption.value))
        return fail(ErrorCode::ConfigInvalid,
                    encryption.origin.text() + ": the vault is always encrypted; enabled = false is not possible",
                    "remove the line");
    INFERNO_CHECK(checkExpressions(config, "inference.allowed_urls"));
    for (const KeyInfo& key : schema())
        if (!key.used && config.isSet(key.name))
            config.warnings_.push_back(config.origin(key.name).text() + ": " + std::string(key.name) +
                                       " has no effect yet: what it sets is not built");
    return config;
}

const Config::Entry& Config::entry(std::string_view key) const {
    const auto found = entries_.find(key);
    if (found == entries_.end())
        std::abort(); // the code names a key that the schema does not have
    return found->second;
}

bool Config::flag(std::string_view key) const {
    return std::get<bool>(entry(key).value);
}
std::int64_t Config::integer(std::string_view key) const {
    return std::get<std::int64_t>(entry(key).value);
}
double Config::number(std::string_view key) const {
    return std::get<double>(entry(key).value);
}
const std::string& Config::text(std::string_view key) const {
    return std::get<std::string>(entry(key).value);
}
const std::vector<std::string>& Config::list(std::string_view key) const {
    return std::get<std::vector<std::string>>(entry(key).value);
}
const std::map<std::string, std::string>& Config::map(std::string_view key) const {
    return std::get<std::map<std::string, std::string>>(entry(key).value);
}
const std::map<std::string, std::int64_t>& Config::days(std::string_view key) const {
    return std::get<std::map<std::string, std::int64_t>>(entry(key).value);
}
const Origin& Config::origin(std::string_view key) const {
    return entry(key).origin;
}

Result<std::string> Config::secret(Vfs& vfs, std::string_view key) const {
    const std::string& text = this->text(key);
    const auto missing = [&](const std::string& what) {
        return fail(ErrorCode::ConfigInvalid, origin(key).text() + ": " + std::string(key) + ": " + what, "set it");
    };
    if (text.starts_with("env:")) {
        const char* value = std::getenv(text.c_str() + 4);
        if (!value)
            return missing("the environment has no " + text.substr(4));
        return std::string(value);
    }
    if (text.starts_with("file:")) {
        INFERNO_TRY(const Bytes bytes, readFile(vfs, text.substr(5), 64U << 10));
        std::string value(asText(bytes));
        while (value.ends_with('\n') || value.ends_with('\r'))
            value.pop_back();
        return value;
    }
    if (text.empty())
        return missing("it is not set");
    return text;
}

nlohmann::json Config::shown() const {
    nlohmann::json items = nlohmann::json::array();
    for (const KeyInfo& key : schema()) {
        const Entry& found = entry(key.name);
        nlohmann::json item = described(key);
        item["origin"] = found.origin.text();
        if (!found.origin.file.empty()) {
            item["file"] = found.origin.file.string();
            item["line"] = found.origin.line;
        }
        if (isHidden(key))
            item["set"] = isSet(key.name);
        else
            std::visit([&](const auto& value) { item["value"] = value; }, found.value);
        items.push_back(std::move(item));
    }
    return {{"items", std::move(items)}};
}

} // namespace inferno::config
