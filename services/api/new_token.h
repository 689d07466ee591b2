// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace inferno::api {

/// 32 random bytes in base64url. Defined beside the tokens (tokens.cpp).
std::string newToken();

} // namespace inferno::api
