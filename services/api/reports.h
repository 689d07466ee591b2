// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/schedule/zone.h"
#include "services/api/report_period.h"
#include "services/client/types.h"

namespace inferno::jobs {
class JobStore;
}
namespace inferno::vault {
class Vault;
}

namespace inferno::api {

class Verifications;

/// Makes audit reports, one after the other on a thread of its own: gathers what ran and what was recorded, verifies
/// the vault, and lets `inferno-report` render the PDF. Each report is a folder `<data>/reports/<id>`: `report.json`
/// (its Report), `document.json` (the content), `report.pdf`. Safe from any thread.
class Reports {
public:
    struct Parts {
        std::filesystem::path folder;   ///< <data>/reports
        std::filesystem::path renderer; ///< inferno-report
        jobs::JobStore& jobs;
        vault::Vault& vault;
        Verifications& verifications;
        Vfs& vfs;
        const Clock& clock;
        schedule::Zone zone;
    };
    explicit Reports(Parts parts) : parts_(std::move(parts)) {}
    ~Reports() { stop(); }
    Reports(const Reports&) = delete;
    Reports& operator=(const Reports&) = delete;

    /// Reads what is there; a report that was being made when the service ended has failed.
    Result<void> start();
    /// The one that is being made is finished first.
    void stop();

    /// Queues one. `key`: principal and Idempotency-Key, or ""; the same key gives the same report again. Errors:
    /// report.renderer_missing, input.invalid, idempotency.conflict.
    Result<client::Report> create(const std::string& period, const std::string& by, const std::string& key);
    /// Error: report.unknown.
    Result<client::Report> report(const std::string& id) const;
    /// The PDF's bytes. Errors: report.unknown, run.state while it is not ready.
    Result<Bytes> pdf(const std::string& id) const;

private:
    struct Order {
        client::Report report;
        ReportPeriod period;
        std::string by;
    };
    struct Known {
        client::Report report;
        std::string key;
    };
    void loop(const std::stop_token& stopping);
    /// Fills size and sha256.
    Result<void> make(Order& order);
    Result<void> store(const client::Report& report, const std::string& key);
    std::filesystem::path folderOf(const std::string& id) const { return parts_.folder / id; }

    Parts parts_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::string, Known> known_; ///< by id
    std::deque<Order> waiting_;
    std::jthread thread_;
};

} // namespace inferno::api
