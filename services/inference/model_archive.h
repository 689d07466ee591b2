// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "services/inference/model_config.h"

namespace inferno::serving {

/// What an archive says of its model. What it does not say is "".
struct ArchiveContents {
    std::string name;
    std::string version;
    std::string handler;
    std::string serializedFile; ///< within the archive; there is such a file
    bool isEager = false;       ///< its weights belong to a class in Python
    std::string manifest;       ///< as it is
    ModelConfig config;
    std::vector<std::string> extraFiles; ///< others at its root
};

/// The files below a folder, relative, with `/`, sorted. Errors: model.invalid for links, special files, names that are
/// not UTF-8 or hold control characters, more than 10,000 entries or 32 levels; io.*.
Result<std::vector<std::string>> filesBelow(const std::filesystem::path& folder);

/// The text of a file of the archive.
using ReadText = std::function<Result<std::string>(const std::string& file)>;

/// What an archive of these files says: MAR-INF/MANIFEST.json, which may be absent, and the model-config.yaml. Nothing
/// of it is executed. A folder around all of it, as in tars of torch-model-archiver, is passed over. Where the manifest
/// names no serializedFile, the only `.pt` at the root is taken for it. `sorted`: relative, with `/`. Errors:
/// model.invalid, those of `read`.
Result<ArchiveContents> contentsOf(std::vector<std::string> sorted, const ReadText& read);
/// The same of an archive that is unpacked in `folder`. Errors: model.invalid, io.*.
Result<ArchiveContents> readArchive(Vfs& vfs, const std::filesystem::path& folder);

/// What archives hold, unpacked: a folder for each archive, `<folder>/<sha256>`, made once whatever models it serves
/// (docs/model-archives.md), and removed once it serves none. Safe from any thread; one at a time on a folder.
class ArchiveStore {
public:
    /// Unpacks an archive into an existing, empty folder: inferno-unpack, in a process of its own.
    using Unpack =
        std::function<Result<void>(const std::filesystem::path& archive, const std::filesystem::path& folder)>;
    /// Whether the archive of this SHA-256 serves a model. Asked from any thread, with a lock held: it must not come
    /// back to the store.
    using IsUsed = std::function<bool(const std::string& sha256)>;

    /// Keeps one unpacked archive in its place while no model of it is known yet.
    class Hold {
    public:
        Hold() = default;
        Hold(Hold&& other) noexcept;
        Hold& operator=(Hold&& other) noexcept;
        ~Hold();

    private:
        friend class ArchiveStore;
        Hold(ArchiveStore& store, std::string sha256) : store_(&store), sha256_(std::move(sha256)) {}

        ArchiveStore* store_ = nullptr;
        std::string sha256_;
    };

    /// Borrows `vfs`.
    ArchiveStore(std::filesystem::path folder, Unpack unpack, IsUsed isUsed, Vfs& vfs);

    /// Where this archive is, or will be.
    std::filesystem::path placeOf(const std::string& sha256) const { return folder_ / sha256; }
    /// Unpacks it, unless it is there; durable when it returns. Errors: model.invalid, with what inferno-unpack says of
    /// it, or because its SHA-256 is another one; unpack.missing, io.*, disk.full.
    Result<Hold> unpack(const std::filesystem::path& archive, const std::string& sha256);
    /// Removes an unpacked archive that nobody holds or uses.
    void removeUnused(const std::string& sha256);
    /// Removes what a crash has left half made, and all that is not used. REQUIRES that nothing is held.
    void clean();

private:
    Result<void> unpackInto(const std::filesystem::path& fresh, const std::filesystem::path& archive,
                            const std::string& sha256) const;
    void letGo(const std::string& sha256);
    std::filesystem::path temporary();

    std::filesystem::path folder_;
    Unpack unpack_;
    IsUsed isUsed_;
    Vfs& vfs_;
    std::atomic<int> counter_ = 0;
    std::mutex mutex_;
    std::map<std::string, int> holds_;
};

} // namespace inferno::serving
