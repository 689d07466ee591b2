// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace inferno::api {

struct Route;

/// What ran and what is to come, counted where it is much; and single fires that are skipped or moved.
void addCalendarRoutes(std::vector<Route>& routes);

} // namespace inferno::api
