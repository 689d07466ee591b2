// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/torchserve/reply.h"

namespace inferno::api::torchserve {

/// Where models may be registered from.
struct ModelSources {
    std::filesystem::path store;      ///< absolute
    std::vector<std::string> allowed; ///< allowed_urls: regular expressions; empty: the store alone
};

/// The file that the parameter `url` of POST /models names: a name in the store, or file:///… where that is under the
/// store or one of the allowed expressions matches all of it. Links are followed first, so that none leads out of the
/// store. An http(s) URL that is allowed comes back as it is: what registers it downloads it.
std::expected<std::filesystem::path, Refusal> modelFileOf(const std::string& url, const ModelSources& sources);

} // namespace inferno::api::torchserve
