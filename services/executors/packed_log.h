// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/base/vfs.h"

namespace inferno::executors {

/// Packs the log `plain` into `packed` (docs/formats/run-log.md): durable first, then `plain` is removed, so that at
/// any time one of them is there and whole. A log that would hardly get smaller is left as it is.
Result<void> packLog(Vfs& vfs, const std::filesystem::path& plain, const std::filesystem::path& packed);

/// A packed log, to be read like the plain one: sizes and offsets are those of the plain one. Reading costs the frames
/// that it touches, 256 KiB each. Error: io.failed where the file is damaged.
Result<std::unique_ptr<File>> openPackedLog(Vfs& vfs, const std::filesystem::path& packed);

} // namespace inferno::executors
