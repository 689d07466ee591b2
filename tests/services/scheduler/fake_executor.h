// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <vector>

#include "services/executors/executor.h"

namespace inferno::scheduler::test {

using executors::Inspection;
using executors::LaunchId;
using executors::LaunchResult;
using executors::LaunchSpec;
using executors::LaunchState;

/// An executor whose time the test owns: launches run until the test ends them, or, with `duration`, until the clock
/// has passed it. It remembers everything, as the launch folders of a real one do. Safe from any thread.
class FakeExecutor final : public executors::Executor {
public:
    void onEnded(EndedHandler handler) override { handler_ = std::move(handler); }

    Result<void> start(const LaunchSpec& spec) override {
        const std::lock_guard lock(mutex_);
        if (launches_.contains(spec.id))
            return fail(ErrorCode::IoExists, "begun before");
        if (startError)
            return std::unexpected(*startError);
        launches_[spec.id].state = LaunchState::Running;
        running_.insert(spec.id);
        started.push_back(spec);
        return {};
    }
    Result<Inspection> inspect(const LaunchId& id) override {
        const std::lock_guard lock(mutex_);
        if (inspectError)
            return std::unexpected(*inspectError);
        const auto found = launches_.try_emplace(
            id, Inspection{
                    .state = LaunchState::Void, .result = {}, .progress = {}, .cancelRequested = false, .detail = {}});
        return found.first->second;
    }
    Result<void> cancel(const LaunchId& id) override {
        const std::lock_guard lock(mutex_);
        if (launches_[id].state != LaunchState::Running)
            return fail(ErrorCode::RunState, "not running");
        launches_[id].cancelRequested = true;
        cancelled.push_back(id);
        return {};
    }
    std::filesystem::path outputPath(const LaunchId&) const override { return {}; }
    Result<executors::OutputChunk> readOutput(const LaunchId&, std::uint64_t, std::size_t) const override {
        return executors::OutputChunk{};
    }
    Result<std::optional<executors::Usage>> readUsage(const LaunchId&) const override {
        return std::optional<executors::Usage>{};
    }

    /// Ends a launch and, unless `silently` (the service was away), tells of it.
    void end(const LaunchId& id, LaunchState state, std::optional<int> exitCode = 0, bool silently = false,
             executors::EndReason reason = executors::EndReason::Exited) {
        Inspection inspection;
        {
            const std::lock_guard lock(mutex_);
            Inspection& mine = launches_[id];
            mine.state = state;
            if (state != LaunchState::Running)
                running_.erase(id);
            if (state == LaunchState::Finished) {
                mine.result = LaunchResult{};
                mine.result->reason = reason;
                mine.result->exitCode = exitCode;
                mine.result->limits = mine.limits;
            }
            inspection = mine;
        }
        if (!silently)
            handler_(id, inspection);
    }
    void endAll(int exitCode = 0) {
        std::vector<LaunchId> running;
        {
            const std::lock_guard lock(mutex_);
            running.assign(running_.begin(), running_.end());
        }
        for (const LaunchId& id : running)
            end(id, LaunchState::Finished, exitCode);
    }
    void setLimits(const LaunchId& id, const std::string& kept) {
        const std::lock_guard lock(mutex_);
        launches_[id].limits = kept;
    }
    void setProgress(const LaunchId& id, int percent) {
        const std::lock_guard lock(mutex_);
        launches_[id].progress = percent;
    }
    std::vector<LaunchSpec> started;
    std::vector<LaunchId> cancelled;
    std::optional<Error> startError;
    std::optional<Error> inspectError;

private:
    std::mutex mutex_;
    std::map<LaunchId, Inspection> launches_;
    std::set<LaunchId> running_;
    EndedHandler handler_ = [](const LaunchId&, const Inspection&) {};
};

} // namespace inferno::scheduler::test
