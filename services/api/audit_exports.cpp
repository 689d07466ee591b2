// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/audit_exports.h"

#include <nlohmann/json.hpp>

#include "core/vault/export/exporter.h"
#include "core/vault/vault.h"
#include "services/api/support.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kAhead = 1U << 20; ///< bytes that may wait for a client before it gets more

} // namespace

Result<void> AuditExports::start(AuditExport wanted) {
    const std::lock_guard lock(mutex_);
    std::erase_if(running_, [](const Running& one) { return one.over.load(); });
    if (stopped_)
        return fail(ErrorCode::RateLimited, "the service is stopping");
    if (running_.size() >= kAtOnce)
        return fail(ErrorCode::RateLimited, std::to_string(kAtOnce) + " exports are being sent",
                    "try again when one of them is done");
    Running& one = running_.emplace_back();
    one.thread = std::jthread([this, &one, wanted = std::move(wanted)](const std::stop_token& stopping) {
        send(wanted, stopping);
        one.over = true;
    });
    return {};
}

void AuditExports::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        for (Running& one : running_)
            one.thread.request_stop();
    }
    running_.clear(); // joins; nobody adds to it any more
}

void AuditExports::send(const AuditExport& wanted, const std::stop_token& stopping) {
    http::Stream& stream = *wanted.stream;
    vault::Exporter exporter([this](const vault::Query& query) { return vault_.query(query); }, wanted.query,
                             wanted.end, wanted.format, {vault_.vaultId(), INFERNO_VERSION});
    bool complete = false;
    for (std::string piece; !complete && stream.waitForRoom(kAhead, stopping); piece.clear()) {
        const auto more = exporter.next(piece);
        if (!more || (!piece.empty() && !stream.write(piece)))
            break;
        complete = !*more;
    }
    record(wanted, exporter, complete);
    complete ? stream.finish() : stream.abort();
}

void AuditExports::record(const AuditExport& wanted, const vault::Exporter& exporter, bool complete) {
    vault::Event event;
    event.eventType = "data_access";
    event.action = vault::actions::kAuditExport;
    event.resource = "audit";
    event.result = complete ? "success" : "failure";
    json details{{"format", vault::toText(wanted.format)},
                 {"filters", json::parse(wanted.filters, nullptr, false)},
                 {"events", exporter.events()}};
    if (exporter.prunedEvents() > 0)
        details["pruned_events"] = exporter.prunedEvents();
    if (!complete)
        details["broken_off"] = true;
    event.details = textOf(details);
    auditor_.record(std::move(event), wanted.caller);
}

} // namespace inferno::api
