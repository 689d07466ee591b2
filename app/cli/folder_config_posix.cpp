// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>
#include <unistd.h>

#include "app/cli/folder_config.h"

namespace inferno::cli {
namespace {

bool isTrusted(const struct stat& status) {
    return (status.st_uid == ::geteuid() || status.st_uid == 0) && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace

std::optional<std::filesystem::path> folderConfig(const std::filesystem::path& folder,
                                                  const std::function<void(const std::string&)>& tell) {
    std::filesystem::path file = folder / ".inferno.toml";
    struct stat fileStatus{};
    struct stat folderStatus{};
    if (::stat(file.c_str(), &fileStatus) != 0 || ::stat(folder.c_str(), &folderStatus) != 0)
        return std::nullopt;
    if (isTrusted(fileStatus) && isTrusted(folderStatus))
        return file;
    tell(file.string() + " is left out: others can write it or its folder, or it belongs to somebody else");
    return std::nullopt;
}

} // namespace inferno::cli
