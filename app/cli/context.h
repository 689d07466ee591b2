// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/globals.h"
#include "app/cli/terminal.h"
#include "core/base/clock.h"
#include "core/schedule/zone.h"
#include "services/client/client.h"
#include "services/client/local_service.h"

namespace CLI {
class App;
}

namespace inferno::cli {

/// The exit codes of the command line.
enum ExitCode : int {
    kOk = 0,
    kRefused = 1,
    kUsage = 2,
    kNotFound = 3,
    kNotAllowed = 4,
    kUnreachable = 5,
    kViolated = 6
};
ExitCode exitCodeOf(ErrorKind kind);

/// What a command works with: the flags, the terminal, and the service once it is needed. One per process.
class Context {
public:
    explicit Context(Globals globals);

    const Globals& globals() const { return globals_; }
    bool json() const { return globals_.json; }
    const Terminal& terminal() const { return terminal_; }
    const Clock& clock() const { return clock_; }
    const client::Environment& environment() const { return environment_; }

    /// The service that is meant, running or not.
    Result<client::Target> target() const;
    /// The service, started where that is allowed. The same client on each call.
    Result<client::Client*> service();
    /// The service only if it runs; nullptr if not. Never starts one.
    Result<client::Client*> runningService();
    /// The same, looked for anew: a service that was started again has another instance and perhaps another port.
    Result<client::Client*> anotherInstance() {
        client_.reset();
        return runningService();
    }

    /// The zone in which people read times: the host's. UTC, said on stderr, where TZ holds no IANA name.
    const schedule::Zone& zone();
    /// A time of the API for people: "2026-03-24 10:42 CET"; "–" for none.
    std::string when(const std::string& rfc3339);
    std::string when(WallTime time);

    /// Set by Ctrl+C once `catchInterrupt` was called: following ends, the program does not die.
    static std::atomic<bool>& interrupted();
    static void catchInterrupt();

    /// What the parsed command line asks for; returns the exit code.
    std::function<Result<int>()> action;
    /// --passphrase-file of the commands that read a vault without its service.
    std::string passphraseFile;

private:
    Globals globals_;
    Terminal terminal_;
    SystemClock clock_;
    client::Environment environment_;
    std::unique_ptr<client::Client> client_;
    std::optional<schedule::Zone> zone_;
};

/// Makes `run` what the program does if this subcommand was typed.
void onCall(CLI::App* command, Context& context, std::function<Result<int>()> run);

} // namespace inferno::cli
