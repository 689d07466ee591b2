// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "core/jobs/job.h"
#include "services/executors/executor.h"

namespace inferno::scheduler {

/// What is the same for all launches of a service.
struct LaunchSurroundings {
    std::filesystem::path dataFolder; ///< absolute; jobs without a working folder get <dataFolder>/work/<job>
    std::filesystem::path binFolder;  ///< absolute; where `inferno` is: first in PATH
    std::string url;                  ///< INFERNO_URL
    std::string user;                 ///< run commands as this user; "" = as the service's own
    /// INFERNO_TOKEN of a run: it dies with the run. None given: the variable is not set.
    std::function<Result<std::string>(const jobs::LaunchOrder&)> token;
    std::chrono::milliseconds sampleEvery{2000}; ///< as executors::LaunchSpec's
};

/// The whole of a launch: command (Inferno's own words through `<binFolder>/inferno`), environment as docs/jobs.md
/// lists it and never the service's own, a template's values as parameters, working folder (made where it is the job's
/// own). Errors: io.not_found for a working folder that is gone, those of `token`.
Result<executors::LaunchSpec> launchSpecOf(const jobs::LaunchOrder& order, const LaunchSurroundings& surroundings,
                                           Vfs& vfs);

} // namespace inferno::scheduler
