// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/local_executor.h"

#include <algorithm>
#include <csignal>
#include <mutex>
#include <thread>

#include "services/executors/launch_files.h"
#include "services/executors/launch_group.h"
#include "services/executors/process_tree.h"
#include "services/executors/spawn.h"
#include "services/executors/watcher.h"

namespace inferno::executors {
namespace {

using namespace std::chrono_literals;

std::unexpected<Error> notRunning(const LaunchId& id, std::string_view why) {
    return fail(ErrorCode::RunState, "launch " + std::to_string(id.launch) + " of " + id.run + " " + std::string(why));
}

Inspection standing(const LaunchFiles& files, LaunchState state) {
    Inspection inspection;
    inspection.state = state;
    inspection.progress = files.progress();
    inspection.cancelRequested = files.cancelRequested();
    if (const auto usage = files.usage(); usage && *usage)
        inspection.limits = (*usage)->limits;
    return inspection;
}

Inspection finished(LaunchResult result) {
    Inspection inspection;
    inspection.state = LaunchState::Finished;
    inspection.progress = result.progress;
    inspection.limits = result.limits;
    inspection.result = std::move(result);
    return inspection;
}

/// The last words of a runner that could not begin.
std::string lastWords(const LaunchFiles& files, Vfs& vfs) {
    const auto text = readFile(vfs, files.errorsPath(), 64 * 1024);
    std::string words(text ? asText(*text) : std::string_view{});
    while (!words.empty() && words.back() == '\n')
        words.pop_back();
    return words;
}

} // namespace

struct LocalExecutor::Private {
    Private(Config given, Vfs& files) : config(std::move(given)), vfs(files), launcher(config.runnerProgram) {}

    Result<LaunchFiles> filesOf(const LaunchId& id) const { return LaunchFiles::of(config.runsFolder, id, vfs); }
    std::filesystem::path groupOf(const LaunchId& id) const {
        return config.cgroupFolder.empty() ? std::filesystem::path{}
                                           : config.cgroupFolder / (id.run + "." + std::to_string(id.launch));
    }
    Result<Inspection> settle(const LaunchId& id);
    Result<Inspection> ofUnclaimed(const LaunchId& id, const LaunchFiles& files);
    Result<Inspection> ofClaimed(const LaunchId& id, const LaunchFiles& files, const ProcessIdentity& runner);
    void killOrphans(const LaunchId& id) const;
    void ended(const LaunchId& id);

    Config config;
    Vfs& vfs;
    EndedHandler handler;
    /// Held from looking at a launch to deciding on it, so that `inspect` never makes void what `start` is starting.
    std::mutex deciding;
    RunnerLauncher launcher;                                    ///< with `deciding`
    std::filesystem::path madeFolder;                           ///< with `deciding`: that of the last launch
    Watcher watcher{[this](const LaunchId& id) { ended(id); }}; // last: its thread ends first
};

Result<std::unique_ptr<LocalExecutor>> LocalExecutor::open(Config config, Vfs& vfs) {
    if (const auto made = vfs.makeFolder(config.runsFolder, 0700); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(made.error());
    if (!config.cgroupFolder.empty())
        LaunchGroup::allowLimits(config.cgroupFolder);
    return std::unique_ptr<LocalExecutor>(new LocalExecutor(std::make_unique<Private>(std::move(config), vfs)));
}

LocalExecutor::LocalExecutor(std::unique_ptr<Private> state) : d_(std::move(state)) {}
LocalExecutor::~LocalExecutor() = default;

void LocalExecutor::onEnded(EndedHandler handler) {
    const std::scoped_lock lock(d_->deciding);
    d_->handler = std::move(handler);
}

Result<void> LocalExecutor::start(const LaunchSpec& spec) {
    if (!spec.workFolder.is_absolute())
        return fail(ErrorCode::InputInvalid, "the working folder '" + spec.workFolder.string() + "' is not absolute");
    const std::scoped_lock lock(d_->deciding);
    RunnerOrder order{spec, d_->groupOf(spec.id)};
    if (!spec.user.empty()) {
        INFERNO_TRY(order.account, accountOf(spec.user));
    }
    INFERNO_TRY(const LaunchFiles files, d_->filesOf(spec.id));
    if (const auto folder = files.prefix().parent_path(); folder != d_->madeFolder) {
        INFERNO_CHECK(files.makeFolder());
        d_->madeFolder = folder;
    }
    INFERNO_TRY(const auto claimed, files.record());
    if (claimed || d_->watcher.isWatched(spec.id))
        return fail(ErrorCode::IoExists,
                    "launch " + std::to_string(spec.id.launch) + " of " + spec.id.run + " was begun before");
    const auto runner = d_->launcher.start(files.prefix(), encodeOrder(order));
    if (!runner) {
        INFERNO_TRY(const bool isVoid, files.claimVoid());
        if (!isVoid) // it runs all the same: whoever asks `inspect` adopts it
            return fail(ErrorCode::IoExists, "the runner has begun, though: " + runner.error().detail);
        return std::unexpected(runner.error());
    }
    d_->watcher.watch(spec.id, *runner);
    return {};
}

Result<Inspection> LocalExecutor::inspect(const LaunchId& id) {
    return d_->settle(id);
}

Result<Inspection> LocalExecutor::Private::settle(const LaunchId& id) {
    const std::scoped_lock lock(deciding);
    INFERNO_TRY(const LaunchFiles files, filesOf(id));
    INFERNO_TRY(auto record, files.record());
    if (!record)
        return ofUnclaimed(id, files);
    if (record->result)
        return finished(*std::move(record->result));
    if (!record->runner)
        return standing(files, LaunchState::Void);
    return ofClaimed(id, files, *record->runner);
}

/// A launch whose files were lost, or never made, must not run later either.
Result<Inspection> LocalExecutor::Private::ofUnclaimed(const LaunchId& id, const LaunchFiles& files) {
    if (watcher.isWatched(id))
        return standing(files, LaunchState::Running);
    INFERNO_TRY(const bool isVoid, files.claimVoid());
    if (!isVoid) {
        INFERNO_TRY(const auto record, files.record());
        if (record && record->runner)
            return ofClaimed(id, files, *record->runner);
    }
    Inspection inspection = standing(files, LaunchState::Void);
    inspection.detail = lastWords(files, vfs);
    return inspection;
}

Result<Inspection> LocalExecutor::Private::ofClaimed(const LaunchId& id, const LaunchFiles& files,
                                                     const ProcessIdentity& runner) {
    // In this order: a runner that is gone has written its result before.
    const bool alive = isAlive(runner);
    INFERNO_TRY(auto record, files.record());
    if (record && record->result)
        return finished(*std::move(record->result));
    Inspection inspection = standing(files, LaunchState::Running);
    if (alive) {
        watcher.watch(id, runner);
        if (inspection.cancelRequested) // the service may have died between the file and the signal
            (void)signalProcess(runner, SIGUSR1);
    } else {
        inspection.state = LaunchState::OutcomeUnknown;
        killOrphans(id);
    }
    return inspection;
}

/// The command of a runner that was killed: the kernel killed the shell with it, its descendants may live.
void LocalExecutor::Private::killOrphans(const LaunchId& id) const {
    LaunchGroup group(groupOf(id));
    group.kill();
    const auto [name, value] = launchMark(id);
    const std::string mark = name + "=" + value;
    for (int pass = 0; pass < 50; ++pass) {
        const std::vector<int> left = processesWith(mark);
        if (left.empty() || signalAll(left, SIGKILL) == static_cast<int>(left.size()))
            break; // gone, or not ours to kill
        std::this_thread::sleep_for(10ms);
    }
    group.remove();
}

void LocalExecutor::Private::ended(const LaunchId& id) {
    const auto inspection = settle(id);
    // What cannot be read now is told by the next `inspect`; a launch's end is never invented.
    if (inspection && inspection->state != LaunchState::Running && handler)
        handler(id, *inspection);
}

Result<void> LocalExecutor::cancel(const LaunchId& id) {
    INFERNO_TRY(const LaunchFiles files, d_->filesOf(id));
    INFERNO_TRY(const auto record, files.record());
    if (record && !record->runner)
        return notRunning(id, "never ran");
    if (!record && !d_->watcher.isWatched(id))
        return notRunning(id, "has not begun");
    if (record && record->result)
        return notRunning(id, "has ended");
    INFERNO_CHECK(files.requestCancel());
    // The file comes first: a runner that claims the launch from here on looks for it before it starts the command.
    INFERNO_TRY(const auto claimed, files.record());
    if (claimed && claimed->runner)
        if (const auto sent = signalProcess(*claimed->runner, SIGUSR1);
            !sent && sent.error().code != ErrorCode::IoNotFound)
            return sent;
    return {};
}

std::filesystem::path LocalExecutor::outputPath(const LaunchId& id) const {
    const auto files = d_->filesOf(id);
    if (!files)
        return {};
    const bool packed = !exists(d_->vfs, files->outputPath()) && exists(d_->vfs, files->packedOutputPath());
    return packed ? files->packedOutputPath() : files->outputPath();
}

Result<std::optional<Usage>> LocalExecutor::readUsage(const LaunchId& id) const {
    INFERNO_TRY(const LaunchFiles files, d_->filesOf(id));
    return files.usage();
}

Result<OutputChunk> LocalExecutor::readOutput(const LaunchId& id, std::uint64_t offset, std::size_t limit) const {
    INFERNO_TRY(const LaunchFiles files, d_->filesOf(id));
    auto file = files.openOutput();
    if (!file && file.error().code == ErrorCode::IoNotFound && offset == 0) {
        OutputChunk nothing;
        nothing.atEnd = true;
        return nothing;
    }
    if (!file)
        return std::unexpected(file.error());
    INFERNO_TRY(const std::uint64_t size, (*file)->size());
    if (offset > size)
        return fail(ErrorCode::InputInvalid,
                    "offset " + std::to_string(offset) + " is beyond the log's end, " + std::to_string(size));
    // No line of a log is longer than this, so a whole one always fits.
    OutputChunk chunk;
    chunk.lines.resize(std::max<std::size_t>(limit, 32 * 1024));
    INFERNO_TRY(const std::size_t count,
                (*file)->read(offset, {reinterpret_cast<std::uint8_t*>(chunk.lines.data()), chunk.lines.size()}));
    const auto lastNewline = std::string_view(chunk.lines).substr(0, count).rfind('\n');
    chunk.lines.resize(lastNewline == std::string::npos ? 0 : lastNewline + 1);
    chunk.nextOffset = offset + chunk.lines.size();
    chunk.atEnd = chunk.nextOffset + (count - chunk.lines.size()) >= size;
    return chunk;
}

} // namespace inferno::executors
