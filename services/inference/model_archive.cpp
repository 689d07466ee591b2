// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_archive.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "services/inference/model_registry.h"

namespace inferno::serving {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::size_t kMaxEntries = 10'000; // inferno-unpack's own limit
constexpr int kMaxDepth = 32;               // each level is an open descriptor while it is listed
constexpr std::uint64_t kMaxTextBytes = 1U << 20;
constexpr std::string_view kManifest = "MAR-INF/MANIFEST.json";
constexpr std::string_view kConfig = "model-config.yaml";

std::unexpected<Error> invalid(std::string why) {
    return fail(ErrorCode::ModelInvalid, std::move(why), "have the archive made anew");
}

bool isPlainName(std::string_view name) {
    return isUtf8(name) && std::ranges::none_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// ── The manifest ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// A text of the manifest's "model"; "" where it is absent or null. Versions are numbers in some.
Result<std::string> fieldOf(const json& model, const char* name) {
    const auto at = model.find(name);
    if (at == model.end() || at->is_null())
        return "";
    if (at->is_number())
        return at->dump();
    if (!at->is_string())
        return invalid(std::string(kManifest) + ": model." + name + " must be a text");
    return at->get<std::string>();
}

/// The files of an archive, sorted: all of them lie within it.
struct Files {
    std::vector<std::string> all;
    std::string root; ///< "", or the folder around all of it, with its "/"

    bool has(const std::string& file) const { return std::ranges::binary_search(all, file); }
    bool isAtRoot(const std::string& file) const { return file.find('/', root.size()) == std::string::npos; }
};

/// torch-model-archiver puts a folder around everything in a tar, and none in a zip.
std::string rootOf(const Files& files) {
    const std::string manifest(kManifest);
    if (files.all.empty() || files.has(manifest))
        return "";
    const std::string& first = files.all.front();
    const std::string root = first.substr(0, first.find('/') + 1);
    const auto isInside = [&](const std::string& file) { return file.starts_with(root); };
    return files.has(root + manifest) && std::ranges::all_of(files.all, isInside) ? root : "";
}

/// The same for a file of the archive, with its root.
Result<std::string> fileOf(const json& model, const char* name, const Files& files) {
    INFERNO_TRY(const std::string file, fieldOf(model, name));
    if (file.empty())
        return "";
    if (!files.has(files.root + file))
        return invalid(std::string(kManifest) + ": model." + name + " is '" + file + "', which the archive has not");
    return files.root + file;
}

/// Takes over what the manifest says; returns the file that it names as model-config.yaml.
Result<std::string> readManifest(ArchiveContents& contents, const Files& files) {
    const json document = json::parse(contents.manifest, nullptr, false);
    const bool hasEnd = contents.manifest.find('\0') == std::string::npos; // where the parser would end
    if (!hasEnd || document.is_discarded() || !document.is_object())
        return invalid(std::string(kManifest) + " is no JSON object");
    const json model = document.value("model", json::object());
    if (!model.is_object())
        return invalid(std::string(kManifest) + ": model must be an object");
    INFERNO_TRY(contents.name, fieldOf(model, "modelName"));
    INFERNO_TRY(contents.version, fieldOf(model, "modelVersion"));
    INFERNO_TRY(contents.handler, fieldOf(model, "handler"));
    INFERNO_TRY(contents.serializedFile, fileOf(model, "serializedFile", files));
    INFERNO_TRY(const std::string modelFile, fieldOf(model, "modelFile"));
    contents.isEager = !modelFile.empty();
    return fileOf(model, "configFile", files);
}

/// The only `.pt` at the root, or "".
std::string onlyModelOf(const Files& files) {
    std::string found;
    for (const std::string& file : files.all) {
        if (!files.isAtRoot(file) || !file.ends_with(".pt"))
            continue;
        if (!found.empty())
            return "";
        found = file;
    }
    return found;
}

// ── Unpacking ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// What inferno-unpack has said, as something that is wrong with a model.
Error asModelError(const Error& said, const fs::path& archive) {
    if (said.code != ErrorCode::ArchiveRefused)
        return said;
    const auto cut = [&](ErrorCode code) {
        const std::string head = std::string(titleOf(code)) + " · ";
        return said.detail.starts_with(head) ? std::optional(said.detail.substr(head.size())) : std::nullopt;
    };
    if (const auto full = cut(ErrorCode::DiskFull))
        return {ErrorCode::DiskFull, *full, "make room on the disk of the models folder", {}, {}};
    const std::string why = cut(ErrorCode::ArchiveRefused).value_or(said.detail);
    return {ErrorCode::ModelInvalid,
            why.starts_with(archive.string()) ? why : archive.string() + ": " + why,
            said.hint,
            std::make_shared<const Error>(said),
            {}};
}

/// Makes the files below a folder durable.
Result<void> syncBelow(Vfs& vfs, const fs::path& folder) {
    INFERNO_TRY(const std::vector<FileInfo> entries, vfs.list(folder));
    for (const FileInfo& entry : entries) {
        if (entry.directory) {
            INFERNO_CHECK(syncBelow(vfs, folder / entry.name));
            continue;
        }
        INFERNO_TRY(const auto file, vfs.open(folder / entry.name, OpenMode::Read));
        INFERNO_CHECK(file->sync());
    }
    return vfs.syncFolder(folder);
}

void removeAll(const fs::path& folder) {
    std::error_code ignored; // the next start cleans
    fs::remove_all(folder, ignored);
}

} // namespace

Result<std::vector<std::string>> filesBelow(const fs::path& folder) {
    std::vector<std::string> files;
    std::size_t count = 0;
    std::error_code error;
    fs::recursive_directory_iterator at(folder, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        const std::string name = at->path().lexically_relative(folder).generic_string();
        if (!isPlainName(name))
            return invalid(folder.string() + " has a file whose name is not UTF-8 or holds control characters");
        if (++count > kMaxEntries)
            return invalid(folder.string() + " has more than " + std::to_string(kMaxEntries) + " entries");
        if (at.depth() >= kMaxDepth)
            return invalid(folder.string() + " has folders in more than " + std::to_string(kMaxDepth) + " levels");
        const fs::file_status status = at->symlink_status(error);
        if (error)
            break;
        if (fs::is_symlink(status))
            return invalid(folder.string() + ": '" + name + "' is a link");
        if (fs::is_regular_file(status))
            files.push_back(name);
        else if (!fs::is_directory(status))
            return invalid(folder.string() + ": '" + name + "' is no file and no folder");
    }
    if (error)
        return std::unexpected(errnoError(error.value(), "listing " + folder.string()));
    std::ranges::sort(files);
    return files;
}

Result<ArchiveContents> contentsOf(std::vector<std::string> sorted, const ReadText& read) {
    Files files{std::move(sorted), {}};
    files.root = rootOf(files);
    ArchiveContents contents;
    std::string config = files.root + std::string(kConfig);
    if (!files.has(config))
        config.clear();
    if (const std::string manifest = files.root + std::string(kManifest); files.has(manifest)) {
        INFERNO_TRY(contents.manifest, read(manifest));
        INFERNO_TRY(const std::string named, readManifest(contents, files));
        if (!named.empty())
            config = named;
    }
    if (contents.serializedFile.empty())
        contents.serializedFile = onlyModelOf(files);
    if (!config.empty()) {
        INFERNO_TRY(const std::string text, read(config));
        INFERNO_TRY(contents.config, parseModelConfig(text, config.substr(files.root.size())));
    }
    std::ranges::copy_if(files.all, std::back_inserter(contents.extraFiles), [&](const std::string& file) {
        return files.isAtRoot(file) && file != contents.serializedFile && file != config;
    });
    return contents;
}

Result<ArchiveContents> readArchive(Vfs& vfs, const fs::path& folder) {
    INFERNO_TRY(std::vector<std::string> files, filesBelow(folder));
    return contentsOf(std::move(files), [&](const std::string& file) -> Result<std::string> {
        const auto bytes = readFile(vfs, folder / file, kMaxTextBytes);
        if (!bytes && bytes.error().code == ErrorCode::InputTooLarge)
            return invalid(file + " has more than " + std::to_string(kMaxTextBytes) + " bytes");
        if (!bytes)
            return std::unexpected(bytes.error());
        return std::string(asText(*bytes));
    });
}

// ── The store ────────────────────────────────────────────────────────────────────────────────────────────────────────

ArchiveStore::Hold::Hold(Hold&& other) noexcept
    : store_(std::exchange(other.store_, nullptr)), sha256_(std::move(other.sha256_)) {}

ArchiveStore::Hold& ArchiveStore::Hold::operator=(Hold&& other) noexcept {
    std::swap(store_, other.store_);
    std::swap(sha256_, other.sha256_);
    return *this;
}

ArchiveStore::Hold::~Hold() {
    if (store_)
        store_->letGo(sha256_);
}

ArchiveStore::ArchiveStore(fs::path folder, Unpack unpack, IsUsed isUsed, Vfs& vfs)
    : folder_(std::move(folder)), unpack_(std::move(unpack)), isUsed_(std::move(isUsed)), vfs_(vfs) {}

Result<ArchiveStore::Hold> ArchiveStore::unpack(const fs::path& archive, const std::string& sha256) {
    {
        const std::scoped_lock lock(mutex_);
        ++holds_[sha256];
    }
    Hold hold(*this, sha256);
    const fs::path place = placeOf(sha256);
    if (exists(vfs_, place))
        return hold;
    if (const auto made = vfs_.makeFolder(folder_); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(made.error());
    const fs::path fresh = temporary();
    INFERNO_CHECK(vfs_.makeFolder(fresh));
    auto done = unpackInto(fresh, archive, sha256);
    if (done)
        done = vfs_.rename(fresh, place);
    if (!done) {
        removeAll(fresh);
        if (exists(vfs_, place)) // another call was quicker
            return hold;
        return std::unexpected(std::move(done).error());
    }
    INFERNO_CHECK(vfs_.syncFolder(folder_));
    return hold;
}

Result<void> ArchiveStore::unpackInto(const fs::path& fresh, const fs::path& archive, const std::string& sha256) const {
    if (!unpack_)
        return fail(ErrorCode::UnpackMissing, "this service has no reader of archives",
                    "unpack the archive by hand and register the folder");
    if (const auto unpacked = unpack_(archive, fresh); !unpacked)
        return std::unexpected(asModelError(unpacked.error(), archive));
    INFERNO_TRY(const FileFacts facts, factsOf(vfs_, archive));
    if (facts.sha256 != sha256)
        return fail(ErrorCode::ModelInvalid, archive.string() + " was changed while it was unpacked",
                    "register it again");
    return syncBelow(vfs_, fresh);
}

void ArchiveStore::removeUnused(const std::string& sha256) {
    fs::path gone;
    {
        const std::scoped_lock lock(mutex_);
        if (holds_.contains(sha256) || isUsed_(sha256))
            return;
        gone = temporary();
        if (!vfs_.rename(placeOf(sha256), gone))
            return; // never unpacked, or removed by another call
    }
    removeAll(gone);
}

void ArchiveStore::clean() {
    const auto entries = vfs_.list(folder_);
    if (!entries)
        return; // no archive was ever registered
    for (const FileInfo& entry : *entries)
        if (!isUsed_(entry.name))
            removeAll(folder_ / entry.name);
}

void ArchiveStore::letGo(const std::string& sha256) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto at = holds_.find(sha256); --at->second == 0)
            holds_.erase(at);
    }
    removeUnused(sha256);
}

fs::path ArchiveStore::temporary() {
    return folder_ / (".new-" + std::to_string(++counter_));
}

} // namespace inferno::serving
