// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/local_service.h"

#include <array>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/base/vfs.h"
#include "services/client/process.h"
#include "services/client/service_unit.h"

namespace inferno::client {
namespace {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int kApiPort = 8080;
constexpr auto kPollInterval = 50ms;

nlohmann::json readJson(const std::filesystem::path& path) {
    SystemVfs vfs;
    const auto content = readFile(vfs, path, 64U << 10);
    return content ? nlohmann::json::parse(asText(*content), nullptr, false) : nlohmann::json();
}

/// What a service gets of its starter's environment: who and where, not what was set for one shell.
std::vector<std::string> cleanEnvironment() {
    static constexpr std::array kNames = {"HOME",
                                          "USER",
                                          "LOGNAME",
                                          "SHELL",
                                          "LANG",
                                          "LC_ALL",
                                          "TZ",
                                          "PATH",
                                          "TMPDIR",
                                          "XDG_DATA_HOME",
                                          "XDG_STATE_HOME",
                                          "XDG_CONFIG_HOME",
                                          "XDG_RUNTIME_DIR",
                                          "INFERNO_CONFIG"};
    const Environment environment = processEnvironment();
    std::vector<std::string> variables;
    for (const char* name : kNames)
        if (const auto value = environment(name))
            variables.push_back(std::string(name) + "=" + *value);
    if (const auto properties = environment("TS_CONFIG_FILE"); properties && !properties->empty())
        variables.push_back("TS_CONFIG_FILE=" + std::filesystem::absolute(*properties).string());
    return variables;
}

/// The last line of the service's log that says something, for an error message.
std::string lastLine(const std::filesystem::path& log) {
    SystemVfs vfs;
    const auto file = vfs.open(log, OpenMode::Read, 0);
    const auto size = file ? (*file)->size() : Result<std::uint64_t>{0};
    if (!file || !size)
        return "";
    Bytes tail(std::min<std::uint64_t>(*size, 4096));
    const auto count = (*file)->read(*size - tail.size(), tail);
    std::string text{asText(ByteView(tail).first(count.value_or(0)))};
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    return text.substr(text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1);
}

Error unreachable(std::string why, std::string hint) {
    return Error{ErrorCode::ServiceUnreachable, std::move(why), std::move(hint), nullptr};
}

Result<void> makeFolder(const std::filesystem::path& path) {
    SystemVfs vfs;
    if (auto made = vfs.makeFolder(path, 0700); !made && made.error().code != ErrorCode::IoExists)
        return made;
    return {};
}

/// Waits for the lock of starters; nothing if it is not free by `deadline`.
Result<std::unique_ptr<FileLock>> waitForLock(const std::filesystem::path& path, SteadyTime deadline) {
    SystemVfs vfs;
    for (;;) {
        INFERNO_TRY(auto lock, vfs.lock(path, LockMode::Exclusive));
        if (lock || std::chrono::steady_clock::now() >= deadline)
            return lock;
        std::this_thread::sleep_for(kPollInterval);
    }
}

} // namespace

Result<std::optional<RunningService>> LocalService::find() const {
    const nlohmann::json json = readJson(dataDir_ / "run" / "service.json");
    if (!json.is_object() || !json.contains("pid") || !json["pid"].is_number_integer())
        return std::optional<RunningService>{};
    RunningService service;
    service.pid = json["pid"].get<std::int64_t>();
    service.version = json.value("version", "");
    if (!isAlive(service.pid))
        return std::optional<RunningService>{};
    auto endpoint = endpointOf(dataDir_);
    if (!endpoint && endpoint.error().code == ErrorCode::IoDenied)
        return failBecause(endpoint.error(), ErrorCode::IoDenied,
                           "the service on " + dataDir_.string() + " runs for another user, who keeps its token",
                           "give a token of your own with --token, or run this as that user");
    if (!endpoint)
        return std::optional<RunningService>{};
    service.endpoint = *std::move(endpoint);
    Client client(service.endpoint);
    const auto health = client.health();
    if (!health || health->instance != service.endpoint.instance)
        return std::optional<RunningService>{};
    // A copy of a data root still names the service of the original.
    std::error_code unknown;
    if (!health->data_dir.empty() && !std::filesystem::equivalent(health->data_dir, dataDir_, unknown))
        return std::optional<RunningService>{};
    return std::optional(std::move(service));
}

Result<void> LocalService::mayStart(const Environment& environment, const std::filesystem::path& systemFile) const {
    SystemVfs vfs;
    const auto why = [&](const std::string& reason, std::string hint) {
        return std::unexpected(
            unreachable("no service runs on " + dataDir_.string() + ", and " + reason, std::move(hint)));
    };
    const nlohmann::json system = readJson(systemFile);
    if (system.is_object() && system.value("data_dir", "") == dataDir_.string())
        return why("it belongs to the system service", "run: systemctl start inferno");
    if (const auto places = UnitPlaces::ofUser(environment); places && isInstalledFor(dataDir_, *places, vfs))
        return why("systemd starts it", "run: systemctl --user start inferno");
    if (const auto root = vfs.stat(dataDir_); root && root->owner != ownUser())
        return why("that folder belongs to another user (uid " + std::to_string(root->owner) + ")",
                   "start it as that user: inferno service start --data-dir " + dataDir_.string());
    if (exists(vfs, dataDir_ / "run" / "stopped"))
        return why("it was stopped on purpose", "run: inferno service start");
    if (environment("KUBERNETES_SERVICE_HOST"))
        return why("within Kubernetes none is started by a command", "name the service with --url or INFERNO_URL");
    return {};
}

Result<void> LocalService::makeRoot(const StartOptions& options) const {
    SystemVfs vfs;
    if (!exists(vfs, dataDir_)) {
        std::error_code error;
        std::filesystem::create_directories(dataDir_.parent_path(), error);
        if (error)
            return std::unexpected(errnoError(error.value(), "making the folder " + dataDir_.parent_path().string()));
        INFERNO_CHECK(makeFolder(dataDir_));
        options.tell("made the data root " + dataDir_.string());
    }
    INFERNO_CHECK(makeFolder(dataDir_ / "run"));
    return makeFolder(dataDir_ / "log");
}

Result<RunningService> LocalService::start(const StartOptions& options) const {
    INFERNO_TRY(auto running, find());
    if (running)
        return *std::move(running);
    const auto program = options.program.empty() ? findProgram("infernod") : std::optional(options.program);
    if (!program)
        return std::unexpected(
            unreachable("infernod is neither beside this program nor in PATH", "install inferno-server"));
    INFERNO_CHECK(makeRoot(options));
    const SteadyTime deadline = std::chrono::steady_clock::now() + options.timeout;
    INFERNO_TRY(const auto lock, waitForLock(dataDir_ / "run" / "start.lock", deadline));
    INFERNO_TRY(running, find());
    if (running)
        return *std::move(running);
    if (!lock)
        return std::unexpected(unreachable("somebody else is starting the service on " + dataDir_.string() +
                                               ", and it does not answer yet",
                                           "try again; " + (dataDir_ / "log/infernod.log").string() + " says more"));

    std::string offset = options.portOffset;
    const auto sayTaken = [&] {
        options.tell("port " + std::to_string(kApiPort) + " is taken: the service looks for free ports");
        offset = "auto";
    };
    if (offset.empty() && !portIsFree(kApiPort))
        sayTaken();
    auto launched = launch(*program, offset, options, deadline);
    // Somebody may have taken the port between the look and the start.
    if (!launched && offset.empty() && !portIsFree(kApiPort)) {
        sayTaken();
        launched = launch(*program, offset, options, deadline);
    }
    return launched;
}

Result<RunningService> LocalService::launch(const std::filesystem::path& program, const std::string& portOffset,
                                            const StartOptions& options,
                                            std::chrono::steady_clock::time_point deadline) const {
    std::vector<std::string> arguments = {"--data-dir", dataDir_.string()};
    if (!options.config.empty())
        arguments.insert(arguments.end(), {"--config", options.config.string()});
    if (!portOffset.empty())
        arguments.insert(arguments.end(), {"--port-offset", portOffset});
    const std::filesystem::path log = dataDir_ / "log" / "infernod.log";
    INFERNO_TRY(const std::int64_t child, spawnDetached(program, arguments, cleanEnvironment(), log));

    while (std::chrono::steady_clock::now() < deadline) {
        const bool ended = hasEnded(child);
        INFERNO_TRY(auto running, find());
        if (running) {
            options.tell("started the service on " + dataDir_.string() + " at " + running->endpoint.url);
            return *std::move(running);
        }
        if (ended)
            return std::unexpected(unreachable("infernod ended at once: " + lastLine(log), "see " + log.string()));
        std::this_thread::sleep_for(kPollInterval);
    }
    return std::unexpected(unreachable("infernod (process " + std::to_string(child) + ") does not answer after " +
                                           std::to_string(options.timeout.count()) + " s",
                                       "see " + log.string()));
}

Result<bool> LocalService::stop(std::chrono::seconds timeout) const {
    SystemVfs vfs;
    INFERNO_TRY(const auto running, find());
    if (exists(vfs, dataDir_ / "run"))
        INFERNO_CHECK(writeFileAtomically(vfs, dataDir_ / "run" / "stopped", {}, 0600));
    if (!running)
        return false;
    Client client(running->endpoint);
    if (auto asked = client.stopService(); !asked && isAlive(running->pid)) {
        // It may be too busy to answer; a signal reaches it still.
        if (programOf(running->pid) != "infernod")
            return std::unexpected(asked.error());
        INFERNO_CHECK(terminate(running->pid));
    }
    const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
    while (isAlive(running->pid) && !hasEnded(running->pid)) {
        if (std::chrono::steady_clock::now() >= deadline)
            return std::unexpected(unreachable("the service (process " + std::to_string(running->pid) +
                                                   ") was asked to stop, and is still there",
                                               "see " + (dataDir_ / "log/infernod.log").string()));
        std::this_thread::sleep_for(kPollInterval);
    }
    return true;
}

Result<void> LocalService::forgetStopped() const {
    SystemVfs vfs;
    if (auto removed = vfs.remove(dataDir_ / "run" / "stopped");
        !removed && removed.error().code != ErrorCode::IoNotFound)
        return removed;
    return {};
}

namespace {

std::string portOf(std::string_view url) {
    const std::size_t at = url.rfind(':');
    return at == std::string_view::npos ? "" : std::string(url.substr(at + 1));
}

bool isLoopback(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost:") || url.starts_with("http://[::1]");
}

/// The token of a data root of this user whose service listens at that address of this machine; else empty. It is
/// never sent elsewhere.
std::string localTokenFor(const std::string& url, const Environment& environment) {
    if (!isLoopback(url))
        return "";
    std::vector<std::filesystem::path> roots;
    if (const auto home = environment("INFERNO_HOME"))
        roots.emplace_back(*home);
    if (auto own = userDataRoot(environment))
        roots.push_back(*std::move(own));
    roots.emplace_back("/var/lib/inferno");
    for (const std::filesystem::path& root : roots)
        if (const auto endpoint = endpointOf(root); endpoint && portOf(endpoint->url) == portOf(url))
            return endpoint->token;
    return "";
}

} // namespace

Result<Endpoint> reach(const Target& target, bool mayStart, const StartOptions& options,
                       const Environment& environment) {
    if (target.isUrl())
        return Endpoint{target.url, target.token.empty() ? localTokenFor(target.url, environment) : target.token, ""};
    const LocalService service(target.dataDir);
    INFERNO_TRY(auto running, service.find());
    if (!running && !mayStart)
        return std::unexpected(
            unreachable("no service runs on " + target.dataDir.string(), "run: inferno service start"));
    if (!running) {
        INFERNO_CHECK(service.mayStart(environment));
        INFERNO_TRY(running, service.start(options));
    }
    Endpoint endpoint = running->endpoint;
    if (!target.token.empty())
        endpoint.token = target.token;
    return endpoint;
}

} // namespace inferno::client
