// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/sticky_value.h"

#include <simdjson.h>

namespace inferno::api {
namespace {

constexpr std::string_view kHeader = "header:";
constexpr std::string_view kField = "field:";

std::optional<std::string> valueOf(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

std::optional<std::string> fieldOf(std::string_view name, std::string_view body) {
    using simdjson::ondemand::json_type;
    if (body.find(name) == body.npos) // cheaper than to look at what it is; a name with escapes is not found
        return std::nullopt;
    try {
        const simdjson::padded_string padded(body);
        simdjson::ondemand::parser parser;
        simdjson::ondemand::document document = parser.iterate(padded);
        simdjson::ondemand::value value = document.get_object().value().find_field_unordered(name);
        const json_type type = value.type();
        if (type == json_type::string)
            return valueOf(value.get_string());
        if (type != json_type::number && type != json_type::boolean)
            return std::nullopt;
        std::string_view text = value.raw_json_token();
        text = text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
        return valueOf(text);
    } catch (const simdjson::simdjson_error&) {
        return std::nullopt; // no JSON object, or no such field
    }
}

} // namespace

std::optional<std::string> stickyValueOf(std::string_view sticky, const http::Headers& headers, std::string_view body) {
    if (sticky.starts_with(kHeader))
        return valueOf(headers.get(sticky.substr(kHeader.size())));
    if (sticky.starts_with(kField))
        return fieldOf(sticky.substr(kField.size()), body);
    return std::nullopt;
}

} // namespace inferno::api
