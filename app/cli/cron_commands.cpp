// SPDX-License-Identifier: GPL-3.0-or-later
// inferno cron next|explain|check: needs no service.
#include <iostream>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/commands.h"
#include "core/schedule/cron_expression.h"
#include "core/schedule/warnings.h"
#include "core/schedule/words.h"

namespace inferno::cli {
namespace {

using namespace schedule;
using nlohmann::json;

struct CronOptions {
    std::string expression;
    std::string zone;
    std::string from;
    int count = 5;
    bool fromStdin = false;
    int fields = 5;
    bool extensions = false;
    std::string hashedBy;

    CronSyntax syntax() const { return {fields == 6, extensions, hashedBy}; }
};

void addSyntax(CLI::App& command, CronOptions& options) {
    command.add_option("--cron-fields", options.fields, "6: the expression begins with the second (5)")
        ->check(CLI::IsMember({5, 6}));
    command.add_flag("--cron-extensions", options.extensions, "L, W and # in days, H for a value picked by --name");
    command.add_option("--name", options.hashedBy, "of the job that H is worked out for");
}

/// The expression, or the error with the place marked below it on stderr.
Result<CronExpression> parseShowing(const std::string& text, const CronSyntax& syntax) {
    auto parsed = CronExpression::check(text, syntax);
    if (parsed)
        return *std::move(parsed);
    const CronProblem& problem = parsed.error();
    if (text.find_first_of("\n\r\t\x1b") == std::string::npos)
        std::fprintf(
            stderr, "  %s\n  %s%s\n", text.c_str(),
            std::string(columnsOf(text.substr(0, problem.column - 1)), ' ').c_str(),
            std::string(std::max<std::size_t>(
                            1, columnsOf(text.substr(std::min(problem.column - 1, text.size()), problem.length))),
                        '^')
                .c_str());
    return std::unexpected(problem.toError());
}

/// Any schedule that a job takes; what is no plain expression has no columns to show.
Result<Recurrence> recurrenceOf(const std::string& text, const CronSyntax& syntax) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    const std::string_view line = std::string_view(text).substr(begin);
    for (const std::string_view other : {"@every", "@reboot", "CRON_TZ="})
        if (line.starts_with(other))
            return Recurrence::parse(text, syntax);
    INFERNO_TRY(CronExpression expression, parseShowing(text, syntax));
    return Recurrence::of(std::move(expression));
}

/// As it was typed: macros stay what they are, H is not worked out.
std::string typedText(const Recurrence& recurrence) {
    const std::string text = recurrence.cron() ? recurrence.cron()->text() : recurrence.text();
    return recurrence.zone() ? "CRON_TZ=" + recurrence.zone()->name() + " " + text : text;
}

Result<Zone> zoneOf(Context& context, const CronOptions& options, const std::optional<Zone>& own = std::nullopt) {
    if (own)
        return *own;
    return options.zone.empty() ? Result<Zone>(context.zone()) : Zone::find(options.zone);
}

Result<WallTime> startOf(Context& context, const CronOptions& options, const Zone& zone) {
    return options.from.empty() ? Result<WallTime>(context.clock().now()) : parseTimeInZone(options.from, zone);
}

/// Up to `count` fire times. The first error is returned; a later one ends the list with a word on stderr.
Result<std::vector<WallTime>> fireTimes(const Recurrence& recurrence, const Zone& zone, WallTime from, int count) {
    std::vector<WallTime> times;
    for (int i = 0; i < count; ++i) {
        const auto time = recurrence.next(from, zone);
        if (!time && times.empty())
            return std::unexpected(time.error());
        if (!time) {
            note(time.error().message());
            break;
        }
        if (!*time)
            break;
        times.push_back(**time);
        from = **time;
    }
    return times;
}

json timesAsJson(const std::vector<WallTime>& times, const Zone& zone) {
    json list = json::array();
    for (const WallTime time : times)
        list.push_back(formatInZone(time, zone));
    return list;
}

void printTimes(const std::vector<WallTime>& times, const Zone& zone) {
    if (times.empty())
        printLine("never");
    for (const WallTime time : times)
        printLine(formatLocal(time, zone) + " " + zone.abbreviationAt(time));
}

/// One line of `next --stdin`: zone, expression and start, separated by tabs.
std::string answerLine(std::string_view line) {
    const std::size_t first = line.find('\t');
    const std::size_t second = first == line.npos ? line.npos : line.find('\t', first + 1);
    if (second == line.npos)
        return "error: a line is ZONE, a tab, EXPRESSION, a tab, and the time to start from";
    std::string_view from = line.substr(second + 1);
    if (from.ends_with('\r'))
        from.remove_suffix(1);
    const auto next = [&]() -> Result<std::string> {
        INFERNO_TRY(const Zone zone, Zone::find(line.substr(0, first)));
        INFERNO_TRY(const Recurrence recurrence, Recurrence::parse(line.substr(first + 1, second - first - 1)));
        INFERNO_TRY(const WallTime after, parseTimeInZone(from, zone));
        INFERNO_TRY(const auto time, recurrence.next(after, zone));
        return time ? formatInZone(*time, zone) : "never";
    }();
    return next ? *next : "error: " + printable(next.error().message());
}

Result<int> nextFromStdin() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);)
        printLine(answerLine(line));
    return kOk;
}

Result<int> cronNext(Context& context, const CronOptions& options) {
    if (options.fromStdin)
        return nextFromStdin();
    if (options.expression.empty())
        return fail(ErrorCode::InputInvalid, "no cron expression was given",
                    "write it in quotes: inferno cron next \"*/15 * * * *\"");
    INFERNO_TRY(const Recurrence recurrence, recurrenceOf(options.expression, options.syntax()));
    INFERNO_TRY(const Zone zone, zoneOf(context, options, recurrence.zone()));
    INFERNO_TRY(const WallTime from, startOf(context, options, zone));
    INFERNO_TRY(const auto times, fireTimes(recurrence, zone, from, options.count));
    if (context.json()) {
        printJson({{"expr", typedText(recurrence)}, {"timezone", zone.name()}, {"next", timesAsJson(times, zone)}});
        return kOk;
    }
    printLine(context.terminal().paint(describe(recurrence), Style::Bold) +
              (recurrence.zone() ? "" : " · " + zone.name()));
    if (recurrence.atBoot())
        return kOk; // nobody knows when
    printTimes(times, zone);
    return kOk;
}

Result<int> cronExplain(Context& context, const CronOptions& options) {
    INFERNO_TRY(const Recurrence recurrence, recurrenceOf(options.expression, options.syntax()));
    INFERNO_TRY(const Zone zone, zoneOf(context, options, recurrence.zone()));
    INFERNO_TRY(const WallTime from, startOf(context, options, zone));
    if (!recurrence.cron()) { // no fields to explain, and no change of the clock concerns it
        if (context.json())
            printJson({{"expr", recurrence.text()},
                       {"timezone", zone.name()},
                       {"sentence", describe(recurrence)},
                       {"fields", json::array()},
                       {"warnings", json::array()}});
        else
            printLine(context.terminal().paint(describe(recurrence), Style::Bold));
        return kOk;
    }
    const CronExpression& expression = *recurrence.cron();
    const auto warnings = warningsOf(expression, zone, from);
    if (context.json()) {
        json document{{"expr", typedText(recurrence)},
                      {"timezone", zone.name()},
                      {"sentence", describe(recurrence)},
                      {"fields", json::array()},
                      {"warnings", json::array()}};
        for (const FieldExplanation& field : explain(expression))
            document["fields"].push_back({{"field", nameOf(field.field)},
                                          {"text", field.text},
                                          {"values", field.values},
                                          {"all", field.all},
                                          {"words", field.words}});
        for (const Warning& warning : warnings)
            document["warnings"].push_back({{"kind", idOf(warning.kind)}, {"text", warning.text}});
        printJson(document);
        return kOk;
    }
    printLine(context.terminal().paint(describe(recurrence), Style::Bold));
    Table table({{"FIELD"}, {"TEXT", true}, {"MEANING", true}});
    if (expression.second())
        table.add({"second", expression.second()->text, ""});
    for (const FieldExplanation& field : explain(expression))
        table.add({std::string(nameOf(field.field)), field.text, field.words});
    print("\n" + table.text(context.terminal()));
    for (const Warning& warning : warnings)
        printLine("\n" + context.terminal().paint("Note: ", Style::Warn) + warning.text + ".");
    return kOk;
}

json problemDocument(const CronOptions& options, const Error& error) {
    json document{{"valid", false},   {"code", idOf(error.code)}, {"field", json()},   {"column", json()},
                  {"length", json()}, {"detail", error.detail},   {"hint", error.hint}};
    const auto checked = CronExpression::check(options.expression, options.syntax());
    if (checked || checked.error().code != error.code)
        return document;
    const CronProblem& problem = checked.error();
    document["field"] = problem.field ? json(nameOf(*problem.field)) : json();
    document["column"] = problem.column;
    document["length"] = problem.length;
    document["detail"] = problem.why;
    return document;
}

Result<int> cronCheck(Context& context, const CronOptions& options) {
    const auto recurrence = recurrenceOf(options.expression, options.syntax());
    if (!recurrence && context.json())
        printJson(problemDocument(options, recurrence.error()));
    if (!recurrence)
        return std::unexpected(recurrence.error());
    if (context.json())
        printJson({{"valid", true}, {"expr", typedText(*recurrence)}, {"sentence", describe(*recurrence)}});
    else
        printLine("ok: " + describe(*recurrence));
    return kOk;
}

} // namespace

void addCronCommands(CLI::App& program, Context& context) {
    CLI::App* group = program.add_subcommand("cron", "Understand schedules: cron expressions of five fields");
    group->require_subcommand(1);
    const auto options = std::make_shared<CronOptions>();

    CLI::App* next = group->add_subcommand("next", "Show the next times of an expression");
    next->add_option("EXPR", options->expression, "five fields in quotes, a macro such as @daily, \"@every 90m\"");
    next->add_option("--tz", options->zone, "IANA time zone (this host's)");
    next->add_option("--from", options->from,
                     "start after this time (now): 2026-03-24, \"2026-03-24 10:42\", RFC 3339");
    next->add_option("--count", options->count, "how many")->check(CLI::Range(1, 10'000))->capture_default_str();
    next->add_flag("--stdin", options->fromStdin, "answer lines of zone, expression and start, separated by tabs");
    addSyntax(*next, *options);
    onCall(next, context, [&context, options] { return cronNext(context, *options); });

    CLI::App* explainer = group->add_subcommand("explain", "Say in words what an expression means, and what to mind");
    explainer->add_option("EXPR", options->expression, "five fields in quotes, a macro, \"@every 90m\"")->required();
    explainer->add_option("--tz", options->zone, "IANA time zone (this host's)");
    explainer->add_option("--from", options->from, "look for changes of the clock after this time (now)");
    addSyntax(*explainer, *options);
    onCall(explainer, context, [&context, options] { return cronExplain(context, *options); });

    CLI::App* check =
        group->add_subcommand("check", "Exit with 0 if an expression is right, else with 2 and the column");
    check->add_option("EXPR", options->expression, "five fields in quotes, a macro, \"@every 90m\"")->required();
    addSyntax(*check, *options);
    onCall(check, context, [&context, options] { return cronCheck(context, *options); });
}

} // namespace inferno::cli
