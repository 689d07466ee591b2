// SPDX-License-Identifier: GPL-3.0-or-later
#ifdef __linux__
#include <malloc.h>
#endif
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <CLI/CLI.hpp>

#include "app/unpack/run_unpack.h"
#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/client/data_root.h"
#include "services/executors/capabilities.h"
#include "services/service/service.h"

/// infernod: the headless service on one data root. Does not detach: `inferno service start` and systemd see to that.
/// Exit 0 after SIGTERM, SIGINT or a stop over the API; 1 it could not start; 2 usage.

using namespace inferno;
namespace fs = std::filesystem;

namespace {

int complain(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return kindOf(error.code) == ErrorKind::Invalid && error.code != ErrorCode::ConfigInvalid ? 2 : 1;
}

struct Arguments {
    std::string dataDir;
    std::string config;
    std::string tsConfig;
    std::string portOffset;
    bool foreground = false;
};

/// --data-dir, else INFERNO_HOME, else the user's own data root.
Result<fs::path> dataDirOf(const Arguments& arguments) {
    fs::path path = arguments.dataDir;
    if (const char* home = std::getenv("INFERNO_HOME"); path.empty() && home && *home)
        path = home;
    if (path.empty())
        return client::userDataRoot(client::processEnvironment());
    return fs::absolute(path).lexically_normal();
}

/// A file or folder that nobody else could have put something into: of the caller or root, writable by its owner alone.
bool isTrusted(const fs::path& path) {
    struct stat info{};
    if (lstat(path.c_str(), &info) != 0 || S_ISLNK(info.st_mode))
        return false;
    return (info.st_uid == geteuid() || info.st_uid == 0) && (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// --config, else INFERNO_CONFIG, else ./.inferno.toml where only the caller could have written it.
fs::path configOf(const Arguments& arguments) {
    if (!arguments.config.empty())
        return fs::absolute(arguments.config);
    if (const char* named = std::getenv("INFERNO_CONFIG"); named && *named)
        return fs::absolute(named);
    const fs::path here = fs::current_path();
    if (here != "/" && isTrusted(here) && isTrusted(here / ".inferno.toml"))
        return here / ".inferno.toml";
    return {};
}

/// TS_CONFIG_FILE, else --ts-config: in this order, as TorchServe.
fs::path tsConfigOf(const Arguments& arguments) {
    if (const char* named = std::getenv("TS_CONFIG_FILE"); named && *named)
        return fs::absolute(named);
    return arguments.tsConfig.empty() ? fs::path() : fs::absolute(arguments.tsConfig);
}

Result<service::ServiceOptions> optionsOf(const Arguments& arguments, const char* program) {
    service::ServiceOptions options;
    INFERNO_TRY(options.dataDir, dataDirOf(arguments));
    options.config = configOf(arguments);
    options.tsConfig = tsConfigOf(arguments);
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    options.binFolder = (error ? fs::absolute(program) : self).parent_path();
    options.unpack = [program = options.binFolder / "inferno-unpack"](const fs::path& archive, const fs::path& folder) {
        return unpack::runUnpack({"extract", archive.string(), folder.string()}, {program, nullptr});
    };
    options.foreground = arguments.foreground;
    const std::string& offset = arguments.portOffset;
    options.portOffsetAuto = offset == "auto";
    if (!options.portOffsetAuto && !offset.empty()) {
        const auto [end, problem] = std::from_chars(offset.data(), offset.data() + offset.size(), options.portOffset);
        if (problem != std::errc{} || end != offset.data() + offset.size())
            return fail(ErrorCode::InputInvalid, "--port-offset " + offset + " is no number",
                        "use a number that is added to each port, or auto");
    }
    return options;
}

/// The signals that end the service, blocked in all of its threads (children get a clean mask when they are started).
sigset_t blockedSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGUSR1})
        sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    return set;
}

/// A blocked signal has come that `serve` has not taken yet.
bool isAskedToEnd() {
    sigset_t pending;
    sigemptyset(&pending);
    sigpending(&pending);
    return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

int serve(service::ServiceOptions options) {
    SystemVfs vfs;
    const SystemClock clock;
    const sigset_t signals = blockedSignals();
    options.givesUpWaiting = isAskedToEnd;
    auto service = service::Service::start(options, vfs, clock);
    if (!service && service.error().code == ErrorCode::DataLocked && isAskedToEnd())
        return 0;
    if (!service)
        return complain(service.error());
    int number = 0;
    do
        sigwait(&signals, &number);
    while (number == SIGHUP); // the terminal went: the service stays
    (*service)->stop(number == SIGUSR1 ? "stop over the API" : std::string("SIG") + sigabbrev_np(number));
    return 0;
}

/// Request bodies of some megabytes come and go. glibc takes the first that is freed as a reason to keep such blocks in
/// its heaps from then on, where they cannot be given back.
void giveMemoryBack() {
#ifdef M_MMAP_THRESHOLD
    ::mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
#endif
}

} // namespace

int main(int argc, char** argv) {
    giveMemoryBack();
    executors::keepCapabilities(); // what runs jobs gets them back, nothing else does
    umask(077);
    CLI::App app("The Inferno service: runs jobs, serves models and keeps the audit vault of one data folder.",
                 "infernod");
    Arguments arguments;
    app.add_option("--data-dir", arguments.dataDir, "the data folder; else INFERNO_HOME, else the user's own");
    app.add_option("--config", arguments.config, "a configuration file above all others; else INFERNO_CONFIG");
    app.add_option("--ts-config", arguments.tsConfig,
                   "a config.properties of TorchServe; TS_CONFIG_FILE comes before it");
    app.add_option("--port-offset", arguments.portOffset, "a number added to each port, or auto")->take_last();
    app.add_flag("--foreground", arguments.foreground, "also write the log to stderr");
    app.set_version_flag("--version", std::string("infernod ") + INFERNO_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    auto options = optionsOf(arguments, argv[0]);
    if (!options)
        return complain(options.error());
    options->onStopRequested = [] { kill(getpid(), SIGUSR1); };
    return serve(*std::move(options));
}
