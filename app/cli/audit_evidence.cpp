// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_evidence.h"

#include <nlohmann/json.hpp>

#include "app/unpack/run_unpack.h"

namespace inferno::cli {
namespace {

constexpr int kInterrupted = 130;

} // namespace

Result<int> exportEvidence(Context& context, const client::AuditQuery& filters, const std::filesystem::path& given) {
    INFERNO_TRY(const auto source, auditSource(context));
    Context::catchInterrupt();
    evidence::Order order;
    order.filters = filters;
    order.output = std::filesystem::absolute(given);
    order.pack = [](const std::filesystem::path& folder, const std::filesystem::path& archive) {
        return unpack::runUnpack({"pack", folder.string(), archive.string()});
    };
    INFERNO_TRY(const auto packed, evidence::exportEvidence(*source, order, Context::interrupted()));
    if (!packed)
        return kInterrupted;
    if (context.json())
        printJson({{"format", "evidence"},
                   {"output", order.output.string()},
                   {"events", packed->events},
                   {"tree_size", packed->treeSize}});
    else
        printLine("Packed " + std::to_string(packed->events) + " events with their proofs, to " +
                  printable(order.output.string()) + "; inferno-verify checks it");
    return kOk;
}

} // namespace inferno::cli
