// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/history_keeping.h"

#include "services/config/settings.h"
#include "services/maintenance/maintenance.h"

namespace inferno::service {
namespace {

constexpr std::chrono::hours kBetweenLooks{1};

} // namespace

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

void HistoryKeeping::start() {
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            if (const auto looked = step(); !looked)
                onError_(looked.error());
            lock.lock();
            wake_.wait_for(lock, kBetweenLooks, [this] { return stopping_; });
        }
    });
}

void HistoryKeeping::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

} // namespace inferno::service
