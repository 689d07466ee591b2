// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/hourly.h"

namespace inferno::service {

void Hourly::start() {
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            lock.unlock();
            if (const auto looked = look_(); !looked)
                onError_(looked.error());
            lock.lock();
            wake_.wait_for(lock, std::chrono::hours(1), [this] { return stopping_; });
        }
    });
}

void Hourly::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

} // namespace inferno::service
