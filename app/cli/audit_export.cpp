// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_export.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/audit_evidence.h"
#include "app/cli/audit_filters.h"
#include "app/cli/audit_source.h"
#include "app/cli/output_file.h"
#include "core/base/units.h"
#include "core/vault/export/export_format.h"

namespace inferno::cli {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr int kInterrupted = 130;

struct ExportOptions {
    client::AuditQuery filters;
    std::string format;
    std::string output;
    std::string evidence;
};

/// How far an export is, on stderr: a line that is written again on a terminal, a line now and then elsewhere.
class Progress {
public:
    explicit Progress(vault::ExportFormat format)
        : notEvents_(vault::linesBesideEvents(format)), terminal_(isatty(STDERR_FILENO) == 1) {}

    void add(std::string_view piece) {
        lines_ += static_cast<std::uint64_t>(std::ranges::count(piece, '\n'));
        bytes_ += piece.size();
        if (Clock::now() < due_)
            return;
        due_ = Clock::now() + (terminal_ ? Clock::duration(100ms) : Clock::duration(5s));
        if (!terminal_)
            return note(text() + " …");
        std::fprintf(stderr, "\r\033[K%s …", text().c_str());
        shown_ = true;
    }
    void end() {
        if (std::exchange(shown_, false))
            std::fputs("\r\033[K", stderr);
    }
    std::uint64_t events() const { return lines_ - std::min(lines_, notEvents_); }
    std::string text() const { return std::to_string(events()) + " events, " + formatSize(ByteSize{bytes_}); }

private:
    std::uint64_t notEvents_;
    bool terminal_;
    std::uint64_t lines_ = 0;
    std::uint64_t bytes_ = 0;
    Clock::time_point due_ = Clock::now() + 500ms;
    bool shown_ = false;
};

void tell(Context& context, const ExportOptions& options, const OutputFile& output, const Progress& progress) {
    if (output.isStdout())
        return;
    if (context.json())
        printJson({{"format", options.format},
                   {"output", output.path().string()},
                   {"events", progress.events()},
                   {"bytes", output.bytes()}});
    else
        printLine("Exported " + progress.text() + ", to " + printable(output.path().string()));
}

Result<int> exportEvents(Context& context, const ExportOptions& options) {
    if (!options.evidence.empty()) {
        if (!options.format.empty() || !options.output.empty())
            return fail(ErrorCode::InputInvalid, "--evidence names its own file and has its own format",
                        "leave --format and --output out");
        INFERNO_CHECK(checkTimes(options.filters));
        return exportEvidence(context, options.filters, options.evidence);
    }
    if (options.format.empty() || options.output.empty())
        return fail(ErrorCode::InputInvalid, "an export needs --format and --output, or --evidence",
                    "inferno audit export --format ndjson --output events.ndjson");
    INFERNO_TRY(const vault::ExportFormat format, vault::parseExportFormat(options.format));
    INFERNO_CHECK(checkTimes(options.filters));
    SystemVfs vfs;
    INFERNO_TRY(OutputFile output, OutputFile::open(vfs, options.output));
    INFERNO_TRY(const auto source, auditSource(context));
    Context::catchInterrupt();
    Progress progress(format);
    const auto take = [&](std::string_view piece) -> Result<void> {
        INFERNO_CHECK(output.write(piece));
        progress.add(piece);
        return {};
    };
    const auto exported = source->exportEvents(options.filters, options.format, take, Context::interrupted());
    progress.end();
    if (Context::interrupted())
        return kInterrupted;
    INFERNO_CHECK(exported);
    INFERNO_CHECK(output.commit());
    tell(context, options, output, progress);
    return kOk;
}

} // namespace

void addAuditExport(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* command = group.add_subcommand("export", "Write events to a file, oldest first, as many as there are");
    command->add_option("--format", options->format, std::string(vault::kExportFormats))
        ->check(CLI::IsMember({"json", "ndjson", "csv", "cef", "ocsf"}));
    command->add_option("--output", options->output, "the file; - is the standard output");
    command->add_option("--evidence", options->evidence,
                        "instead: a new tar.zst of the events with their proofs, for inferno-verify");
    addFilters(*command, options->filters);
    onCall(command, context, [&context, options] { return exportEvents(context, *options); });
}

} // namespace inferno::cli
