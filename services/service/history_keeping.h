// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/base/error.h"
#include "services/service/hourly.h"

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
    using OnError = Hourly::OnError;
    HistoryKeeping(maintenance::Maintenance& maintenance, const config::Settings& settings, OnCleaned onCleaned,
                   OnError onError)
        : maintenance_(maintenance), settings_(settings), onCleaned_(std::move(onCleaned)),
          hourly_([this] { return step(); }, std::move(onError)) {}

    void start() { hourly_.start(); }
    void stop() { hourly_.stop(); }
    /// One look: true if something went.
    Result<bool> step();

private:
    maintenance::Maintenance& maintenance_;
    const config::Settings& settings_;
    const OnCleaned onCleaned_;
    Hourly hourly_; ///< last: its thread ends first
};

} // namespace inferno::service
