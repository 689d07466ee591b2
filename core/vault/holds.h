// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "core/vault/signed_note.h"

/// Legal holds: ranges of the vault that may be neither pruned nor erased, and whose keys may not be destroyed, until
/// somebody releases them. Kept in the vault's folder as a signed note, `holds.note`, which is replaced whole
/// (temporary file, sync, rename). A vault that has had records and lacks it is refused whatever a hold could refuse:
/// taking the file away releases nothing. Safe from any thread.

namespace inferno::vault {

/// Events by number, or by when they were received. Either end may be open.
struct HoldRange {
    struct Numbers {
        std::uint64_t first = 0;
        std::uint64_t last = UINT64_MAX; ///< inclusive; the greatest: open
        friend bool operator==(const Numbers&, const Numbers&) = default;
    };
    struct Times {
        WallTime from = WallTime::min();
        WallTime to = WallTime::max(); ///< exclusive
        friend bool operator==(const Times&, const Times&) = default;
    };
    std::optional<Numbers> numbers; ///< exactly one of the two
    std::optional<Times> times;

    /// "17..42" (both included), "17..", "2026-11-01T00:00:00Z..2026-12-01T00:00:00Z" (the second excluded;
    /// what is finer than a millisecond is widened). Error: input.invalid.
    static Result<HoldRange> parse(std::string_view text);
    std::string text() const;
    friend bool operator==(const HoldRange&, const HoldRange&) = default;
};

/// What somebody wants to prune or erase: events [firstSeq, nextSeq), received between two instants, both included.
struct HeldPart {
    std::uint64_t firstSeq = 0;
    std::uint64_t nextSeq = 0;
    WallTime firstReceived{};
    WallTime lastReceived{};
};

struct Hold {
    std::uint64_t id = 0; ///< from 1, never used again
    HoldRange range;
    std::string reason;
    std::string by;
    WallTime placed{};

    bool covers(const HeldPart& part) const;
};

/// What `holds.note` says.
struct HoldsFile {
    std::uint64_t nextId = 1;
    std::vector<Hold> holds;

    /// Nothing where the file is missing. Errors: vault.altered, io.*
    static Result<std::optional<HoldsFile>> read(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                 std::span<const VerifierKey> verifiers, const std::string& origin);
};

class Holds {
public:
    static constexpr std::size_t kMax = 1000;

    /// Reads the file; where there is none, makes it if the vault is new. `signer` outlives this; with none, nothing
    /// can be changed. Errors: vault.altered, io.*
    static Result<std::unique_ptr<Holds>> open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                               std::span<const VerifierKey> verifiers, const std::string& origin,
                                               const NoteSigner* signer, bool newVault);

    /// Durable when it returns. Errors: input.invalid (no reason), input.too_large, vault.altered, io.*
    Result<Hold> add(const HoldRange& range, const std::string& reason, const std::string& by, WallTime now);
    /// The holds that `which` names: an id, or a range that is equal to theirs. Error: hold.unknown.
    Result<std::vector<Hold>> find(std::string_view which) const;
    /// Error: hold.unknown.
    Result<void> release(std::uint64_t id);
    std::vector<Hold> list() const;

    /// Error: hold.active, naming the hold that covers any of `part`; vault.altered if the file is missing.
    Result<void> check(const HeldPart& part) const;

private:
    Holds(Vfs& vfs, std::filesystem::path path, std::string origin, const NoteSigner* signer)
        : vfs_(vfs), path_(std::move(path)), origin_(std::move(origin)), signer_(signer) {}
    Result<void> store(const std::vector<Hold>& holds, std::uint64_t nextId);
    std::unexpected<Error> missing() const;

    Vfs& vfs_;
    const std::filesystem::path path_;
    const std::string origin_;
    const NoteSigner* signer_;
    mutable std::mutex mutex_; ///< guards what follows
    std::vector<Hold> holds_;
    std::uint64_t nextId_ = 1;
    bool missing_ = false;
};

std::filesystem::path holdsPath(const std::filesystem::path& vaultFolder);

} // namespace inferno::vault
