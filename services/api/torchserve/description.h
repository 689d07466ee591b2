// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/torchserve/reply.h"

namespace inferno::api::torchserve {

/// A row of the table that the description is made of.
struct Operation {
    std::string_view door;
    std::string_view method; ///< or several, separated by spaces
    std::string_view path;   ///< with {model} and {version}
    std::string_view id;
    std::string_view summary;
    std::string_view query; ///< names of parameters, separated by spaces; "" for none
    std::string_view body;  ///< media type of what is sent; "" for none
    std::string_view answer;
    std::string_view statuses; ///< besides 200, separated by spaces
};
/// Every operation of the three doors. Immutable.
const std::vector<Operation>& operations();
/// Adds the operations to the paths of another document, each with the addresses of its doors as `servers`, and what a
/// token of Inferno must allow there as `x-permission`.
void addOperations(nlohmann::json& paths, const std::map<std::string, int>& ports);

/// The OpenAPI 3.0.1 document of a door, as OPTIONS / and GET /api-description answer it.
Json descriptionOf(std::string_view door);
/// The same of one model: the addresses that name it.
Json descriptionOf(std::string_view door, std::string_view model);

} // namespace inferno::api::torchserve
