// SPDX-License-Identifier: GPL-3.0-or-later
// inferno maintenance, cleanup: the service cleans its own folders.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/base/units.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct MaintenanceOptions {
    std::string what, maxAge, maxSize, compress;
    std::uint64_t maxFiles = 0;
};

void addLimits(CLI::App& command, MaintenanceOptions& options) {
    command.add_option("--max-age", options.maxAge, "delete what is older: 7d, 12h");
    command.add_option("--max-size", options.maxSize, "cache, logs: delete the oldest until no more is left: 10GB");
    command.add_option("--max-files", options.maxFiles, "keep the newest so many: of the service, and of each job")
        ->check(CLI::Range(0, 1'000'000'000));
}

Result<json> requestOf(const CLI::App& command, const MaintenanceOptions& options) {
    json request = json::object();
    if (!options.what.empty())
        request["what"] = {options.what};
    if (!options.maxAge.empty()) {
        const auto age = parseDuration(options.maxAge);
        if (!age)
            return fail(age.error().code, "--max-age: " + age.error().detail, age.error().hint);
        request["max_age"] = static_cast<double>(age->count()) / 1000;
    }
    if (!options.maxSize.empty()) {
        const auto size = parseSize(options.maxSize);
        if (!size)
            return fail(size.error().code, "--max-size: " + size.error().detail, size.error().hint);
        request["max_size"] = static_cast<std::uint64_t>(*size);
    }
    if (command.count("--max-files") > 0)
        request["max_files"] = options.maxFiles;
    if (!options.compress.empty())
        request["compress"] = options.compress == "true";
    return request;
}

std::string number(const json& counts, const char* name, const char* one, const char* many) {
    const auto value = counts.value(name, std::uint64_t{0});
    return std::to_string(value) + " " + (value == 1 ? one : many);
}

std::string size(const json& counts, const char* name) {
    return formatSize(ByteSize{counts.value(name, std::uint64_t{0})});
}

/// Why runs beyond the limits are still there; "" where none are.
std::string keptWords(const json& kept) {
    std::string text;
    for (const auto& [name, why] :
         {std::pair{"newest", "the newest of their job"}, std::pair{"edges", "awaited by a dependency"},
          std::pair{"idempotency", "that a request of the last 24 h may ask for again"},
          std::pair{"undelivered", "with events that have not reached the vault"}})
        if (const int count = kept.value(name, 0); count > 0)
            text += (text.empty() ? "; kept all the same: " : ", ") + std::to_string(count) + " " + why;
    return text;
}

Result<int> clean(Context& context, const CLI::App& command, const MaintenanceOptions& options) {
    INFERNO_TRY(const json request, requestOf(command, options));
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const json report, service->call("POST", "/api/v1/maintenance", request));
    if (context.json()) {
        printJson(report);
        return kOk;
    }
    const auto asked = [&](const char* what) { return options.what.empty() || options.what == what; };
    const json& cache = report.at("cache");
    const json& logs = report.at("logs");
    const json& history = report.at("history");
    if (asked("cache"))
        printLine("Cache: deleted " + number(cache, "files", "file", "files") + ", " + size(cache, "bytes"));
    if (asked("logs"))
        printLine("Logs: deleted " + number(logs, "files", "file", "files") + ", " + size(logs, "bytes") +
                  "; compressed " + number(logs, "compressed", "file", "files") + ", " + size(logs, "saved") + " less");
    if (asked("history"))
        printLine("History: deleted " + number(history, "runs", "run", "runs") + ", " + size(history, "bytes") +
                  keptWords(history.value("kept", json::object())));
    return kOk;
}

} // namespace

void addMaintenanceCommands(CLI::App& program, Context& context) {
    const auto options = std::make_shared<MaintenanceOptions>();
    CLI::App* all = program.add_subcommand("maintenance", "Clean the service's cache, old logs and history of runs");
    all->add_option("WHAT", options->what, "cache, logs or history; all three without it")
        ->check(CLI::IsMember({"cache", "logs", "history"}));
    addLimits(*all, *options);
    all->add_option("--compress", options->compress, "logs: compress those that stay")
        ->check(CLI::IsMember({"true", "false"}));
    onCall(all, context, [&context, all, options] { return clean(context, *all, *options); });

    const auto cacheOptions = std::make_shared<MaintenanceOptions>();
    cacheOptions->what = "cache";
    CLI::App* cache = program.add_subcommand("cleanup", "Clean the service's cache: maintenance cache");
    addLimits(*cache, *cacheOptions);
    onCall(cache, context, [&context, cache, cacheOptions] { return clean(context, *cache, *cacheOptions); });
}

} // namespace inferno::cli
