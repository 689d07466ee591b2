// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/vfs.h"

/// Objects in a bucket of Amazon S3, or of a server that speaks as it does. Requests are signed with SigV4 (by libcurl)
/// and carry the SHA-256 of what they send, twice: in the signature and as `x-amz-checksum-sha256`, which the server
/// compares and keeps. What does not get through is tried again, three times in all; each call blocks until then.
/// Safe from any thread. Memory: one part of a file.

namespace inferno::archive {

struct S3Options {
    std::string bucket;
    std::string prefix;   ///< in front of every name, without slashes at its ends; "" = none
    std::string endpoint; ///< "http://127.0.0.1:9000": the bucket is then in the path; "" = Amazon's, of the region
    std::string region = "us-east-1";
    std::string accessKey;
    std::string secretKey;
    std::uint64_t partBytes = 64ULL << 20;     ///< files beyond this go up in parts of it; S3 wants 5 MiB at least
    std::chrono::milliseconds retryDelay{500}; ///< before the second try; four times that before the third

    /// "s3://BUCKET/PREFIX" into bucket and prefix. Error: config.invalid.
    static Result<S3Options> ofTarget(const std::string& target);
};

/// S3 Object Lock: the object can be neither changed nor deleted before `until`; the bucket must have been made for it.
struct ObjectLock {
    enum class Mode {
        Governance, ///< but by who has a special permission
        Compliance  ///< by nobody, not even the account's root
    };
    Mode mode = Mode::Compliance;
    WallTime until{};
};

struct S3Object {
    std::string name; ///< without the prefix
    std::uint64_t bytes = 0;
    std::string modified; ///< as the server writes it
};

/// Errors of all: archive.failed, with what the server said; io.not_found for an object that is not there.
class S3 {
public:
    explicit S3(S3Options options);

    Result<void> put(const std::string& name, ByteView content, const std::optional<ObjectLock>& lock = {}) const;
    /// A file, in parts where it is large; one that fails half-way leaves no object.
    Result<void> putFile(const std::string& name, Vfs& vfs, const std::filesystem::path& file,
                         const std::optional<ObjectLock>& lock = {}) const;
    /// The content, as it comes; an error of `take` ends it. May begin again after a failure only if nothing came.
    Result<void> get(const std::string& name, const std::function<Result<void>(ByteView)>& take) const;
    /// A small one at once. Error: input.too_large.
    Result<Bytes> get(const std::string& name, std::uint64_t limit) const;
    /// All objects whose names begin so, in the order of their names.
    Result<std::vector<S3Object>> list(const std::string& begin) const;

private:
    struct Request;
    struct Reply;
    using Headers = std::vector<std::pair<std::string, std::string>>;

    std::string urlOf(const std::string& name, const std::string& query) const;
    Result<Reply> attempt(const Request& request) const;
    Result<Reply> send(const Request& request) const;
    Result<void> putParts(const std::string& name, File& file, std::uint64_t size, const Headers& lock) const;
    Result<std::string> putPart(const std::string& name, const std::string& upload, int number, ByteView part) const;

    S3Options options_;
};

} // namespace inferno::archive
