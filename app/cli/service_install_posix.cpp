// SPDX-License-Identifier: GPL-3.0-or-later
// inferno service install and uninstall.
#include <cerrno>
#include <cstring>

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "services/client/process.h"
#include "services/client/service_unit.h"

extern char** environ; // NOLINT(readability-redundant-declaration): POSIX asks for it

namespace inferno::cli {
namespace {

namespace fs = std::filesystem;
using client::ServiceUnit;
using client::UnitPlaces;

constexpr const char* kSystemRoot = "/var/lib/inferno";

struct InstallOptions {
    bool system = false;
    bool print = false;
};

/// Its words go to stderr as they come.
Result<void> run(const std::vector<std::string>& words) {
    std::vector<std::string> texts = words;
    std::string line;
    std::vector<char*> argv;
    for (std::string& text : texts) {
        line += (line.empty() ? "" : " ") + text;
        argv.push_back(text.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    pid_t child = 0;
    const int failure = ::posix_spawnp(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        return std::unexpected(errnoError(failure, "starting " + line));
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return std::unexpected(errnoError(errno, "waiting for " + line));
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return {};
    return fail(ErrorCode::IoFailed, "'" + line + "' failed; what it said stands above");
}

/// The first part of the path that others may not enter or, at its end, execute; "" if they reach it.
fs::path closedTo(const fs::path& program) {
    fs::path path;
    for (const fs::path& part : program) {
        path /= part;
        struct stat info{};
        if (::stat(path.c_str(), &info) != 0 || (info.st_mode & S_IXOTH) == 0)
            return path;
    }
    return {};
}

Result<ServiceUnit> unitOf(Context& context, bool system) {
    ServiceUnit unit;
    unit.system = system;
    const auto program = client::findProgram("infernod");
    if (!program)
        return fail(ErrorCode::IoNotFound, "infernod is neither beside this program nor in PATH",
                    "install inferno-server");
    unit.program = fs::canonical(*program);
    if (system) {
        unit.dataDir = kSystemRoot;
        return unit;
    }
    INFERNO_TRY(const client::Target target, context.target());
    if (target.isUrl() || target.by == client::ChosenBy::SystemService)
        return fail(ErrorCode::InputInvalid, "that is no service of your own",
                    "name a data root with --data-dir, or install the system service with --system");
    unit.dataDir = target.dataDir;
    return unit;
}

Result<UnitPlaces> placesOf(Context& context, bool system) {
    return system ? Result<UnitPlaces>(UnitPlaces::ofSystem()) : UnitPlaces::ofUser(context.environment());
}

/// Whether a unit can be installed here at all.
Result<void> checkMachine(bool system) {
    if (!fs::exists("/run/systemd/system"))
        return fail(ErrorCode::IoNotFound, "there is no /run/systemd/system: systemd does not run on this machine",
                    "start the service with inferno service start; --print shows the unit");
    if (system && ::geteuid() != 0)
        return fail(ErrorCode::IoDenied, "a system service is installed by root",
                    "use sudo, or leave out --system for a service of your own");
    return {};
}

Result<int> install(Context& context, const InstallOptions& options) {
    INFERNO_TRY(const ServiceUnit unit, unitOf(context, options.system));
    if (options.print) {
        print(client::unitText(unit));
        return kOk;
    }
    INFERNO_CHECK(checkMachine(options.system));
    if (const fs::path closed = closedTo(unit.program); options.system && !closed.empty())
        return fail(ErrorCode::IoDenied,
                    "the account inferno could not start " + unit.program.string() + ": " + closed.string() +
                        " is closed to others",
                    "install Inferno where all may read it, such as /opt");
    INFERNO_TRY(const UnitPlaces places, placesOf(context, options.system));
    SystemVfs vfs;
    const client::LocalService service(unit.dataDir);
    if (!options.system) {
        INFERNO_TRY(const bool ran, service.stop());
        if (ran)
            note("stopped the service that a command had started; its jobs go on");
        INFERNO_CHECK(service.forgetStopped());
    }
    INFERNO_CHECK(client::installUnit(unit, places, run, vfs));
    if (context.json())
        printJson({{"unit", places.unit.string()},
                   {"scope", options.system ? "system" : "user"},
                   {"data_dir", unit.dataDir.string()},
                   {"program", unit.program.string()}});
    else
        printLine("systemd starts the service from now on: " + places.unit.string() + ", data root " +
                  unit.dataDir.string() +
                  (options.system ? ", jobs as inferno-job"
                                  : "\nIt starts when you log in; with `loginctl enable-linger` at each start of the "
                                    "machine"));
    return kOk;
}

Result<int> uninstall(Context& context, const InstallOptions& options) {
    INFERNO_CHECK(checkMachine(options.system));
    INFERNO_TRY(const UnitPlaces places, placesOf(context, options.system));
    SystemVfs vfs;
    INFERNO_TRY(const bool was, client::uninstallUnit(options.system, places, run, vfs));
    if (context.json())
        printJson({{"was_installed", was}, {"unit", places.unit.string()}});
    else
        printLine(was ? "The service has stopped and is no longer installed; its data stay, and so do the accounts"
                      : "No service was installed at " + places.unit.string());
    return kOk;
}

} // namespace

void addServiceInstall(CLI::App& group, Context& context) {
    const auto options = std::make_shared<InstallOptions>();
    CLI::App* installing = group.add_subcommand("install", "Have systemd start the service");
    installing->add_flag("--system", options->system,
                         "one for the machine, as the account inferno, with jobs as inferno-job (needs root)");
    installing->add_flag("--print", options->print, "only show the unit");
    onCall(installing, context, [&context, options] { return install(context, *options); });
    CLI::App* removing = group.add_subcommand("uninstall", "Take the unit away; data stay");
    removing->add_flag("--system", options->system, "the one of the machine (needs root)");
    onCall(removing, context, [&context, options] { return uninstall(context, *options); });
}

} // namespace inferno::cli
