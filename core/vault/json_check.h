// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace inferno::vault {

enum class JsonVerdict { Good, NotJson, TooDeep };

/// Whether `text` is one JSON value as RFC 8259 writes it, with arrays and objects nested no deeper than `maxDepth`,
/// and numbers that a double can come near. REQUIRES valid UTF-8 (it is not looked at). Pure; one pass, no allocation:
/// the door checks every event, and a parser that builds values costs ten times as much.
JsonVerdict checkJson(std::string_view text, int maxDepth);

} // namespace inferno::vault
