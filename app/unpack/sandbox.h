// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/error.h"

namespace inferno::unpack {

/// Gives up, for good and for this whole process, what reading an archive does not need: the network, starting programs
/// or processes, tracing others, writing outside `writable` (empty: writing anywhere), more than `maxFileBytes` in a
/// file, and more memory, processor time and descriptors than a sane archive takes. Linux: seccomp, Landlock where the
/// kernel has it, resource limits. Error: feature.absent where the kernel refuses the seccomp filter; then nothing may
/// be read.
Result<void> enterSandbox(const std::filesystem::path& writable, std::uint64_t maxFileBytes);

} // namespace inferno::unpack
