// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/vault.h"
#include "services/anchor/witness.h"
#include "services/api/anchor_views.h"
#include "services/api/documents.h"
#include "services/api/settings_event.h"
#include "services/api/support.h"
#include "services/api/verifications.h"
#include "services/archive/retention.h"
#include "services/config/config.h"

namespace inferno::api {

Result<http::Response> auditStatus(const Call& call) {
    vault::Vault& vault = call.context.vault;
    const vault::VaultStatus status = vault.status();
    client::AuditStatus out;
    out.state = "open"; // a vault that cannot write is open for reading, and says so in a warning
    out.vault_id = toText(status.vaultId);
    out.folder = call.context.config.text("audit.storage_path");
    if (out.folder.empty())
        out.folder = (call.context.dataDir / "vault").string();
    out.events = out.durable = status.progress.durable;
    out.checkpointed = status.progress.checkpointed;
    out.sealed = status.progress.sealed;
    out.thinned_segments = status.thinnedSegments;
    out.removed_events = status.removedEvents;
    out.root = toHex(status.root);
    out.checkpoint_time = timeText(status.checkpointTime);
    out.verifier_key = status.verifierKey;
    out.bytes = static_cast<std::uint64_t>(status.bytes);
    if (status.progress.durable > 0)
        if (const auto newest = vault.read(status.progress.durable - 1))
            out.last_event = formatUtc(newest->received);
    const Verifications::Last last = call.context.verifications.last();
    out.last_verified = last.time;
    out.last_verdict = last.verdict;
    if (const anchor::Anchors* anchors = call.context.anchors) {
        const auto places = anchors->status();
        for (const anchor::Anchors::Status& place : places) {
            out.anchors.push_back(toDocument(place));
            if (!place.rolledBack.empty())
                out.warnings.push_back(place.kind + " " + place.place +
                                       " speaks against this vault: " + place.rolledBack);
            else if (!place.error.empty())
                out.warnings.push_back(place.kind + " " + place.place + " takes no checkpoint: " + place.error);
        }
        const auto tail = anchor::Anchors::tailOf(places, out.events, call.context.clock.now());
        out.unanchored = tail.events;
        out.unanchored_seconds = tail.seconds;
    }
    if (call.context.witness)
        out.witness_key = call.context.witness->verifierKey();
    if (!status.failure.empty())
        out.warnings.push_back("the vault takes no events: " + status.failure);
    if (status.tornTails > 0)
        out.warnings.push_back("a torn tail was found at the start and kept under wal/torn");
    for (const std::string& warning : status.warnings)
        out.warnings.push_back(warning);
    for (std::string& warning : call.context.retention.warnings())
        out.warnings.push_back(std::move(warning));
    for (const std::string& warning : call.context.config.warnings())
        if (warning.find(": audit.") != warning.npos)
            out.warnings.push_back(warning);
    const auto settings = call.context.settings.now();
    for (std::string& warning : channelWarnings(*settings))
        out.warnings.push_back(std::move(warning));
    const vault::KeyInfo keys = vault.keys().store().info();
    out.opened_by = nameOf(keys.root);
    if (keys.root == vault::RootKind::KeyFile)
        out.key_file = keys.keyFile.string();
    out.kek_version = keys.kekVersion;
    out.jobs_run_as = call.context.jobUser;
    out.data_keys = static_cast<std::uint32_t>(keys.dataKeys);
    out.keys_rotated = formatUtc(keys.kekMade);
    out.keys_rotate =
        formatUtc(keys.kekMade + std::chrono::hours(24 * settings->integer("audit.encryption.rotate_keys_days")));
    return answer(out);
}

void addAuditRoutes(std::vector<Route>& routes) {
    routes.push_back({"GET",
                      "/api/v1/audit/status",
                      "audit:read",
                      "How the vault stands",
                      {},
                      "",
                      "AuditStatus",
                      200,
                      false,
                      auditStatus});
}

} // namespace inferno::api
