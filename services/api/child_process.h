// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::api {

/// Runs a program to its end, without a shell and with this environment alone, and returns what it wrote to stderr
/// (the first 8 KiB). It is killed when the time is over. Error: report.failed with its words, if it does not exit 0.
/// Blocks; safe from any thread.
Result<std::string> runChild(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                             const std::vector<std::string>& environment, std::chrono::milliseconds timeout);

} // namespace inferno::api
