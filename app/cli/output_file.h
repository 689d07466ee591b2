// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "core/base/vfs.h"

namespace inferno::cli {

/// A file that a command writes piece by piece and that is there only once it is whole: it grows beside its place under
/// a temporary name, and `commit` syncs and renames it. Without a commit nothing is left, and what lay there before is
/// untouched. "-" is the standard output.
class OutputFile {
public:
    /// By itself readable by its owner alone. Errors: io.*, disk.full.
    static Result<OutputFile> open(Vfs& vfs, const std::filesystem::path& path, std::uint32_t permissions = 0600);
    OutputFile(OutputFile&&) = default;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    Result<void> write(std::string_view piece);
    Result<void> commit();

    bool isStdout() const { return path_ == "-"; }
    const std::filesystem::path& path() const { return path_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    OutputFile(Vfs& vfs, std::filesystem::path path) : vfs_(&vfs), path_(std::move(path)) {}

    Vfs* vfs_;
    std::filesystem::path path_; ///< absolute
    std::filesystem::path temporary_;
    std::unique_ptr<File> file_; ///< none: the standard output, or committed
    std::uint64_t bytes_ = 0;
};

} // namespace inferno::cli
