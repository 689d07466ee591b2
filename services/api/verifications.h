// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/client/types.h"

namespace inferno::anchor {
class Anchors;
}
namespace inferno::vault {
class Vault;
struct VerifyOptions;
} // namespace inferno::vault

namespace inferno::api {

/// Verifies the running vault on a thread of its own, one verification at a time in the order of the questions, and
/// remembers the newest verdict over restarts (in `run/verified.json`; it is a note for people, not evidence). Safe
/// from any thread.
class Verifications {
public:
    Verifications(vault::Vault& vault, std::filesystem::path note, Vfs& vfs, const Clock& clock);
    ~Verifications() { stop(); }
    Verifications(const Verifications&) = delete;
    Verifications& operator=(const Verifications&) = delete;

    /// Who is asked at the end of each verification; before the first. Must outlive this.
    void setAnchors(anchor::Anchors& anchors) { anchors_ = &anchors; }

    /// Called from the verifying thread when a verification has ended, however it did.
    using Ended = std::function<void(const client::VerifyRun&)>;

    /// Waits for the result. Errors: input.invalid for another level; rate.limited; those of the vault.
    Result<client::VerifyResult> verify(const client::VerifyRequest& request);
    /// Errors: input.invalid; rate.limited while too many wait.
    Result<client::VerifyRun> start(const client::VerifyRequest& request, Ended ended);
    /// Error: verify.unknown. The newest 20 are known.
    Result<client::VerifyRun> run(const std::string& id) const;
    /// What has ended stays as it is. Error: verify.unknown.
    Result<void> cancel(const std::string& id);
    /// Stops what runs and refuses what waits. Further questions are refused.
    void stop();

    struct Last {
        std::string time; ///< "" = never
        std::string verdict;
    };
    Last last() const;

private:
    struct Task {
        client::VerifyRun run;
        client::VerifyRequest request;
        std::optional<WallTime> since;
        Ended ended;
        std::atomic<bool> cancelled = false;
        std::optional<Error> error;
    };
    Result<std::shared_ptr<Task>> queue(const client::VerifyRequest& request, Ended ended);
    void loop();
    Result<client::VerifyResult> verifyNow(Task& task);
    void finish(Task& task, Result<client::VerifyResult> result);

    vault::Vault& vault_;
    const std::filesystem::path note_;
    Vfs& vfs_;
    const Clock& clock_;
    anchor::Anchors* anchors_ = nullptr;
    mutable std::mutex mutex_; ///< guards what follows, and every task's `run` and `error`
    std::condition_variable changed_;
    std::deque<std::shared_ptr<Task>> waiting_;
    std::deque<std::shared_ptr<Task>> known_; ///< newest last
    bool stopping_ = false;
    Last last_;
    std::thread thread_;
};

} // namespace inferno::api
