// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/client/data_root.h"

namespace inferno::cli {

/// The flags that every command takes, before or after the subcommand.
struct Globals {
    bool json = false;
    bool noStart = false;
    bool noColor = false;
    client::Choice choice; ///< --url, --token, --data-dir
};

/// Takes the global flags out of `arguments` (without the program's name), up to "--": CLI11 sees the rest. Done by
/// hand because CLI11 2.1 either refuses flags after a subcommand or swallows what it does not know.
/// Error: input.invalid, where a value is missing.
Result<std::vector<std::string>> takeGlobals(const std::vector<std::string>& arguments, Globals& globals);

/// The lines that --help shows for them.
std::string globalsHelp();

} // namespace inferno::cli
