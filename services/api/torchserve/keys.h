// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/api/tokens.h"
#include "services/api/torchserve/reply.h"

namespace inferno::api::torchserve {

/// TorchServe's keys (its docs/token_authorization_api.md): one for the inference door and one for the management door,
/// each for a time, and one that renews them. They stand in a file of TorchServe's format that only the service's user
/// may read; they are new with each start, and the file goes with the object. Safe from any thread; borrows `vfs` and
/// `clock`.
class Keys {
public:
    /// Makes keys and writes the file. Errors: io.*, disk.full.
    static Result<std::unique_ptr<Keys>> create(Vfs& vfs, const Clock& clock, std::filesystem::path file,
                                                std::chrono::minutes life);
    ~Keys();
    Keys(const Keys&) = delete;
    Keys& operator=(const Keys&) = delete;

    /// Whom a key speaks for at a door; nothing for one that is unknown there, or whose time is over.
    std::optional<Principal> who(std::string_view door, std::string_view key) const;
    /// A new key instead of the one of `type` ("inference", "management"), which is void once the file is replaced.
    /// Returns its part of the file. Errors: input.invalid for another type; io.*, disk.full: the old one stays.
    Result<Json> renew(std::string_view type);

private:
    struct Key {
        std::string text;
        WallTime until{};
    };
    struct Set {
        Key management;
        Key inference;
        std::string api;
    };
    Keys(Vfs& vfs, const Clock& clock, std::filesystem::path file, std::chrono::minutes life)
        : vfs_(vfs), clock_(clock), file_(std::move(file)), life_(life) {}
    Key fresh() const;
    /// Replaces the file, then the keys. REQUIRES `mutex_`, but at the start.
    Result<void> replace(Set keys);

    Vfs& vfs_;
    const Clock& clock_;
    const std::filesystem::path file_;
    const std::chrono::minutes life_;
    mutable std::mutex mutex_;
    Set keys_;
};

} // namespace inferno::api::torchserve
