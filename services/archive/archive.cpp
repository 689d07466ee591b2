// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/archive/archive.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/crypto.h"
#include "core/vault/segment.h"

namespace inferno::archive {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxManifest = 64 * 1024;
constexpr const char* kManifest = ".json";
constexpr const char* kSegment = ".seg";

Result<Hash> hashField(const json& document, const char* name) {
    const auto found = document.find(name);
    const auto bytes = fromHex(found != document.end() && found->is_string() ? found->get<std::string>() : "");
    Hash hash{};
    if (!bytes || bytes->size() != hash.size())
        return fail(ErrorCode::ArchiveFailed, std::string("the field ") + name + " is no hash");
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

struct FileHash {
    Hash sha256{};
    std::uint64_t bytes = 0;
};

Result<FileHash> hashOfFile(Vfs& vfs, const std::filesystem::path& path) {
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    vault::Sha256 sha;
    sha.begin();
    FileHash result;
    Bytes part(1 << 20);
    while (true) {
        INFERNO_TRY(const std::size_t got, file->read(result.bytes, part));
        if (got == 0)
            break;
        sha.update(ByteView(part).first(got));
        result.bytes += got;
    }
    result.sha256 = sha.finish();
    return result;
}

} // namespace

std::string Manifest::text(const Uuid& vault) const {
    json document{{"format", 1},
                  {"vault", toText(vault)},
                  {"segment", segment},
                  {"first_seq", firstSeq},
                  {"next_seq", nextSeq},
                  {"bytes", bytes},
                  {"sha256", toHex(sha256)},
                  {"trailer", toHex(trailer)},
                  {"first_received", firstReceived},
                  {"last_received", lastReceived},
                  {"archived", archived}};
    if (original != Hash{})
        document["original"] = toHex(original);
    return document.dump(2) + "\n";
}

Result<Manifest> Manifest::parse(std::string_view text, const Uuid& vault) {
    const auto wrong = [](const std::string& why) {
        return fail(ErrorCode::ArchiveFailed, "a manifest cannot be read: " + why);
    };
    const json document = json::parse(text, nullptr, false);
    if (!document.is_object())
        return wrong("it is no JSON object");
    try {
        if (document.at("format") != 1 || document.at("vault") != toText(vault))
            return wrong("it is of another vault, or of a newer Inferno");
        Manifest manifest;
        document.at("segment").get_to(manifest.segment);
        document.at("first_seq").get_to(manifest.firstSeq);
        document.at("next_seq").get_to(manifest.nextSeq);
        document.at("bytes").get_to(manifest.bytes);
        INFERNO_TRY(manifest.sha256, hashField(document, "sha256"));
        INFERNO_TRY(manifest.trailer, hashField(document, "trailer"));
        if (document.contains("original")) {
            INFERNO_TRY(manifest.original, hashField(document, "original"));
        }
        document.at("first_received").get_to(manifest.firstReceived);
        document.at("last_received").get_to(manifest.lastReceived);
        document.at("archived").get_to(manifest.archived);
        return manifest;
    } catch (const json::exception& error) {
        return wrong(error.what());
    }
}

Archive::Archive(Vfs& vfs, const Clock& clock, std::unique_ptr<Target> target, const Uuid& vault,
                 std::optional<Lock> lock)
    : vfs_(vfs), clock_(clock), target_(std::move(target)), vault_(vault), lock_(lock) {}

/// "VAULT-ID/0000000007.seg"
std::string Archive::nameOf(std::uint64_t segment, const char* extension) const {
    return toText(vault_) + "/" + vault::segmentPath({}, segment).stem().string() + extension;
}

Result<void> Archive::readBack(std::uint64_t segment, const Hash& sha256) const {
    vault::Sha256 sha;
    sha.begin();
    INFERNO_CHECK(target_->get(nameOf(segment, kSegment), [&](ByteView part) -> Result<void> {
        sha.update(part);
        return {};
    }));
    if (sha.finish() != sha256)
        return fail(ErrorCode::ArchiveFailed, "the copy of segment " + std::to_string(segment) +
                                                  " came back changed: its SHA-256 is not that of the file");
    return {};
}

Result<bool> Archive::keep(const vault::SealedSegment& segment) const {
    INFERNO_TRY(const FileHash mine, hashOfFile(vfs_, segment.file));
    const std::string name = nameOf(segment.number, kSegment);
    auto known = manifest(segment.number);
    if (!known && known.error().code != ErrorCode::IoNotFound)
        return std::unexpected(std::move(known).error());
    const bool isBefore = segment.removed > 0 && known && known->trailer != segment.trailerHash &&
                          (known->trailer == segment.originalTrailer || known->original == segment.originalTrailer);
    if (isBefore) {
        INFERNO_CHECK(readBack(segment.number, known->sha256));
        return false;
    }
    if (known && (known->trailer != segment.trailerHash || known->sha256 != mine.sha256))
        return fail(ErrorCode::ArchiveFailed, "the archive holds another segment " + std::to_string(segment.number),
                    "two vaults of one id write to this archive, or it was changed: give each its own target");
    std::optional<ObjectLock> lock;
    if (lock_)
        lock = ObjectLock{lock_->mode, std::chrono::floor<std::chrono::seconds>(clock_.now() + lock_->days)};
    if (!known)
        INFERNO_CHECK(target_->putFile(name, segment.file, lock));
    INFERNO_CHECK(readBack(segment.number, mine.sha256));
    if (known)
        return false;
    const Manifest manifest{segment.number,
                            segment.firstSeq,
                            segment.nextSeq,
                            mine.bytes,
                            mine.sha256,
                            segment.trailerHash,
                            segment.removed > 0 ? segment.originalTrailer : Hash{},
                            formatUtc(segment.firstReceived),
                            formatUtc(segment.lastReceived),
                            formatUtc(clock_.now())};
    INFERNO_CHECK(target_->put(nameOf(segment.number, kManifest), asBytes(manifest.text(vault_)), lock));
    return true;
}

Result<std::vector<Manifest>> Archive::list() const {
    INFERNO_TRY(const auto names, target_->list(toText(vault_) + "/"));
    std::vector<Manifest> manifests;
    for (const std::string& name : names) {
        if (!name.ends_with(kManifest))
            continue;
        INFERNO_TRY(const Bytes text, target_->get(name, kMaxManifest));
        INFERNO_TRY(auto manifest, Manifest::parse(asText(text), vault_));
        manifests.push_back(std::move(manifest));
    }
    std::ranges::sort(manifests, {}, &Manifest::segment);
    return manifests;
}

Result<Manifest> Archive::manifest(std::uint64_t segment) const {
    INFERNO_TRY(const Bytes text, target_->get(nameOf(segment, kManifest), kMaxManifest));
    INFERNO_TRY(auto manifest, Manifest::parse(asText(text), vault_));
    if (manifest.segment != segment)
        return fail(ErrorCode::ArchiveFailed, "the manifest of segment " + std::to_string(segment) + " names segment " +
                                                  std::to_string(manifest.segment));
    return manifest;
}

Result<void> Archive::fetch(const Manifest& manifest, const std::filesystem::path& file) const {
    INFERNO_TRY(const auto out, vfs_.open(file, OpenMode::Create, 0600));
    INFERNO_CHECK(out->truncate(0));
    vault::Sha256 sha;
    sha.begin();
    std::uint64_t offset = 0;
    INFERNO_CHECK(target_->get(nameOf(manifest.segment, kSegment), [&](ByteView part) -> Result<void> {
        if (offset + part.size() > manifest.bytes)
            return fail(ErrorCode::ArchiveFailed, "the copy has more bytes than its manifest says");
        sha.update(part);
        INFERNO_CHECK(out->write(offset, part));
        offset += part.size();
        return {};
    }));
    if (offset != manifest.bytes || sha.finish() != manifest.sha256)
        return fail(ErrorCode::ArchiveFailed, "the copy of segment " + std::to_string(manifest.segment) +
                                                  " does not have the hash that its manifest says");
    return out->sync();
}

} // namespace inferno::archive
