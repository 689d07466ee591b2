// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/vfs.h"

namespace inferno::serving {

/// What may be downloaded, and where it goes.
struct DownloadOptions {
    std::vector<std::string> allowed;       ///< expressions that match the whole URL; none: nothing is downloaded
    std::uint64_t mostBytes = 4ULL << 30;   ///< of a file
    std::chrono::seconds connecting{10};    ///< until the server has answered the call
    std::chrono::seconds stalled{60};       ///< without a byte
    std::chrono::seconds longest{60L * 60}; ///< of all of it
};

/// A file that was downloaded for one model. It goes with this, unless it is kept.
class Download {
public:
    Download() = default;
    Download(Vfs& vfs, std::filesystem::path file) : vfs_(&vfs), file_(std::move(file)) {}
    Download(Download&& other) noexcept;
    Download& operator=(Download&& other) noexcept;
    ~Download();

    const std::filesystem::path& file() const { return file_; }
    void keep() { vfs_ = nullptr; }

private:
    Vfs* vfs_ = nullptr; ///< null: the file stays
    std::filesystem::path file_;
};

/// Downloads models over http and https (libcurl) into the model store, where they have the name that they have in the
/// URL. A file is there when it is whole and on the disk, and never before. A redirect is followed where it leads to a
/// URL that is allowed too. User names, passwords and queries of URLs are in no error. Borrows `vfs`; safe from any
/// thread.
class ModelDownloads {
public:
    ModelDownloads(std::filesystem::path store, DownloadOptions options, Vfs& vfs);

    bool allows(const std::string& url) const;
    /// REQUIRES a URL that is allowed. Errors: model.invalid for a name that is no model's, io.exists for a file that
    /// is there, download.failed with the reason, disk.full, io.*.
    Result<Download> fetch(const std::string& url) const;
    /// The signature of what `fetch` fetches: the URL with ".sig" behind its path, beside the model in the store. Has
    /// no file where there is no signature there, or one lies in the store already. Errors: those of `fetch`.
    Result<Download> fetchSignature(const std::string& url) const;
    /// Removes what a crash a day ago or earlier has left.
    void clean() const;
    /// Ends all of them; from now on each fails.
    void stop() { stopped_ = true; }

private:
    /// Nothing: the server knows no such file.
    Result<std::optional<Download>> fetchTo(const std::filesystem::path& place, const std::string& url) const;

    const std::filesystem::path store_;
    const DownloadOptions options_;
    Vfs& vfs_;
    std::atomic<bool> stopped_ = false;
};

} // namespace inferno::serving
