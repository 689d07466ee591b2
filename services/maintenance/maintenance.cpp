// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/maintenance/maintenance.h"

#include <algorithm>
#include <set>

#include "core/jobs/job_store.h"
#include "core/storage/zstd_frame.h"
#include "services/executors/launch_files.h"
#include "services/maintenance/folder.h"
#include "services/maintenance/sweep.h"

namespace inferno::maintenance {
namespace {

constexpr const char* kLog = "infernod.log"; ///< the one that is written
constexpr const char* kOutput = ".log";
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

/// Calls `each` with the files of launches in the folders of `runs`: folder, name in it, and what the name says.
template <typename Each>
Result<void> forEachLaunchFile(const Folder& runs, Each each) {
    INFERNO_TRY(const auto folders, runs.list());
    for (const Folder::Entry& folder : folders) {
        INFERNO_TRY(const auto below, folder.folder ? runs.child(folder.name) : std::optional<Folder>());
        if (!below)
            continue;
        INFERNO_TRY(const auto entries, below->list());
        for (const Folder::Entry& entry : entries)
            if (const auto name = executors::parseLaunchFileName(entry.name); name && !entry.folder)
                INFERNO_CHECK(each(*below, folder.name, entry, *name));
    }
    return {};
}

/// The files of the launches of those runs that `goes` names by their id and a file's age. Then the folders that are
/// empty, but for the last, in which runs may just begin.
template <typename Goes>
Result<void> removeLaunches(const Folder& runs, Goes goes, Counts& counts) {
    INFERNO_CHECK(forEachLaunchFile(runs,
                                    [&](const Folder& folder, const std::string&, const Folder::Entry& entry,
                                        const executors::LaunchFileName& name) -> Result<void> {
                                        if (!goes(name.run, entry.changed))
                                            return {};
                                        INFERNO_TRY(const bool removed, folder.remove(entry.name));
                                        counts.bytes += removed && entry.regular ? entry.bytes : 0;
                                        return {};
                                    }));
    INFERNO_TRY(auto folders, runs.list());
    std::erase_if(folders, [](const Folder::Entry& entry) { return !entry.folder || !entry.name.starts_with("run_"); });
    for (std::size_t i = 0; i + 1 < folders.size(); ++i)
        INFERNO_CHECK(runs.removeFolder(folders[i].name));
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
    return forEachLaunchFile(
        runs,
        [&](const Folder&, const std::string& folder, const Folder::Entry& entry,
            const executors::LaunchFileName& name) -> Result<void> {
            if (!entry.regular || (name.ending != kOutput && name.ending != std::string(kOutput) + kPacked))
                return {};
            const auto run = store_.runById(name.run);
            if (!run && run.error().code != ErrorCode::RunUnknown)
                return std::unexpected(run.error());
            if (run && !jobs::isActive(run->state))
                items.push_back(
                    {run->jobId, run->finished.value_or(entry.changed), entry.bytes, {"runs", folder, entry.name}});
            return {};
        });
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
        const std::set<std::string> ids(gone.begin(), gone.end());
        if (runs)
            INFERNO_CHECK(
                removeLaunches(*runs, [&](const std::string& run, WallTime) { return ids.contains(run); }, counts));
        for (const std::string& id : gone)
            if (work) {
                INFERNO_TRY(const std::uint64_t bytes, removeWhole(*work, id));
                counts.bytes += bytes;
            }
    }
    // Of runs that the database has forgotten: the service died before it could remove them.
    const auto isStray = [&](const std::string& run, WallTime changed) {
        return run.starts_with("run_") && changed < *limits.endedBefore && isForgotten(run);
    };
    if (runs && limits.endedBefore)
        INFERNO_CHECK(removeLaunches(*runs, isStray, counts));
    if (work && limits.endedBefore) {
        INFERNO_TRY(const auto folders, work->list());
        for (const Folder::Entry& folder : folders)
            if (folder.folder && isStray(folder.name, folder.changed)) {
                INFERNO_TRY(const std::uint64_t bytes, removeWhole(*work, folder.name));
                counts.bytes += bytes;
            }
    }
    if (!runs || !request.maxJobBytes)
        return {};
    std::vector<Item> outputs;
    INFERNO_CHECK(collectOutputs(*runs, outputs));
    Limits room;
    room.groupBytes = request.maxJobBytes;
    return removeAll(root, beyond(room, std::move(outputs)), counts);
}

bool Maintenance::isForgotten(const std::string& run) const {
    const auto found = store_.runById(run);
    return !found && found.error().code == ErrorCode::RunUnknown;
}

} // namespace inferno::maintenance
