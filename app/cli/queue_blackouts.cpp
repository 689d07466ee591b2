// SPDX-License-Identifier: GPL-3.0-or-later
// inferno batch-queue blackout: times in which schedules do not fire.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/queue_views.h"
#include "core/base/units.h"
#include "core/base/vfs.h"
#include "core/schedule/blackout.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct BlackoutOptions {
    std::string name, from, to, schedule, duration, file, timezone, reason;
    std::vector<std::string> dates, tags;
};

/// The days of a file: a line each, or an iCalendar file.
Result<void> addDatesOf(const std::string& path, std::vector<std::string>& dates) {
    SystemVfs vfs;
    INFERNO_TRY(const Bytes content, readFile(vfs, path, 4U << 20));
    const auto days = schedule::readDays(asText(content));
    if (!days)
        return fail(days.error().code, path + ", " + days.error().detail, days.error().hint);
    for (const auto day : *days)
        dates.push_back(formatUtc(WallTime{day.time_since_epoch()}).substr(0, 10));
    return {};
}

Result<json> documentOf(const BlackoutOptions& options, Context& context) {
    json document{{"name", options.name}, {"reason", options.reason}, {"tags", options.tags}};
    auto zone =
        options.timezone.empty() ? Result<schedule::Zone>(context.zone()) : schedule::Zone::find(options.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    document["timezone"] = zone->name();
    for (const auto& [field, text] : {std::pair{"from", &options.from}, std::pair{"to", &options.to}})
        if (!text->empty()) {
            INFERNO_TRY(const WallTime time, schedule::parseTimeInZone(*text, *zone));
            document[field] = formatUtc(time);
        }
    if (!options.schedule.empty())
        document["schedule"] = options.schedule;
    if (!options.duration.empty()) {
        INFERNO_TRY(const auto length, parseDuration(options.duration));
        document["duration"] = static_cast<double>(length.count()) / 1000;
    }
    auto dates = options.dates;
    if (!options.file.empty())
        INFERNO_CHECK(addDatesOf(options.file, dates));
    if (!dates.empty())
        document["dates"] = dates;
    return document;
}

std::string whenOf(const client::Blackout& blackout, Context& context) {
    if (!blackout.from.empty())
        return context.when(blackout.from) + " to " + context.when(blackout.to);
    if (!blackout.dates.empty()) {
        const std::size_t more = blackout.dates.size() - 1;
        return blackout.dates.front() +
               (more == 0 ? "" : " and " + std::to_string(more) + (more == 1 ? " more day" : " more days")) + " (" +
               blackout.timezone + ")";
    }
    return blackout.schedule + " (" + blackout.timezone + "), for " +
           formatDuration(std::chrono::milliseconds(static_cast<std::int64_t>(blackout.duration * 1000)));
}

Result<int> list(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto all, service->blackouts());
    if (context.json()) {
        printJson({{"items", all}, {"next_cursor", ""}});
        return kOk;
    }
    if (all.empty()) {
        printLine("There are no blackouts: schedules fire at all times.");
        return kOk;
    }
    Table table({{"NAME"}, {"WHEN", true}, {"JOBS", true}, {"REASON", true}});
    for (const client::Blackout& blackout : all) {
        std::string jobs;
        for (const std::string& tag : blackout.tags)
            jobs += (jobs.empty() ? "tagged " : ", ") + tag;
        table.add({blackout.name, whenOf(blackout, context), jobs.empty() ? "all" : jobs, blackout.reason});
    }
    print(table.text(context.terminal()));
    return kOk;
}

} // namespace

void addQueueBlackouts(CLI::App& group, Context& context) {
    CLI::App* blackout = group.add_subcommand("blackout", "Times in which schedules do not fire");
    blackout->require_subcommand(1);
    const auto options = std::make_shared<BlackoutOptions>();

    CLI::App* add = blackout->add_subcommand(
        "add", "Give --from and --to, or --schedule and --duration, or --date and --dates-file");
    add->add_option("NAME", options->name, "1 to 128 of letters, digits, dot, underscore, dash")->required();
    add->add_option("--from", options->from, "once, from this time: \"2026-12-24 12:00\", RFC 3339");
    add->add_option("--to", options->to, "until this time, excluded");
    add->add_option("--schedule", options->schedule, "again and again: a cron expression for the beginnings");
    add->add_option("--duration", options->duration, "how long each lasts: 8h, 90m");
    add->add_option("--date", options->dates, "a whole day: 2026-12-25; may be given again")->allow_extra_args(false);
    add->add_option("--dates-file", options->file, "whole days: a file with a date a line, or an iCalendar file");
    add->add_option("--timezone", options->timezone, "IANA time zone of all these (this host's)");
    add->add_option("--tag", options->tags, "only for jobs with this tag; may be given again")->allow_extra_args(false);
    add->add_option("--reason", options->reason, "why, for others to read");
    onCall(add, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(const json document, documentOf(*options, context));
        INFERNO_TRY(Client * service, context.service());
        INFERNO_TRY(const client::Blackout added, service->addBlackout(document));
        if (context.json())
            printJson(added);
        else
            printLine("Added " + added.name + ": " + whenOf(added, context));
        return kOk;
    });

    onCall(blackout->add_subcommand("list", "Show them"), context, [&context] { return list(context); });

    CLI::App* removal = blackout->add_subcommand("delete", "Let schedules fire again");
    removal->add_option("NAME", options->name, "as the list shows it")->required();
    onCall(removal, context, [&context, options]() -> Result<int> {
        INFERNO_TRY(Client * service, context.service());
        INFERNO_CHECK(service->deleteBlackout(options->name));
        if (context.json())
            printJson({{"name", options->name}});
        else
            printLine("Deleted " + options->name);
        return kOk;
    });
}

} // namespace inferno::cli
