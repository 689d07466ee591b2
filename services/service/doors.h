// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/base/error.h"
#include "services/config/config.h"
#include "services/http/server.h"
#include "services/service/service.h"

namespace inferno::service {

/// The doors that are open.
struct Doors {
    std::map<std::string, int> ports; ///< by name: "api"
    std::string url;                  ///< of the API, as clients on this machine use it
};

/// Opens the configured ports on `server`; what is asked for with --port-offset is added to each. Error: port.taken.
Result<Doors> openDoors(http::Server& server, const config::Config& config, const ServiceOptions& options);

} // namespace inferno::service
