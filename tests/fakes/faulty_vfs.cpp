// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/faulty_vfs.h"

namespace inferno::fakes {
namespace {

class FaultyFile final : public File {
public:
    FaultyFile(std::unique_ptr<File> under, FaultyVfs& vfs, std::filesystem::path path)
        : under_(std::move(under)), vfs_(vfs), path_(std::move(path)) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        return under_->read(offset, out);
    }
    Result<void> write(std::uint64_t offset, ByteView data) override {
        if (auto fate = vfs_.step("writing", path_); !fate) {
            (void)under_->write(offset, data.first(data.size() / 2));
            return fate;
        }
        return under_->write(offset, data);
    }
    Result<void> sync() override {
        INFERNO_CHECK(vfs_.step("syncing", path_));
        return under_->sync();
    }
    Result<void> truncate(std::uint64_t size) override {
        INFERNO_CHECK(vfs_.step("truncating", path_));
        return under_->truncate(size);
    }
    Result<void> allocate(std::uint64_t size) override {
        INFERNO_CHECK(vfs_.step("reserving space", path_));
        return under_->allocate(size);
    }
    Result<std::uint64_t> size() override { return under_->size(); }

private:
    std::unique_ptr<File> under_;
    FaultyVfs& vfs_;
    std::filesystem::path path_;
};

} // namespace

void FaultyVfs::failAt(std::uint64_t operation, ErrorCode error, bool sticky) {
    error_ = error;
    sticky_ = sticky;
    count_ = 0;
    failAt_ = operation;
}

Result<void> FaultyVfs::step(const char* doing, const std::filesystem::path& path) {
    const std::uint64_t mine = ++count_;
    const std::uint64_t from = failAt_;
    if (from == 0 || mine < from || (mine > from && !sticky_)) {
        const auto error = judge ? judge(doing, path) : std::nullopt;
        return error ? Result<void>(fail(*error, std::string(doing) + " was made to fail by the test"))
                     : Result<void>();
    }
    return fail(error_, std::string(doing) + " was made to fail by the test");
}

Result<std::unique_ptr<File>> FaultyVfs::open(const std::filesystem::path& path, OpenMode mode,
                                              std::uint32_t permissions) {
    if (mode == OpenMode::Create || mode == OpenMode::CreateExclusive)
        INFERNO_CHECK(step("opening", path));
    else if (mode == OpenMode::Read && beforeRead)
        beforeRead(path);
    INFERNO_TRY(auto file, under_.open(path, mode, permissions));
    return std::make_unique<FaultyFile>(std::move(file), *this, path);
}

Result<void> FaultyVfs::makeFolder(const std::filesystem::path& path, std::uint32_t permissions) {
    INFERNO_CHECK(step("making a folder", path));
    return under_.makeFolder(path, permissions);
}

Result<void> FaultyVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    INFERNO_CHECK(step("renaming", to));
    return under_.rename(from, to);
}

Result<void> FaultyVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    INFERNO_CHECK(step("linking", to));
    return under_.link(from, to);
}

Result<void> FaultyVfs::remove(const std::filesystem::path& path) {
    INFERNO_CHECK(step("removing", path));
    return under_.remove(path);
}

Result<void> FaultyVfs::syncFolder(const std::filesystem::path& folder) {
    INFERNO_CHECK(step("syncing a folder", folder));
    return under_.syncFolder(folder);
}

Result<DiskSpace> FaultyVfs::space(const std::filesystem::path& folder) {
    const std::lock_guard lock(mutex_);
    return space_ ? *space_ : under_.space(folder);
}

void FaultyVfs::setSpace(DiskSpace space) {
    const std::lock_guard lock(mutex_);
    space_ = space;
}

} // namespace inferno::fakes
