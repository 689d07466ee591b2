// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "services/http/message.h"

namespace inferno::api {

/// The value that a request is held on to by: of "header:NAME" the header field, of "field:NAME" the text, number or
/// truth value of that name at the top of the body, where it is a JSON object. Nothing where there is none, or an empty
/// one. A number counts as it is written: 7 and 7.0 are two. Pure; reads no more of the body than it must.
std::optional<std::string> stickyValueOf(std::string_view sticky, const http::Headers& headers, std::string_view body);

} // namespace inferno::api
