// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/api/models.h"
#include "services/config/config.h"

namespace inferno::service {

using Unpack = std::function<Result<void>(const std::filesystem::path& archive, const std::filesystem::path& folder)>;

/// The models behind the API: an `inferno-engine` and its supervisor, as [inference] says. `unpack`: see
/// EngineSupervisor::Config. Errors: those of EngineSupervisor::open.
Result<std::unique_ptr<api::ModelHost>> openModels(const config::Config& config, const std::filesystem::path& engine,
                                                   const std::filesystem::path& folder, Unpack unpack, Vfs& vfs,
                                                   const Clock& clock);

} // namespace inferno::service
