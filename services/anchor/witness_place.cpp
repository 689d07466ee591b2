// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <charconv>
#include <cstdlib>
#include <sstream>

#include "core/vault/signed_note.h"
#include "services/anchor/places.h"
#include "services/anchor/witness.h"
#include "services/client/transport.h"

namespace inferno::anchor {
namespace {

constexpr long kTimeoutSeconds = 10;

std::string events(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " event" : " events");
}

/// The other side of Witness, wherever it runs.
class WitnessPlace final : public Place {
public:
    explicit WitnessPlace(WitnessAddress address)
        : address_(std::move(address)), transport_(address_.url.substr(0, address_.url.find('/', 8))) {}

    std::string kind() const override { return "witness"; }
    std::string name() const override { return address_.url; }

    Result<Outcome> check(const Newest& newest, const ConsistencySource& proofs) override {
        return give(newest, proofs);
    }

    Result<Outcome> give(const Newest& newest, const ConsistencySource& proofs) override {
        if (cosigned_ == newest.note)
            return Outcome{std::nullopt, held_, std::nullopt};
        // Where it does not hold what is believed, it says what it holds: then once more, with a proof from there.
        for (int tries = 0; tries < 3; ++tries) {
            AddCheckpoint request{held_, {}, newest.note};
            if (held_ > newest.size)
                return rolledBack(held_, "the witness cosigned " + events(held_) + ", and now the vault has " +
                                             events(newest.size));
            if (held_ > 0 && held_ < newest.size) {
                auto proof = proofs(held_, newest.size);
                if (!proof &&
                    (kindOf(proof.error().code) == ErrorKind::Integrity || proof.error().code == ErrorCode::ProofRange))
                    return rolledBack(held_, "it cannot prove that it holds the " + events(held_) +
                                                 " that the witness cosigned: " + proof.error().message());
                if (!proof)
                    return std::unexpected(std::move(proof).error());
                request.proof = std::move(*proof);
            }
            INFERNO_TRY(client::Answer answer, post("/add-checkpoint", request.text()));
            if (answer.status == 403 && !newest.history.empty()) {
                // Another key may have signed what it knows: the history of the keys says that it handed over.
                INFERNO_TRY(const client::Answer follows, post("/add-verifiers", newest.history));
                if (follows.status == 409)
                    return rolledBack(held_,
                                      "the witness knows other keys of this vault, later than or beside its own");
                if (follows.status == 200) {
                    INFERNO_TRY(answer, post("/add-checkpoint", request.text()));
                }
            }
            if (answer.status == 200)
                return taken(newest, answer.body);
            if (answer.status == 422)
                return rolledBack(held_, "the witness cosigned " + events(held_) + " of another history");
            if (answer.status != 409)
                return fail(ErrorCode::ServiceUnreachable, "the witness answered " + std::to_string(answer.status) +
                                                               ": " + answer.body.substr(0, answer.body.find('\n')));
            INFERNO_TRY(const std::uint64_t size, sizeIn(answer));
            if (size == request.oldSize)
                return rolledBack(size, "the witness cosigned another history of " + events(size));
            held_ = size;
        }
        return fail(ErrorCode::ServiceUnreachable, "the witness's checkpoint changed while it was asked",
                    "does another vault with the same id use it?");
    }

private:
    static Outcome rolledBack(std::uint64_t held, std::string why) { return {std::move(why), held, std::nullopt}; }

    Result<client::Answer> post(const char* where, std::string body) {
        client::Call call;
        call.method = "POST";
        const std::size_t path = address_.url.find('/', 8);
        call.path = (path == std::string::npos ? "" : address_.url.substr(path)) + where;
        call.contentType = "text/plain; charset=utf-8";
        call.body = std::move(body);
        call.timeoutSeconds = kTimeoutSeconds;
        if (!address_.token.empty())
            call.headers.emplace_back("Authorization", "Bearer " + address_.token);
        return transport_.exchange(call);
    }

    Result<std::uint64_t> sizeIn(const client::Answer& answer) const {
        std::uint64_t size = 0;
        const char* const end = answer.body.data() + answer.body.size();
        const auto [behind, error] = std::from_chars(answer.body.data(), end, size);
        if (!answer.contentType.starts_with("text/x.tlog.size") || error != std::errc{} ||
            std::string_view(behind, end) != "\n")
            return fail(ErrorCode::NoteInvalid, "the witness did not say which size it holds");
        return size;
    }

    /// Its own signature must be among the lines; others say nothing.
    Result<Outcome> taken(const Newest& newest, const std::string& lines) {
        INFERNO_TRY(const auto key, vault::VerifierKey::parse(address_.key));
        INFERNO_TRY(const auto opened, vault::openNote(newest.note + lines, std::array{key}));
        Outcome outcome{std::nullopt, held_, vault::SignedNote{"\n", opened.verified}.serialized().substr(2)};
        held_ = newest.size;
        cosigned_ = newest.note;
        return outcome;
    }

    const WitnessAddress address_;
    client::Transport transport_;
    std::uint64_t held_ = 0; ///< what the witness is believed to hold
    std::string cosigned_;
};

Result<std::string> secretOf(Vfs& vfs, const std::string& text) {
    if (text.starts_with("env:")) {
        const char* value = std::getenv(text.c_str() + 4);
        if (!value)
            return fail(ErrorCode::ConfigInvalid, text + " is not set");
        return std::string(value);
    }
    if (!text.starts_with("file:"))
        return fail(ErrorCode::ConfigInvalid, "the token of a witness is given as env:NAME or file:PATH");
    INFERNO_TRY(const Bytes content, readFile(vfs, text.substr(5), 4096));
    std::string token(asText(content));
    token.erase(token.find_last_not_of(" \r\n") + 1);
    return token;
}

} // namespace

Result<WitnessAddress> WitnessAddress::parse(Vfs& vfs, const std::string& text) {
    std::istringstream words(text);
    WitnessAddress address;
    std::string token;
    std::string more;
    words >> address.url >> address.key >> token >> more;
    const bool http = address.url.starts_with("http://") || address.url.starts_with("https://");
    const auto key = vault::VerifierKey::parse(address.key);
    if (!http || !key || key->algorithm != vault::KeyAlgorithm::CosignatureV1 || !more.empty())
        return fail(ErrorCode::ConfigInvalid, "a witness is 'URL VKEY' or 'URL VKEY TOKEN', and this is '" + text + "'",
                    "of another node: http://HOST:8080/api/v1/witness, the witness_key of its 'audit status --json', "
                    "and file:PATH of a copy of its run/witness_token");
    while (address.url.ends_with('/'))
        address.url.pop_back();
    if (!token.empty()) {
        INFERNO_TRY(address.token, secretOf(vfs, token));
    }
    return address;
}

std::unique_ptr<Place> witnessPlace(WitnessAddress address) {
    return std::make_unique<WitnessPlace>(std::move(address));
}

} // namespace inferno::anchor
