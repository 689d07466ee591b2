// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/launch_folder.h"

#include <algorithm>
#include <charconv>
#include <unistd.h>

#include "services/executors/packed_log.h"

namespace inferno::executors {
namespace {

constexpr std::string_view kVoid = "void\n";
constexpr std::uint64_t kResultBytes = 8192;

/// The file's text; nothing if there is no such file.
Result<std::optional<std::string>> readIfThere(Vfs& vfs, const std::filesystem::path& path) {
    auto bytes = readFile(vfs, path, 1U << 20);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return std::optional<std::string>{};
    if (!bytes)
        return std::unexpected(std::move(bytes).error());
    return std::string(asText(*bytes));
}

Result<void> makeIfAbsent(Vfs& vfs, const std::filesystem::path& folder) {
    if (const auto made = vfs.makeFolder(folder); !made && made.error().code != ErrorCode::IoExists)
        return made;
    return {};
}

} // namespace

Result<LaunchFolder> LaunchFolder::make(const std::filesystem::path& runs, const LaunchId& id, Vfs& vfs) {
    INFERNO_CHECK(checkId(id));
    const std::filesystem::path run = runs / id.run;
    INFERNO_CHECK(makeIfAbsent(vfs, run));
    INFERNO_CHECK(makeIfAbsent(vfs, run / std::to_string(id.launch)));
    return LaunchFolder(run / std::to_string(id.launch), vfs);
}

Result<std::optional<LaunchFolder::Claim>> LaunchFolder::claim() const {
    INFERNO_TRY(const auto text, readIfThere(*vfs_, path_ / "claim"));
    if (!text)
        return std::optional<Claim>{};
    if (*text == kVoid)
        return Claim{};
    // The name may be durable before the words: whose they were has ended with the machine.
    return Claim{identityFromJson(*text).value_or(ProcessIdentity{})};
}

Result<bool> LaunchFolder::claimFor(const ProcessIdentity& self) const {
    INFERNO_TRY(const bool linked, linkClaim(toJson(self), std::to_string(self.pid)));
    if (!linked)
        return false;
    // The first of these makes a journal write all of it, folders included; the others then cost next to nothing.
    for (const auto& folder : {path_, path_.parent_path(), path_.parent_path().parent_path()})
        INFERNO_CHECK(vfs_->syncFolder(folder));
    return true;
}

Result<bool> LaunchFolder::claimVoid() const {
    INFERNO_TRY(const bool linked, linkClaim(kVoid, "void." + std::to_string(::getpid())));
    if (linked)
        return true;
    INFERNO_TRY(const auto there, claim());
    return there && !there->runner; // voided before is as good
}

Result<bool> LaunchFolder::linkClaim(std::string_view content, std::string_view owner) const {
    const std::filesystem::path temporary = path_ / ("claim." + std::string(owner));
    {
        INFERNO_TRY(const auto file, vfs_->open(temporary, OpenMode::Create));
        INFERNO_CHECK(file->truncate(0));
        INFERNO_CHECK(file->write(0, asBytes(content)));
    }
    const auto linked = vfs_->link(temporary, path_ / "claim");
    (void)vfs_->remove(temporary); // a leftover says nothing: only `claim` counts
    if (!linked && linked.error().code == ErrorCode::IoExists)
        return false;
    if (!linked)
        return std::unexpected(linked.error());
    return true;
}

Result<void> LaunchFolder::reserveResult() const {
    INFERNO_TRY(const auto file, vfs_->open(path_ / "result.tmp", OpenMode::Create));
    return file->allocate(kResultBytes);
}

Result<void> LaunchFolder::writeResult(const LaunchResult& result) const {
    const std::string text = toJson(result);
    INFERNO_TRY(const auto file, vfs_->open(path_ / "result.tmp", OpenMode::Create));
    INFERNO_CHECK(file->write(0, asBytes(text)));
    INFERNO_CHECK(file->truncate(text.size()));
    INFERNO_CHECK(vfs_->rename(path_ / "result.tmp", path_ / "result.json"));
    INFERNO_CHECK(vfs_->syncFolder(path_));
    return file->sync();
}

Result<std::optional<LaunchResult>> LaunchFolder::result() const {
    INFERNO_TRY(const auto text, readIfThere(*vfs_, path_ / "result.json"));
    if (!text)
        return std::optional<LaunchResult>{};
    auto result = resultFromJson(*text);
    return result ? std::optional(*std::move(result)) : std::nullopt;
}

Result<void> LaunchFolder::requestCancel() const {
    INFERNO_TRY(const auto file, vfs_->open(cancelPath(), OpenMode::Create));
    return vfs_->syncFolder(path_);
}

bool LaunchFolder::cancelRequested() const {
    return exists(*vfs_, cancelPath());
}

Result<std::unique_ptr<File>> LaunchFolder::openOutput() const {
    auto plain = vfs_->open(outputPath(), OpenMode::Read, 0600);
    // The plain one goes only when the packed one is there.
    if (plain || plain.error().code != ErrorCode::IoNotFound || !exists(*vfs_, packedOutputPath()))
        return plain;
    return openPackedLog(*vfs_, packedOutputPath());
}

Result<std::optional<Usage>> LaunchFolder::usage() const {
    INFERNO_TRY(const auto text, readIfThere(*vfs_, usagePath()));
    if (!text)
        return std::optional<Usage>{};
    INFERNO_TRY(auto usage, parseUsage(*text));
    return std::optional(std::move(usage));
}

void LaunchFolder::writeProgress(int percent) const {
    const std::filesystem::path temporary = path_ / "progress.tmp";
    auto file = vfs_->open(temporary, OpenMode::Create);
    if (!file || !(*file)->truncate(0) || !(*file)->write(0, asBytes(std::to_string(percent) + "\n")))
        return;
    (void)vfs_->rename(temporary, path_ / "progress");
}

std::optional<int> LaunchFolder::progress() const {
    const auto text = readIfThere(*vfs_, path_ / "progress");
    int percent = 0;
    if (!text || !*text ||
        std::from_chars((*text)->data(), (*text)->data() + (*text)->size(), percent).ec != std::errc{})
        return std::nullopt;
    return percent;
}

std::pair<std::string, std::string> launchMark(const LaunchId& id) {
    return {"INFERNO_LAUNCH", id.run + "/" + std::to_string(id.launch)};
}

Result<void> checkId(const LaunchId& id) {
    const bool plain = std::ranges::all_of(id.run, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    });
    if (!plain || id.run.empty() || id.run.size() > 128 || id.run.front() == '.' || id.launch == 0)
        return fail(ErrorCode::InputInvalid, "'" + id.run + "' is not the id of a run, or its launch number is 0");
    return {};
}

} // namespace inferno::executors
