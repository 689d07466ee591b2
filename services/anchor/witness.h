// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/vfs.h"
#include "core/vault/signed_note.h"

/// A witness of other logs (c2sp.org/tlog-witness): it cosigns a log's checkpoint only if the tree holds all that it
/// cosigned before, and remembers the newest one durably before it answers. Whoever compares a log with what its
/// witness has seen finds out that it was rolled back or forked.

namespace inferno::anchor {

/// A request to add-checkpoint.
struct AddCheckpoint {
    std::uint64_t oldSize = 0;
    std::vector<Hash> proof;
    std::string note;

    /// "old N", base64 hashes, an empty line, the note. Error: input.invalid.
    static Result<AddCheckpoint> parse(std::string_view body);
    std::string text() const;
};

/// Signs a note's text as a witness: cosignature/v1 at `unixSeconds`.
vault::NoteSignature cosign(const vault::NoteSigner& witness, std::string_view text, std::uint64_t unixSeconds);
/// The key that checks such cosignatures.
vault::VerifierKey cosignatureKey(const vault::NoteSigner& witness);

class Witness {
public:
    struct Options {
        std::filesystem::path folder;     ///< where the newest checkpoints lie, a file for each origin
        std::filesystem::path keyFile;    ///< made where it is missing (0600)
        std::string name;                 ///< of the witness's key, if it is to be made
        std::vector<std::string> origins; ///< verifier keys of the logs it knows; several of one origin may sign,
                                          ///< and those that they hand over to
    };
    /// Errors: note.invalid (a key that is none, a checkpoint of another key), key.*, io.*
    static Result<std::unique_ptr<Witness>> open(Vfs& vfs, const Clock& clock, const Options& options);

    /// The answer over HTTP, as the specification has it.
    struct Answer {
        int status = 200; ///< 200, 400, 403, 404, 409, 422; 500 where nothing could be remembered
        std::string contentType = "text/plain; charset=utf-8";
        std::string body;
        std::string origin; ///< of the checkpoint, where one could be read
    };
    /// Compares, remembers, answers: one request at a time. Safe from any thread. A key of the log that has handed over
    /// to another is told what is held, and gets no cosignature.
    Answer addCheckpoint(std::string_view body);
    /// Takes the history of a log's keys (verifiers.note), so that the keys that those it knows have handed over to are
    /// known too. 200; 400; 403: no known key is in it; 404; 409: it is not what the one before goes on to be; 500.
    Answer addVerifiers(std::string_view history);

    std::string verifierKey() const { return cosignatureKey(signer_).text(); }
    struct Known {
        std::string origin;
        std::uint64_t size = 0; ///< 0: none was cosigned yet
        std::string note;       ///< the newest checkpoint, with the cosignature
    };
    std::vector<Known> known() const;

private:
    struct Log {
        std::vector<vault::VerifierKey> configured;
        std::vector<vault::VerifierKey> history; ///< as it was followed, oldest first; holds all that are configured

        std::vector<vault::VerifierKey> keys() const; ///< all that may have signed
        bool handedOver(const vault::VerifierKey& key) const;
        std::optional<vault::Checkpoint> newest;
        std::string note;
    };
    Witness(Vfs& vfs, const Clock& clock, std::filesystem::path folder, vault::NoteSigner signer)
        : vfs_(vfs), clock_(clock), folder_(std::move(folder)), signer_(std::move(signer)) {}
    std::filesystem::path fileOf(const std::string& origin, const char* extension = ".note") const;
    Result<void> load(const std::string& origin, Log& log);
    Result<void> loadHistory(const std::string& origin, Log& log);
    Answer decide(const AddCheckpoint& request, const vault::Checkpoint& checkpoint, const vault::VerifiedNote& note,
                  Log& log);

    Vfs& vfs_;
    const Clock& clock_;
    const std::filesystem::path folder_;
    const vault::NoteSigner signer_;
    mutable std::mutex mutex_; ///< guards what follows
    std::map<std::string, Log> logs_;
};

} // namespace inferno::anchor
