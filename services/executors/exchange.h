// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace inferno::executors {

/// Reads kOutputsFile of a run's exchange folder: its JSON object in one line, or "" where there is none. The folder is
/// the command's, so nothing in it is trusted: only a plain file with one name, of the folder's owner, is read. Errors:
/// input.invalid for what is no JSON object, input.too_large, io.*.
Result<std::string> readOutputs(const std::filesystem::path& exchange);

/// Who the command runs as.
struct ExchangeOwner {
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
};
/// Makes a run's exchange folder for its owner, with kFilesFolder in it; one of an earlier attempt is taken as it is.
/// Making folders is dear, so an empty one of an earlier run is taken where there is one. Errors: io.*.
Result<void> makeExchange(const std::filesystem::path& exchange, const ExchangeOwner& owner);

/// Writes kInputsFile anew. The folder is its owner's already, so nothing that lies there is followed or written into.
/// Errors: io.*.
Result<void> writeInputs(const std::filesystem::path& exchange, const ExchangeOwner& owner, std::string_view inputs);

/// Removes what the runner and the service put into the folder. Then, unless the command left files, the folder is kept
/// for a later run, under another name, or goes as well.
void tidyExchange(const std::filesystem::path& exchange);

} // namespace inferno::executors
