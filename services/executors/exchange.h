// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace inferno::executors {

/// Reads kOutputsFile of a run's exchange folder: its JSON object in one line, or "" where there is none. The folder is
/// the command's, so nothing in it is trusted: only a plain file with one name, of the folder's owner, is read. Errors:
/// input.invalid for what is no JSON object, input.too_large, io.*.
Result<std::string> readOutputs(const std::filesystem::path& exchange);

/// Removes what the runner and the service put into the folder, and then the folder, unless the command left files.
void tidyExchange(const std::filesystem::path& exchange);

} // namespace inferno::executors
