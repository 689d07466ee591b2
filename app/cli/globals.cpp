// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/globals.h"

#include <array>

namespace inferno::cli {
namespace {

struct Switch {
    std::string_view name;
    bool Globals::* target;
};
constexpr std::array kSwitches = {Switch{"--json", &Globals::json}, Switch{"--no-start", &Globals::noStart},
                                  Switch{"--no-color", &Globals::noColor}};

constexpr std::array<std::string_view, 3> kValues = {"--url", "--token", "--data-dir"};

void setValue(std::string_view name, std::string value, client::Choice& choice) {
    if (name == "--url")
        choice.url = std::move(value);
    else if (name == "--token")
        choice.token = std::move(value);
    else
        choice.dataDir = std::move(value);
}

} // namespace

Result<std::vector<std::string>> takeGlobals(const std::vector<std::string>& arguments, Globals& globals) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            rest.insert(rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
            break;
        }
        bool taken = false;
        for (const Switch& known : kSwitches)
            if (argument == known.name)
                taken = globals.*known.target = true;
        for (const std::string_view name : kValues) {
            if (argument != name && !argument.starts_with(std::string(name) + "="))
                continue;
            taken = true;
            const bool joined = argument.size() > name.size();
            if (!joined && i + 1 == arguments.size())
                return fail(ErrorCode::InputInvalid, std::string(name) + " needs a value");
            std::string value = joined ? argument.substr(name.size() + 1) : arguments[++i];
            if (value.empty())
                return fail(ErrorCode::InputInvalid, std::string(name) + " is empty");
            setValue(name, std::move(value), globals.choice);
        }
        if (!taken)
            rest.push_back(argument);
    }
    return rest;
}

std::string globalsHelp() {
    return "Every command also takes:\n"
           "  --json            one JSON document on stdout (with --follow a line each)\n"
           "  --url URL         the service at this address (INFERNO_URL)\n"
           "  --token TOKEN     let me in with this token (INFERNO_TOKEN)\n"
           "  --data-dir DIR    the service of this data root (INFERNO_HOME)\n"
           "  --no-start        start no service\n"
           "  --no-color        no colours (NO_COLOR)\n";
}

} // namespace inferno::cli
