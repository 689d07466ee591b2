// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "services/api/route.h"

namespace inferno::api {

/// The OpenAPI 3.1 document of these routes and of TorchServe's on the ports of the doors, by name. The schemas of
/// documents are read off services/client/types.h, so that the description cannot say anything else than the code does.
/// Pure.
nlohmann::json openApi(const std::vector<Route>& routes, const std::map<std::string, int>& ports);

} // namespace inferno::api
