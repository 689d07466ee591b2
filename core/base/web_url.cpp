// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/web_url.h"

#include <algorithm>
#include <regex>

namespace inferno {
namespace {

constexpr std::size_t kLongestUrl = 4096; ///< std::regex recurses with the text

/// REQUIRES a URL of the web.
std::string withoutUser(std::string_view url) {
    const std::size_t begin = url.find("://") + 3;
    const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
    const std::size_t at = url.substr(begin, end - begin).rfind('@');
    if (at == url.npos)
        return std::string(url);
    return std::string(url.substr(0, begin)) + std::string(url.substr(begin + at + 1));
}

bool isOdd(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= ' ' || byte == 0x7F;
}

} // namespace

bool isWebUrl(std::string_view text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

std::string withoutSecrets(std::string_view url) {
    if (!isWebUrl(url))
        return std::string(url);
    std::string out = withoutUser(url);
    out.resize(std::min(out.find_first_of("?#"), out.size()));
    return out;
}

bool isAllowedUrl(const std::string& url, const std::vector<std::string>& expressions) {
    const bool isWeb = isWebUrl(url);
    if (url.size() > kLongestUrl || (isWeb && (std::ranges::any_of(url, isOdd) || url.find('\\') != url.npos)))
        return false;
    const std::string asked = isWeb ? withoutUser(url) : url;
    return std::ranges::any_of(expressions, [&](const std::string& expression) {
        try {
            return std::regex_match(asked, std::regex(expression));
        } catch (const std::regex_error&) {
            return false;
        }
    });
}

} // namespace inferno
