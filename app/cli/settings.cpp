// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/settings.h"

#include <algorithm>

#include "app/cli/commands.h"
#include "core/base/nearest.h"
#include "services/config/schema.h"

namespace inferno::cli {
namespace {

using nlohmann::json;

std::unexpected<Error> notA(const std::string& key, const std::string& text, const char* what) {
    return fail(ErrorCode::ConfigInvalid, key + " is " + what + ", and '" + text + "' is none", "");
}

/// As JSON, or separated by commas: the latter is what begins like a list and is none, such as "[a-z]+".
json listOf(const std::string& text, const json& read) {
    if (read.is_array() && std::ranges::all_of(read, [](const json& item) { return item.is_string(); }))
        return read;
    json list = json::array();
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find(',', start), text.size());
        if (end > start)
            list.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return list;
}

} // namespace

Result<json> settingOf(const std::string& key, const std::string& text) {
    const config::KeyInfo* info = config::findKey(key);
    if (!info) {
        std::vector<std::string> names;
        for (const config::KeyInfo& one : config::schema())
            names.emplace_back(one.name);
        const std::string near = nearest(key, names);
        return fail(ErrorCode::ConfigInvalid, "there is no key " + key,
                    near.empty() ? "inferno config show lists all keys" : "did you mean " + near + "?");
    }
    const json read = json::parse(text, nullptr, false);
    switch (info->type) {
    case config::Type::Bool: return read.is_boolean() ? Result<json>(read) : notA(key, text, "true or false");
    case config::Type::Integer:
        return read.is_number_integer() ? Result<json>(read) : notA(key, text, "a whole number");
    case config::Type::Number: return read.is_number() ? Result<json>(read) : notA(key, text, "a number");
    case config::Type::List: return listOf(text, read);
    case config::Type::Map: return read.is_object() ? Result<json>(read) : notA(key, text, "an object of texts");
    case config::Type::Days: return read.is_object() ? Result<json>(read) : notA(key, text, "an object of days");
    default: return json(text);
    }
}

Result<int> changeSettings(Context& context, const json& changes) {
    INFERNO_TRY(client::Client * service, context.service());
    INFERNO_TRY(const client::ConfigAnswer answer, service->changeConfig(changes));
    if (context.json()) {
        printJson(answer);
        return kOk;
    }
    for (const client::ConfigChanged& one : answer.changed)
        printLine(printable(one.key + ": " + one.old_value + " → " + one.new_value) +
                  (one.effect == "now" ? "" : " (after a restart: inferno service stop, inferno service start)"));
    if (answer.changed.empty())
        printLine("Nothing to change: it is so already");
    for (const std::string& warning : answer.warnings)
        printLine(context.terminal().paint("Note: ", Style::Warn) + printable(warning));
    return kOk;
}

} // namespace inferno::cli
