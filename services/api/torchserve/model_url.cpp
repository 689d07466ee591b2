// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/model_url.h"

#include <algorithm>
#include <regex>

namespace inferno::api::torchserve {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "file://";
constexpr std::size_t kLongestUrl = 4096; ///< std::regex recurses with the text

bool isUnder(const fs::path& file, const fs::path& folder) {
    const auto ends = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return ends.first == folder.end();
}

bool matchesAny(const std::string& url, const std::vector<std::string>& expressions) {
    return std::ranges::any_of(expressions, [&](const std::string& expression) {
        try {
            return std::regex_match(url, std::regex(expression));
        } catch (const std::regex_error&) {
            return false; // an expression that is none allows nothing
        }
    });
}

std::unexpected<Refusal> notFound(std::string message) {
    return refuse(404, "ModelNotFoundException", std::move(message));
}

} // namespace

std::expected<fs::path, Refusal> modelFileOf(const std::string& url, const ModelSources& sources) {
    if (url.empty())
        return notFound("empty url");
    if (url.find("..") != url.npos)
        return notFound("Relative path is not allowed in url: " + url);
    if (url.size() > kLongestUrl || url.find('\0') != url.npos)
        return notFound("Given URL is too long, or is none");
    const bool allowed = matchesAny(url, sources.allowed);
    if (url.starts_with("http://") || url.starts_with("https://")) {
        if (allowed)
            return refuse(400, "DownloadArchiveException",
                          "Failed to download archive from: " + url + " (put the file into the model store)");
        return notFound("Given URL " + url + " does not match any allowed URL(s)");
    }
    const bool named = !url.starts_with(kFile);
    const fs::path asked = named ? sources.store / url : fs::path(url.substr(kFile.size()));
    if (!asked.is_absolute())
        return notFound("Given URL " + url + " does not match any allowed URL(s)");
    std::error_code error;
    const fs::path file = fs::canonical(asked, error);
    std::error_code storeError;
    const fs::path store = fs::canonical(sources.store, storeError);
    const bool inStore = !error && !storeError && isUnder(file, store);
    if (!allowed && !inStore && (error ? !isUnder(asked, sources.store) : true))
        return notFound("Given URL " + url + " does not match any allowed URL(s)");
    if (error)
        return notFound("Model not found at: " + url);
    return file;
}

} // namespace inferno::api::torchserve
