// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/vault/sealed_segment.h"
#include "services/archive/target.h"

/// Copies of sealed segments somewhere else: each as it lies in the vault, encrypted and signed, with a small manifest
/// beside it (docs/formats/archive.md). A manifest is written only after the copy was read back and had the right hash.
/// The store is not trusted: what comes back is checked against the vault's own signatures. Safe from any thread; one
/// segment at a time. Memory: a part of a file.

namespace inferno::archive {

/// What a manifest says.
struct Manifest {
    std::uint64_t segment = 0;
    std::uint64_t firstSeq = 0;
    std::uint64_t nextSeq = 0;
    std::uint64_t bytes = 0;
    Hash sha256{};   ///< of the whole file
    Hash trailer{};  ///< SHA-256 of its signed trailer
    Hash original{}; ///< of a thinned segment: the same of the segment as it was sealed; else zeros
    std::string firstReceived;
    std::string lastReceived;
    std::string archived; ///< when; RFC 3339

    std::string text(const Uuid& vault) const;
    /// Error: archive.failed.
    static Result<Manifest> parse(std::string_view text, const Uuid& vault);
};

class Archive {
public:
    /// Copies are locked for so long where the target can; none: not at all.
    struct Lock {
        ObjectLock::Mode mode = ObjectLock::Mode::Compliance;
        std::chrono::days days{};
    };
    Archive(Vfs& vfs, const Clock& clock, std::unique_ptr<Target> target, const Uuid& vault,
            std::optional<Lock> lock = {});

    /// Puts the segment there unless it is, and in both cases reads the copy back and compares its hash with the
    /// file's. Of a thinned segment what it was before is a copy too: one that has more; its hash is compared with its
    /// manifest's. REQUIRES segment.file to be there. True if it was put there now. Errors: archive.failed, io.*
    Result<bool> keep(const vault::SealedSegment& segment) const;
    /// The manifests there are, by number. Error: archive.failed.
    Result<std::vector<Manifest>> list() const;
    /// Error: io.not_found, if this segment is not in the archive.
    Result<Manifest> manifest(std::uint64_t segment) const;
    /// Brings the copy into a new file. Error: archive.failed, if it does not have the hash that its manifest says.
    Result<void> fetch(const Manifest& manifest, const std::filesystem::path& file) const;

private:
    Result<void> readBack(std::uint64_t segment, const Hash& sha256) const;
    std::string nameOf(std::uint64_t segment, const char* extension) const;

    Vfs& vfs_;
    const Clock& clock_;
    const std::unique_ptr<Target> target_;
    const Uuid vault_;
    const std::optional<Lock> lock_;
};

} // namespace inferno::archive
