// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::unpack {

struct Limits {
    std::uint64_t entries = 10'000;
    std::uint64_t bytes = 8ULL << 30; ///< of all files together, unpacked
    std::uint64_t ratio = 200;        ///< unpacked bytes for each packed one, beyond the first MiB
};

struct Entry {
    std::string path; ///< relative, with `/`
    std::uint64_t size = 0;
    bool folder = false;
};

/// Reads a zip, tar, tar.gz, tar.zst, tar.xz or tar.bz2 (told by its first bytes, not by its name) with KArchive,
/// inside the sandbox: enters it first, so one call a process. Refused whole, before anything is written, are: entries
/// whose path is absolute or leaves the archive, links and special files, names with control characters, and what goes
/// over the limits. With `target` (an existing, empty folder) the files are written there, 0600, folders 0700; sizes
/// are counted again while writing, since an archive may lie about them. Errors: archive.refused, io.*, disk.full,
/// feature.absent.
Result<std::vector<Entry>> readArchive(const std::filesystem::path& archive, const std::filesystem::path& target,
                                       const Limits& limits);

} // namespace inferno::unpack
