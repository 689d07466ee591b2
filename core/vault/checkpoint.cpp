// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>

#include "core/vault/signed_note.h"

namespace inferno::vault {
namespace {

std::unexpected<Error> bad(std::string why) {
    return fail(ErrorCode::NoteInvalid, "a checkpoint " + std::move(why));
}

/// Takes the text up to the next newline, which must be there.
Result<std::string_view> takeLine(std::string_view& text, const char* what) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos)
        return bad("has no line with its " + std::string(what));
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

} // namespace

std::string Checkpoint::body() const {
    return origin + "\n" + std::to_string(size) + "\n" + toBase64(root) + "\n";
}

Result<Checkpoint> Checkpoint::parse(std::string_view body) {
    Checkpoint checkpoint;
    INFERNO_TRY(const std::string_view origin, takeLine(body, "origin"));
    if (origin.empty())
        return bad("has an empty origin");
    checkpoint.origin = origin;

    INFERNO_TRY(const std::string_view size, takeLine(body, "size"));
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), checkpoint.size);
    if (error != std::errc{} || end != size.data() + size.size() || (size.size() > 1 && size.front() == '0'))
        return bad("has a size that is no decimal number of 64 bits: '" + std::string(size) + "'");

    INFERNO_TRY(const std::string_view text, takeLine(body, "root hash"));
    const auto root = fromBase64(text);
    if (!root)
        return bad("has a root hash that is not base64");
    if (root->size() != checkpoint.root.size())
        return bad("has a root hash of " + std::to_string(root->size()) + " bytes, not 32");
    std::ranges::copy(*root, checkpoint.root.begin());

    while (!body.empty()) {
        INFERNO_TRY(const std::string_view extension, takeLine(body, "extension"));
        if (extension.empty())
            return bad("has an empty line");
    }
    return checkpoint;
}

std::string originOf(const Uuid& vault) {
    return "inferno.local/" + toText(vault);
}

} // namespace inferno::vault
