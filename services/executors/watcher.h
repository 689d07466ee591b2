// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include "services/executors/executor.h"
#include "services/executors/process.h"

namespace inferno::executors {

/// Tells when runners end: a thread that waits on a pidfd for each (on kernels without, it looks every 250 ms), and
/// reaps those that are children of this process. Safe from any thread.
class Watcher {
public:
    using Handler = std::function<void(const LaunchId&)>;

    /// `ended` is called from the watcher's thread, once for each `watch`.
    explicit Watcher(Handler ended);
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// Does nothing for a launch that is watched already.
    void watch(const LaunchId& id, const ProcessIdentity& runner);
    bool isWatched(const LaunchId& id) const;

private:
    struct Watched {
        ProcessIdentity runner;
        Descriptor handle; ///< none on a kernel without pidfd, or if the runner has ended already
    };
    void loop(const std::stop_token& stop);
    void wake() const;

    Handler ended_;
    mutable std::mutex mutex_;
    std::map<LaunchId, Watched> watched_;
    Descriptor wakeUp_; ///< eventfd
    std::jthread thread_;
};

} // namespace inferno::executors
