// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace inferno::api {

/// That an object has no field but these: a misspelt one would be a wish that nobody hears. Error: input.invalid, with
/// the nearest. Pure.
Result<void> checkFields(const nlohmann::json& object, std::initializer_list<const char*> known);

} // namespace inferno::api
