// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue enable and disable of the queue as a whole, and configure.
#include <map>
#include <utility>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_views.h"
#include "app/cli/settings.h"
#include "core/base/units.h"

namespace inferno::cli {
namespace {

using nlohmann::json;

/// How what is typed becomes the key's value.
enum class Reads { AsIs, Seconds, Gigabytes };

/// An option of `batch-queue configure` and the key that it sets.
struct SettingOption {
    const char* option;
    const char* key;
    const char* help;
    Reads reads = Reads::AsIs;
};
constexpr SettingOption kOptions[] = {
    {"--max-concurrent", "batch_queue.max_concurrent_jobs", "run so many at once; 0: as many as there are cores"},
    {"--max-queued", "batch_queue.max_queued_runs", "let so many wait; 0: no bound"},
    {"--default-timeout", "batch_queue.default_timeout_seconds",
     "of jobs that name none: 90s, 15m, 6h, or seconds; 0: none", Reads::Seconds},
    {"--retry-attempts", "batch_queue.retry.max_attempts", "tries after the first, of jobs that name none"},
    {"--retry-delay", "batch_queue.retry.base_delay_seconds", "before the first retry", Reads::Seconds},
    {"--retry-max-delay", "batch_queue.retry.max_delay_seconds", "at most", Reads::Seconds},
    {"--retry-backoff", "batch_queue.retry.backoff_multiplier", "each delay is the last one times this"},
    {"--timezone", "batch_queue.scheduling.timezone", "of schedules that name none: an IANA name"},
    {"--enable-cron", "batch_queue.scheduling.enable_cron", "true or false: let schedules fire"},
    {"--max-scheduled-jobs", "batch_queue.scheduling.max_scheduled_jobs", "enabled jobs with a schedule; 0: no bound"},
    {"--default-cpu-limit", "batch_queue.resources.default_cpu_limit", "cores, of jobs that name no limit; 0: none"},
    {"--default-memory-limit", "batch_queue.resources.default_memory_limit_gb",
     "8GB, 512MB; of jobs that name no limit; 0: none", Reads::Gigabytes},
    {"--monitor-interval", "batch_queue.resources.monitor_interval_seconds", "measure running jobs that often",
     Reads::Seconds},
    {"--notifications", "batch_queue.notifications.enabled", "true or false: tell of runs"},
    {"--notify-channels", "batch_queue.notifications.channels", "email, slack, webhook; by commas"},
    {"--notify-on", "batch_queue.notifications.notify_on", "job_failed, job_completed, …; by commas"},
};

Result<json> valueOf(const SettingOption& option, const std::string& text) {
    constexpr double kGigabyte = 1ULL << 30;
    switch (option.reads) {
    case Reads::Seconds: {
        auto duration = parseDuration(text);
        if (!duration)
            return fail(duration.error().code, std::string(option.option) + ": " + duration.error().detail,
                        duration.error().hint);
        return json(static_cast<double>(duration->count()) / 1000);
    }
    case Reads::Gigabytes: {
        auto size = parseSize(text);
        if (!size)
            return fail(size.error().code, std::string(option.option) + ": " + size.error().detail, size.error().hint);
        return json(static_cast<double>(std::to_underlying(*size)) / kGigabyte);
    }
    case Reads::AsIs: break;
    }
    return settingOf(option.key, text);
}

using Typed = std::map<std::string, std::string>; ///< by option

Result<int> configure(Context& context, const Typed& typed) {
    json changes = json::object();
    for (const SettingOption& option : kOptions)
        if (const std::string& text = typed.at(option.option); !text.empty()) {
            INFERNO_TRY(changes[option.key], valueOf(option, text));
        }
    if (changes.empty())
        return fail(ErrorCode::InputInvalid, "nothing is to be configured", "inferno batch-queue configure --help");
    return changeSettings(context, changes);
}

} // namespace

Result<int> switchQueue(Context& context, bool enabled) {
    return changeSettings(context, {{"batch_queue.enabled", enabled}});
}

void addQueueSettings(CLI::App& group, Context& context) {
    const auto typed = std::make_shared<Typed>();
    CLI::App* command = group.add_subcommand("configure", "Change the queue's settings");
    for (const SettingOption& option : kOptions)
        command->add_option(option.option, (*typed)[option.option], option.help);
    onCall(command, context, [&context, typed] { return configure(context, *typed); });
}

} // namespace inferno::cli
