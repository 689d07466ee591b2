// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/data_root.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

#include "core/base/vfs.h"

namespace inferno::client {
namespace {

Result<std::string> checkedUrl(std::string url) {
    while (url.ends_with('/'))
        url.pop_back();
    const std::size_t host = url.starts_with("http://") ? 7 : url.starts_with("https://") ? 8 : 0;
    if (host == 0 || url.size() == host || url.find_first_of(" \t\r\n/?#", host) != std::string::npos)
        return fail(ErrorCode::InputInvalid, "'" + url + "' is not the address of a service",
                    "write it as http://127.0.0.1:8080");
    return url;
}

/// What `service install --system` left; nothing where it was never said.
Result<std::optional<std::filesystem::path>> systemDataRoot(const std::filesystem::path& file) {
    SystemVfs vfs;
    const auto content = readFile(vfs, file, 64U << 10);
    if (!content && content.error().code == ErrorCode::IoNotFound)
        return std::optional<std::filesystem::path>{};
    if (!content)
        return std::unexpected(content.error());
    const auto json = nlohmann::json::parse(asText(*content), nullptr, false);
    const auto root = json.is_object() ? json.find("data_dir") : json.end();
    if (root == json.end() || !root->is_string() || !root->get_ref<const std::string&>().starts_with('/'))
        return fail(ErrorCode::ConfigInvalid, file.string() + " names no data root",
                    "write it anew with inferno service install --system, or remove it");
    return std::optional<std::filesystem::path>{root->get<std::string>()};
}

Result<std::filesystem::path> underHome(const Environment& environment, const char* variable, const char* folder) {
    if (const auto base = environment(variable); base && base->starts_with('/'))
        return std::filesystem::path(*base) / "inferno";
    const auto home = environment("HOME");
    if (!home || !home->starts_with('/'))
        return fail(ErrorCode::InputInvalid, "the variable HOME names no folder",
                    "set HOME, or name one with --data-dir");
    return std::filesystem::path(*home) / folder / "inferno";
}

std::filesystem::path absolutePath(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::path result = std::filesystem::absolute(path, ignored).lexically_normal();
    return result.has_filename() ? result : result.parent_path();
}

} // namespace

Environment processEnvironment() {
    return [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value && *value ? std::optional<std::string>(value) : std::nullopt;
    };
}

Result<Target> chooseTarget(const Choice& choice, const Environment& environment,
                            const std::filesystem::path& systemFile) {
    Target target;
    target.token = !choice.token.empty() ? choice.token : environment("INFERNO_TOKEN").value_or("");
    const std::string url = !choice.url.empty() ? choice.url : environment("INFERNO_URL").value_or("");
    // A folder that was typed is nearer than a variable that was inherited.
    if (!url.empty() && (!choice.url.empty() || choice.dataDir.empty())) {
        INFERNO_TRY(target.url, checkedUrl(url));
        target.by = ChosenBy::Url;
        return target;
    }
    if (!choice.dataDir.empty()) {
        target.by = ChosenBy::DataDir;
        target.dataDir = absolutePath(choice.dataDir);
        return target;
    }
    if (const auto home = environment("INFERNO_HOME")) {
        target.by = ChosenBy::Home;
        target.dataDir = absolutePath(*home);
        return target;
    }
    INFERNO_TRY(const auto system, systemDataRoot(systemFile));
    if (system) {
        target.by = ChosenBy::SystemService;
        target.dataDir = absolutePath(*system);
        return target;
    }
    INFERNO_TRY(target.dataDir, userDataRoot(environment));
    return target;
}

Result<std::filesystem::path> userDataRoot(const Environment& environment) {
    return underHome(environment, "XDG_DATA_HOME", ".local/share");
}

Result<std::filesystem::path> userStateFolder(const Environment& environment) {
    return underHome(environment, "XDG_STATE_HOME", ".local/state");
}

} // namespace inferno::client
