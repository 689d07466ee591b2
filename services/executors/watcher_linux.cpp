// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/watcher.h"

#include <algorithm>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace inferno::executors {
namespace {

constexpr int kLookEveryMs = 250;

} // namespace

Watcher::Watcher(Handler ended) : ended_(std::move(ended)), wakeUp_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

Watcher::~Watcher() {
    thread_.request_stop();
    wake();
}

void Watcher::watch(const LaunchId& id, const ProcessIdentity& runner) {
    {
        const std::scoped_lock lock(mutex_);
        if (watched_.contains(id))
            return;
        watched_.emplace(id, Watched{runner, watchProcess(runner)});
    }
    wake();
}

bool Watcher::isWatched(const LaunchId& id) const {
    const std::scoped_lock lock(mutex_);
    return watched_.contains(id);
}

void Watcher::wake() const {
    const std::uint64_t one = 1;
    (void)!::write(wakeUp_.get(), &one, sizeof one); // full means: it will wake anyway
}

void Watcher::loop(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        std::vector<pollfd> handles{{wakeUp_.get(), POLLIN, 0}};
        std::vector<LaunchId> ids;
        int wait = -1;
        {
            const std::scoped_lock lock(mutex_);
            for (const auto& [id, each] : watched_) {
                handles.push_back({each.handle.get(), POLLIN, 0}); // one of -1 is ignored by poll
                ids.push_back(id);
                if (!each.handle && wait != 0)
                    wait = isAlive(each.runner) ? kLookEveryMs : 0;
            }
        }
        ::poll(handles.data(), handles.size(), wait);
        std::uint64_t ignored = 0;
        (void)!::read(wakeUp_.get(), &ignored, sizeof ignored);

        std::vector<LaunchId> gone;
        {
            const std::scoped_lock lock(mutex_);
            for (std::size_t i = 0; i < ids.size(); ++i) { // nothing else takes one away
                const auto each = watched_.find(ids[i]);
                if (each->second.handle ? handles[i + 1].revents == 0 : isAlive(each->second.runner))
                    continue;
                ::waitpid(each->second.runner.pid, nullptr, WNOHANG); // a child of ours, or none at all
                gone.push_back(ids[i]);
                watched_.erase(each);
            }
        }
        for (const LaunchId& id : gone)
            if (!stop.stop_requested())
                ended_(id);
    }
}

} // namespace inferno::executors
