// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace inferno::executors {

/// Reads kOutputsFile of a run's exchange folder: its JSON object in one line, or "" where there is none. The folder is
/// the command's, so nothing in it is trusted: only a plain file with one name, of the folder's owner, is read. Errors:
/// input.invalid for what is no JSON object, input.too_large, io.*.
Result<std::string> readOutputs(const std::filesystem::path& exchange);

/// Makes a run's exchange folder for the user `uid`, with kFilesFolder in it; one that is there already is taken as it
/// is. Making folders is dear, so an empty one of an earlier run is taken where there is one. Errors: io.*.
Result<void> makeExchange(const std::filesystem::path& exchange, std::uint32_t uid);

/// Removes what the runner and the service put into the folder. Then, unless the command left files, the folder is kept
/// for a later run, under another name, or goes as well.
void tidyExchange(const std::filesystem::path& exchange);

} // namespace inferno::executors
