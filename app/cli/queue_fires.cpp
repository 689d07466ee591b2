// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue skip, move, restore: one fire of a job, while its schedule stays.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_views.h"
#include "services/client/types_calendar.h"

namespace inferno::cli {
namespace {

using client::Client;

struct FireOptions {
    std::string job, fire, to;
};

Result<std::string> instantOf(const std::string& text, Context& context) {
    INFERNO_TRY(const WallTime time, schedule::parseTimeInZone(text, context.zone()));
    return formatUtc(time);
}

Result<int> change(const FireOptions& options, Context& context) {
    INFERNO_TRY(const std::string fire, instantOf(options.fire, context));
    std::string to;
    if (!options.to.empty()) {
        INFERNO_TRY(to, instantOf(options.to, context));
    }
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::FireException made, service->exceptFire(options.job, fire, to));
    if (context.json())
        printJson(made);
    else if (made.to.empty())
        printLine("Skipped once: " + made.job + " at " + context.when(made.fire));
    else
        printLine("Moved once: " + made.job + " from " + context.when(made.fire) + " to " + context.when(made.to));
    return kOk;
}

Result<int> restore(const FireOptions& options, Context& context) {
    INFERNO_TRY(const std::string fire, instantOf(options.fire, context));
    INFERNO_TRY(Client * service, context.service());
    INFERNO_CHECK(service->restoreFire(options.job, fire));
    if (context.json())
        printJson({{"job", options.job}, {"fire", fire}});
    else
        printLine(options.job + " runs at " + context.when(fire) + " as its schedule says");
    return kOk;
}

} // namespace

void addQueueFires(CLI::App& group, Context& context) {
    const auto options = std::make_shared<FireOptions>();
    const auto add = [&](const char* name, const char* words) {
        CLI::App* command = group.add_subcommand(name, words);
        command->add_option("JOB", options->job, "name or id")->required();
        command->add_option("TIME", options->fire, "when its schedule has it: \"2026-03-24 12:00\", RFC 3339")
            ->required();
        return command;
    };
    onCall(add("skip", "Leave out one fire of a job; its schedule stays"), context,
           [&context, options] { return change(*options, context); });
    CLI::App* move = add("move", "Make one fire of a job at another time; its schedule stays");
    move->add_option("TO", options->to, "when it shall be made")->required();
    onCall(move, context, [&context, options] { return change(*options, context); });
    onCall(add("restore", "Make a fire that was skipped or moved as the schedule says"), context,
           [&context, options] { return restore(*options, context); });
}

} // namespace inferno::cli
