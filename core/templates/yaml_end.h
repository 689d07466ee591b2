// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace inferno::templates {

/// yaml-cpp finds documents without end where one cannot go on (", a"): there are no more than `---` begin.
/// Ask before YAML::LoadAll. Throws what YAML::Parser throws.
bool hasEnd(const std::string& text);

} // namespace inferno::templates
