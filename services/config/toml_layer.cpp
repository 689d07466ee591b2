// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/toml_layer.h"

#include <cmath>
#include <set>
#include <sstream>

namespace {

/// Thrown where toml++ takes something for impossible that a file can hold, such as a table's name on the next line.
struct NotReadable {};
[[noreturn]] void notReadable() {
    throw NotReadable();
}

} // namespace

// Instead of its assertions, which end the program.
#define TOML_ASSERT(expression) ((expression) ? void() : notReadable())
#include <toml++/toml.h>

#include "core/base/nearest.h"

namespace inferno::config {
namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream{std::string(text)};
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

std::string quantity(double value) {
    std::ostringstream out;
    out << value;
    return out.str();
}

/// Walks the tables of one file.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file) : file_(file) {
        for (const KeyInfo& key : schema())
            for (auto dot = key.name.find('.'); dot != key.name.npos; dot = key.name.find('.', dot + 1))
                tables_.insert(std::string(key.name.substr(0, dot)));
    }

    Result<void> table(const toml::table& table, const std::string& prefix) {
        for (const auto& [name, node] : table) {
            const std::string key = prefix + std::string(name.str());
            const int line = static_cast<int>(name.source().begin.line);
            if (const KeyInfo* info = findKey(key)) {
                INFERNO_TRY(Value value, valueOf(*info, node, line));
                settings.push_back({key, std::move(value), line});
            } else if (node.is_table() && tables_.contains(key)) {
                INFERNO_CHECK(this->table(*node.as_table(), key + "."));
            } else {
                return unknown(key, node.is_table(), line);
            }
        }
        return {};
    }

    std::unexpected<Error> refuse(int line, std::string detail, std::string hint) const {
        return fail(ErrorCode::ConfigInvalid, file_.string() + ":" + std::to_string(line) + ": " + std::move(detail),
                    std::move(hint));
    }

    std::vector<Setting> settings;

private:
    std::unexpected<Error> unknown(const std::string& key, bool isTable, int line) const {
        std::string near;
        if (isTable) {
            near = nearest(key, tables_);
        } else {
            std::vector<std::string> names;
            for (const KeyInfo& info : schema())
                names.emplace_back(info.name);
            near = nearest(key, names);
        }
        return refuse(line, (isTable ? "there is no table [" + key + "]" : "there is no key " + key),
                      near.empty() ? "inferno config show lists all keys"
                                   : "did you mean " + (isTable ? "[" + near + "]" : near) + "?");
    }

    Result<Value> valueOf(const KeyInfo& key, const toml::node& node, int line) const {
        const std::string name(key.name);
        switch (key.type) {
        case Type::Bool:
            if (const auto value = node.value_exact<bool>())
                return *value;
            return refuse(line, name + " is true or false", "write it without quotes");
        case Type::Integer:
            if (const auto value = node.value_exact<std::int64_t>(); value && inRange(key, static_cast<double>(*value)))
                return *value;
            return refuse(line, name + " is a whole number from " + rangeOf(key), "write it without quotes");
        case Type::Number:
            if (const auto value = node.value<double>();
                value && node.is_number() && std::isfinite(*value) && inRange(key, *value))
                return *value;
            return refuse(line, name + " is a number from " + rangeOf(key), "write it without quotes");
        case Type::List: return listOf(key, node, line);
        case Type::Map: return mapOf(key, node, line);
        case Type::Days: return daysOf(key, node, line);
        case Type::Text:
        case Type::Path:
        case Type::Choice:
        case Type::Secret: break;
        }
        auto value = node.value_exact<std::string>();
        if (const auto number = node.value_exact<std::int64_t>(); number && key.type == Type::Choice)
            value = std::to_string(*number); // where the choices are numbers
        if (!value)
            return refuse(line, name + " is a text", "write it in quotes");
        if (key.type == Type::Path && !value->empty() && !std::filesystem::path(*value).is_absolute())
            return refuse(line, name + " is an absolute path, and '" + *value + "' is not", "begin it with /");
        if (key.type == Type::Choice)
            INFERNO_CHECK(choice(key, name, *value, line));
        return *value;
    }

    Result<void> choice(const KeyInfo& key, const std::string& what, const std::string& value, int line) const {
        const auto choices = split(key.choices, '|');
        if (std::ranges::find(choices, value) != choices.end())
            return {};
        const std::string near = nearest(value, choices);
        return refuse(line, what + " is one of " + joined(choices) + ", not '" + value + "'",
                      near.empty() ? "" : "did you mean " + near + "?");
    }

    Result<Value> listOf(const KeyInfo& key, const toml::node& node, int line) const {
        std::vector<std::string> list;
        const toml::array* array = node.as_array();
        for (std::size_t i = 0; array && i < array->size(); ++i) {
            const auto text = array->get(i)->value_exact<std::string>();
            if (!text)
                array = nullptr;
            else
                list.push_back(*text);
        }
        if (!array)
            return refuse(line, std::string(key.name) + " is a list of texts", R"(write ["a", "b"])");
        return list;
    }

    Result<Value> mapOf(const KeyInfo& key, const toml::node& node, int line) const {
        std::map<std::string, std::string> map;
        const toml::table* table = node.as_table();
        if (table) {
            for (const auto& [name, value] : *table) {
                const auto text = value.value_exact<std::string>();
                const auto number = value.value_exact<std::int64_t>();
                if (!text && !number)
                    return refuse(line, std::string(key.name) + " holds texts and whole numbers alone",
                                  R"(write { "Name" = "value" })");
                std::string& kept = map[std::string(name.str())];
                kept = text ? *text : std::to_string(*number);
                const int at = name.source().begin.line > 0 ? static_cast<int>(name.source().begin.line) : line;
                if (!key.choices.empty())
                    INFERNO_CHECK(choice(key, std::string(key.name) + ": '" + std::string(name.str()) + "'", kept, at));
            }
            return map;
        }
        return refuse(line, std::string(key.name) + " is a table of texts", R"(write { "Name" = "value" })");
    }

    Result<Value> daysOf(const KeyInfo& key, const toml::node& node, int line) const {
        constexpr std::string_view kEvidence = "vault";
        const toml::table* table = node.as_table();
        if (!table)
            return refuse(line, std::string(key.name) + " is a table of event types and days",
                          "write [" + std::string(key.name) + "], and model_operation = 30 below it");
        std::map<std::string, std::int64_t> days;
        for (const auto& [name, value] : *table) {
            const std::string type(name.str());
            const int at = name.source().begin.line > 0 ? static_cast<int>(name.source().begin.line) : line;
            if (type == kEvidence)
                return refuse(at,
                              "events of type vault have no line of their own in " + std::string(key.name) +
                                  ": they are the vault's evidence of its keys, prunings, holds and erasures",
                              "remove the line; they stay as long as audit.retention.max_age_days says");
            const auto number = value.value_exact<std::int64_t>();
            if (type.empty() || !number || !inRange(key, static_cast<double>(*number)))
                return refuse(at,
                              std::string(key.name) + " holds event types and whole numbers of days from " +
                                  rangeOf(key) + ", and " + (type.empty() ? "\"\"" : type) + " has none",
                              "write " + (type.empty() ? "security" : type) + " = 30, or leave it out");
            days[type] = *number;
        }
        return days;
    }

    static bool inRange(const KeyInfo& key, double value) { return value >= key.minimum && value <= key.maximum; }
    static std::string rangeOf(const KeyInfo& key) { return quantity(key.minimum) + " to " + quantity(key.maximum); }
    static std::string joined(const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& part : parts)
            out += (out.empty() ? "" : ", ") + part;
        return out;
    }

    const std::filesystem::path& file_;
    std::set<std::string> tables_;
};

/// The first line with which the text is not readable.
int lineNotReadable(std::string_view text) {
    int line = 1;
    for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', end + 1), ++line)
        try {
            (void)toml::parse(text.substr(0, end + 1));
        } catch (const toml::parse_error&) { // of what is cut off there
        } catch (const NotReadable&) {
            return line;
        }
    return line;
}

} // namespace

Result<std::vector<Setting>> readLayer(std::string_view text, const std::filesystem::path& file) {
    Reader reader(file);
    try {
        const toml::table root = toml::parse(text, file.string());
        INFERNO_CHECK(reader.table(root, ""));
    } catch (const toml::parse_error& error) {
        return reader.refuse(static_cast<int>(error.source().begin.line), std::string(error.description()),
                             "see https://toml.io for how to write it");
    } catch (const NotReadable&) {
        return reader.refuse(lineNotReadable(text), "a table or a key has no name",
                             "see https://toml.io for how to write it");
    }
    return std::move(reader.settings);
}

} // namespace inferno::config
