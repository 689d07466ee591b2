// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/vault/export/export_format.h"
#include "core/vault/query.h"
#include "services/api/auditor.h"
#include "services/http/stream.h"

namespace inferno::vault {
class Exporter;
}

namespace inferno::api {

/// Somebody who takes events away.
struct AuditExport {
    vault::Query query;
    std::uint64_t end = 0; ///< events below it
    vault::ExportFormat format = vault::ExportFormat::Ndjson;
    std::string filters; ///< as they were typed, a JSON object: for the event
    Caller caller;
    std::shared_ptr<http::Stream> stream;
};

/// Sends exports of the audit trail: each on a thread of its own, as fast as its client takes it, so that a slow one
/// holds up nobody and fills no memory. Records each, complete or broken off, as one `audit_export` with the number of
/// events that it gave out. Safe from any thread.
class AuditExports {
public:
    static constexpr std::size_t kAtOnce = 4;

    AuditExports(vault::Vault& vault, Auditor& auditor) : vault_(vault), auditor_(auditor) {}
    ~AuditExports() { stop(); }
    AuditExports(const AuditExports&) = delete;
    AuditExports& operator=(const AuditExports&) = delete;

    /// REQUIRES filters that Matcher::of takes. Error: rate.limited where kAtOnce are being sent.
    Result<void> start(AuditExport wanted);
    /// Breaks off what is being sent; nothing starts afterwards. REQUIRES the vault to be open.
    void stop();

private:
    struct Running {
        std::atomic<bool> over{false};
        std::jthread thread;
    };
    void send(const AuditExport& wanted, const std::stop_token& stopping);
    void record(const AuditExport& wanted, const vault::Exporter& exporter, bool complete);

    vault::Vault& vault_;
    Auditor& auditor_;
    std::mutex mutex_;
    std::list<Running> running_;
    bool stopped_ = false;
};

} // namespace inferno::api
