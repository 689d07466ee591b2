// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/error.h"

namespace inferno::service {

/// Looks at something at the start and then each hour, on a thread of its own between `start` and `stop`. What fails is
/// told to `onError`, and is tried again an hour later.
class Hourly {
public:
    using Look = std::function<Result<bool>()>;
    using OnError = std::function<void(const Error&)>;
    Hourly(Look look, OnError onError) : look_(std::move(look)), onError_(std::move(onError)) {}
    ~Hourly() { stop(); }
    Hourly(const Hourly&) = delete;
    Hourly& operator=(const Hourly&) = delete;

    void start();
    void stop();

private:
    const Look look_;
    const OnError onError_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::service
