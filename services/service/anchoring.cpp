// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/anchoring.h"

#include <nlohmann/json.hpp>

#include "core/vault/vault.h"
#include "services/anchor/place_config.h"

namespace inferno::service {
namespace {

using anchor::Anchors;

/// One event for each change; buffered, so that no place holds anything up.
void record(vault::Vault& vault, Anchors::Change change, const Anchors::Status& status) {
    vault::Event event;
    event.eventType = "vault";
    event.resource = status.kind + " " + status.place;
    event.result = change == Anchors::Change::Restored ? "success" : "failure";
    nlohmann::json details{{"kind", status.kind}, {"place", status.place}, {"size", status.size}};
    switch (change) {
    case Anchors::Change::Failed:
        event.action = "anchor_failed";
        event.severity = vault::Severity::High;
        details["error"] = status.error;
        break;
    case Anchors::Change::Restored:
        event.action = "anchor_restored";
        event.severity = vault::Severity::Low;
        break;
    case Anchors::Change::RolledBack:
        event.action = "anchor_rolled_back";
        event.severity = vault::Severity::Critical;
        details["found"] = status.rolledBack;
        break;
    }
    event.details = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    vault::AppendRequest request;
    request.events.push_back(std::move(event));
    request.ack = vault::Ack::Buffered;
    vault.appendAsync(std::move(request), [](const Result<vault::Receipt>&) {});
}

} // namespace

Result<std::unique_ptr<Anchors>> openAnchors(const config::Config& config, vault::Vault& vault, Vfs& vfs,
                                             const Clock& clock, const std::filesystem::path& cosigned) {
    INFERNO_TRY(auto places, anchor::placesOf(config, vfs, clock));
    Anchors::Vault source;
    source.checkpoint = [&vault] { return vault.checkpointNow(); };
    source.verifierKey = [&vault] { return vault.verifierKey(); };
    source.history = [&vault, &vfs] {
        const auto note = readFile(vfs, vault.keys().store().paths().verifiers(), 1U << 20);
        return note ? std::string(asText(*note)) : std::string();
    };
    source.proofs = [&vault](std::uint64_t oldSize, std::uint64_t newSize) -> Result<std::vector<Hash>> {
        INFERNO_TRY(auto proof, vault.consistency(oldSize, newSize));
        return std::move(proof.path);
    };
    const std::chrono::milliseconds interval{
        static_cast<std::int64_t>(config.number("audit.anchors.interval_seconds") * 1000)};
    auto anchors = std::make_unique<Anchors>(
        std::move(source), std::move(places), interval, clock,
        [&vault](Anchors::Change change, const Anchors::Status& status) { record(vault, change, status); });
    anchors->onCosigned([&vfs, cosigned](const std::string& note) {
        // Its loss loses no evidence: the witness keeps its own.
        (void)writeFileAtomically(vfs, cosigned, asBytes(note), 0600);
    });
    return anchors;
}

Result<std::unique_ptr<anchor::Witness>> openWitness(const config::Config& config, const std::string& vaultOrigin,
                                                     const std::filesystem::path& dataDir, Vfs& vfs,
                                                     const Clock& clock) {
    const auto& origins = config.list("witness.origins");
    if (origins.empty())
        return std::unique_ptr<anchor::Witness>();
    return anchor::Witness::open(
        vfs, clock, {dataDir / "witness", dataDir / "keys" / "witness.key", vaultOrigin + "/witness", origins});
}

} // namespace inferno::service
