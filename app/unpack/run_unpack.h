// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::unpack {

/// Runs `inferno-unpack`, which lies beside this program, with these arguments, and waits for it. For programs that
/// link neither Qt nor KArchive. Errors: unpack.missing; archive.refused or io.failed with what it said.
Result<void> runUnpack(const std::vector<std::string>& arguments);

} // namespace inferno::unpack
