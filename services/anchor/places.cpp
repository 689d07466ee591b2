// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/places.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "core/vault/signed_note.h"
#include "services/archive/s3.h"
#include "services/client/transport.h"

namespace inferno::anchor {
namespace {

using nlohmann::json;

constexpr std::uint64_t kNoteLimit = 1U << 20;
constexpr std::uint64_t kTailBytes = 1U << 20;
constexpr long kTimeoutSeconds = 10;

std::string documentOf(const Newest& newest, const Clock& clock) {
    return json({{"time", formatUtc(clock.now())},
                 {"origin", "inferno.local/" + vaultIdOf(newest.verifierKey).value_or("")},
                 {"size", newest.size},
                 {"verifier_key", newest.verifierKey},
                 {"checkpoint", newest.note}})
        .dump();
}

/// What a document that is held says against the newest checkpoint.
Result<Outcome> compared(const json& held, const Newest& newest, const ConsistencySource& proofs) {
    const Anchor anchor{"", held.value("verifier_key", ""), held.value("checkpoint", ""), ""};
    INFERNO_TRY(const Finding finding, compare(anchor, newest.verifierKey, newest.note, proofs, newest.history));
    Outcome outcome;
    outcome.heldSize = finding.seenSize;
    if (finding.standing == Standing::RolledBack)
        outcome.rolledBack = finding.detail;
    return outcome;
}

class FilePlace final : public Place {
public:
    FilePlace(Vfs& vfs, const Clock& clock, std::filesystem::path file)
        : vfs_(vfs), clock_(clock), path_(std::move(file)) {}

    std::string kind() const override { return "file"; }
    std::string name() const override { return path_.string(); }

    Result<Outcome> check(const Newest& newest, const ConsistencySource& proofs) override {
        INFERNO_TRY(const auto held, newestHeld(newest));
        if (!held)
            return Outcome{};
        return compared(*held, newest, proofs);
    }

    Result<Outcome> give(const Newest& newest, const ConsistencySource& proofs) override {
        INFERNO_TRY(Outcome outcome, check(newest, proofs));
        if (outcome.rolledBack || outcome.heldSize == newest.size)
            return outcome;
        INFERNO_TRY(const auto file, vfs_.open(path_, OpenMode::Create, 0600));
        INFERNO_TRY(const std::uint64_t size, file->size());
        std::string line = documentOf(newest, clock_) + "\n";
        std::array<std::uint8_t, 1> last{'\n'};
        if (size > 0)
            INFERNO_CHECK(file->read(size - 1, last));
        if (last[0] != '\n') // what a crash left of a line
            line.insert(0, "\n");
        INFERNO_CHECK(file->write(size, asBytes(line)));
        INFERNO_CHECK(file->sync());
        return outcome;
    }

private:
    /// The last whole line of this vault.
    Result<std::optional<json>> newestHeld(const Newest& newest) {
        const auto file = vfs_.open(path_, OpenMode::Read, 0600);
        if (!file && file.error().code == ErrorCode::IoNotFound)
            return std::optional<json>();
        if (!file)
            return std::unexpected(file.error());
        INFERNO_TRY(const std::uint64_t size, (*file)->size());
        Bytes bytes(std::min(size, kTailBytes));
        INFERNO_CHECK((*file)->read(size - bytes.size(), bytes));
        INFERNO_TRY(const std::string vaultId, vaultIdOf(newest.verifierKey));
        std::string_view text = asText(bytes);
        while (!text.empty()) {
            const std::size_t start = text.rfind('\n') + 1; // 0 where there is none
            const json line = json::parse(text.substr(start), nullptr, false);
            if (line.is_object() && line.value("origin", "") == "inferno.local/" + vaultId)
                return std::optional(line);
            text = text.substr(0, start == 0 ? 0 : start - 1);
        }
        return std::optional<json>();
    }

    Vfs& vfs_;
    const Clock& clock_;
    const std::filesystem::path path_;
};

/// "https://host:1/a/b" into "https://host:1" and "/a/b".
std::pair<std::string, std::string> splitUrl(const std::string& url) {
    const std::size_t host = url.find("://");
    const std::size_t path = url.find('/', host == std::string::npos ? 0 : host + 3);
    return path == std::string::npos ? std::pair(url, std::string("/"))
                                     : std::pair(url.substr(0, path), url.substr(path));
}

class WebhookPlace final : public Place {
public:
    WebhookPlace(const Clock& clock, const std::string& url)
        : clock_(clock), base_(splitUrl(url).first), path_(splitUrl(url).second), transport_(base_) {}

    std::string kind() const override { return "webhook"; }
    std::string name() const override { return base_; } // the rest of such a URL is often a secret

    Result<Outcome> check(const Newest&, const ConsistencySource&) override { return Outcome{}; }

    Result<Outcome> give(const Newest& newest, const ConsistencySource&) override {
        if (told_ == newest.note)
            return Outcome{};
        client::Call call;
        call.method = "POST";
        call.path = path_;
        call.contentType = "application/json";
        call.body = documentOf(newest, clock_);
        call.timeoutSeconds = kTimeoutSeconds;
        INFERNO_TRY(const client::Answer answer, transport_.exchange(call));
        if (answer.status < 200 || answer.status > 299)
            return fail(ErrorCode::ServiceUnreachable, base_ + " answered " + std::to_string(answer.status));
        told_ = newest.note;
        return Outcome{};
    }

private:
    const Clock& clock_;
    const std::string base_;
    const std::string path_;
    client::Transport transport_;
    std::string told_; ///< the newest checkpoint that it took, of this run
};

class S3Place final : public Place {
public:
    S3Place(const Clock& clock, archive::S3Options options)
        : clock_(clock), name_("s3://" + options.bucket + (options.prefix.empty() ? "" : "/" + options.prefix)),
          store_(std::move(options)) {}

    std::string kind() const override { return "s3"; }
    std::string name() const override { return name_; }

    Result<Outcome> check(const Newest& newest, const ConsistencySource& proofs) override {
        INFERNO_TRY(const std::string folder, vaultIdOf(newest.verifierKey));
        const auto held = store_.get(folder + "/latest.json", kNoteLimit);
        if (!held && held.error().code == ErrorCode::IoNotFound)
            return Outcome{};
        if (!held)
            return std::unexpected(held.error());
        const json document = json::parse(asText(*held), nullptr, false);
        if (!document.is_object())
            return fail(ErrorCode::NoteInvalid, name_ + "/" + folder + "/latest.json is damaged");
        return compared(document, newest, proofs);
    }

    Result<Outcome> give(const Newest& newest, const ConsistencySource& proofs) override {
        INFERNO_TRY(Outcome outcome, check(newest, proofs));
        if (outcome.rolledBack || outcome.heldSize == newest.size)
            return outcome;
        INFERNO_TRY(const std::string folder, vaultIdOf(newest.verifierKey));
        std::string size = std::to_string(newest.size);
        size.insert(0, 20 - size.size(), '0'); // in the order of names
        const std::string document = documentOf(newest, clock_);
        INFERNO_CHECK(store_.put(folder + "/" + size + ".json", asBytes(document)));
        INFERNO_CHECK(store_.put(folder + "/latest.json", asBytes(document)));
        return outcome;
    }

private:
    const Clock& clock_;
    const std::string name_;
    archive::S3 store_;
};

} // namespace

Result<Newest> newestOf(const std::string& verifierKey, const std::string& note, const std::string& history) {
    INFERNO_TRY(const vault::VerifierKey key, vault::VerifierKey::parse(verifierKey));
    INFERNO_TRY(const vault::VerifiedNote opened, vault::openNote(note, std::array{key}));
    INFERNO_TRY(const vault::Checkpoint checkpoint, vault::Checkpoint::parse(opened.text));
    return Newest{verifierKey, note, history, checkpoint.size, checkpoint.root};
}

std::unique_ptr<Place> filePlace(Vfs& vfs, const Clock& clock, std::filesystem::path file) {
    return std::make_unique<FilePlace>(vfs, clock, std::move(file));
}

std::unique_ptr<Place> webhookPlace(const Clock& clock, std::string url) {
    return std::make_unique<WebhookPlace>(clock, url);
}

std::unique_ptr<Place> s3Place(const Clock& clock, archive::S3Options options) {
    return std::make_unique<S3Place>(clock, std::move(options));
}

} // namespace inferno::anchor
