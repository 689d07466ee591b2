// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"

namespace inferno::maintenance {

/// A folder that is held open. All that is done in it is done below this very folder, one name at a time, and no
/// symbolic link is ever followed: whoever puts a link there, or moves a folder away meanwhile, cannot lead a deletion
/// to another place. A link itself can be removed. Not safe from several threads.
class Folder {
public:
    struct Entry {
        std::string name;
        bool folder = false;
        bool regular = false; ///< a plain file; neither: a link, a socket, a device
        std::uint64_t bytes = 0;
        WallTime changed{};
    };

    /// The folder itself may be reached over links: it is the one that the service was given. Errors: io.*.
    static Result<Folder> open(const std::filesystem::path& path);
    ~Folder();
    Folder(Folder&& other) noexcept;
    Folder& operator=(Folder&&) = delete;
    Folder(const Folder&) = delete;

    /// Nothing where there is none of this name, or it is no folder. A name with a slash is refused.
    Result<std::optional<Folder>> child(const std::string& name) const;
    /// By name.
    Result<std::vector<Entry>> list() const;
    /// A file or a link. True if it was there.
    Result<bool> remove(const std::string& name) const;
    /// An empty folder. False if it is not empty, or not there.
    Result<bool> removeFolder(const std::string& name) const;
    Result<void> rename(const std::string& from, const std::string& to) const;
    /// A plain file. Error: input.too_large beyond `limit`.
    Result<Bytes> read(const std::string& name, std::uint64_t limit) const;
    /// A new file (0600), durable, last changed at `changed`. Error: io.exists.
    Result<void> write(const std::string& name, ByteView content, WallTime changed) const;

private:
    Folder(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    int descriptor_ = -1;
    std::string path_; ///< for messages
};

} // namespace inferno::maintenance
