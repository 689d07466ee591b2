// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/jobs/job_store.h"
#include "services/api/run_output.h"
#include "services/http/stream.h"

namespace inferno::api {

/// Feeds the clients that follow the output of runs: one thread looks at all of them five times a second, gives each
/// what is new as fast as it takes it, and ends those whose run has ended. Safe from any thread.
class LogFollower {
public:
    LogFollower(jobs::JobStore& jobs, RunOutput& output) : jobs_(jobs), output_(output) {}
    ~LogFollower() { stop(); }
    LogFollower(const LogFollower&) = delete;
    LogFollower& operator=(const LogFollower&) = delete;

    void follow(std::string runId, std::uint64_t offset, RunOutput::Show show, std::shared_ptr<http::Stream> stream);
    void start();
    void stop();

private:
    struct Following {
        std::string runId;
        std::uint64_t offset = 0;
        RunOutput::Show show{};
        std::shared_ptr<http::Stream> stream;
    };
    void loop(const std::stop_token& stopping);
    /// False where this one is done.
    bool advance(Following& following);

    jobs::JobStore& jobs_;
    RunOutput& output_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<Following> added_;
    std::jthread thread_;
};

} // namespace inferno::api
