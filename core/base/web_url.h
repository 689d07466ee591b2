// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inferno {

/// Begins with http:// or https://.
bool isWebUrl(std::string_view text);

/// Without user name, password, query and fragment, each of which may hold what nobody else is to know: for logs,
/// events and answers. Other texts stay as they are.
std::string withoutSecrets(std::string_view url);

/// Whether one of the regular expressions (ECMAScript) matches all of the URL. A user name and a password in it are
/// left out first, so that https://allowed.org@elsewhere.org/ is elsewhere. Never allowed: by an expression that is
/// none, a URL of over 4096 bytes, and one of the web with blanks, control characters or backslashes.
bool isAllowedUrl(const std::string& url, const std::vector<std::string>& expressions);

} // namespace inferno
