// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/vfs.h"
#include "services/client/client.h"

namespace inferno::client {
namespace {

std::string trimmed(std::string_view text) {
    const auto last = text.find_last_not_of(" \t\r\n");
    return std::string(text.substr(0, last == text.npos ? 0 : last + 1));
}

} // namespace

Result<Endpoint> endpointOf(const std::filesystem::path& dataDir) {
    constexpr std::uint64_t kLimit = 64U << 10;
    SystemVfs vfs;
    const auto file = readFile(vfs, dataDir / "run" / "service.json", kLimit);
    if (!file && file.error().code == ErrorCode::IoNotFound)
        return fail(ErrorCode::ServiceUnreachable, "no service runs on " + dataDir.string(), "inferno service start");
    if (!file)
        return std::unexpected(file.error());
    const auto json = nlohmann::json::parse(asText(*file), nullptr, false);
    if (!json.is_object() || !json.contains("url") || !json["url"].is_string())
        return fail(ErrorCode::ServiceUnreachable, (dataDir / "run/service.json").string() + " cannot be read",
                    "inferno service start writes it anew");
    INFERNO_TRY(const Bytes token, readFile(vfs, dataDir / "run" / "token", kLimit));
    return Endpoint{json["url"].get<std::string>(), trimmed(asText(token)), json.value("instance", "")};
}

} // namespace inferno::client
