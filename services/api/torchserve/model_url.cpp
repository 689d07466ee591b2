// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/model_url.h"

#include <algorithm>

#include "core/base/web_url.h"

namespace inferno::api::torchserve {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "file://";
constexpr std::size_t kLongestUrl = 4096;

bool isUnder(const fs::path& file, const fs::path& folder) {
    const auto ends = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return ends.first == folder.end();
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
    const bool allowed = isAllowedUrl(url, sources.allowed);
    if (isWebUrl(url)) {
        if (allowed)
            return url;
        return notFound("Given URL " + withoutSecrets(url) + " does not match any allowed URL(s)");
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
