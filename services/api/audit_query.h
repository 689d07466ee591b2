// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include "core/vault/query.h"
#include "services/api/route.h"

/// What the routes over events share: the filters, as query parameters.
namespace inferno::api {

/// The filters of a request. Errors: event.invalid, time.invalid; what else is wrong with them Matcher::of says.
Result<vault::Query> queryOf(const Call& call);
/// What is asked for, in one object: the filters as they were typed, with numbers for the names of subjects.
nlohmann::json filtersOf(const Call& call);
/// The filters and `more`, for the table of routes.
std::vector<Parameter> filterParameters(std::vector<Parameter> more);

} // namespace inferno::api
