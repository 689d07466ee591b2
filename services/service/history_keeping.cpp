// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/history_keeping.h"

#include "services/config/settings.h"
#include "services/maintenance/maintenance.h"

namespace inferno::service {

Result<bool> HistoryKeeping::step() {
    const auto config = settings_.now();
    const auto days = config->integer("batch_queue.history.max_age_days");
    const auto runs = config->integer("batch_queue.history.max_runs_per_job");
    const double megabytes = config->number("batch_queue.history.max_output_mb_per_job");
    maintenance::Request request;
    request.history = true;
    if (days > 0)
        request.maxAge = std::chrono::hours(24 * days);
    if (runs > 0)
        request.maxFiles = static_cast<int>(runs);
    if (megabytes > 0)
        request.maxJobBytes = static_cast<std::uint64_t>(megabytes * 1024 * 1024);
    if (!request.maxAge && !request.maxFiles && !request.maxJobBytes)
        return false;
    maintenance::Report report;
    const auto done = maintenance_.run(request, report);
    const bool something = report.history.runs > 0 || report.history.files > 0;
    if (something)
        INFERNO_CHECK(onCleaned_(report));
    if (!done)
        return std::unexpected(done.error());
    return something;
}

} // namespace inferno::service
