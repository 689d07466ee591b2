// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/vfs.h"

namespace inferno::api {

/// Who a request speaks for.
struct Principal {
    std::string user;    ///< "local", "run:JOB" for a run's own token, "witness" for another node's
    std::string tokenId; ///< "local", or the run's id; never the token
    bool everything = false;
    std::set<std::string, std::less<>> permissions; ///< where not everything: "queue:read", …

    bool may(std::string_view permission) const { return everything || permissions.contains(permission); }
};

/// The tokens of a data root. The local one (32 random bytes, base64url, `run/token`, 0600) may do everything and
/// outlives the service, so that clients keep working over a restart. A run's token is its id and an HMAC under the
/// local one: it needs no store, survives a restart with the run, and dies with it. Immutable; safe from any thread.
class Tokens {
public:
    /// Reads `file`, or makes it. Errors: key.permissions where others may read it, io.*.
    static Result<Tokens> open(Vfs& vfs, const std::filesystem::path& file);

    /// The run that a run's token is of.
    struct RunOf {
        std::string job; ///< the job's name
        std::vector<std::string> permissions;
    };
    /// Asked for it; nothing where the run is not active.
    using ActiveRun = std::function<std::optional<RunOf>(const std::string& runId)>;

    std::string ofRun(const std::string& runId) const;
    /// For other nodes that have their checkpoints cosigned here: it may do nothing else.
    std::string ofWitness() const;
    /// Nothing for an unknown token; takes the same time for any.
    std::optional<Principal> who(std::string_view token, const ActiveRun& activeRun) const;
    const std::string& local() const { return local_; }

private:
    explicit Tokens(std::string local) : local_(std::move(local)) {}
    std::string local_;
};

} // namespace inferno::api
