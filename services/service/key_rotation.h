// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/service/hourly.h"

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
    using OnError = Hourly::OnError;
    KeyRotation(vault::Vault& vault, const config::Settings& settings, const Clock& clock, OnError onError)
        : vault_(vault), settings_(settings), clock_(clock), hourly_([this] { return step(); }, std::move(onError)) {}

    void start() { hourly_.start(); }
    void stop() { hourly_.stop(); }
    /// One look: true if the keys were rotated. For tests with a clock of their own.
    Result<bool> step();

private:
    vault::Vault& vault_;
    const config::Settings& settings_;
    const Clock& clock_;
    Hourly hourly_; ///< last: its thread ends first
};

} // namespace inferno::service
