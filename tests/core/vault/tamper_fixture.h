// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"

/// A small vault in two states, as a power loss leaves it (with a log) and closed, and what happens to vaults.

namespace inferno::vault::testing {

namespace fs = std::filesystem;

/// Three segments of a few events; in the crashed state the last events are in the log alone. Every step is signed.
class Sample {
public:
    Sample(Vfs& vfs, const Clock& clock) {
        VaultOptions options = smallOptions(work_.root);
        options.logFileSize = ByteSize{4096};
        options.reserve = ByteSize{0};
        options.codecThreshold = ByteSize{0};
        auto vault = std::move(*Vault::open(vfs, clock, options));
        verifier_ = *VerifierKey::parse(vault->verifierKey());
        int next = 0;
        for (const int count : {3, 2}) {
            append(*vault, next, count);
            must(vault->rotate());
        }
        yesterday_ = std::make_unique<Folder>();
        fs::copy(work_.root, yesterday_->root, fs::copy_options::recursive);
        sealedWhenCrashed_ = vault->progress().sealed;
        append(*vault, next, 2);
        append(*vault, next, 2);
        events_ = vault->progress().durable;
        crashed_ = std::make_unique<Folder>();
        fs::copy(work_.root, crashed_->root, fs::copy_options::recursive);
        must(vault->close());
    }

    const fs::path& crashed() const { return crashed_->root; }
    const fs::path& closed() const { return work_.root; }
    const fs::path& yesterday() const { return yesterday_->root; }
    fs::path copyOfClosed() const { return copyOf(closed()); }
    /// Lives as long as the sample.
    fs::path copyOf(const fs::path& root) const {
        copies_.push_back(std::make_unique<Folder>());
        fs::copy(root, copies_.back()->root, fs::copy_options::recursive);
        return copies_.back()->root;
    }

    std::uint64_t events() const { return events_; }
    std::uint64_t sealedWhenCrashed() const { return sealedWhenCrashed_; }
    const VerifierKey& verifier() const { return verifier_; }
    const std::string& noteAt(std::size_t i) const { return notes_.at(i); }
    const std::string& newestNote() const { return notes_.back(); }
    Checkpoint checkpointAt(std::size_t i) const {
        return *Checkpoint::parse(openNote(notes_.at(i), std::span(&verifier_, 1))->text);
    }
    Checkpoint newest() const { return checkpointAt(notes_.size() - 1); }

private:
    template <typename T>
    static void must(const Result<T>& result) {
        if (!result)
            qFatal("%s", result.error().message().c_str());
    }
    void append(Vault& vault, int& next, int count) {
        must(vault.append(requestOf(next, count)));
        next += count;
        const auto note = vault.checkpointNow();
        must(note);
        notes_.push_back(*note);
    }

    Folder work_;
    std::unique_ptr<Folder> crashed_;
    std::unique_ptr<Folder> yesterday_;
    mutable std::vector<std::unique_ptr<Folder>> copies_;
    VerifierKey verifier_;
    std::vector<std::string> notes_;
    std::uint64_t events_ = 0;
    std::uint64_t sealedWhenCrashed_ = 0;
};

inline Verification verify(Vfs& vfs, const fs::path& root, VerifyLevel level,
                           std::optional<std::string> checkpoint = std::nullopt) {
    VerifyOptions options;
    options.level = level;
    options.checkpoint = std::move(checkpoint);
    auto result = verifyVault(vfs, KeyPaths::under(root), options);
    if (!result)
        qFatal("%s", result.error().message().c_str());
    return std::move(*result);
}

inline std::string describe(const Verification& result) {
    std::string text = std::string(nameOf(result.verdict)) + " at " + std::string(nameOf(result.level));
    for (const Problem& problem : result.problems)
        text += "\n  " + std::string(nameOf(problem.verdict)) +
                " seq=" + (problem.seq ? std::to_string(*problem.seq) : "-") + " " + problem.file + " @" +
                (problem.offset ? std::to_string(*problem.offset) : "-") + " " + problem.detail;
    return text;
}

inline bool names(const Verification& result, std::string_view file) {
    return std::ranges::find(result.problems, file, &Problem::file) != result.problems.end();
}

/// Every file below `root`, with its content.
inline std::map<std::string, std::string> contentOf(const fs::path& root) {
    std::map<std::string, std::string> content;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file()) {
            content[entry.path().string()] = "folder";
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        content[entry.path().string()] = std::string(std::istreambuf_iterator<char>(file), {});
    }
    return content;
}

} // namespace inferno::vault::testing
