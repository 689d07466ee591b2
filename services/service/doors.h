// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/error.h"
#include "services/config/config.h"
#include "services/http/server.h"
#include "services/service/service.h"

namespace inferno::service {

/// The doors of a service: "api", and where models are served "management" and "metrics", and "inference" where
/// inference_address is not the API's. Without the API's door a
/// service does not start; another one whose port is taken stays shut, is told of, and is tried again. Safe from any
/// thread once it is open. The server is borrowed and outlives it.
class Doors {
public:
    /// Opens the configured ports on `server`; what is asked for with --port-offset is added to each. Errors:
    /// port.taken, config.invalid.
    static Result<std::unique_ptr<Doors>> open(http::Server& server, const config::Config& config,
                                               const ServiceOptions& options);
    ~Doors(); ///< stops
    Doors(const Doors&) = delete;
    Doors& operator=(const Doors&) = delete;

    /// Of the API, as clients on this machine use it.
    const std::string& url() const { return url_; }
    /// Of those that are open, by name.
    std::map<std::string, int> ports() const;
    /// All that they are bound to, or would be.
    std::vector<std::string> addresses() const;
    /// Why doors are shut, in sentences.
    std::vector<std::string> problems() const;

    /// Tries the shut ones again, every `interval`; `onOpened` is called from a thread of its own. REQUIRES a server
    /// that has started.
    void keepTrying(std::function<void()> onOpened, std::chrono::milliseconds interval = std::chrono::seconds(30));
    /// Ends that. Before the server stops.
    void stop();

private:
    struct Door {
        std::string name;
        std::string address;
        int port = 0; ///< as configured, with the offset once it is known; 0: the system chooses
        bool isOpen = false;
        std::string problem; ///< why it is not
    };
    Doors(http::Server& server, std::string apiAddress, std::vector<Door> doors)
        : server_(server), apiAddress_(std::move(apiAddress)), doors_(std::move(doors)) {}
    Result<void> openAll(bool needsAll, int offset);
    void run(const std::stop_token& stopping, std::chrono::milliseconds interval,
             const std::function<void()>& onOpened);
    bool tryShutOnes();

    http::Server& server_;
    const std::string apiAddress_;
    std::string url_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::vector<Door> doors_; ///< the API's first
    std::jthread thread_;
};

} // namespace inferno::service
