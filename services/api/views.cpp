// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/views.h"

#include <charconv>

#include "core/base/ids.h"
#include "core/vault/crypto.h"

namespace inferno::api {
namespace {

constexpr std::chrono::minutes kForgottenAfter{15};
constexpr std::size_t kProofBytes = 16;
constexpr char kSeparator = '\0';

} // namespace

Views::Views(const Clock& clock) : clock_(clock) {
    randomBytes(key_.data(), key_.size());
}

bool Views::isNew(std::string_view principal, std::string_view view, std::string_view query) {
    if (view.empty())
        return true;
    const std::lock_guard lock(mutex_);
    const MonoTime now = clock_.monotonic();
    std::erase_if(views_, [&](const auto& entry) { return now - entry.second.used > kForgottenAfter; });
    View& known = views_[std::string(principal) + kSeparator + std::string(view)];
    known.used = now;
    if (known.query == query)
        return false;
    known.query = query;
    return true;
}

std::string Views::proofOf(std::string_view principal, std::string_view query, std::uint64_t seq) const {
    std::string text(principal);
    text += kSeparator;
    text += query;
    text += kSeparator;
    text += std::to_string(seq);
    const Hash mac = vault::hmacSha256(key_, asBytes(text));
    return toHex(ByteView(mac).first(kProofBytes));
}

std::string Views::cursor(std::string_view principal, std::string_view query, std::uint64_t seq) const {
    return std::to_string(seq) + "." + proofOf(principal, query, seq);
}

std::optional<Views::Position> Views::position(std::string_view principal, std::string_view query,
                                               std::string_view cursor) const {
    Position position;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), position.seq);
    if (error != std::errc{})
        return std::nullopt;
    const std::string_view proof = cursor.substr(static_cast<std::size_t>(end - cursor.data()));
    if (!proof.empty() && proof.front() != '.')
        return std::nullopt;
    position.proven = !proof.empty() && vault::equalConstantTime(asBytes(proof.substr(1)),
                                                                 asBytes(proofOf(principal, query, position.seq)));
    return position;
}

} // namespace inferno::api
