// SPDX-License-Identifier: GPL-3.0-or-later
// inferno audit hold, archive and retention.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/audit_retention.h"
#include "core/base/units.h"
#include "services/client/types_retention.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;

struct RangeOptions {
    std::string range;
    std::string reason;
};

template <typename T>
void printItems(const client::Page<T>& page) {
    printJson({{"items", page.items}, {"next_cursor", page.next_cursor}});
}

void printHolds(Context& context, const client::Page<client::AuditHold>& holds, const char* none) {
    if (context.json())
        return printItems(holds);
    Table table({{"HOLD", false, true}, {"RANGE"}, {"SINCE", true}, {"BY", true}, {"REASON", true}});
    for (const client::AuditHold& hold : holds.items)
        table.add({std::to_string(hold.id), hold.range, context.when(hold.placed), hold.by, hold.reason});
    if (table.empty())
        printLine(none);
    else
        print(table.text(context.terminal()));
}

Result<int> addHold(Context& context, const RangeOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const client::AuditHold hold, service->addHold(options.range, options.reason));
    if (context.json())
        printJson(hold);
    else
        printLine("Hold " + std::to_string(hold.id) + " on " + hold.range);
    return kOk;
}

Result<int> listHolds(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto holds, service->holds());
    printHolds(context, holds, "Nothing is held");
    return kOk;
}

Result<int> releaseHold(Context& context, const RangeOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto holds, service->releaseHold(options.range, options.reason));
    if (!context.json())
        printLine("Released:");
    printHolds(context, holds, "");
    return kOk;
}

Result<int> archiveNow(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto answer, service->archiveNow());
    if (context.json())
        printJson(answer);
    else
        printLine(answer.archived == 0 ? "The archive has every sealed segment"
                                       : std::to_string(answer.archived) + " segments copied and read back");
    return kOk;
}

Result<int> listArchive(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto archived, service->archived());
    if (context.json()) {
        printItems(archived);
        return kOk;
    }
    Table table({{"SEGMENT", false, true},
                 {"EVENTS"},
                 {"FROM", true},
                 {"TO", true},
                 {"SIZE", false, true},
                 {"ARCHIVED", true}});
    for (const client::ArchivedSegment& one : archived.items)
        table.add({std::to_string(one.segment), std::to_string(one.first_seq) + ".." + std::to_string(one.next_seq - 1),
                   context.when(one.first_received), context.when(one.last_received), formatSize(ByteSize{one.bytes}),
                   context.when(one.archived)});
    if (table.empty())
        printLine("The archive is empty");
    else
        print(table.text(context.terminal()));
    return kOk;
}

Result<int> restore(Context& context, const RangeOptions& options) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto answer, service->restoreFromArchive(options.range, options.reason));
    if (context.json())
        printJson(answer);
    else
        printLine(std::to_string(answer.restored.size()) +
                  " segments are back; a hold keeps each: inferno audit hold list");
    return kOk;
}

Result<int> retention(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(const auto run, service->runRetention());
    if (context.json()) {
        printJson(run);
    } else {
        printLine(std::to_string(run.pruned) + " segments pruned, " +
                  (run.thinned > 0
                       ? std::to_string(run.thinned) + " thinned by " + std::to_string(run.removed) + " events, "
                       : "") +
                  std::to_string(run.archived) + " archived, " + std::to_string(run.held) + " held; the vault has " +
                  formatSize(ByteSize{run.bytes}));
        if (!run.problem.empty())
            printLine(context.terminal().paint("Note: ", Style::Warn) + printable(run.problem));
    }
    return run.problem.empty() ? kOk : kRefused;
}

} // namespace

void addAuditRetention(CLI::App& group, Context& context) {
    const auto options = std::make_shared<RangeOptions>();
    constexpr const char* kRange = "17..42, both included, or two times of RFC 3339, the second excluded";

    CLI::App* hold = group.add_subcommand("hold", "Keep a range from being pruned or erased");
    hold->require_subcommand(1);
    CLI::App* adding = hold->add_subcommand("add", "Hold a range");
    adding->add_option("RANGE", options->range, kRange)->required();
    adding->add_option("--reason", options->reason, "why; it is recorded")->required();
    onCall(adding, context, [&context, options] { return addHold(context, *options); });
    onCall(hold->add_subcommand("list", "Show the holds"), context, [&context] { return listHolds(context); });
    CLI::App* releasing = hold->add_subcommand("release", "Release a hold, by its number or by its range");
    releasing->add_option("RANGE", options->range, "the hold's number, or its range as `hold list` shows it")
        ->required();
    releasing->add_option("--reason", options->reason, "why; it is recorded")->required();
    onCall(releasing, context, [&context, options] { return releaseHold(context, *options); });

    CLI::App* archive = group.add_subcommand("archive", "Copy sealed segments elsewhere, and bring them back");
    archive->require_subcommand(1);
    onCall(archive->add_subcommand("now", "Copy every sealed segment that the archive does not have"), context,
           [&context] { return archiveNow(context); });
    onCall(archive->add_subcommand("list", "Show what the archive has"), context,
           [&context] { return listArchive(context); });
    CLI::App* restoring =
        archive->add_subcommand("restore", "Bring back the pruned and thinned segments of a range, and hold them");
    restoring->add_option("RANGE", options->range, kRange)->required();
    restoring->add_option("--reason", options->reason, "why; it is recorded");
    onCall(restoring, context, [&context, options] { return restore(context, *options); });

    onCall(group.add_subcommand("retention", "Prune now what is due by age, size and event type"), context,
           [&context] { return retention(context); });
}

} // namespace inferno::cli
