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

/// The models behind the API: an `inferno-engine`, which is beside the other programs in `binFolder`, and its
/// supervisor, as `[inference]` says. `unpack`, `engineEnded`: see EngineSupervisor::Config. Errors: config.invalid
/// with file and line, those of EngineSupervisor::open.
Result<std::unique_ptr<api::ModelHost>> openModels(const config::Config& config, const std::filesystem::path& dataDir,
                                                   const std::filesystem::path& binFolder, Unpack unpack, Vfs& vfs,
                                                   const Clock& clock,
                                                   std::function<void(const std::string& how)> engineEnded = {});

/// Whether models could be served as `[inference]` says: the keys are keys, the files are there. Error: config.invalid,
/// with the key.
Result<void> checkModels(const config::Config& config, Vfs& vfs);

} // namespace inferno::service
