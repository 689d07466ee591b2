// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/template_arguments.h"

#include <algorithm>

#include <CLI/CLI.hpp>

namespace inferno::cli {
namespace {

/// One argument of `create`: an option with what follows it, or something else.
struct Word {
    std::string name;    ///< "--timeout"; "" for what is no long option
    bool known = false;  ///< one of `create`
    bool joined = false; ///< its value came with '='
    bool takesValue = false;
};

Word wordOf(const std::string& argument, const CLI::App& create) {
    Word word;
    if (!argument.starts_with("--") || argument.size() == 2)
        return word;
    const std::size_t equals = argument.find('=');
    word.name = argument.substr(0, equals);
    word.joined = equals != std::string::npos;
    const CLI::Option* option = create.get_option_no_throw(word.name);
    word.known = option != nullptr;
    word.takesValue = option == nullptr || option->get_items_expected_max() > 0;
    return word;
}

bool isCreate(const std::vector<std::string>& arguments) {
    return arguments.size() > 2 && arguments[0] == "batch-queue" && arguments[1] == "create";
}

} // namespace

Result<void> takeTemplateParameters(std::vector<std::string>& arguments, const CLI::App& program) {
    if (!isCreate(arguments))
        return {};
    const CLI::App& create = *program.get_subcommand("batch-queue")->get_subcommand("create");
    std::vector<std::string> out(arguments.begin(), arguments.begin() + 2);
    bool fromTemplate = false;
    std::string withoutValue;
    for (std::size_t i = 2; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == "--") {
            out.insert(out.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
            break;
        }
        const Word word = wordOf(argument, create);
        fromTemplate = fromTemplate || word.name == "--template";
        if (word.known || word.name.empty()) {
            out.push_back(argument);
            const bool separate = word.takesValue && !word.joined && !word.name.empty();
            if (separate && i + 1 < arguments.size() && !arguments[i + 1].starts_with("--"))
                out.push_back(arguments[++i]);
            continue;
        }
        const bool hasValue = !word.joined && i + 1 < arguments.size();
        if (!word.joined && !hasValue)
            withoutValue = word.name;
        std::string name = word.name.substr(2);
        std::ranges::replace(name, '-', '_');
        const std::string value = word.joined ? argument.substr(word.name.size() + 1) : hasValue ? arguments[++i] : "";
        out.push_back("--param=" + name + "=" + value);
    }
    if (!fromTemplate)
        return {};
    if (!withoutValue.empty())
        return fail(ErrorCode::InputInvalid, withoutValue + " needs a value", "such as " + withoutValue + " VALUE");
    arguments = std::move(out);
    return {};
}

} // namespace inferno::cli
