// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/scheduler/launch_spec.h"

#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include <nlohmann/json.hpp>

#include "services/executors/exchange.h"

namespace inferno::scheduler {
namespace {

constexpr const char* kSystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// What those find who have no runs before them: one file for all. No job has such a name.
constexpr const char* kNoInputs = "run_without_inputs.json";

struct Account {
    std::string name;
    std::string home;
    uid_t uid = 0;
    gid_t gid = 0;
};

/// `name` "" is the process's own user.
Result<Account> accountOf(const std::string& name) {
    std::vector<char> buffer(16 * 1024);
    passwd entry{};
    passwd* found = nullptr;
    const int error = name.empty() ? ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found)
                                   : ::getpwnam_r(name.c_str(), &entry, buffer.data(), buffer.size(), &found);
    if (found)
        return Account{entry.pw_name, entry.pw_dir, entry.pw_uid, entry.pw_gid};
    if (!name.empty())
        return fail(ErrorCode::RunSpawnFailed, error == 0 ? "there is no user '" + name + "'"
                                                          : errnoError(error, "looking up user '" + name + "'").detail);
    // A container may run under a number without a name.
    return Account{std::to_string(::geteuid()), "/", ::geteuid(), ::getegid()};
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

Result<executors::Variables> environmentOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           const Account& account) {
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
    const std::filesystem::path work = surroundings.dataFolder / "work";
    const std::filesystem::path exchange = work / order.runId;
    variables["INFERNO_OUTPUTS"] = exchange / executors::kOutputsFile;
    variables["INFERNO_FILES"] = exchange / executors::kFilesFolder;
    variables["INFERNO_INPUTS"] = order.parents.empty() ? work / kNoInputs : exchange / executors::kInputsFile;
    if (surroundings.token) {
        INFERNO_TRY(variables["INFERNO_TOKEN"], surroundings.token(order));
    }
    return executors::Variables(variables.begin(), variables.end());
}

/// Gives what the service has made to the user that the commands run as.
Result<void> handOver(const std::filesystem::path& path, const Account& account) {
    if (account.uid != ::geteuid() && ::lchown(path.c_str(), account.uid, account.gid) != 0)
        return std::unexpected(errnoError(errno, "giving " + path.string() + " to user '" + account.name + "'"));
    return {};
}

Result<std::filesystem::path> workFolderOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           const Account& account, Vfs& vfs) {
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
    const std::filesystem::path own = surroundings.dataFolder / "work" / order.job;
    if (exists(vfs, own))
        return own;
    INFERNO_CHECK(vfs.makeFolder(own, 0700));
    INFERNO_CHECK(handOver(own, account));
    return own;
}

/// What the runs before this one left, by the names of their jobs.
std::string inputsOf(const jobs::LaunchOrder& order, const std::filesystem::path& work, Vfs& vfs) {
    nlohmann::json inputs = nlohmann::json::object();
    for (const jobs::ParentRun& parent : order.parents) {
        const std::filesystem::path files = work / parent.runId / executors::kFilesFolder;
        inputs[parent.job] = {
            {"run_id", parent.runId},
            {"state", nameOf(parent.state)},
            {"outputs", parent.outputs.empty() ? nlohmann::json() : nlohmann::json::parse(parent.outputs)},
            {"files", exists(vfs, files) ? nlohmann::json(files.string()) : nlohmann::json()}};
    }
    return inputs.dump() + "\n";
}

/// Makes the run's own folder, `work/<run>`: no job has such a name. Of an earlier attempt only files are left in it.
Result<std::filesystem::path> exchangeOf(const jobs::LaunchOrder& order, const std::filesystem::path& work,
                                         const Account& account, Vfs& vfs) {
    const std::filesystem::path own = work / order.runId;
    const executors::ExchangeOwner owner{account.uid, account.gid};
    INFERNO_CHECK(executors::makeExchange(own, owner));
    if (!order.parents.empty()) {
        INFERNO_CHECK(executors::writeInputs(own, owner, inputsOf(order, work, vfs)));
    } else if (!exists(vfs, work / kNoInputs)) {
        INFERNO_CHECK(writeFileAtomically(vfs, work / kNoInputs, asBytes("{}\n"), 0644));
    }
    return own;
}

} // namespace

Result<executors::LaunchSpec> launchSpecOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           Vfs& vfs) {
    executors::LaunchSpec spec;
    spec.id = {order.runId, static_cast<std::uint32_t>(order.launch)};
    spec.command = commandOf(order, surroundings.binFolder);
    INFERNO_TRY(const Account account, accountOf(surroundings.user));
    INFERNO_TRY(spec.environment, environmentOf(order, surroundings, account));
    spec.parameters.assign(order.fromTemplate.values.begin(), order.fromTemplate.values.end());
    const std::filesystem::path work = surroundings.dataFolder / "work";
    if (!exists(vfs, work))
        INFERNO_CHECK(vfs.makeFolder(work, 0711));
    INFERNO_TRY(spec.workFolder, workFolderOf(order, surroundings, account, vfs));
    INFERNO_TRY(spec.exchange, exchangeOf(order, work, account, vfs));
    spec.user = surroundings.user;
    spec.timeout = order.timeout;
    spec.grace = order.grace;
    spec.cpuLimit = order.resources.cpuLimit;
    spec.memoryLimit = order.resources.memoryLimit();
    spec.sampleEvery = surroundings.sampleEvery;
    return spec;
}

} // namespace inferno::scheduler
