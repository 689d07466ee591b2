// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_download.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <curl/curl.h>

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/web_url.h"

namespace inferno::serving {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> kEndings{".mar", ".zip", ".tar.gz", ".tgz", ".pt", ".pth"};
constexpr std::string_view kSignatureEnding = ".sig";
constexpr std::string_view kUnfinished = ".download-";
constexpr int kMostRedirects = 5;
constexpr std::size_t kMostOfRefusal = 64U << 10; ///< of a page that says why not

struct FreeHandle {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};

std::unexpected<Error> failed(const std::string& url, const std::string& why) {
    return fail(ErrorCode::DownloadFailed, "Failed to download archive from: " + withoutSecrets(url) + " (" + why + ")",
                "put the file into the model store, and register it by its name");
}

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == '+';
}

/// The last part of the URL's path.
Result<std::string> fileNameOf(const std::string& url) {
    const std::string path = withoutSecrets(url);
    std::string name = path.substr(path.rfind('/') + 1);
    const bool isModel = std::ranges::any_of(
        kEndings, [&](std::string_view ending) { return name.size() > ending.size() && name.ends_with(ending); });
    if (!isModel || name.size() > 200 || name.starts_with('.') || !std::ranges::all_of(name, isPlain))
        return fail(ErrorCode::ModelInvalid, "'" + name + "' of " + path + " cannot be the name of a model's file",
                    "a URL ends with a name of letters, digits and _ - . + that ends in .mar, .zip, .tar.gz or .pt");
    return name;
}

/// One answer of a server: its file goes to the disk, anything else is dropped.
struct Transfer {
    CURL* curl = nullptr;
    File& file;
    std::uint64_t mostBytes = 0;
    std::uint64_t written = 0;
    std::size_t dropped = 0;
    bool tooLarge = false;
    std::optional<Error> refused{}; ///< by the disk

    static size_t receive(char* data, size_t, size_t count, void* target) {
        auto& transfer = *static_cast<Transfer*>(target);
        long status = 0;
        curl_easy_getinfo(transfer.curl, CURLINFO_RESPONSE_CODE, &status);
        if (status != 200)
            return (transfer.dropped += count) <= kMostOfRefusal ? count : 0;
        transfer.tooLarge = transfer.written + count > transfer.mostBytes;
        if (transfer.tooLarge)
            return 0;
        if (auto wrote = transfer.file.write(transfer.written, asBytes({data, count})); !wrote) {
            transfer.refused = std::move(wrote).error();
            return 0;
        }
        transfer.written += count;
        return count;
    }
};

int isStopped(void* stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return *static_cast<const std::atomic<bool>*>(stopped) ? 1 : 0;
}

/// As services that are asked by name of this machine; no proxy stands between.
bool isLoopback(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost") || url.starts_with("http://[::1]");
}

/// What a server says that has the file, or knows where it is, or knows of none.
struct Answer {
    bool isAbsent = false;
    std::string next; ///< where it redirects to; "" for a file that is there now
};

/// Asks once.
Result<Answer> ask(const std::string& url, File& file, const DownloadOptions& options,
                   const std::atomic<bool>& stopped) {
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    CURL* const curl = handle.get();
    if (!curl)
        return fail(ErrorCode::Internal, "libcurl could not make a handle");
    Transfer transfer{curl, file, options.mostBytes};
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connecting.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stalled.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(options.longest.count()));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "inferno");
    if (isLoopback(url))
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, isStopped);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stopped);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, Transfer::receive);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    const CURLcode code = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (transfer.refused)
        return std::unexpected(std::move(*transfer.refused));
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return failed(url, "the service stops");
    if (transfer.tooLarge)
        return failed(url, "it has more than " + std::to_string(options.mostBytes) + " bytes");
    if (status / 100 == 3 && code == CURLE_OK) {
        const char* to = nullptr;
        curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &to);
        return to ? Result<Answer>({false, to}) : failed(url, "status " + std::to_string(status) + " and no place");
    }
    if (status == 404)
        return Answer{true, {}};
    if (status != 0 && status != 200)
        return failed(url, "status " + std::to_string(status));
    if (code != CURLE_OK)
        return failed(url, curl_easy_strerror(code));
    return Answer{};
}

/// The address of the signature of what is at `url`.
std::string signatureUrlOf(const std::string& url) {
    std::string out = url;
    return out.insert(std::min(url.find_first_of("?#"), url.size()), kSignatureEnding);
}

} // namespace

Download::Download(Download&& other) noexcept
    : vfs_(std::exchange(other.vfs_, nullptr)), file_(std::move(other.file_)) {}

Download& Download::operator=(Download&& other) noexcept {
    std::swap(vfs_, other.vfs_);
    std::swap(file_, other.file_);
    return *this;
}

Download::~Download() {
    if (vfs_)
        (void)vfs_->remove(file_);
}

ModelDownloads::ModelDownloads(fs::path store, DownloadOptions options, Vfs& vfs)
    : store_(std::move(store)), options_(std::move(options)), vfs_(vfs) {
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)once;
}

bool ModelDownloads::allows(const std::string& url) const {
    return isWebUrl(url) && isAllowedUrl(url, options_.allowed);
}

Result<Download> ModelDownloads::fetch(const std::string& url) const {
    INFERNO_TRY(const std::string name, fileNameOf(url));
    INFERNO_TRY(auto found, fetchTo(store_ / name, url));
    if (!found)
        return failed(url, "status 404");
    return *std::move(found);
}

Result<Download> ModelDownloads::fetchSignature(const std::string& url) const {
    INFERNO_TRY(const std::string name, fileNameOf(url));
    const fs::path place = store_ / (name + std::string(kSignatureEnding));
    const std::string from = signatureUrlOf(url);
    if (exists(vfs_, place) || !allows(from))
        return Download();
    INFERNO_TRY(auto found, fetchTo(place, from));
    return found ? *std::move(found) : Download();
}

Result<std::optional<Download>> ModelDownloads::fetchTo(const fs::path& place, const std::string& url) const {
    const auto isThere = [&] {
        return fail(ErrorCode::IoExists,
                    "Model file already exists " + place.filename().string(), // TorchServe's words
                    "register it by that name, or take it out of " + store_.string());
    };
    if (exists(vfs_, place))
        return isThere();
    if (const auto made = vfs_.makeFolder(store_); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(made.error());
    const fs::path unfinished = store_ / (std::string(kUnfinished) + toText(newUuid(SystemClock().now())));
    const Download temporary(vfs_, unfinished);
    {
        INFERNO_TRY(const auto file, vfs_.open(unfinished, OpenMode::CreateExclusive));
        std::string at = url;
        for (int redirects = 0;; ++redirects) {
            INFERNO_TRY(Answer answer, ask(at, *file, options_, stopped_));
            if (answer.isAbsent)
                return std::optional<Download>{};
            const std::string next = std::move(answer.next);
            if (next.empty())
                break;
            if (redirects == kMostRedirects)
                return failed(url, "it is redirected over and over");
            if (!allows(next))
                return failed(url, "it is redirected to " + withoutSecrets(next) + ", which is not allowed");
            at = next;
        }
        INFERNO_CHECK(file->sync());
    }
    if (const auto linked = vfs_.link(unfinished, place); !linked) { // unlike rename, it replaces nothing
        if (linked.error().code == ErrorCode::IoExists)
            return isThere();
        return std::unexpected(linked.error());
    }
    Download done(vfs_, place);
    INFERNO_CHECK(vfs_.syncFolder(store_));
    return std::optional(std::move(done));
}

void ModelDownloads::clean() const {
    constexpr std::chrono::hours kOld{24};
    std::error_code error;
    for (fs::directory_iterator at(store_, error), end; !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->path().filename().string().starts_with(kUnfinished) &&
            fs::file_time_type::clock::now() - at->last_write_time(ignored) > kOld)
            fs::remove(at->path(), ignored);
    }
}

} // namespace inferno::serving
