// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output_file.h"

#include <cerrno>
#include <cstdio>

#include "core/base/ids.h"

namespace inferno::cli {

Result<OutputFile> OutputFile::open(Vfs& vfs, const std::filesystem::path& path, std::uint32_t permissions) {
    if (path == "-")
        return OutputFile(vfs, path);
    OutputFile output(vfs, std::filesystem::absolute(path));
    if (const auto there = vfs.stat(output.path_); there && there->directory)
        return fail(ErrorCode::InputInvalid, output.path_.string() + " is a folder", "name a file in it");
    if (const auto folder = vfs.stat(output.path_.parent_path()); !folder || !folder->directory)
        return fail(ErrorCode::InputInvalid, "there is no folder " + output.path_.parent_path().string(),
                    "make it, or name a file elsewhere");
    std::uint8_t tail[4];
    randomBytes(tail, sizeof tail);
    output.temporary_ = output.path_.string() + "." + toHex(tail) + ".part";
    INFERNO_TRY(output.file_, vfs.open(output.temporary_, OpenMode::CreateExclusive, permissions));
    return output;
}

OutputFile::~OutputFile() {
    if (!file_)
        return;
    file_.reset();
    (void)vfs_->remove(temporary_); // nothing is left to tell of it
}

Result<void> OutputFile::write(std::string_view piece) {
    if (file_)
        INFERNO_CHECK(file_->write(bytes_, asBytes(piece)));
    else if (std::fwrite(piece.data(), 1, piece.size(), stdout) != piece.size())
        return std::unexpected(errnoError(errno, "writing to the standard output"));
    bytes_ += piece.size();
    return {};
}

Result<void> OutputFile::commit() {
    if (!file_) {
        if (std::fflush(stdout) != 0)
            return std::unexpected(errnoError(errno, "writing to the standard output"));
        return {};
    }
    INFERNO_CHECK(file_->sync());
    INFERNO_CHECK(vfs_->rename(temporary_, path_));
    file_.reset();
    return vfs_->syncFolder(path_.parent_path());
}

} // namespace inferno::cli
