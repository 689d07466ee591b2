// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/tlog_proof.h"

#include <algorithm>
#include <charconv>

namespace inferno::vault {
namespace {

constexpr std::string_view kHead = "c2sp.org/tlog-proof@v1";
constexpr std::size_t kMaxPath = 63;

std::unexpected<Error> bad(const char* why) {
    return fail(ErrorCode::ProofInvalid, std::string("a tlog-proof ") + why);
}

Result<std::string_view> takeLine(std::string_view& text) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return bad("ends too early");
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

} // namespace

std::string TlogProof::serialized() const {
    std::string text = std::string(kHead) + "\n";
    if (!extra.empty())
        text += "extra " + toBase64(extra) + "\n";
    text += "index " + std::to_string(index) + "\n";
    for (const Hash& hash : path)
        text += toBase64(hash) + "\n";
    return text + "\n" + checkpoint;
}

Result<TlogProof> TlogProof::parse(std::string_view text) {
    TlogProof proof;
    INFERNO_TRY(std::string_view line, takeLine(text));
    if (line != kHead)
        return bad("begins with c2sp.org/tlog-proof@v1");
    INFERNO_TRY(line, takeLine(text));
    if (line.starts_with("extra ")) {
        auto extra = fromBase64(line.substr(6));
        if (!extra)
            return bad("has extra data that is not base64");
        proof.extra = std::move(*extra);
        INFERNO_TRY(line, takeLine(text));
    }
    if (!line.starts_with("index "))
        return bad("has no index");
    line.remove_prefix(6);
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), proof.index);
    if (error != std::errc{} || end != line.data() + line.size() || (line.size() > 1 && line.front() == '0'))
        return bad("has an index that is no decimal number of 64 bits");
    for (;;) {
        INFERNO_TRY(line, takeLine(text));
        if (line.empty())
            break;
        const auto bytes = fromBase64(line);
        if (!bytes || bytes->size() != Hash{}.size() || proof.path.size() == kMaxPath)
            return bad("has a line that is no hash, or more than 63");
        std::ranges::copy(*bytes, proof.path.emplace_back().begin());
    }
    if (text.empty())
        return bad("has no checkpoint");
    proof.checkpoint = text;
    return proof;
}

} // namespace inferno::vault
