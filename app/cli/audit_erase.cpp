// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_erase.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace inferno::cli {
namespace {

struct EraseOptions {
    std::string subject;
    std::string reason;
};

Result<int> erase(Context& context, const EraseOptions& options) {
    INFERNO_TRY(client::Client * service, context.service());
    INFERNO_TRY(const client::SubjectErased erased, service->eraseSubject(options.subject, options.reason));
    if (context.json()) {
        printJson(erased);
        return kOk;
    }
    printLine("Erased: the name and the sealed fields of subject " + std::to_string(erased.number) +
              " can no longer be read; event " + std::to_string(erased.seq) + " says so");
    printLine("Not reached: copies outside of the vault, such as exports, reports and the history of jobs");
    return kOk;
}

} // namespace

void addAuditErase(CLI::App& group, Context& context) {
    const auto options = std::make_shared<EraseOptions>();
    CLI::App* erasing = group.add_subcommand("erase", "Destroy what leads from the records to a person's name");
    erasing->add_option("--subject", options->subject, "the user, as events name it")->required();
    erasing->add_option("--reason", options->reason, "why; stays in the log, so without the name")->required();
    onCall(erasing, context, [&context, options] { return erase(context, *options); });
}

} // namespace inferno::cli
