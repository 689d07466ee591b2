// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "core/base/error.h"
#include "services/http/message.h"

namespace inferno::api {

/// Whether errors of this path are Inferno's (application/problem+json) or in TorchServe's shape.
bool isOwnPath(std::string_view path);

/// {"code":404,"type":"ModelNotFoundException","message":"…"}, as TorchServe's frontend answers.
http::Response torchServeError(const Error& error, int status);

} // namespace inferno::api
