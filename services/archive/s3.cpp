// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/archive/s3.h"

#include <curl/curl.h>

#include <memory>
#include <ranges>
#include <thread>

#include "core/vault/crypto.h"
#include "services/archive/s3_text.h"

namespace inferno::archive {
namespace {

constexpr int kTries = 3;
constexpr std::size_t kReplyLimit = 16U << 20; ///< of a reply that is no object: a page of a list has 1,000 rows
constexpr long kConnectMs = 10'000;
constexpr long kContinueMs = 300;    ///< for a store that does not say whether it wants a large body
constexpr long kStalledSeconds = 60; ///< without a byte either way

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

bool isLoopback(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost") || url.starts_with("http://[::1]");
}

std::string modeText(ObjectLock::Mode mode) {
    return mode == ObjectLock::Mode::Compliance ? "COMPLIANCE" : "GOVERNANCE";
}

std::vector<std::pair<std::string, std::string>> lockHeaders(const std::optional<ObjectLock>& lock) {
    if (!lock)
        return {};
    return {{"x-amz-object-lock-mode", modeText(lock->mode)},
            {"x-amz-object-lock-retain-until-date", formatUtc(lock->until)}};
}

} // namespace

struct S3::Request {
    std::string method;
    std::string name;
    std::string query; ///< encoded, parameters in the order of their names
    Headers headers;
    ByteView body;
    const std::function<Result<void>(ByteView)>* take = nullptr; ///< none: into the reply
};

struct S3::Reply {
    long status = 0;
    std::string body;
    std::string etag;
    std::optional<Error> refused; ///< by `take`
    bool taken = false;           ///< something of an object went to `take`
    const Request* request = nullptr;
    CURL* curl = nullptr;
    std::size_t sent = 0;

    static size_t receive(char* data, size_t, size_t count, void* target) {
        auto& reply = *static_cast<Reply*>(target);
        curl_easy_getinfo(reply.curl, CURLINFO_RESPONSE_CODE, &reply.status);
        if (reply.request->take && reply.status == 200) {
            reply.taken = true;
            if (auto took = (*reply.request->take)(asBytes({data, count})); !took) {
                reply.refused = std::move(took).error();
                return 0;
            }
            return count;
        }
        if (reply.body.size() + count > kReplyLimit)
            return 0;
        reply.body.append(data, count);
        return count;
    }
    static size_t header(char* data, size_t, size_t count, void* target) {
        if (const auto value = headerValue({data, count}, "etag"))
            static_cast<Reply*>(target)->etag = *value;
        return count;
    }
    static size_t give(char* out, size_t, size_t room, void* target) {
        auto& reply = *static_cast<Reply*>(target);
        const ByteView rest = reply.request->body.subspan(reply.sent);
        const std::size_t count = std::min(rest.size(), room);
        std::copy_n(rest.begin(), count, out);
        reply.sent += count;
        return count;
    }
};

Result<S3Options> S3Options::ofTarget(const std::string& target) {
    constexpr std::string_view kScheme = "s3://";
    const auto wrong = [&](const char* why) {
        return fail(ErrorCode::ConfigInvalid, "'" + target + "' " + why, "write it as s3://BUCKET/PREFIX");
    };
    if (!target.starts_with(kScheme))
        return wrong("is no S3 target");
    const std::string rest = target.substr(kScheme.size());
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    S3Options options;
    options.bucket = rest.substr(0, slash);
    options.prefix = rest.substr(std::min(slash + 1, rest.size()));
    while (options.prefix.ends_with('/'))
        options.prefix.pop_back();
    if (options.bucket.size() < 3 || options.bucket.size() > 63 ||
        options.bucket.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") != std::string::npos)
        return wrong("does not name a bucket");
    // They would be resolved on the way. CURLOPT_PATH_AS_IS, which keeps them, and signatures exclude each other in
    // libcurl 8.14.
    for (const auto segment : std::views::split(options.prefix, '/'))
        if (const std::string_view name(segment.begin(), segment.end()); name == "." || name == "..")
            return wrong("has '.' or '..' in its path");
    return options;
}

S3::S3(S3Options options) : options_(std::move(options)) {
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)once;
}

std::string S3::urlOf(const std::string& name, const std::string& query) const {
    std::string url = options_.endpoint;
    while (url.ends_with('/'))
        url.pop_back();
    if (url.empty() && options_.bucket.find('.') == std::string::npos)
        url = "https://" + options_.bucket + ".s3." + options_.region + ".amazonaws.com";
    else // a name with dots has no certificate of its own
        url = (url.empty() ? "https://s3." + options_.region + ".amazonaws.com" : url) + "/" + options_.bucket;
    url += "/";
    if (!name.empty())
        url += percentEncoded(options_.prefix.empty() ? name : options_.prefix + "/" + name, true);
    return query.empty() ? url : url + "?" + query;
}

Result<S3::Reply> S3::attempt(const Request& request) const {
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    CURL* const curl = handle.get();
    if (!curl)
        return fail(ErrorCode::Internal, "libcurl could not make a handle");
    Reply reply;
    reply.request = &request;
    reply.curl = curl;
    const std::string url = urlOf(request.name, request.query);
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMs);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
    curl_easy_setopt(curl, CURLOPT_EXPECT_100_TIMEOUT_MS, kContinueMs);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "inferno");
    if (isLoopback(url))
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, ("aws:amz:" + options_.region + ":s3").c_str());
    curl_easy_setopt(curl, CURLOPT_USERPWD, (options_.accessKey + ":" + options_.secretKey).c_str());
    if (request.method == "PUT") {
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, Reply::give);
        curl_easy_setopt(curl, CURLOPT_READDATA, &reply);
    } else if (request.method == "POST") {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.empty() ? "" : asText(request.body).data());
    } else {
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    // A header without a value, the usual way to keep one from being sent, would be signed by curl 7.88 all the same.
    curl_slist* list =
        curl_slist_append(nullptr, ("x-amz-content-sha256: " + toHex(vault::sha256(request.body))).c_str());
    for (const auto& [name, value] : request.headers)
        list = curl_slist_append(list, (name + ": " + value).c_str());
    const std::unique_ptr<curl_slist, FreeList> headers(list);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Reply::receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, Reply::header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply);
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply.status);
    if (code != CURLE_OK && !reply.refused) {
        reply.refused = Error{ErrorCode::ArchiveFailed, url + ": " + curl_easy_strerror(code),
                              "look at audit.archive, and whether the store is reachable", nullptr};
        if (reply.status / 100 == 2)
            reply.status = 0; // it began well, and broke off
    }
    return reply;
}

Result<S3::Reply> S3::send(const Request& request) const {
    for (int tries = 1;; ++tries) {
        INFERNO_TRY(Reply reply, attempt(request));
        if (!reply.refused && reply.status / 100 == 2)
            return reply;
        const bool passing = (reply.refused && reply.refused->code == ErrorCode::ArchiveFailed) ||
                             reply.status == 429 || reply.status >= 500;
        if (passing && !reply.taken && tries < kTries) {
            std::this_thread::sleep_for(options_.retryDelay * (tries == 1 ? 1 : 4));
            continue;
        }
        if (reply.refused)
            return std::unexpected(std::move(*reply.refused));
        const std::string said =
            element(reply.body, "Code").value_or("no reason") + ": " + element(reply.body, "Message").value_or("");
        const std::string what =
            request.method + " " + urlOf(request.name, {}) + ": " + std::to_string(reply.status) + ", " + said;
        if (reply.status == 404)
            return fail(ErrorCode::IoNotFound, what);
        return fail(ErrorCode::ArchiveFailed, what, "look at audit.archive, and at what the account may do");
    }
}

Result<void> S3::put(const std::string& name, ByteView content, const std::optional<ObjectLock>& lock) const {
    Request request{"PUT", name, {}, lockHeaders(lock), content};
    request.headers.emplace_back("x-amz-checksum-sha256", toBase64(vault::sha256(content)));
    request.headers.emplace_back("Content-Type", "application/octet-stream");
    INFERNO_CHECK(send(request));
    return {};
}

Result<void> S3::putFile(const std::string& name, Vfs& vfs, const std::filesystem::path& file,
                         const std::optional<ObjectLock>& lock) const {
    INFERNO_TRY(const auto open, vfs.open(file, OpenMode::Read));
    INFERNO_TRY(const std::uint64_t size, open->size());
    if (size > options_.partBytes)
        return putParts(name, *open, size, lockHeaders(lock));
    Bytes content(size);
    INFERNO_TRY(const std::size_t got, open->read(0, content));
    if (got != size)
        return fail(ErrorCode::IoFailed, file.string() + " became shorter while it was read");
    return put(name, content, lock);
}

Result<void> S3::putParts(const std::string& name, File& file, std::uint64_t size, const Headers& lock) const {
    Request begin{"POST", name, "uploads=", lock, {}};
    begin.headers.emplace_back("x-amz-checksum-algorithm", "SHA256");
    begin.headers.emplace_back("Content-Type", "application/octet-stream");
    INFERNO_TRY(const Reply begun, send(begin));
    const auto upload = element(begun.body, "UploadId");
    if (!upload)
        return fail(ErrorCode::ArchiveFailed, "the store began an upload and gave it no id");
    const auto all = [&]() -> Result<void> {
        std::string parts = "<CompleteMultipartUpload>";
        Bytes part(options_.partBytes);
        int number = 1;
        for (std::uint64_t at = 0; at < size; ++number) {
            part.resize(std::min(options_.partBytes, size - at));
            INFERNO_TRY(const std::size_t got, file.read(at, part));
            if (got != part.size())
                return fail(ErrorCode::IoFailed, name + " became shorter while it was read");
            INFERNO_TRY(const std::string row, putPart(name, *upload, number, part));
            parts += row;
            at += got;
        }
        parts += "</CompleteMultipartUpload>";
        const Request end{
            "POST", name, "uploadId=" + percentEncoded(*upload, false), {{"Content-Type", "text/xml"}}, asBytes(parts)};
        INFERNO_TRY(const Reply ended, send(end));
        // S3 may answer 200 and then say that it failed.
        if (const auto code = element(ended.body, "Code"); code && ended.body.find("<Error>") != std::string::npos)
            return fail(ErrorCode::ArchiveFailed, "the parts of " + name + " were not joined: " + *code);
        return {};
    }();
    if (!all) // a failure to clean up says nothing that the first one does not
        (void)send({"DELETE", name, "uploadId=" + percentEncoded(*upload, false), {}, {}});
    return all;
}

/// Returns the part's row in the list that joins them.
Result<std::string> S3::putPart(const std::string& name, const std::string& upload, int number, ByteView part) const {
    const std::string checksum = toBase64(vault::sha256(part));
    const Request request{"PUT",
                          name,
                          "partNumber=" + std::to_string(number) + "&uploadId=" + percentEncoded(upload, false),
                          {{"x-amz-checksum-sha256", checksum}},
                          part};
    INFERNO_TRY(const Reply reply, send(request));
    return "<Part><ChecksumSHA256>" + checksum + "</ChecksumSHA256><ETag>" + xmlEscaped(reply.etag) +
           "</ETag><PartNumber>" + std::to_string(number) + "</PartNumber></Part>";
}

Result<void> S3::get(const std::string& name, const std::function<Result<void>(ByteView)>& take) const {
    Request request{"GET", name, {}, {}, {}};
    request.take = &take;
    INFERNO_CHECK(send(request));
    return {};
}

Result<Bytes> S3::get(const std::string& name, std::uint64_t limit) const {
    Bytes content;
    INFERNO_CHECK(get(name, [&](ByteView part) -> Result<void> {
        if (content.size() + part.size() > limit)
            return fail(ErrorCode::InputTooLarge, name + " has more than " + std::to_string(limit) + " bytes");
        content.insert(content.end(), part.begin(), part.end());
        return {};
    }));
    return content;
}

Result<std::vector<S3Object>> S3::list(const std::string& begin) const {
    const std::string prefix = options_.prefix.empty() ? "" : options_.prefix + "/";
    std::vector<S3Object> objects;
    std::string token;
    while (true) {
        Request request{"GET", {}, {}, {}, {}};
        if (!token.empty())
            request.query = "continuation-token=" + percentEncoded(token, false) + "&";
        request.query += "list-type=2&prefix=" + percentEncoded(prefix + begin, false);
        INFERNO_TRY(const Reply reply, send(request));
        for (const std::string& row : elements(reply.body, "Contents")) {
            S3Object object;
            const std::string key = element(row, "Key").value_or("");
            if (!key.starts_with(prefix))
                continue;
            object.name = key.substr(prefix.size());
            object.bytes = std::strtoull(element(row, "Size").value_or("0").c_str(), nullptr, 10);
            object.modified = element(row, "LastModified").value_or("");
            objects.push_back(std::move(object));
        }
        const auto next = element(reply.body, "NextContinuationToken");
        if (element(reply.body, "IsTruncated") != "true" || !next || *next == token)
            return objects;
        token = *next;
    }
}

} // namespace inferno::archive
