// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/vfs.h"

namespace inferno {

bool exists(Vfs& vfs, const std::filesystem::path& path) {
    return vfs.stat(path).has_value();
}

Result<Bytes> readFile(Vfs& vfs, const std::filesystem::path& path, std::uint64_t limit) {
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    INFERNO_TRY(const std::uint64_t size, file->size());
    if (size > limit)
        return fail(ErrorCode::InputTooLarge, path.string() + " has " + std::to_string(size) +
                                                  " bytes, more than the " + std::to_string(limit) + " allowed");
    Bytes content(size);
    INFERNO_TRY(const std::size_t count, file->read(0, content));
    content.resize(count);
    return content;
}

Result<void> writeFileAtomically(Vfs& vfs, const std::filesystem::path& path, ByteView content,
                                 std::uint32_t permissions) {
    auto temporary = path;
    temporary += ".tmp";
    {
        INFERNO_TRY(const auto file, vfs.open(temporary, OpenMode::Create, permissions));
        INFERNO_CHECK(file->truncate(0));
        INFERNO_CHECK(file->write(0, content));
        INFERNO_CHECK(file->sync());
    }
    INFERNO_CHECK(vfs.rename(temporary, path));
    return vfs.syncFolder(path.parent_path());
}

} // namespace inferno
