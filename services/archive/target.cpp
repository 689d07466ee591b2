// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/archive/target.h"

#include <algorithm>

namespace inferno::archive {
namespace {

constexpr std::size_t kCopyBytes = 1 << 20;

class S3Target final : public Target {
public:
    S3Target(Vfs& vfs, S3Options options) : vfs_(vfs), s3_(std::move(options)) {}

    Result<void> putFile(const std::string& name, const std::filesystem::path& file,
                         const std::optional<ObjectLock>& lock) override {
        return s3_.putFile(name, vfs_, file, lock);
    }
    Result<void> put(const std::string& name, ByteView content, const std::optional<ObjectLock>& lock) override {
        return s3_.put(name, content, lock);
    }
    Result<void> get(const std::string& name, const std::function<Result<void>(ByteView)>& take) override {
        return s3_.get(name, take);
    }
    Result<Bytes> get(const std::string& name, std::uint64_t limit) override { return s3_.get(name, limit); }
    Result<std::vector<std::string>> list(const std::string& begin) override {
        INFERNO_TRY(const auto objects, s3_.list(begin));
        std::vector<std::string> names;
        for (const S3Object& object : objects)
            names.push_back(object.name);
        return names;
    }

private:
    Vfs& vfs_;
    S3 s3_;
};

class FolderTarget final : public Target {
public:
    FolderTarget(Vfs& vfs, std::filesystem::path folder) : vfs_(vfs), folder_(std::move(folder)) {}

    Result<void> putFile(const std::string& name, const std::filesystem::path& file,
                         const std::optional<ObjectLock>&) override {
        INFERNO_TRY(const auto from, vfs_.open(file, OpenMode::Read));
        const auto path = folder_ / name;
        INFERNO_CHECK(makeFolders(path.parent_path()));
        auto temporary = path;
        temporary += ".tmp";
        {
            INFERNO_TRY(const auto to, vfs_.open(temporary, OpenMode::Create, 0600));
            INFERNO_CHECK(to->truncate(0));
            INFERNO_CHECK(copy(*from, [&](std::uint64_t offset, ByteView part) { return to->write(offset, part); }));
            INFERNO_CHECK(to->sync());
        }
        INFERNO_CHECK(vfs_.rename(temporary, path));
        return vfs_.syncFolder(path.parent_path());
    }
    Result<void> put(const std::string& name, ByteView content, const std::optional<ObjectLock>&) override {
        const auto path = folder_ / name;
        INFERNO_CHECK(makeFolders(path.parent_path()));
        return writeFileAtomically(vfs_, path, content);
    }
    Result<void> get(const std::string& name, const std::function<Result<void>(ByteView)>& take) override {
        INFERNO_TRY(const auto from, vfs_.open(folder_ / name, OpenMode::Read));
        return copy(*from, [&](std::uint64_t, ByteView part) { return take(part); });
    }
    Result<Bytes> get(const std::string& name, std::uint64_t limit) override {
        return readFile(vfs_, folder_ / name, limit);
    }
    Result<std::vector<std::string>> list(const std::string& begin) override {
        const std::string below = begin.substr(0, begin.rfind('/') + 1); // "" where there is no slash
        std::vector<std::string> names;
        if (!exists(vfs_, folder_))
            return fail(ErrorCode::ArchiveFailed, "the folder " + folder_.string() + " is not there",
                        "mount or make it");
        if (!exists(vfs_, folder_ / below))
            return names;
        INFERNO_TRY(const auto entries, vfs_.list(folder_ / below));
        for (const FileInfo& entry : entries)
            if (!entry.directory && (below + entry.name).starts_with(begin) && !entry.name.ends_with(".tmp"))
                names.push_back(below + entry.name);
        std::ranges::sort(names);
        return names;
    }

private:
    /// The target itself must be there: a mount that is missing is no empty archive.
    Result<void> makeFolders(const std::filesystem::path& path) {
        if (exists(vfs_, path))
            return {};
        if (path == folder_ || path == path.parent_path())
            return fail(ErrorCode::ArchiveFailed, "the folder " + folder_.string() + " is not there",
                        "mount or make it");
        INFERNO_CHECK(makeFolders(path.parent_path()));
        INFERNO_CHECK(vfs_.makeFolder(path));
        return vfs_.syncFolder(path.parent_path());
    }

    static Result<void> copy(File& from, const std::function<Result<void>(std::uint64_t, ByteView)>& take) {
        Bytes part(kCopyBytes);
        for (std::uint64_t offset = 0;;) {
            INFERNO_TRY(const std::size_t got, from.read(offset, part));
            if (got == 0)
                return {};
            INFERNO_CHECK(take(offset, ByteView(part).first(got)));
            offset += got;
        }
    }

    Vfs& vfs_;
    const std::filesystem::path folder_;
};

} // namespace

std::unique_ptr<Target> s3Target(Vfs& vfs, S3Options options) {
    return std::make_unique<S3Target>(vfs, std::move(options));
}

std::unique_ptr<Target> folderTarget(Vfs& vfs, std::filesystem::path folder) {
    return std::make_unique<FolderTarget>(vfs, std::move(folder));
}

} // namespace inferno::archive
