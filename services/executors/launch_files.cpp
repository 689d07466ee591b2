// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/launch_files.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

#include "services/executors/packed_log.h"

namespace inferno::executors {
namespace {

constexpr std::string_view kVoid = "void";
constexpr std::uint64_t kRecordBytes = 4096; ///< a block of the disk
/// With kMostOutputs in quotes and a detail, no record is larger.
constexpr std::uint64_t kLargestRecord = 1U << 20;
/// "run_" and the first 23 bits of a time in milliseconds: the runs of nine hours share a folder.
constexpr std::size_t kFolderName = 9;

bool isPlain(std::string_view run) {
    return !run.empty() && run.size() <= 128 && run.front() != '.' && std::ranges::all_of(run, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    });
}

/// The file's text; nothing if there is no such file.
Result<std::optional<std::string>> readIfThere(Vfs& vfs, const std::filesystem::path& path) {
    auto bytes = readFile(vfs, path, kLargestRecord);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return std::optional<std::string>{};
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    return std::string(asText(*bytes));
}

} // namespace

Result<LaunchFiles> LaunchFiles::of(const std::filesystem::path& runs, const LaunchId& id, Vfs& vfs) {
    if (!isPlain(id.run) || id.launch == 0)
        return fail(ErrorCode::InputInvalid, "'" + id.run + "' is not the id of a run, or its launch number is 0");
    return LaunchFiles(runs / id.run.substr(0, kFolderName) / (id.run + "." + std::to_string(id.launch)), vfs);
}

std::filesystem::path LaunchFiles::with(const char* ending) const {
    std::filesystem::path path = prefix_;
    path += ending;
    return path;
}

Result<void> LaunchFiles::makeFolder() const {
    const std::filesystem::path folder = prefix_.parent_path();
    if (const auto made = vfs_->makeFolder(folder); !made && made.error().code != ErrorCode::IoExists)
        return made;
    return vfs_->syncFolder(folder.parent_path());
}

Result<std::optional<LaunchFiles::Record>> LaunchFiles::record() const {
    INFERNO_TRY(const auto text, readIfThere(*vfs_, recordPath()));
    if (!text)
        return std::optional<Record>{};
    const std::string_view all(*text);
    const std::size_t end = std::min(all.find('\n'), all.size());
    if (all.substr(0, end) == kVoid)
        return Record{};
    // The name may be durable before the words: whose they were has ended with the machine.
    Record record{identityFromJson(all.substr(0, end)).value_or(ProcessIdentity{}), {}};
    const std::string_view rest = all.substr(std::min(end + 1, all.size()));
    // Without its newline it is not whole, and what was not written yet is zeros.
    if (const std::size_t length = rest.find('\n'); length != std::string_view::npos)
        if (auto result = resultFromJson(rest.substr(0, length)); result)
            record.result = *std::move(result);
    return record;
}

Result<bool> LaunchFiles::claimFor(const ProcessIdentity& self) const {
    INFERNO_TRY(const bool linked, linkRecord(toJson(self), std::to_string(self.pid), kRecordBytes));
    if (linked)
        INFERNO_CHECK(vfs_->syncFolder(prefix_.parent_path()));
    return linked;
}

Result<bool> LaunchFiles::claimVoid() const {
    INFERNO_CHECK(makeFolder());
    INFERNO_TRY(const bool linked, linkRecord(kVoid, "void" + std::to_string(::getpid()), 0));
    if (linked)
        return true;
    INFERNO_TRY(const auto there, record());
    return there && !there->runner; // voided before is as good
}

Result<bool> LaunchFiles::linkRecord(std::string_view firstLine, std::string_view owner, std::uint64_t bytes) const {
    const std::filesystem::path temporary = with((".record." + std::string(owner)).c_str());
    {
        INFERNO_TRY(const auto file, vfs_->open(temporary, OpenMode::Create));
        INFERNO_CHECK(file->truncate(0));
        if (bytes > 0)
            INFERNO_CHECK(file->allocate(bytes));
        INFERNO_CHECK(file->write(0, asBytes(std::string(firstLine) + "\n")));
    }
    const auto linked = vfs_->link(temporary, recordPath());
    (void)vfs_->remove(temporary); // a leftover says nothing: only the record counts
    if (!linked && linked.error().code == ErrorCode::IoExists)
        return false;
    if (!linked)
        return std::unexpected(linked.error());
    return true;
}

Result<void> LaunchFiles::writeResult(const LaunchResult& result) const {
    INFERNO_TRY(const auto file, vfs_->open(recordPath(), OpenMode::ReadWrite));
    Bytes first(kRecordBytes);
    INFERNO_TRY(const std::size_t count, file->read(0, first));
    const auto end = std::find(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(count), '\n');
    if (end == first.begin() + static_cast<std::ptrdiff_t>(count))
        return fail(ErrorCode::IoFailed, recordPath().string() + " is not as it was claimed");
    const auto at = static_cast<std::uint64_t>(end - first.begin()) + 1;
    const std::string text = toJson(result) + "\n";
    INFERNO_CHECK(file->write(at, asBytes(text)));
    return file->sync();
}

Result<void> LaunchFiles::requestCancel() const {
    INFERNO_TRY(const auto file, vfs_->open(cancelPath(), OpenMode::Create));
    return vfs_->syncFolder(prefix_.parent_path());
}

bool LaunchFiles::cancelRequested() const {
    return exists(*vfs_, cancelPath());
}

Result<std::unique_ptr<File>> LaunchFiles::openOutput() const {
    auto plain = vfs_->open(outputPath(), OpenMode::Read, 0600);
    // The plain one goes only when the packed one is there.
    if (plain || plain.error().code != ErrorCode::IoNotFound || !exists(*vfs_, packedOutputPath()))
        return plain;
    return openPackedLog(*vfs_, packedOutputPath());
}

Result<std::optional<Usage>> LaunchFiles::usage() const {
    INFERNO_TRY(auto text, readIfThere(*vfs_, usagePath()));
    if (!text) {
        INFERNO_TRY(auto there, record());
        if (!there || !there->result || there->result->usage.empty())
            return std::optional<Usage>{};
        text = std::move(there->result->usage);
    }
    INFERNO_TRY(auto usage, parseUsage(*text));
    return std::optional(std::move(usage));
}

void LaunchFiles::writeProgress(int percent) const {
    const std::filesystem::path temporary = with(".progress.tmp");
    auto file = vfs_->open(temporary, OpenMode::Create);
    if (!file || !(*file)->truncate(0) || !(*file)->write(0, asBytes(std::to_string(percent) + "\n")))
        return;
    (void)vfs_->rename(temporary, with(".progress"));
}

std::optional<int> LaunchFiles::progress() const {
    const auto text = readIfThere(*vfs_, with(".progress"));
    int percent = 0;
    if (!text || !*text ||
        std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), percent).ec != std::errc{})
        return std::nullopt;
    return percent;
}

std::optional<LaunchFileName> parseLaunchFileName(std::string_view name) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    // A run's id may hold dots; an ending begins with a letter.
    for (std::size_t dot = name.find('.'); dot != std::string_view::npos; dot = name.find('.', dot + 1)) {
        std::uint32_t launch = 0;
        const char* const last = name.data() + name.size();
        const auto [end, error] = std::from_chars(name.data() + dot + 1, last, launch);
        if (error == std::errc{} && launch > 0 && last - end > 1 && *end == '.' && !isDigit(end[1]) &&
            isPlain(name.substr(0, dot)))
            return LaunchFileName{std::string(name.substr(0, dot)), launch, std::string(end, last)};
    }
    return std::nullopt;
}

std::pair<std::string, std::string> launchMark(const LaunchId& id) {
    return {"INFERNO_LAUNCH", id.run + "/" + std::to_string(id.launch)};
}

} // namespace inferno::executors
