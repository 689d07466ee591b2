// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/scheduler/launch_spec.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace inferno::scheduler {
namespace {

constexpr const char* kSystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

struct Account {
    std::string name;
    std::string home;
};

/// `name` "" is the process's own user.
Result<Account> accountOf(const std::string& name) {
    std::vector<char> buffer(16 * 1024);
    passwd entry{};
    passwd* found = nullptr;
    const int error = name.empty() ? ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found)
                                   : ::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (found)
        return Account{entry.pw_name, entry.pw_dir};
    if (!name.empty())
        return fail(ErrorCode::RunSpawnFailed, error == 0 ? "there is no user '" + name + "'"
                                                          : errnoError(error, "looking up user '" + name + "'").detail);
    // A container may run under a number without a name.
    return Account{std::to_string(::geteuid()), "/"};
}

/// For the shell, whatever the text holds.
std::string inQuotes(const std::string& text) {
    std::string out = "'";
    for (const char c : text)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string commandOf(const jobs::LaunchOrder& order, const std::filesystem::path& binFolder) {
    // Commands of templates are often several lines: the run fails with the first that does.
    const std::string begin = order.fromTemplate.name.empty() ? "" : "set -e\n";
    if (order.kind == jobs::CommandKind::Shell)
        return begin + order.command;
    const std::size_t word = order.command.find_first_not_of(" \t\r\n");
    return begin + inQuotes((binFolder / "inferno").string()) + " " + order.command.substr(word);
}

Result<executors::Variables> environmentOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings) {
    INFERNO_TRY(const Account account, accountOf(surroundings.user));
    std::map<std::string, std::string> variables = {
        {"HOME", account.home},
        {"USER", account.name},
        {"LOGNAME", account.name},
        {"SHELL", "/bin/sh"},
        {"LANG", "C.UTF-8"},
        {"TZ", order.timezone},
        {"PATH", surroundings.binFolder.string() + ":" + kSystemPath},
    };
    for (const auto& [name, value] : order.env)
        variables[name] = value;
    variables["INFERNO_URL"] = surroundings.url;
    variables["INFERNO_RUN_ID"] = order.runId;
    if (surroundings.token) {
        INFERNO_TRY(variables["INFERNO_TOKEN"], surroundings.token(order));
    }
    return executors::Variables(variables.begin(), variables.end());
}

Result<std::filesystem::path> workFolderOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           Vfs& vfs) {
    if (!order.workdir.empty()) {
        const auto found = vfs.stat(order.workdir);
        if (!found)
            return failBecause(found.error(), found.error().code,
                               "the working folder " + order.workdir + " cannot be used: " + found.error().detail,
                               "create it, or give the job another with --workdir");
        if (!found->directory)
            return fail(ErrorCode::RunSpawnFailed, "the working folder " + order.workdir + " is a file",
                        "give the job a folder with --workdir");
        return std::filesystem::path(order.workdir);
    }
    const std::filesystem::path work = surroundings.dataFolder / "work";
    if (!exists(vfs, work))
        INFERNO_CHECK(vfs.makeFolder(work, 0711));
    const std::filesystem::path own = work / order.job;
    if (!exists(vfs, own))
        INFERNO_CHECK(vfs.makeFolder(own, 0700));
    return own;
}

} // namespace

Result<executors::LaunchSpec> launchSpecOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           Vfs& vfs) {
    executors::LaunchSpec spec;
    spec.id = {order.runId, static_cast<std::uint32_t>(order.launch)};
    spec.command = commandOf(order, surroundings.binFolder);
    INFERNO_TRY(spec.environment, environmentOf(order, surroundings));
    spec.parameters.assign(order.fromTemplate.values.begin(), order.fromTemplate.values.end());
    INFERNO_TRY(spec.workFolder, workFolderOf(order, surroundings, vfs));
    spec.user = surroundings.user;
    spec.timeout = order.timeout;
    spec.grace = order.grace;
    spec.cpuLimit = order.resources.cpuLimit;
    spec.memoryLimit = order.resources.memoryLimit();
    spec.sampleEvery = surroundings.sampleEvery;
    return spec;
}

} // namespace inferno::scheduler
