// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::unpack {

struct RunOptions {
    std::filesystem::path program;           ///< "" = the inferno-unpack that lies beside this program
    const std::atomic<bool>* stop = nullptr; ///< set from another thread: the child is ended
};

/// Runs `inferno-unpack` with these arguments, and waits for it. For programs that do not link KArchive. Errors:
/// unpack.missing; archive.refused or io.failed with what it said; archive.refused too where it was stopped.
Result<void> runUnpack(const std::vector<std::string>& arguments, const RunOptions& options = {});

} // namespace inferno::unpack
