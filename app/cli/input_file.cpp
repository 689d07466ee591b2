// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input_file.h"

#include "core/base/vfs.h"

namespace inferno::cli {

Result<std::string> readNamed(const std::string& path, std::uint64_t mostBytes) {
    SystemVfs vfs;
    const auto content = readFile(vfs, path, mostBytes);
    if (!content && content.error().code == ErrorCode::IoNotFound)
        return failBecause(content.error(), ErrorCode::IoNotFound, "there is no file " + path,
                           "name one that is there; a path is seen from the folder in which you are");
    if (!content)
        return std::unexpected(content.error());
    return std::string(asText(*content));
}

} // namespace inferno::cli
