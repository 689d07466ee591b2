// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/checkpoint_log.h"

#include <algorithm>

#include "core/vault/segment.h"

namespace inferno::vault {
namespace {

/// More than the longest entry: three lines and a few signatures.
constexpr std::uint64_t kTailBytes = 64 * 1024;
constexpr std::uint64_t kMaxFileBytes = 4ULL << 30;

std::unexpected<Error> altered(std::uint64_t offset, const std::string& what) {
    return fail(ErrorCode::VaultAltered, "checkpoints, offset " + std::to_string(offset) + ": " + what,
                "run inferno audit verify");
}

/// An entry is a body, an empty line, signatures, an empty line. The length of the whole one at the start of `text`,
/// or nothing if it is not complete.
std::optional<std::size_t> entryLength(std::string_view text) {
    const std::size_t body = text.find("\n\n");
    if (body == std::string_view::npos)
        return std::nullopt;
    const std::size_t signatures = text.find("\n\n", body + 2);
    if (signatures == std::string_view::npos)
        return std::nullopt;
    return signatures + 2;
}

Result<StoredCheckpoint> readEntry(std::string_view entry, std::uint64_t offset, std::string_view origin,
                                   std::span<const VerifierKey> verifiers) {
    const std::string_view note = entry.substr(0, entry.size() - 1);
    const auto verified = openNote(note, verifiers);
    if (!verified)
        return altered(offset, "the checkpoint's signature does not hold (" + verified.error().detail + ")");
    const auto checkpoint = Checkpoint::parse(verified->text);
    if (!checkpoint)
        return altered(offset, checkpoint.error().detail);
    if (checkpoint->origin != origin)
        return altered(offset, "the checkpoint belongs to " + checkpoint->origin);
    return StoredCheckpoint{*checkpoint, std::string(note), offset};
}

} // namespace

std::filesystem::path checkpointsPath(const std::filesystem::path& vaultFolder) {
    return vaultFolder / "checkpoints";
}

Result<std::uint64_t> readCheckpoints(Vfs& vfs, const std::filesystem::path& vaultFolder, std::string_view origin,
                                      std::span<const VerifierKey> verifiers,
                                      const std::function<Result<void>(const StoredCheckpoint&)>& each) {
    INFERNO_TRY(const Bytes content, readFile(vfs, checkpointsPath(vaultFolder), kMaxFileBytes));
    const std::string_view text = asText(content);
    std::size_t pos = 0;
    while (const auto length = entryLength(text.substr(pos))) {
        INFERNO_TRY(const auto entry, readEntry(text.substr(pos, *length), pos, origin, verifiers));
        INFERNO_CHECK(each(entry));
        pos += *length;
    }
    return pos;
}

Result<std::optional<StoredCheckpoint>> newestCheckpoint(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                         std::string_view origin,
                                                         std::span<const VerifierKey> verifiers) {
    const std::filesystem::path path = checkpointsPath(vaultFolder);
    if (!exists(vfs, path))
        return std::nullopt;
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    INFERNO_TRY(const std::uint64_t size, file->size());
    const std::uint64_t begin = size > kTailBytes ? size - kTailBytes : 0;
    Bytes bytes(size - begin);
    INFERNO_TRY(const std::size_t got, file->read(begin, bytes));
    const std::string_view text = asText(ByteView(bytes).first(got));

    // An entry begins at the start of the file or behind an empty line, with the origin.
    std::size_t pos = 0;
    if (begin > 0) {
        const std::size_t first = text.find("\n\n" + std::string(origin) + "\n");
        if (first == std::string_view::npos)
            return altered(begin, "there is no checkpoint");
        pos = first + 2;
    }
    std::optional<StoredCheckpoint> newest;
    while (const auto length = entryLength(text.substr(pos))) {
        INFERNO_TRY(newest, readEntry(text.substr(pos, *length), begin + pos, origin, verifiers));
        pos += *length;
    }
    if (!newest && begin + pos > 0)
        return altered(begin, "there is no whole checkpoint");
    return newest;
}

std::filesystem::path heartbeatPath(const std::filesystem::path& vaultFolder) {
    return vaultFolder / "heartbeat";
}

Result<std::optional<std::uint64_t>> heartbeatSize(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                   std::string_view origin, std::span<const VerifierKey> verifiers) {
    const auto note = readFile(vfs, heartbeatPath(vaultFolder), 1 << 20);
    if (!note && note.error().code == ErrorCode::IoNotFound)
        return std::nullopt;
    INFERNO_CHECK(note);
    const auto damaged = [](const std::string& why) {
        return fail(ErrorCode::VaultAltered, "heartbeat, offset 0: the heartbeat does not hold: " + why,
                    "run inferno audit verify");
    };
    const auto opened = openNote(asText(*note), verifiers);
    if (!opened)
        return damaged(opened.error().detail);
    const auto body = Checkpoint::parse(opened->text); // its fourth line, the time, is an extension to it
    if (!body)
        return damaged(body.error().detail);
    if (body->origin != std::string(origin) + "/heartbeat")
        return damaged("it is of " + body->origin);
    return body->size;
}

Result<CheckpointLog> CheckpointLog::open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                          const std::optional<StoredCheckpoint>& newest) {
    const std::filesystem::path path = checkpointsPath(vaultFolder);
    const std::uint64_t end = newest ? newest->offset + newest->note.size() + 1 : 0;
    INFERNO_TRY(auto file, vfs.open(path, OpenMode::Create));
    INFERNO_TRY(const std::uint64_t size, file->size());
    if (size != end) {
        INFERNO_CHECK(file->truncate(end));
        INFERNO_CHECK(file->sync());
    }
    if (!newest)
        INFERNO_CHECK(vfs.syncFolder(vaultFolder));
    return CheckpointLog(vfs, path, std::move(file), end);
}

Result<ThinningRule> thinningRule(Vfs& vfs, const std::filesystem::path& vaultFolder, WallTime now) {
    constexpr std::int64_t kDayNs = 24LL * 3600 * 1'000'000'000;
    constexpr std::uint64_t kHeaderBytes = 64 * 1024;
    const std::int64_t yesterday = now.time_since_epoch().count() - kDayNs;
    ThinningRule rule;
    rule.allFrom = UINT64_MAX;
    INFERNO_TRY(const auto numbers, listSegments(vfs, vaultFolder));
    for (const std::uint64_t number : numbers) {
        INFERNO_TRY(const auto file, vfs.open(segmentPath(vaultFolder, number), OpenMode::Read));
        Bytes start(kHeaderBytes);
        INFERNO_TRY(const std::size_t got, file->read(0, start));
        std::size_t length = 0;
        INFERNO_TRY(const SegmentHeader header, SegmentHeader::parse(ByteView(start).first(got), length));
        rule.ends.push_back(header.firstSeq);
        if (header.createdNs >= yesterday)
            rule.allFrom = std::min(rule.allFrom, header.firstSeq);
    }
    // What is in no segment yet is of the last hours.
    if (rule.allFrom == UINT64_MAX)
        rule.allFrom = rule.ends.empty() ? 0 : rule.ends.back();
    return rule;
}

Result<std::string> thinnedCheckpoints(std::string_view text, std::string_view origin,
                                       std::span<const VerifierKey> verifiers, const ThinningRule& rule) {
    struct Entry {
        std::string_view text;
        std::uint64_t size = 0;
        std::uint32_t key = 0;
    };
    std::vector<Entry> entries;
    std::size_t pos = 0;
    while (const auto length = entryLength(text.substr(pos))) {
        const std::string_view entry = text.substr(pos, *length);
        INFERNO_TRY(const auto stored, readEntry(entry, pos, origin, verifiers));
        INFERNO_TRY(const VerifiedNote note, openNote(stored.note, verifiers));
        if (!entries.empty() && stored.checkpoint.size <= entries.back().size)
            return altered(pos, "a checkpoint of size " + std::to_string(stored.checkpoint.size) +
                                    " follows one of size " + std::to_string(entries.back().size));
        entries.push_back({entry, stored.checkpoint.size, note.verified.front().id});
        pos += *length;
    }
    if (pos != text.size())
        return altered(pos, "there are bytes that are no checkpoint");
    std::string kept;
    auto end = rule.ends.begin();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        const Entry* const next = i + 1 < entries.size() ? &entries[i + 1] : nullptr;
        while (end != rule.ends.end() && *end < entry.size)
            ++end;
        const bool lastBelowAnEnd = end != rule.ends.end() && (!next || next->size > *end);
        if (i == 0 || !next || entry.size >= rule.allFrom || next->key != entry.key || lastBelowAnEnd)
            kept += entry.text;
    }
    return kept;
}

Result<void> CheckpointLog::replaceHead(std::uint64_t until, std::string_view head) {
    std::string content(head);
    Bytes tail(end_ - until);
    INFERNO_TRY(const std::size_t got, file_->read(until, tail));
    if (got != tail.size())
        return fail(ErrorCode::IoFailed, path_.string() + " is shorter than what was written");
    content += asText(tail);
    std::filesystem::path temporary = path_;
    temporary += ".tmp";
    if (exists(*vfs_, temporary)) // of a crash
        INFERNO_CHECK(vfs_->remove(temporary));
    INFERNO_TRY(auto file, vfs_->open(temporary, OpenMode::CreateExclusive));
    INFERNO_CHECK(file->write(0, asBytes(content)));
    INFERNO_CHECK(file->sync());
    INFERNO_CHECK(vfs_->rename(temporary, path_));
    file_ = std::move(file); // from here on the old one is not in the folder any more
    end_ = content.size();
    return vfs_->syncFolder(path_.parent_path());
}

Result<void> CheckpointLog::append(std::string_view note) {
    const std::string entry = std::string(note) + "\n";
    INFERNO_CHECK(file_->write(end_, asBytes(entry)));
    INFERNO_CHECK(file_->sync());
    end_ += entry.size();
    return {};
}

} // namespace inferno::vault
