// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace inferno::client {

/// What names the service to speak to, as typed; empty where nothing was typed.
struct Choice {
    std::string url;
    std::string token;
    std::filesystem::path dataDir;
};

/// Who decided which service is meant.
enum class ChosenBy { Url, DataDir, Home, SystemService, User };

/// The service that is meant, running or not.
struct Target {
    ChosenBy by = ChosenBy::User;
    std::string url;               ///< only where a URL was given
    std::string token;             ///< where one was given
    std::filesystem::path dataDir; ///< absolute; empty where a URL was given

    bool isUrl() const { return by == ChosenBy::Url; }
};

/// Reads an environment variable; nothing where it is unset or empty.
using Environment = std::function<std::optional<std::string>(const char*)>;
Environment processEnvironment();

/// Which service is meant, in this order: --url or INFERNO_URL; --data-dir; INFERNO_HOME; an installed system service
/// (`systemFile`: {"data_dir","url"}), running or stopped; the user's own data root. The token is --token, else
/// INFERNO_TOKEN. Creates nothing. Errors: input.invalid (a URL that is none; no home folder), config.invalid (a system
/// file that cannot be read).
Result<Target> chooseTarget(const Choice& choice, const Environment& environment,
                            const std::filesystem::path& systemFile = "/etc/inferno/system.json");

/// The user's own data root: $XDG_DATA_HOME/inferno, else ~/.local/share/inferno. Error: input.invalid without a home.
Result<std::filesystem::path> userDataRoot(const Environment& environment);
/// Where a client keeps what it has seen: $XDG_STATE_HOME/inferno, else ~/.local/state/inferno.
Result<std::filesystem::path> userStateFolder(const Environment& environment);

} // namespace inferno::client
