// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

#include "services/api/auditor.h"
#include "services/api/hub.h"
#include "services/host/host_probe.h"

namespace inferno::jobs {
class JobStore;
}
namespace inferno::vault {
class Vault;
}

namespace inferno::api {

/// Turns what happens in the engines into what the live stream says: changed jobs and runs (some 50 ms later, each once
/// however often it changed), the vault's counts (at most four times a second), and while somebody listens the host
/// (every two seconds). Owns one thread, which also writes the counted denials. Safe from any thread.
class Feed {
public:
    Feed(Hub& hub, jobs::JobStore& jobs, vault::Vault& vault, Auditor& auditor, inferno::host::HostProbe& host,
         const Clock& clock);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    void start();
    void stop();
    /// Called on the feed's thread every two seconds and after `modelsChanged`, where somebody listens to models.
    void setModels(std::function<std::vector<client::Model>()> models);
    void modelsChanged();

private:
    struct Impl;
    std::shared_ptr<Impl> impl_; ///< shared with the engines' listeners, which may call once more when this is gone
};

} // namespace inferno::api
