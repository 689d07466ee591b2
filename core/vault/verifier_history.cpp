// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/verifier_history.h"

#include <algorithm>

namespace inferno::vault {
namespace {

constexpr std::string_view kHead = "/verifiers";

std::unexpected<Error> invalid(std::string why) {
    return fail(ErrorCode::NoteInvalid, std::move(why));
}

Result<Signature> parseSignature(std::string_view base64) {
    const auto bytes = fromBase64(base64);
    Signature signature{};
    if (!bytes || bytes->size() != signature.size())
        return invalid("a key is not handed over to by a signature");
    std::ranges::copy(*bytes, signature.begin());
    return signature;
}

} // namespace

/// What the key before signs: the list up to its successor, under a head of its own.
std::string VerifierHistory::handoverText(std::size_t count) const {
    std::string text = origin + std::string(kHead) + "/handover\n";
    for (std::size_t i = 0; i < count; ++i)
        text += keys[i].text() + "\n";
    return text;
}

std::string VerifierHistory::text() const {
    std::string text = origin + std::string(kHead) + "\n";
    for (std::size_t i = 0; i < keys.size(); ++i)
        text += keys[i].text() + (i == 0 ? "" : " " + toBase64(handovers[i - 1])) + "\n";
    return text;
}

Result<VerifierHistory> VerifierHistory::parse(std::string_view note) {
    INFERNO_TRY(const SignedNote parsed, SignedNote::parse(note));
    std::string_view rest = parsed.text;
    const auto takeLine = [&] {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        return line;
    };
    const std::string_view head = takeLine();
    if (!head.ends_with(kHead))
        return invalid("it is no verifier history");
    VerifierHistory history{std::string(head.substr(0, head.size() - kHead.size())), {}, {}};
    while (!rest.empty()) {
        const std::string_view line = takeLine();
        const std::size_t space = std::min(line.find(' '), line.size());
        INFERNO_TRY(VerifierKey key, VerifierKey::parse(line.substr(0, space)));
        if (key.name != history.origin || key.algorithm != KeyAlgorithm::Ed25519)
            return invalid("it names a key of '" + key.name + "'");
        history.keys.push_back(std::move(key));
        if (history.keys.size() == 1 && space != line.size())
            return invalid("its first key has a signature");
        if (history.keys.size() == 1)
            continue;
        INFERNO_TRY(const Signature handover, parseSignature(line.substr(std::min(space + 1, line.size()))));
        const std::size_t count = history.keys.size();
        if (!verifyEd25519(history.keys[count - 2].key, asBytes(history.handoverText(count)), handover))
            return invalid("key " + std::to_string(count) + " was not handed over to by the key before it");
        history.handovers.push_back(handover);
    }
    if (history.keys.empty())
        return invalid("it names no key");
    const std::size_t signers = std::min<std::size_t>(2, history.keys.size());
    INFERNO_TRY(const VerifiedNote opened, openNote(note, std::span(history.keys).last(signers)));
    if (opened.verified.size() != signers || !opened.unverified.empty())
        return invalid("it lacks a signature, or has a strange one");
    return history;
}

Result<std::string> VerifierHistory::begin(const NoteSigner& first) {
    return first.signedNote(VerifierHistory{first.name, {first.verifier()}, {}}.text());
}

Result<std::string> VerifierHistory::handedOver(const NoteSigner& newest, const NoteSigner& next) const {
    VerifierHistory grown = *this;
    grown.keys.push_back(next.verifier());
    grown.handovers.push_back(newest.key.sign(asBytes(grown.handoverText(grown.keys.size()))));
    const std::string text = grown.text();
    std::string note = SignedNote{text, {next.sign(text), newest.sign(text)}}.serialized();
    INFERNO_CHECK(parse(note)); // nothing that could not be read again is ever stored
    return note;
}

bool VerifierHistory::knows(const VerifierKey& key) const {
    return std::ranges::find(keys, key) != keys.end();
}

Result<std::vector<VerifierKey>> parseVerifierHistory(std::string_view note, const Uuid& vault) {
    INFERNO_TRY(VerifierHistory history, VerifierHistory::parse(note));
    if (history.origin != originOf(vault))
        return invalid("the verifier history is of " + history.origin);
    return std::move(history.keys);
}

} // namespace inferno::vault
