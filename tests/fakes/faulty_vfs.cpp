// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fakes/faulty_vfs.h"

namespace inferno::fakes {
namespace {

class FaultyFile final : public File {
public:
    FaultyFile(std::unique_ptr<File> under, FaultyVfs& vfs) : under_(std::move(under)), vfs_(vfs) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        return under_->read(offset, out);
    }
    Result<void> write(std::uint64_t offset, ByteView data) override {
        if (auto fate = vfs_.step("writing"); !fate) {
            (void)under_->write(offset, data.first(data.size() / 2));
            return fate;
        }
        return under_->write(offset, data);
    }
    Result<void> sync() override {
        INFERNO_CHECK(vfs_.step("syncing"));
        return under_->sync();
    }
    Result<void> truncate(std::uint64_t size) override {
        INFERNO_CHECK(vfs_.step("truncating"));
        return under_->truncate(size);
    }
    Result<void> allocate(std::uint64_t size) override {
        INFERNO_CHECK(vfs_.step("reserving space"));
        return under_->allocate(size);
    }
    Result<std::uint64_t> size() override { return under_->size(); }

private:
    std::unique_ptr<File> under_;
    FaultyVfs& vfs_;
};

} // namespace

void FaultyVfs::failAt(std::uint64_t operation, ErrorCode error, bool sticky) {
    error_ = error;
    sticky_ = sticky;
    count_ = 0;
    failAt_ = operation;
}

Result<void> FaultyVfs::step(const char* doing) {
    const std::uint64_t mine = ++count_;
    const std::uint64_t from = failAt_;
    if (from == 0 || mine < from || (mine > from && !sticky_))
        return {};
    return fail(error_, std::string(doing) + " was made to fail by the test");
}

Result<std::unique_ptr<File>> FaultyVfs::open(const std::filesystem::path& path, OpenMode mode,
                                              std::uint32_t permissions) {
    if (mode == OpenMode::Create || mode == OpenMode::CreateExclusive)
        INFERNO_CHECK(step("opening"));
    INFERNO_TRY(auto file, under_.open(path, mode, permissions));
    return std::make_unique<FaultyFile>(std::move(file), *this);
}

Result<void> FaultyVfs::makeFolder(const std::filesystem::path& path, std::uint32_t permissions) {
    INFERNO_CHECK(step("making a folder"));
    return under_.makeFolder(path, permissions);
}

Result<void> FaultyVfs::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    INFERNO_CHECK(step("renaming"));
    return under_.rename(from, to);
}

Result<void> FaultyVfs::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    INFERNO_CHECK(step("linking"));
    return under_.link(from, to);
}

Result<void> FaultyVfs::remove(const std::filesystem::path& path) {
    INFERNO_CHECK(step("removing"));
    return under_.remove(path);
}

Result<void> FaultyVfs::syncFolder(const std::filesystem::path& folder) {
    INFERNO_CHECK(step("syncing a folder"));
    return under_.syncFolder(folder);
}

} // namespace inferno::fakes
