// SPDX-License-Identifier: GPL-3.0-or-later
// What the public surface promises and this version does not have yet. A row goes when its command comes.
#include <algorithm>
#include <array>
#include <string_view>

#include "app/cli/commands.h"

namespace inferno::cli {
namespace {

constexpr std::array<std::string_view, 12> kCommands = {
    "audit report verify", "audit test-alerts", "models default", "models split",
    "models rollback",     "models warmup",     "convert",        "optimize",
    "service install",     "service uninstall", "account",        "token"};
constexpr std::array<std::string_view, 1> kMoreCommands = {"doctor"};

struct UnbuiltOption {
    std::string_view command;
    std::string_view option;
};
constexpr std::array kOptions = {
    UnbuiltOption{"audit report", "--framework"},
};

std::string firstWords(const std::vector<std::string>& arguments, std::size_t count) {
    std::string words;
    for (std::size_t i = 0; i < std::min(count, arguments.size()); ++i)
        words += (i > 0 ? " " : "") + arguments[i];
    return words;
}

} // namespace

std::optional<std::string> unbuilt(const std::vector<std::string>& arguments) {
    for (std::size_t count = 1; count <= 3; ++count) {
        std::string words = firstWords(arguments, count);
        if (std::ranges::find(kCommands, words) != kCommands.end() ||
            std::ranges::find(kMoreCommands, words) != kMoreCommands.end())
            return words;
    }
    const std::string command = firstWords(arguments, 2);
    for (const UnbuiltOption& row : kOptions)
        if (row.command == command)
            for (const std::string& argument : arguments)
                if (argument == row.option || argument.starts_with(std::string(row.option) + "="))
                    return command + " " + std::string(row.option);
    return std::nullopt;
}

} // namespace inferno::cli
