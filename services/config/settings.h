// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "services/config/config.h"

namespace inferno::config {

/// A key that was changed. Values are JSON texts; of a secret only "set", "changed" or "not set".
struct Change {
    std::string key;
    std::string oldValue;
    std::string newValue;
    bool atOnce = false; ///< it is in effect; else after the service was started again
};

struct Changes {
    std::vector<Change> changed; ///< without what was so already
    std::vector<std::string> warnings;
};

/// The configuration of a running service, and the one place that changes it: `settings.toml` of the data root.
///
/// A change is written with its event: first `settings.pending` (what the file shall be, and the event), then the file
/// (temp, fsync, rename), then the event, then the note goes. `recover` ends what a stop interrupted: the event is
/// recorded if the file had been changed, and dropped if not; recorded twice it is the same event, by its id. Safe from
/// any thread; one change at a time.
class Settings {
public:
    /// Makes an event durable: `id` is the same whenever the same change is recorded again.
    using Record =
        std::function<Result<void>(const nlohmann::json& changes, const nlohmann::json& actor, const std::string& id)>;

    /// Whether a service would start with what was changed: what only its parts can tell. Error: config.invalid.
    using Check = std::function<Result<void>(const Config& config, const std::vector<Change>& changed)>;

    /// `layers` are those that `config` was loaded from; one of them is `file`.
    Settings(Vfs& vfs, std::vector<Layer> layers, std::filesystem::path file, Config config);
    /// From now on a change that does not pass is refused. Called before others call.
    void checkWith(Check check) { check_ = std::move(check); }

    /// The configuration as it is now. Keys that do not take effect at once have their new values too.
    std::shared_ptr<const Config> now() const;
    /// What `Config::shown` says of the configuration as it is now, and of each key: "effect", when a change counts
    /// (now or restart); "fixed", why it cannot be changed here ("" it can; layer: its file has the last word; folder:
    /// a folder in use; always: it has no other value); "pending", whether its value waits for a new start.
    nlohmann::json shown() const;
    /// Whether a change of this key is in effect without a new start.
    static bool takesEffectAtOnce(std::string_view key);

    /// Changes keys: {"audit.log_level": "warn", …}; null takes a setting away. All or none. `actor` is handed to
    /// `record`, `id` must be new; with no `record` the event waits for `recover`. Errors: config.invalid (no such key,
    /// naming the nearest; a bad value; a key that a higher layer sets, with file and line), io.*, disk.full; and those
    /// of `record`, which leave the change in place and its event to be recorded before the next one.
    Result<Changes> change(const nlohmann::json& changes, const nlohmann::json& actor, const std::string& id,
                           const Record& record);
    /// Whether these keys may be changed, here and now; looks at no value but encryption.enabled. Errors as of
    /// `change`.
    Result<void> check(const nlohmann::json& changes) const;
    /// Records the event of a change that a stop interrupted. Called at the start, when events are taken.
    Result<void> recover(const Record& record);

private:
    bool isAbove(const Origin& origin) const;
    Result<std::vector<std::string>> checked(const nlohmann::json& changes) const;
    Result<void> recoverLocked(const Record& record);
    std::filesystem::path pendingFile() const;

    Vfs& vfs_;
    const std::vector<Layer> layers_;
    const std::filesystem::path file_;
    Check check_;
    const std::shared_ptr<const Config> started_; ///< what the service began with
    std::mutex changing_;
    mutable std::mutex mutex_; ///< guards config_
    std::shared_ptr<const Config> config_;
};

} // namespace inferno::config
