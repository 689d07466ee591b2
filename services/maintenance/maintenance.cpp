// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/maintenance/maintenance.h"

#include <algorithm>
#include <set>

#include "core/jobs/job_store.h"
#include "core/storage/zstd_frame.h"
#include "services/maintenance/folder.h"
#include "services/maintenance/sweep.h"

namespace inferno::maintenance {
namespace {

constexpr const char* kLog = "infernod.log"; ///< the one that is written
constexpr const char* kOutput = "output.log";
constexpr const char* kPacked = ".zst";
constexpr std::uint64_t kLargestToPack = 256ULL << 20; ///< it is held in memory
constexpr std::uint64_t kSmallestToPack = 4096;        ///< below a block of the disk nothing is won

bool isDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "infernod.2.log" as the service's log is rotated, or one that was compressed here.
bool isOldLog(const std::string& name) {
    return name.starts_with("infernod.") && name != kLog && (name.ends_with(".log") || name.ends_with(".log.zst"));
}

/// A name that no rotation gives to another file: "infernod.20260324T094207.512Z.log".
std::string stampedName(WallTime changed) {
    std::string stamp = formatUtc(std::chrono::floor<std::chrono::milliseconds>(changed));
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    return "infernod." + stamp + ".log";
}

/// Replaces a file by its compressed form, which has its age. Nothing happens where that is not smaller.
Result<void> pack(const Folder& folder, const Folder::Entry& file, Counts& counts) {
    if (!file.regular || file.bytes < kSmallestToPack || file.bytes > kLargestToPack)
        return {};
    INFERNO_TRY(const Bytes raw, folder.read(file.name, kLargestToPack));
    INFERNO_TRY(const Bytes packed, storage::packZstd(raw));
    if (packed.size() >= raw.size())
        return {};
    const std::string target = file.name + kPacked;
    INFERNO_CHECK(folder.remove(target)); // of a service that died before it was whole
    INFERNO_CHECK(folder.write(target, packed, file.changed));
    INFERNO_CHECK(folder.remove(file.name));
    ++counts.compressed;
    counts.saved += raw.size() - packed.size();
    return {};
}

Result<void> packOldLogs(const Folder& log, Counts& counts) {
    INFERNO_TRY(const auto entries, log.list());
    for (Folder::Entry entry : entries) {
        if (!isOldLog(entry.name) || entry.name.ends_with(kPacked))
            continue;
        // Away from the names that the rotation gives, before it is read: the next rotation may come at any time.
        if (isDigits(std::string_view(entry.name).substr(9, entry.name.size() - 13))) {
            const std::string name = stampedName(entry.changed);
            const bool taken = std::ranges::any_of(entries, [&](const Folder::Entry& other) {
                return other.name == name || other.name == name + kPacked;
            });
            if (taken)
                continue;
            INFERNO_CHECK(log.rename(entry.name, name));
            entry.name = name;
        }
        INFERNO_CHECK(pack(log, entry, counts));
    }
    return {};
}

Result<void> removeAll(const Folder& folder, const std::vector<Item>& items, Counts& counts) {
    for (const Item& item : items) {
        INFERNO_TRY(const bool removed, removeItem(folder, item));
        counts.files += removed ? 1 : 0;
        counts.bytes += removed ? item.bytes : 0;
    }
    return {};
}

} // namespace

Result<void> Maintenance::run(const Request& request, Report& done) {
    if (request.history && !request.cache && !request.logs && !request.maxAge && !request.maxFiles &&
        !request.maxJobBytes)
        return fail(ErrorCode::InputInvalid, "nothing says which runs shall go", "such as --max-age 90d");
    const std::unique_lock alone(running_, std::try_to_lock);
    if (!alone)
        return fail(ErrorCode::RateLimited, "another maintenance is at work", "try again when it has ended");
    Limits limits;
    if (request.maxAge)
        limits.changedBefore = clock_.now() - *request.maxAge;
    limits.bytes = request.maxBytes;
    limits.files = request.maxFiles;
    INFERNO_TRY(const Folder root, Folder::open(root_));
    if (request.cache)
        INFERNO_CHECK(cleanCache(root, limits, done.cache));
    // The history first: what goes with it need not be looked at as a log.
    if (request.history && (request.maxAge || request.maxFiles || request.maxJobBytes))
        INFERNO_CHECK(cleanHistory(root, request, done.history));
    if (request.logs)
        INFERNO_CHECK(cleanLogs(root, limits, request.compress, done.logs));
    return {};
}

Result<void> Maintenance::cleanCache(const Folder& root, const Limits& limits, Counts& counts) const {
    INFERNO_TRY(const auto cache, root.child("cache"));
    if (!cache)
        return {};
    INFERNO_TRY(auto items, filesBelow(*cache));
    if (!limits.none())
        items = beyond(limits, std::move(items));
    INFERNO_CHECK(removeAll(*cache, items, counts));
    return removeEmptyFolders(*cache);
}

Result<void> Maintenance::cleanLogs(const Folder& root, const Limits& limits, bool compress, Counts& counts) const {
    INFERNO_TRY(const auto log, root.child("log"));
    INFERNO_TRY(const auto runs, root.child("runs"));
    std::vector<Item> items;
    if (log) {
        INFERNO_TRY(const auto entries, log->list());
        for (const Folder::Entry& entry : entries)
            if (entry.regular && isOldLog(entry.name))
                items.push_back({"", entry.changed, entry.bytes, {"log", entry.name}});
    }
    if (runs)
        INFERNO_CHECK(collectOutputs(*runs, items));
    std::vector<Item> gone;
    if (!limits.none())
        gone = beyond(limits, std::move(items));
    INFERNO_CHECK(removeAll(root, gone, counts));
    return compress && log ? packOldLogs(*log, counts) : Result<void>();
}

/// The outputs of ended runs; those of one job are a group.
Result<void> Maintenance::collectOutputs(const Folder& runs, std::vector<Item>& items) const {
    INFERNO_TRY(const auto folders, runs.list());
    for (const Folder::Entry& folder : folders) {
        const auto run = folder.folder ? store_.runById(folder.name) : fail(ErrorCode::RunUnknown, "");
        if (!run && run.error().code != ErrorCode::RunUnknown)
            return std::unexpected(run.error());
        if (!run || jobs::isActive(run->state))
            continue;
        INFERNO_TRY(const auto below, runs.child(folder.name));
        if (!below)
            continue;
        INFERNO_TRY(const auto launches, below->list());
        for (const Folder::Entry& launch : launches) {
            if (!launch.folder || !isDigits(launch.name))
                continue;
            INFERNO_TRY(const auto files, below->child(launch.name));
            if (!files)
                continue;
            INFERNO_TRY(const auto entries, files->list());
            for (const Folder::Entry& entry : entries)
                if (entry.regular && (entry.name == kOutput || entry.name == std::string(kOutput) + kPacked))
                    items.push_back({run->jobId,
                                     run->finished.value_or(entry.changed),
                                     entry.bytes,
                                     {"runs", folder.name, launch.name, entry.name}});
        }
    }
    return {};
}

Result<void> Maintenance::cleanHistory(const Folder& root, const Request& request, Counts& counts) const {
    jobs::HistoryLimits limits;
    if (request.maxAge)
        limits.endedBefore = clock_.now() - *request.maxAge;
    if (request.maxFiles) // the newest stays anyway, and 0 would be no bound
        limits.keepPerJob = std::max(*request.maxFiles, 1);
    INFERNO_TRY(const auto runs, root.child("runs"));
    INFERNO_TRY(const auto work, root.child("work")); // what they left for others is in it
    while (limits.endedBefore || limits.keepPerJob > 0) {
        INFERNO_TRY(const auto gone, store_.forgetRuns(limits));
        if (gone.empty())
            break;
        counts.runs += gone.size();
        for (const std::string& id : gone)
            for (const auto* folder : {&runs, &work})
                if (*folder) {
                    INFERNO_TRY(const std::uint64_t bytes, removeWhole(**folder, id));
                    counts.bytes += bytes;
                }
    }
    for (const auto* folder : {&runs, &work})
        if (*folder && limits.endedBefore)
            INFERNO_CHECK(removeStrays(**folder, *limits.endedBefore, counts));
    if (!runs || !request.maxJobBytes)
        return {};
    std::vector<Item> outputs;
    INFERNO_CHECK(collectOutputs(*runs, outputs));
    Limits room;
    room.groupBytes = request.maxJobBytes;
    return removeAll(root, beyond(room, std::move(outputs)), counts);
}

/// Folders of runs that the database has forgotten: the service died before it could remove them.
Result<void> Maintenance::removeStrays(const Folder& runs, WallTime before, Counts& counts) const {
    INFERNO_TRY(const auto folders, runs.list());
    for (const Folder::Entry& folder : folders) {
        if (!folder.folder || !folder.name.starts_with("run_") || folder.changed >= before)
            continue;
        const auto run = store_.runById(folder.name);
        if (run || run.error().code != ErrorCode::RunUnknown)
            continue;
        INFERNO_TRY(const std::uint64_t bytes, removeWhole(runs, folder.name));
        counts.bytes += bytes;
    }
    return {};
}

} // namespace inferno::maintenance
