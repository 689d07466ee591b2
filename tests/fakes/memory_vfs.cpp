// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/memory_vfs.h"

#include <unistd.h>

#include <algorithm>

namespace inferno::fakes {
namespace {

class MemoryFile final : public File {
public:
    explicit MemoryFile(std::shared_ptr<Bytes> content) : content_(std::move(content)) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (offset >= content_->size())
            return 0;
        const std::size_t count = std::min<std::size_t>(out.size(), content_->size() - offset);
        std::ranges::copy(ByteView(*content_).subspan(offset, count), out.begin());
        return count;
    }
    Result<void> write(std::uint64_t offset, ByteView data) override {
        content_->resize(std::max<std::size_t>(content_->size(), offset + data.size()));
        std::ranges::copy(data, content_->begin() + static_cast<std::ptrdiff_t>(offset));
        return {};
    }
    Result<void> sync() override { return {}; }
    Result<void> truncate(std::uint64_t size) override {
        content_->resize(size);
        return {};
    }
    Result<void> allocate(std::uint64_t size) override {
        content_->resize(std::max<std::size_t>(content_->size(), size));
        return {};
    }
    Result<std::uint64_t> size() override { return content_->size(); }

private:
    std::shared_ptr<Bytes> content_;
};

class NoLock final : public FileLock {};

std::unexpected<Error> absent(const std::filesystem::path& path) {
    return fail(ErrorCode::IoNotFound, "there is no " + path.string());
}

} // namespace

MemoryVfs::Node* MemoryVfs::find(const std::filesystem::path& path) {
    const auto found = nodes_.find(path);
    return found == nodes_.end() ? nullptr : &found->second;
}

void MemoryVfs::makeParents(const std::filesystem::path& path) {
    for (auto above = path.parent_path(); !above.empty() && !nodes_.contains(above); above = above.parent_path())
        nodes_[above] = Node{true, 0700, nullptr};
}

void MemoryVfs::put(const std::filesystem::path& path, ByteView content) {
    const std::lock_guard lock(mutex_);
    makeParents(path);
    nodes_[path] = Node{false, 0600, std::make_shared<Bytes>(content.begin(), content.end())};
}

std::map<std::filesystem::path, Bytes> MemoryVfs::contents() {
    const std::lock_guard lock(mutex_);
    std::map<std::filesystem::path, Bytes> files;
    for (const auto& [path, node] : nodes_)
        if (node.content)
            files[path] = *node.content;
    return files;
}

Result<std::unique_ptr<File>> MemoryVfs::open(const std::filesystem::path& path, OpenMode mode,
                                              std::uint32_t permissions) {
    const std::lock_guard lock(mutex_);
    Node* node = find(path);
    const bool create = mode == OpenMode::Create || mode == OpenMode::CreateExclusive;
    if (node && mode == OpenMode::CreateExclusive)
        return fail(ErrorCode::IoExists, path.string() + " is there already");
    if (node && node->directory)
        return fail(ErrorCode::IoFailed, path.string() + " is a folder");
    if (!node && !create)
        return absent(path);
    if (!node) {
        makeParents(path);
        node = &nodes_.emplace(path, Node{false, permissions, std::make_shared<Bytes>()}).first->second;
    }
    return std::make_unique<MemoryFile>(node->content);
}

Result<FileInfo> MemoryVfs::stat(const std::filesystem::path& path) {
    const std::lock_guard lock(mutex_);
    const Node* node = find(path);
    if (!node)
        return absent(path);
    return FileInfo{path.filename().string(), node->directory, node->content ? node->content->size() : 0, node->mode,
                    static_cast<std::uint32_t>(geteuid())};
}

Result<std::vector<FileInfo>> MemoryVfs::list(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    if (!find(folder))
        return absent(folder);
    std::vector<FileInfo> entries;
    for (const auto& [path, node] : nodes_)
        if (path.parent_path() == folder && path != folder)
            entries.push_back({path.filename().string(), node.directory, node.content ? node.content->size() : 0,
                               node.mode, static_cast<std::uint32_t>(geteuid())});
    return entries;
}

Result<void> MemoryVfs::makeFolder(const std::filesystem::path& path, std::uint32_t permissions) {
    const std::lock_guard lock(mutex_);
    makeParents(path);
    nodes_.emplace(path, Node{true, permissions, nullptr});
    return {};
}

Result<void> MemoryVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::lock_guard lock(mutex_);
    const Node* node = find(from);
    if (!node || node->directory)
        return absent(from);
    nodes_[to] = *node;
    nodes_.erase(from);
    return {};
}

Result<void> MemoryVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::lock_guard lock(mutex_);
    const Node* node = find(from);
    if (!node)
        return absent(from);
    if (find(to))
        return fail(ErrorCode::IoExists, to.string() + " is there already");
    nodes_[to] = *node;
    return {};
}

Result<void> MemoryVfs::remove(const std::filesystem::path& path) {
    const std::lock_guard lock(mutex_);
    if (nodes_.erase(path) == 0)
        return absent(path);
    return {};
}

Result<std::unique_ptr<FileLock>> MemoryVfs::lock(const std::filesystem::path&, LockMode) {
    return std::make_unique<NoLock>();
}

} // namespace inferno::fakes
