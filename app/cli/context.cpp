// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/context.h"

#include <csignal>

#include <CLI/CLI.hpp>

namespace inferno::cli {

ExitCode exitCodeOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Invalid: return kUsage;
    case ErrorKind::NotFound: return kNotFound;
    case ErrorKind::Unauthenticated:
    case ErrorKind::Denied:
    case ErrorKind::Misdirected: return kNotAllowed;
    case ErrorKind::Unreachable: return kUnreachable;
    case ErrorKind::Integrity: return kViolated;
    case ErrorKind::Method:
    case ErrorKind::Conflict:
    case ErrorKind::TooLarge:
    case ErrorKind::Refused:
    case ErrorKind::Locked:
    case ErrorKind::RateLimited:
    case ErrorKind::Internal:
    case ErrorKind::Unavailable: break;
    }
    return kRefused;
}

Context::Context(Globals globals)
    : globals_(std::move(globals)), terminal_(Terminal::ofStdout(globals_.noColor)),
      environment_(client::processEnvironment()) {}

Result<client::Target> Context::target() const {
    return client::chooseTarget(globals_.choice, environment_);
}

Result<client::Client*> Context::service() {
    if (!client_) {
        INFERNO_TRY(const client::Target meant, target());
        client::StartOptions options;
        options.tell = [](const std::string& sentence) { note(sentence); };
        INFERNO_TRY(client::Endpoint endpoint, client::reach(meant, !globals_.noStart, options, environment_));
        client_ = std::make_unique<client::Client>(std::move(endpoint));
    }
    return client_.get();
}

Result<client::Client*> Context::runningService() {
    INFERNO_TRY(const client::Target meant, target());
    if (meant.isUrl() || client_)
        return service();
    INFERNO_TRY(const auto running, client::LocalService(meant.dataDir).find());
    if (!running)
        return nullptr;
    client::Endpoint endpoint = running->endpoint;
    if (!meant.token.empty())
        endpoint.token = meant.token;
    client_ = std::make_unique<client::Client>(std::move(endpoint));
    return client_.get();
}

const schedule::Zone& Context::zone() {
    if (!zone_) {
        const auto local = schedule::Zone::local();
        if (!local)
            note(local.error().detail + ": times are shown in UTC");
        zone_ = local ? *local : schedule::Zone::utc();
    }
    return *zone_;
}

std::string Context::when(WallTime time) {
    return schedule::formatLocal(time, zone()) + " " + zone().abbreviationAt(time);
}

std::string Context::when(const std::string& rfc3339) {
    if (rfc3339.empty())
        return "–";
    const auto time = parseRfc3339(rfc3339);
    return time ? when(std::chrono::floor<std::chrono::seconds>(*time)) : rfc3339;
}

std::atomic<bool>& Context::interrupted() {
    static std::atomic<bool> flag{false};
    return flag;
}

void Context::catchInterrupt() {
    struct sigaction action{};
    action.sa_handler = [](int) { interrupted() = true; };
    action.sa_flags = static_cast<int>(SA_RESETHAND); // a second Ctrl+C ends the program
    sigaction(SIGINT, &action, nullptr);
}

void onCall(CLI::App* command, Context& context, std::function<Result<int>()> run) {
    command->callback([&context, run = std::move(run)] { context.action = run; });
}

} // namespace inferno::cli
