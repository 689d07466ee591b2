// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "services/client/data_root.h"

namespace inferno::client {

/// A service that systemd starts: of the machine, as the account `inferno`, or of one user.
struct ServiceUnit {
    bool system = false;
    std::filesystem::path program; ///< absolute path of infernod
    std::filesystem::path dataDir; ///< absolute
};

/// The unit file. A system service may start jobs as another user, who gets none of its rights; runs go on while it is
/// started anew.
std::string unitText(const ServiceUnit& unit);

/// Where the files of an installation lie.
struct UnitPlaces {
    std::filesystem::path unit;
    std::filesystem::path accounts; ///< for systemd-sysusers; "" for a user's service
    std::filesystem::path record;   ///< system.json, by which commands find it; "" for a user's service

    /// `root`: "/" but in tests.
    static UnitPlaces ofSystem(const std::filesystem::path& root = "/");
    /// Error: config.invalid where neither XDG_CONFIG_HOME nor HOME is set.
    static Result<UnitPlaces> ofUser(const Environment& environment);
};

/// Runs a program with arguments, and waits. Its error says what went wrong.
using RunProgram = std::function<Result<void>(const std::vector<std::string>&)>;

/// Writes the files, makes the accounts and the data root of a system service, and has systemd start it, now and with
/// each start of the machine. Where something fails the first time, what was written is taken away again. Errors:
/// io.exists for another unit of that name; io.*; those of `run`.
Result<void> installUnit(const ServiceUnit& unit, const UnitPlaces& places, const RunProgram& run, Vfs& vfs);
/// Stops the service and takes its files away; data and accounts stay. False: it was not installed.
Result<bool> uninstallUnit(bool system, const UnitPlaces& places, const RunProgram& run, Vfs& vfs);

/// Whether a unit that `installUnit` wrote starts the service of this data root.
bool isInstalledFor(const std::filesystem::path& dataDir, const UnitPlaces& places, Vfs& vfs);

} // namespace inferno::client
