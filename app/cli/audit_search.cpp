// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_search.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/audit_filters.h"
#include "app/cli/audit_source.h"
#include "app/cli/commands.h"
#include "services/client/audit_follow.h"

namespace inferno::cli {
namespace {

using client::AuditEvent;
using client::AuditPage;
using nlohmann::json;

constexpr int kInterrupted = 130;
constexpr int kMostPerPage = 1000;

struct SearchOptions {
    client::AuditQuery query;
    bool follow = false;
    bool offline = false;
};

std::vector<Table::Cell> rowOf(Context& context, const AuditEvent& event) {
    const std::string& time = event.timestamp.empty() ? event.received : event.timestamp;
    return {std::to_string(event.seq),
            context.when(time),
            event.user,
            event.action,
            event.resource,
            {event.result, styleOf(event.result)},
            event.severity};
}

Table eventTable() {
    return Table({{"SEQ", false, true},
                  {"TIME", true},
                  {"USER", true},
                  {"ACTION", true},
                  {"RESOURCE", true},
                  {"RESULT"},
                  {"SEVERITY"}});
}

std::string lineOf(Context& context, const AuditEvent& event) {
    std::string line;
    for (const Table::Cell& cell : rowOf(context, event))
        line += (line.empty() ? "" : "  ") +
                context.terminal().paint(printable(cell.text.empty() ? "–" : cell.text), cell.style);
    return line;
}

/// The newest events, then new ones as they come, oldest first, until Ctrl+C.
Result<int> follow(Context& context, client::Client& service, const client::AuditQuery& query) {
    Context::catchInterrupt();
    const auto show = [&](const AuditEvent& event) {
        context.json() ? printJsonLine(event) : printLine(lineOf(context, event));
    };
    INFERNO_CHECK(client::followAudit(service, query, show, Context::interrupted()));
    return kInterrupted;
}

/// Goes from page to page until there are `limit` events (0: all), or Ctrl+C; gives each page to `take`. The answer has
/// the counts of all pages, and where to go on; no events.
template <typename Take>
Result<AuditPage> eachPage(AuditSource& source, client::AuditQuery query, int limit, Take take) {
    AuditPage all;
    int left = limit;
    do {
        query.limit = limit == 0 ? kMostPerPage : std::min(left, kMostPerPage);
        INFERNO_TRY(AuditPage page, source.events(query));
        left -= static_cast<int>(page.items.size());
        all.scanned_blocks += page.scanned_blocks;
        all.skipped_blocks += page.skipped_blocks;
        all.undecryptable_blocks += page.undecryptable_blocks;
        all.scanned_events += page.scanned_events;
        all.pruned_events += page.pruned_events;
        all.next_cursor = query.cursor = page.next_cursor;
        take(std::move(page.items));
    } while (!query.cursor.empty() && (limit == 0 || left > 0) && !Context::interrupted());
    return all;
}

/// What a reader has to know of what was not searched.
void tellGaps(const AuditPage& all) {
    if (all.undecryptable_blocks > 0)
        note(std::to_string(all.undecryptable_blocks) +
             " blocks could not be opened: their keys are gone, or they are damaged; inferno audit verify says more");
    if (all.pruned_events > 0)
        note(std::to_string(all.pruned_events) + " events of that time were pruned");
}

/// All events that fit, newest first, as they are found.
Result<int> showAll(Context& context, AuditSource& source, const client::AuditQuery& query) {
    bool first = true;
    if (context.json())
        printLine("{\"items\": [");
    const auto all = eachPage(source, query, 0, [&](const std::vector<AuditEvent>& events) {
        for (const AuditEvent& event : events) {
            if (!context.json())
                printLine(lineOf(context, event));
            else
                printLine((first ? " " : ",") + json(event).dump(-1, ' ', false, json::error_handler_t::replace));
            first = false;
        }
    });
    if (!all) // what was printed of the document is not ended: nobody takes it for all
        return std::unexpected(all.error());
    if (context.json()) {
        json rest = *all;
        rest.erase("items");
        printLine("], " + rest.dump().substr(1));
    } else if (first) {
        printLine("No event fits");
    }
    tellGaps(*all);
    return Context::interrupted() ? kInterrupted : kOk;
}

Result<int> showSome(Context& context, AuditSource& source, const client::AuditQuery& query) {
    std::vector<AuditEvent> events;
    INFERNO_TRY(AuditPage all, eachPage(source, query, query.limit, [&](std::vector<AuditEvent> page) {
                    std::ranges::move(page, std::back_inserter(events));
                }));
    if (context.json()) {
        all.items = std::move(events);
        printJson(all);
    } else {
        Table table = eventTable();
        for (auto event = events.rbegin(); event != events.rend(); ++event)
            table.add(rowOf(context, *event));
        if (table.empty())
            printLine("No event fits");
        else
            print(table.text(context.terminal()));
        if (!all.next_cursor.empty())
            printLine("Older ones: --cursor " + all.next_cursor);
    }
    tellGaps(all);
    return Context::interrupted() ? kInterrupted : kOk;
}

Result<int> events(Context& context, const SearchOptions& options) {
    INFERNO_CHECK(checkTimes(options.query));
    if (options.follow) {
        INFERNO_TRY(client::Client * service, context.service());
        return follow(context, *service, options.query);
    }
    if (!options.offline) {
        INFERNO_TRY([[maybe_unused]] client::Client * service, context.service()); // started where it does not run
    }
    INFERNO_TRY(const auto source, auditSource(context));
    Context::catchInterrupt();
    return options.query.limit == 0 ? showAll(context, *source, options.query)
                                    : showSome(context, *source, options.query);
}

void addPages(CLI::App& command, SearchOptions& options) {
    client::AuditQuery& query = options.query;
    addFilters(command, query);
    command.add_option("--limit", query.limit, "at most so many; 0: all, newest first, as they are found")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
    command.add_option("--cursor", query.cursor, "go on where the last page ended");
    command.add_flag("--offline", options.offline,
                     "read the vault's files where no service runs: none is started, nothing is recorded");
}

} // namespace

void addAuditSearch(CLI::App& group, Context& context) {
    const auto options = std::make_shared<SearchOptions>();
    CLI::App* logs = group.add_subcommand("logs", "Show events");
    logs->add_option("--query", options->query.query, "only those that this finds, as in audit search");
    addPages(*logs, *options);
    logs->add_flag("--follow,-f", options->follow, "go on as events come, until Ctrl+C")->excludes("--offline");
    onCall(logs, context, [&context, options] { return events(context, *options); });

    CLI::App* search = group.add_subcommand("search", "Find events by words, phrases, fields and ranges");
    search
        ->add_option("--query", options->query.query,
                     R"(such as: failed login, "login failed", log*, user:ada, severity>=high, -denied)")
        ->required();
    addPages(*search, *options);
    onCall(search, context, [&context, options] { return events(context, *options); });
}

} // namespace inferno::cli
