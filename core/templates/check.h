// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "core/templates/template.h"

/// Internal to core/templates.
namespace inferno::templates {

/// Why a value does not fit, to follow the parameter's name: "must be a whole number, and is 'x'".
struct WrongValue {
    std::string why;
    std::string hint;
};

/// The value as the shell sees it: the text itself, a whole number without zeros in front.
std::expected<std::string, WrongValue> checked(const Parameter& parameter, std::string_view text);

} // namespace inferno::templates
