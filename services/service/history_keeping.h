// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/error.h"

namespace inferno::config {
class Settings;
}
namespace inferno::maintenance {
class Maintenance;
struct Report;
} // namespace inferno::maintenance

namespace inferno::service {

/// Lets go of the runs and outputs that `[batch_queue.history]` does not keep: looks at the start and then each hour,
/// on a thread of its own between `start` and `stop`. What went is told to `onCleaned`, what fails to `onError`, and is
/// tried again an hour later. Without limits nothing is ever deleted. Everything is borrowed.
class HistoryKeeping {
public:
    using OnCleaned = std::function<Result<void>(const maintenance::Report&)>;
    using OnError = std::function<void(const Error&)>;
    HistoryKeeping(maintenance::Maintenance& maintenance, const config::Settings& settings, OnCleaned onCleaned,
                   OnError onError)
        : maintenance_(maintenance), settings_(settings), onCleaned_(std::move(onCleaned)),
          onError_(std::move(onError)) {}
    ~HistoryKeeping() { stop(); }
    HistoryKeeping(const HistoryKeeping&) = delete;
    HistoryKeeping& operator=(const HistoryKeeping&) = delete;

    void start();
    void stop();
    /// One look: true if something went.
    Result<bool> step();

private:
    maintenance::Maintenance& maintenance_;
    const config::Settings& settings_;
    const OnCleaned onCleaned_;
    const OnError onError_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::service
