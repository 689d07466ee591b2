// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/toml_text.h"

#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

namespace inferno::config {
namespace {

using nlohmann::json;

std::string quotedText(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04X", byte);
            out += escape;
        } else {
            out += c;
        }
    }
    return out + '"';
}

struct Writer {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const {
        const std::string text = json(value).dump(); // the shortest that reads back as the same number
        return text.find_first_of(".e") == text.npos ? text + ".0" : text;
    }
    std::string operator()(const std::string& value) const { return quotedText(value); }
    std::string operator()(const std::vector<std::string>& list) const {
        std::string out;
        for (const std::string& item : list)
            out += (out.empty() ? "" : ", ") + quotedText(item);
        return "[" + out + "]";
    }
    std::string operator()(const std::map<std::string, std::string>& map) const {
        std::string out;
        for (const auto& [name, value] : map)
            out += (out.empty() ? " " : ", ") + quotedText(name) + " = " + quotedText(value);
        return "{" + out + (out.empty() ? "}" : " }");
    }
    std::string operator()(const std::map<std::string, std::int64_t>& map) const {
        std::string out;
        for (const auto& [name, value] : map)
            out += (out.empty() ? " " : ", ") + quotedText(name) + " = " + std::to_string(value);
        return "{" + out + (out.empty() ? "}" : " }");
    }
};

} // namespace

std::string tomlText(const Value& value) {
    return std::visit(Writer{}, value);
}

std::string tomlText(const json& value) {
    switch (value.type()) {
    case json::value_t::boolean: return Writer{}(value.get<bool>());
    case json::value_t::number_integer:
    case json::value_t::number_unsigned: return value.dump();
    case json::value_t::number_float: return Writer{}(value.get<double>());
    case json::value_t::string: return quotedText(value.get_ref<const std::string&>());
    case json::value_t::array: {
        std::string out;
        for (const json& item : value)
            out += (out.empty() ? "" : ", ") + tomlText(item);
        return "[" + out + "]";
    }
    case json::value_t::object: {
        std::string out;
        for (const auto& [name, item] : value.items())
            out += (out.empty() ? " " : ", ") + quotedText(name) + " = " + tomlText(item);
        return "{" + out + (out.empty() ? "}" : " }");
    }
    default: return "\"\"";
    }
}

std::string tomlFile(const std::map<std::string, Value>& settings, std::string_view head) {
    std::map<std::string, std::string> tables;
    for (const auto& [key, value] : settings) {
        const std::size_t dot = key.rfind('.');
        tables[key.substr(0, dot)] += key.substr(dot + 1) + " = " + tomlText(value) + "\n";
    }
    std::string out(head);
    for (const auto& [table, lines] : tables)
        out += "\n[" + table + "]\n" + lines;
    return out;
}

} // namespace inferno::config
