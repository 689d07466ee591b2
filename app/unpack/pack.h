// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/error.h"

namespace inferno::unpack {

/// Packs the files of a folder without folders in it into a new tar.zst, reproducibly: sorted by name, with no times
/// and no owners, so that the same files give the same bytes. Errors: io.exists (there is such a file), input.invalid
/// (the folder holds something else than files), io.*, disk.full.
Result<void> packFolder(const std::filesystem::path& folder, const std::filesystem::path& archive);

} // namespace inferno::unpack
