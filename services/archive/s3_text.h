// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The little of HTTP and XML that S3 needs. Replies of S3 have no attributes on what is asked for here, no sections
/// and no comments. Pure; safe from any thread.

namespace inferno::archive {

/// RFC 3986: all but letters, digits and "-._~" as %XX; with `path`, slashes stay.
std::string percentEncoded(std::string_view text, bool path);
std::string xmlEscaped(std::string_view text);

/// The text of the first element of this name, read; nothing if there is none.
std::optional<std::string> element(std::string_view xml, std::string_view name);
/// The insides of all elements of this name, as they are.
std::vector<std::string> elements(std::string_view xml, std::string_view name);

/// The value of a header line "Name: value\r\n", if it is of this name (in lower case).
std::optional<std::string> headerValue(std::string_view line, std::string_view name);

} // namespace inferno::archive
