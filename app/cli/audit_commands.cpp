// SPDX-License-Identifier: GPL-3.0-or-later
// inferno audit: the commands around the vault. Those that read events are in audit_search.cpp, those that
// prove something in audit_proofs.cpp.
#include <cmath>
#include <fstream>
#include <iostream>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/alert_rules.h"
#include "app/cli/audit_erase.h"
#include "app/cli/audit_export.h"
#include "app/cli/audit_keys.h"
#include "app/cli/audit_proofs.h"
#include "app/cli/audit_retention.h"
#include "app/cli/audit_search.h"
#include "app/cli/commands.h"
#include "core/base/ids.h"
#include "core/base/units.h"
#include "core/base/vfs.h"
#include "services/anchor/client_memory.h"

namespace inferno::cli {
namespace {

using client::Client;
using nlohmann::json;
using namespace std::chrono_literals;

constexpr std::size_t kLinesPerRequest = 1000;
constexpr std::size_t kBytesPerRequest = 4U << 20;
constexpr int kInterrupted = 130;

struct AppendOptions {
    std::string file;
};

struct ReportOptions {
    std::string period;
    std::string format = "pdf";
    std::string output;
};

// append

Result<void> send(Client& service, std::vector<std::string>& lines) {
    if (lines.empty())
        return {};
    INFERNO_TRY(const auto appended, service.appendEvents(lines));
    for (const client::Appended& one : appended)
        printJsonLine(one);
    lines.clear();
    return {};
}

/// Sends lines of JSON as they come, and tells each event's number once it is durable.
Result<int> append(Context& context, const AppendOptions& options) {
    std::ifstream file;
    const bool fromFile = !options.file.empty() && options.file != "-";
    if (fromFile) {
        file.open(options.file);
        if (!file)
            return std::unexpected(errnoError(errno, "opening " + options.file));
    }
    std::ios::sync_with_stdio(false); // std::cin then has a buffer that can be asked
    std::istream& input = fromFile ? file : std::cin;
    INFERNO_TRY(Client * service, context.service());
    std::vector<std::string> lines;
    std::size_t bytes = 0;
    for (std::string line; std::getline(input, line);) {
        if (line.find_first_not_of(" \t\r") == std::string::npos)
            continue;
        bytes += line.size();
        lines.push_back(std::move(line));
        // What a pipe holds already goes together; a slow writer gets each answer at once.
        if (lines.size() >= kLinesPerRequest || bytes >= kBytesPerRequest || input.rdbuf()->in_avail() <= 0) {
            INFERNO_CHECK(send(*service, lines));
            bytes = 0;
        }
    }
    if (input.bad())
        return fail(ErrorCode::IoFailed, "reading " + (fromFile ? options.file : "the standard input"));
    INFERNO_CHECK(send(*service, lines));
    return kOk;
}

// status

/// The vault's settings, as they are now. A locked vault does not tell them.
Result<void> printSettings(Context& context, Client& service, const std::string& state) {
    if (state == "locked")
        return {};
    INFERNO_TRY(const json shown, service.config());
    for (const json& item : shown.at("items")) {
        const std::string key = item.at("key").get<std::string>();
        const auto value = item.find("value");
        if (key.starts_with("audit.") && value != item.end() && item.value("origin", "built-in") != "built-in")
            printLine(context.terminal().paint("  " + printable(key) + " = " + printable(value->dump()), Style::Dim));
    }
    return {};
}

/// What this client has seen of the vault before, and its signed checkpoint now.
void compareWithMemory(Context& context, Client& service, client::AuditStatus& status) {
    if (status.state != "open" || status.checkpointed == 0)
        return;
    const auto finding = [&]() -> Result<anchor::Finding> {
        INFERNO_TRY(const auto folder, client::userStateFolder(context.environment()));
        return anchor::rememberService(service, folder / "anchors", context.clock().now());
    }();
    if (!finding)
        status.warnings.push_back("not compared with what was seen here before: " + finding.error().message());
    else if (finding->standing == anchor::Standing::RolledBack)
        status.warnings.push_back("rolled_back: " + finding->detail + "; inferno audit verify says more");
}

Result<int> status(Context& context) {
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(client::AuditStatus status, service->auditStatus());
    compareWithMemory(context, *service, status);
    if (context.json()) {
        printJson(status);
        return kOk;
    }
    const auto line = [](const char* name, const std::string& value) {
        printLine("  " + std::string(name) + std::string(14 - std::string_view(name).size(), ' ') + printable(value));
    };
    printLine(context.terminal().paint("Audit vault", Style::Bold) + " · " + status.state);
    line("folder", status.folder + ", " + formatSize(ByteSize{status.bytes}));
    line("vault id", status.vault_id);
    if (status.state == "locked") {
        line("opened by", "a passphrase: inferno audit unlock");
        return kOk;
    }
    line("events", std::to_string(status.events) + " (" + std::to_string(status.durable) + " durable, " +
                       std::to_string(status.checkpointed) + " under a signed checkpoint, " +
                       std::to_string(status.sealed) + " sealed)");
    if (status.thinned_segments > 0)
        line("thinned", std::to_string(status.thinned_segments) + " segments, without " +
                            std::to_string(status.removed_events) + " events of the types in audit.retention.classes");
    line("root", status.root);
    line("checkpoint", context.when(status.checkpoint_time));
    line("last event", context.when(status.last_event));
    line("verifier key", status.verifier_key);
    line("opened by", status.opened_by == "passphrase" ? "a passphrase" : "the key file " + status.key_file);
    if (status.kek_version > 0)
        line("keys", "key-encryption key " + std::to_string(status.kek_version) + " of " +
                         context.when(status.keys_rotated) + ", rotated by " + context.when(status.keys_rotate) + "; " +
                         std::to_string(status.data_keys) + " data keys");
    line("jobs run as", status.jobs_run_as.empty()
                            ? "the service's own user: they can read its keys (batch_queue.run_as)"
                            : status.jobs_run_as + ", who cannot read the keys");
    INFERNO_CHECK(printSettings(context, *service, status.state));
    line("verified",
         status.last_verified.empty() ? "never" : context.when(status.last_verified) + ": " + status.last_verdict);
    for (const client::AnchorStatus& place : status.anchors)
        line("anchor", place.kind + " " + place.place + ", " +
                           (place.size > 0 ? std::to_string(place.size) + " events, " : "") + context.when(place.time));
    if (!status.anchors.empty())
        line("unanchored", std::to_string(status.unanchored) + (status.unanchored == 1 ? " record, " : " records, ") +
                               std::to_string(std::lround(status.unanchored_seconds)) + " s");
    for (const std::string& warning : status.warnings)
        printLine(context.terminal().paint("Note: ", Style::Warn) + printable(warning));
    return kOk;
}

// report

Result<int> report(Context& context, const ReportOptions& options) {
    if (options.format != "pdf")
        return fail(ErrorCode::NotBuilt,
                    "'inferno audit report --format " + options.format + "' is not in this version",
                    "use --format pdf");
    INFERNO_TRY(Client * service, context.service());
    INFERNO_TRY(client::Report report, service->createReport(options.period));
    Context::catchInterrupt();
    while (report.status == "running" && !Context::interrupted()) {
        std::this_thread::sleep_for(200ms);
        INFERNO_TRY(report, service->report(report.id));
    }
    if (Context::interrupted())
        return kInterrupted;
    if (report.status != "ready")
        return fail(ErrorCode::ReportFailed, report.error, "inferno audit status and the service's log say more");
    INFERNO_TRY(const std::string pdf, service->reportPdf(report.id));
    std::string name = options.period;
    std::ranges::replace(name, ':', '-');
    std::ranges::replace(name, '/', '-');
    const std::filesystem::path output =
        std::filesystem::absolute(options.output.empty() ? "inferno-audit-" + name + ".pdf" : options.output);
    SystemVfs vfs;
    INFERNO_CHECK(writeFileAtomically(vfs, output, asBytes(pdf), 0600));
    if (context.json()) {
        json document = report;
        document["output"] = output.string();
        printJson(document);
    } else {
        printLine(output.string());
    }
    return kOk;
}

} // namespace

void addAuditCommands(CLI::App& program, Context& context) {
    CLI::App* group = program.add_subcommand("audit", "Read and write the audit trail, and prove that it is whole");
    group->require_subcommand(1);
    const auto options = std::make_shared<AppendOptions>();

    addAuditSearch(*group, context);

    CLI::App* appending =
        group->add_subcommand("append", "Append events, lines of JSON; answers when they are durable");
    appending->add_option("--file", options->file, "read this file (standard input)");
    appending->add_option("INPUT", options->file, "- reads the standard input");
    onCall(appending, context, [&context, options] { return append(context, *options); });

    onCall(group->add_subcommand("status", "Show how the vault is"), context, [&context] { return status(context); });
    const auto reportOptions = std::make_shared<ReportOptions>();
    CLI::App* reporting = group->add_subcommand("report", "Write a report of a period");
    reporting->add_option("--period", reportOptions->period, "daily, weekly, monthly, or FROM..TO")->required();
    reporting->add_option("--format", reportOptions->format, "pdf or json")
        ->check(CLI::IsMember({"pdf", "json"}))
        ->capture_default_str();
    reporting->add_option("--output", reportOptions->output, "the file (inferno-audit-PERIOD.pdf here)");
    onCall(reporting, context, [&context, reportOptions] { return report(context, *reportOptions); });

    addAuditKeys(*group, context);
    addAuditErase(*group, context);
    addAuditExport(*group, context);
    addAuditProofs(*group, context);
    addAuditRetention(*group, context);
    addAuditAlertRules(*group, context);
}

} // namespace inferno::cli
