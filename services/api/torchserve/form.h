// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "services/http/message.h"

namespace inferno::api::torchserve {

/// What a client sent to a model: the body as it came, or a field of a form.
struct Input {
    std::string body;
    std::string contentType;
    std::map<std::string, std::string> fields; ///< of a form; empty where there is none
};

/// Reads multipart/form-data (RFC 7578) and application/x-www-form-urlencoded; of a form, the body is the field "body",
/// else "data", else the only field there is. Anything else is the body as it is. Pure.
Input inputOf(const http::Request& request);

/// A query parameter that is a number, in TorchServe's way: what is none takes the default.
int integerOf(std::string_view text, int byDefault);

/// All values of a parameter that may be repeated, in their order.
std::vector<std::string> valuesOf(const http::Request& request, std::string_view name);

} // namespace inferno::api::torchserve
