// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.h"

namespace inferno::cli {

/// The whole file that somebody named. Errors: io.*, with what to do where it is not there; input.too_large.
Result<std::string> readNamed(const std::string& path, std::uint64_t mostBytes);

} // namespace inferno::cli
