// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/tokens.h"

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/base/ids.h"
#include "core/vault/crypto.h"
#include "services/api/new_token.h"

namespace inferno::api {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kTokenLength = 43; ///< of 32 bytes in base64url without padding

constexpr std::string_view kWitness = "witness.";

/// RFC 4648, 5, without padding.
std::string base64Url(ByteView bytes) {
    std::string text = toBase64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

} // namespace

std::string newToken() {
    std::array<std::uint8_t, kTokenBytes> secret{};
    randomBytes(secret.data(), secret.size());
    return base64Url(secret);
}

Result<Tokens> Tokens::open(Vfs& vfs, const std::filesystem::path& file) {
    constexpr std::uint32_t kOthers = 0077;
    const auto info = vfs.stat(file);
    if (info && (info->mode & kOthers) != 0)
        return fail(ErrorCode::KeyPermissions, file.string() + " can be read by others",
                    "remove it, and a new token is made; programs that know the old one must read it again");
    if (info) {
        INFERNO_TRY(const Bytes bytes, readFile(vfs, file, 4096));
        std::string token(asText(bytes));
        token.erase(token.find_last_not_of(" \r\n") + 1);
        if (token.size() == kTokenLength)
            return Tokens(std::move(token));
    } else if (info.error().code != ErrorCode::IoNotFound) {
        return std::unexpected(info.error());
    }
    std::string token = newToken();
    INFERNO_CHECK(writeFileAtomically(vfs, file, asBytes(token + "\n"), 0600));
    return Tokens(std::move(token));
}

std::string Tokens::ofRun(const std::string& runId) const {
    return runId + "." + base64Url(vault::hmacSha256(asBytes(local_), asBytes("inferno/run-token/v1/" + runId)));
}

std::string Tokens::ofWitness() const {
    return std::string(kWitness) + base64Url(vault::hmacSha256(asBytes(local_), asBytes("inferno/witness-token/v1")));
}

std::optional<Principal> Tokens::who(std::string_view token, const ActiveRun& activeRun) const {
    if (vault::equalConstantTime(asBytes(token), asBytes(local_)))
        return Principal{"local", "local", true, {}};
    if (token.starts_with(kWitness) && vault::equalConstantTime(asBytes(token), asBytes(ofWitness())))
        return Principal{"witness", "witness", false, {"witness:add"}};
    const auto dot = token.find('.');
    if (!token.starts_with("run_") || dot == token.npos)
        return std::nullopt;
    const std::string runId(token.substr(0, dot));
    if (!vault::equalConstantTime(asBytes(token), asBytes(ofRun(runId))))
        return std::nullopt;
    const auto run = activeRun(runId);
    if (!run)
        return std::nullopt;
    return Principal{"run:" + run->job, runId, false, {run->permissions.begin(), run->permissions.end()}};
}

} // namespace inferno::api
