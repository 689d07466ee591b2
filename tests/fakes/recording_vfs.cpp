// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/recording_vfs.h"

#include <algorithm>
#include <fstream>
#include <set>

namespace inferno::fakes {
namespace {

using Kind = DiskOperation::Kind;

class RecordingFile final : public File {
public:
    RecordingFile(std::unique_ptr<File> under, RecordingVfs& vfs, std::size_t number)
        : under_(std::move(under)), vfs_(vfs), number_(number) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        return under_->read(offset, out);
    }
    Result<void> write(std::uint64_t offset, ByteView data) override {
        return vfs_.keep({Kind::Write, {}, {}, number_, offset, Bytes(data.begin(), data.end()), 0},
                         [&] { return under_->write(offset, data); });
    }
    Result<void> sync() override {
        return vfs_.keep({Kind::Sync, {}, {}, number_, 0, {}, 0}, [&] { return under_->sync(); });
    }
    Result<void> truncate(std::uint64_t size) override {
        return vfs_.keep({Kind::Truncate, {}, {}, number_, size, {}, 0}, [&] { return under_->truncate(size); });
    }
    Result<void> allocate(std::uint64_t size) override {
        return vfs_.keep({Kind::Allocate, {}, {}, number_, size, {}, 0}, [&] { return under_->allocate(size); });
    }
    Result<std::uint64_t> size() override { return under_->size(); }

private:
    std::unique_ptr<File> under_;
    RecordingVfs& vfs_;
    std::size_t number_;
};

/// The operations that are not durable at the end: writes that no sync of their file follows, names that no sync of
/// their folder follows.
struct Pending {
    std::vector<std::size_t> writes;
    std::set<std::size_t> names;
};

Pending pendingOf(std::span<const DiskOperation> operations) {
    std::set<std::size_t> syncedFiles;
    std::set<std::filesystem::path> syncedFolders;
    Pending pending;
    for (std::size_t i = operations.size(); i-- > 0;) {
        const DiskOperation& operation = operations[i];
        switch (operation.kind) {
        case Kind::Sync: syncedFiles.insert(operation.file); break;
        case Kind::SyncFolder: syncedFolders.insert(operation.path); break;
        case Kind::Write:
            if (!syncedFiles.contains(operation.file))
                pending.writes.push_back(i);
            break;
        case Kind::Create:
        case Kind::MakeFolder:
        case Kind::Remove:
            if (!syncedFolders.contains(operation.path.parent_path()))
                pending.names.insert(i);
            break;
        case Kind::Rename:
        case Kind::Link:
            if (!syncedFolders.contains(operation.to.parent_path()))
                pending.names.insert(i);
            break;
        case Kind::Truncate:
        case Kind::Allocate: break;
        }
    }
    std::ranges::reverse(pending.writes);
    return pending;
}

/// How many bytes of an unsynced write are there.
std::size_t kept(const DiskOperation& write, std::size_t index, const Pending& pending, Loss loss, unsigned seed) {
    const std::size_t all = write.data.size();
    switch (loss) {
    case Loss::Nothing:
    case Loss::Names: return all;
    case Loss::Everything: return 0;
    case Loss::Last: return index == pending.writes.back() ? 0 : all;
    case Loss::First: return index == pending.writes.front() ? 0 : all;
    case Loss::Torn: return all / 2;
    case Loss::Some: {
        std::minstd_rand random(seed * 7919U + static_cast<unsigned>(index));
        const auto dice = random() % 4;
        return dice == 0 ? 0 : dice == 1 ? random() % (all + 1) : all;
    }
    }
    return all;
}

struct Node {
    Bytes content;
    std::uint32_t permissions = 0600;
};

/// A file system in memory.
struct Disk {
    std::map<std::size_t, Node> files;
    std::map<std::filesystem::path, std::size_t> names;
    std::map<std::filesystem::path, std::uint32_t> folders;

    void apply(const DiskOperation& operation, std::size_t bytes) {
        Node& node = files[operation.file];
        switch (operation.kind) {
        case Kind::Create:
            names[operation.path] = operation.file;
            node.permissions = operation.permissions;
            break;
        case Kind::Write:
            if (bytes > 0) {
                node.content.resize(std::max<std::size_t>(node.content.size(), operation.offset + bytes));
                std::copy_n(operation.data.begin(), bytes,
                            node.content.begin() + static_cast<std::ptrdiff_t>(operation.offset));
            }
            break;
        case Kind::Truncate: node.content.resize(operation.offset); break;
        case Kind::Allocate: node.content.resize(std::max<std::size_t>(node.content.size(), operation.offset)); break;
        case Kind::MakeFolder: folders[operation.path] = operation.permissions; break;
        case Kind::Rename:
            if (const auto from = names.find(operation.path); from != names.end()) {
                names[operation.to] = from->second;
                names.erase(operation.path);
            }
            break;
        case Kind::Link:
            if (const auto from = names.find(operation.path); from != names.end())
                names[operation.to] = from->second;
            break;
        case Kind::Remove: names.erase(operation.path); break;
        case Kind::Sync:
        case Kind::SyncFolder: break;
        }
    }
};

} // namespace

std::size_t RecordingVfs::operations() const {
    const std::lock_guard lock(mutex_);
    return operations_.size();
}

void RecordingVfs::leave(const std::filesystem::path& target, std::size_t count, Loss loss, unsigned seed) const {
    const std::lock_guard lock(mutex_);
    const auto operations = std::span(operations_).first(std::min(count, operations_.size()));
    const Pending pending = pendingOf(operations);
    const std::set<std::size_t> unsynced(pending.writes.begin(), pending.writes.end());
    const bool losesNames = loss == Loss::Everything || loss == Loss::Names;
    Disk disk;
    for (std::size_t i = 0; i < operations.size(); ++i) {
        const DiskOperation& operation = operations[i];
        if (losesNames && pending.names.contains(i))
            continue;
        const std::size_t bytes =
            unsynced.contains(i) ? kept(operation, i, pending, loss, seed) : operation.data.size();
        disk.apply(operation, bytes);
    }
    for (const auto& [folder, permissions] : disk.folders) {
        std::filesystem::create_directories(target / folder);
        std::filesystem::permissions(target / folder, static_cast<std::filesystem::perms>(permissions));
    }
    for (const auto& [path, number] : disk.names) {
        const Node& node = disk.files[number];
        std::filesystem::create_directories((target / path).parent_path());
        std::ofstream file(target / path, std::ios::binary);
        file.write(reinterpret_cast<const char*>(node.content.data()),
                   static_cast<std::streamsize>(node.content.size()));
        file.close();
        std::filesystem::permissions(target / path, static_cast<std::filesystem::perms>(node.permissions));
    }
}

Result<void> RecordingVfs::keep(DiskOperation operation, const std::function<Result<void>()>& work) {
    const std::lock_guard lock(mutex_);
    INFERNO_CHECK(work());
    const auto named = files_.find(operation.path);
    if (named != files_.end() && operation.file == 0)
        operation.file = named->second;
    if (operation.kind == Kind::Rename) {
        files_[operation.to] = operation.file;
        files_.erase(operation.path);
    } else if (operation.kind == Kind::Link) {
        files_[operation.to] = operation.file;
    } else if (operation.kind == Kind::Remove) {
        files_.erase(operation.path);
    }
    operations_.push_back(std::move(operation));
    return {};
}

Result<std::unique_ptr<File>> RecordingVfs::open(const std::filesystem::path& path, OpenMode mode,
                                                 std::uint32_t permissions) {
    const std::lock_guard lock(mutex_);
    const bool creates = mode == OpenMode::CreateExclusive || (mode == OpenMode::Create && !exists(under_, path));
    INFERNO_TRY(auto file, under_.open(path, mode, permissions));
    std::size_t& number = files_[below(path)];
    if (creates || number == 0)
        number = nextFile_++;
    if (creates)
        operations_.push_back({Kind::Create, below(path), {}, number, 0, {}, permissions});
    return std::make_unique<RecordingFile>(std::move(file), *this, number);
}

Result<void> RecordingVfs::makeFolder(const std::filesystem::path& path, std::uint32_t permissions) {
    return keep({Kind::MakeFolder, below(path), {}, 0, 0, {}, permissions},
                [&] { return under_.makeFolder(path, permissions); });
}

Result<void> RecordingVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    return keep({Kind::Rename, below(from), below(to), 0, 0, {}, 0}, [&] { return under_.rename(from, to); });
}

Result<void> RecordingVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    return keep({Kind::Link, below(from), below(to), 0, 0, {}, 0}, [&] { return under_.link(from, to); });
}

Result<void> RecordingVfs::remove(const std::filesystem::path& path) {
    return keep({Kind::Remove, below(path), {}, 0, 0, {}, 0}, [&] { return under_.remove(path); });
}

Result<void> RecordingVfs::syncFolder(const std::filesystem::path& folder) {
    return keep({Kind::SyncFolder, below(folder), {}, 0, 0, {}, 0}, [&] { return under_.syncFolder(folder); });
}

} // namespace inferno::fakes
