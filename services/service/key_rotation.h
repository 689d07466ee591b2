// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/clock.h"
#include "core/base/error.h"

namespace inferno::config {
class Settings;
}
namespace inferno::vault {
class Vault;
}

namespace inferno::service {

/// Rotates the vault's keys when the key-encryption key is older than `audit.encryption.rotate_keys_days`: looks at the
/// start and then each hour, on a thread of its own between `start` and `stop`. What fails is told to `onError` and
/// tried again an hour later. Everything is borrowed.
class KeyRotation {
public:
    using OnError = std::function<void(const Error&)>;
    KeyRotation(vault::Vault& vault, const config::Settings& settings, const Clock& clock, OnError onError)
        : vault_(vault), settings_(settings), clock_(clock), onError_(std::move(onError)) {}
    ~KeyRotation() { stop(); }
    KeyRotation(const KeyRotation&) = delete;
    KeyRotation& operator=(const KeyRotation&) = delete;

    void start();
    void stop();
    /// One look: true if the keys were rotated. For tests with a clock of their own.
    Result<bool> step();

private:
    vault::Vault& vault_;
    const config::Settings& settings_;
    const Clock& clock_;
    const OnError onError_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace inferno::service
