// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

namespace inferno::client {
namespace {

constexpr std::size_t kIdleConnections = 8;
constexpr std::size_t kAnswerLimit = 256U << 20;

size_t appendBody(char* data, size_t, size_t count, void* target) {
    auto& answer = *static_cast<Answer*>(target);
    if (answer.body.size() + count > kAnswerLimit)
        return 0;
    answer.body.append(data, count);
    return count;
}

bool startsWithNoCase(std::string_view text, std::string_view prefix) {
    return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

size_t readHeader(char* data, size_t, size_t count, void* target) {
    constexpr std::string_view kNextOffset = "x-next-offset:";
    std::string_view line(data, count);
    if (startsWithNoCase(line, kNextOffset)) {
        line.remove_prefix(kNextOffset.size());
        const auto first = line.find_first_not_of(" \t");
        const auto last = line.find_last_not_of(" \t\r\n");
        if (first != line.npos && last != line.npos)
            static_cast<Answer*>(target)->nextOffset = line.substr(first, last - first + 1);
    }
    return count;
}

bool isLoopbackUrl(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost") || url.starts_with("http://[::1]");
}

} // namespace

/// A curl handle, which keeps its connection open between calls.
struct Transport::Handle {
    CURL* curl = curl_easy_init();
    curl_slist* headers = nullptr;

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        curl_slist_free_all(headers);
        curl_easy_cleanup(curl);
    }
};

Transport::Transport(std::string url) : url_(std::move(url)) {
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)once;
}

Transport::~Transport() = default;

std::unique_ptr<Transport::Handle> Transport::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
    }
    return std::make_unique<Handle>();
}

void Transport::giveBack(std::unique_ptr<Handle> handle) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kIdleConnections)
        idle_.push_back(std::move(handle));
}

void Transport::prepare(Handle& handle, const Call& call, Answer& answer) const {
    CURL* curl = handle.curl;
    curl_easy_reset(curl); // keeps the connection
    curl_slist_free_all(std::exchange(handle.headers, nullptr));
    curl_easy_setopt(curl, CURLOPT_URL, (url_ + call.path).c_str());
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, 3'000L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, call.timeoutSeconds);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "inferno");
    if (isLoopbackUrl(url_))
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (call.method == "POST" || !call.body.empty()) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    }
    if (call.method != "GET" && call.method != "POST")
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    for (const auto& [name, value] : call.headers)
        handle.headers = curl_slist_append(handle.headers, (name + ": " + value).c_str());
    // An empty Content-Type keeps curl from claiming that the body is a form.
    handle.headers = curl_slist_append(handle.headers, ("Content-Type: " + call.contentType).c_str());
    handle.headers = curl_slist_append(handle.headers, "Expect:");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, handle.headers);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, appendBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, readHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
}

Error Transport::errorOf(int curlCode) const {
    const char* reason = curl_easy_strerror(static_cast<CURLcode>(curlCode));
    if (curlCode == CURLE_OPERATION_TIMEDOUT)
        return {ErrorCode::RequestTimeout, url_ + " did not answer in time", "", nullptr};
    return {ErrorCode::ServiceUnreachable, url_ + ": " + reason, "inferno service status says what runs", nullptr};
}

Result<Answer> Transport::exchange(const Call& call, bool* broken) {
    auto handle = take();
    if (!handle->curl)
        return fail(ErrorCode::Internal, "libcurl could not make a handle");
    Answer answer;
    prepare(*handle, call, answer);
    const CURLcode code = curl_easy_perform(handle->curl);
    if (code != CURLE_OK) {
        if (broken)
            *broken = code == CURLE_GOT_NOTHING || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
                      code == CURLE_PARTIAL_FILE;
        return std::unexpected(errorOf(code));
    }
    curl_easy_getinfo(handle->curl, CURLINFO_RESPONSE_CODE, &answer.status);
    const char* type = nullptr;
    curl_easy_getinfo(handle->curl, CURLINFO_CONTENT_TYPE, &type);
    answer.contentType = type ? type : "";
    giveBack(std::move(handle));
    return answer;
}

namespace {

/// What the write callback of a stream needs.
struct StreamState {
    CURL* curl;
    Answer* answer;
    const std::function<bool(std::string_view)>* take;
    const std::function<void()>* onOpen;
    bool open = false;
    bool refused = false;
};

size_t streamBody(char* data, size_t, size_t count, void* target) {
    auto& state = *static_cast<StreamState*>(target);
    if (!state.open) {
        curl_easy_getinfo(state.curl, CURLINFO_RESPONSE_CODE, &state.answer->status);
        if (state.answer->status != 200)
            return appendBody(data, 1, count, state.answer);
        state.open = true;
        if (*state.onOpen)
            (*state.onOpen)();
    }
    state.refused = !(*state.take)(std::string_view(data, count));
    return state.refused ? 0 : count;
}

/// Removes the transfer from its set before both go.
struct MultiGuard {
    CURLM* multi = curl_multi_init();
    CURL* curl;
    explicit MultiGuard(CURL* easy) : curl(easy) { curl_multi_add_handle(multi, curl); }
    MultiGuard(const MultiGuard&) = delete;
    MultiGuard& operator=(const MultiGuard&) = delete;
    ~MultiGuard() {
        curl_multi_remove_handle(multi, curl);
        curl_multi_cleanup(multi);
    }
};

} // namespace

Result<Answer> Transport::stream(const Call& call, const std::function<void(std::string_view)>& onData,
                                 const std::function<void()>& onOpen, const std::atomic<bool>& stop, bool* complete) {
    const auto take = [&onData](std::string_view piece) {
        onData(piece);
        return true;
    };
    return streamWhile(call, take, onOpen, stop, complete);
}

Result<Answer> Transport::streamWhile(const Call& call, const std::function<bool(std::string_view)>& take,
                                      const std::function<void()>& onOpen, const std::atomic<bool>& stop,
                                      bool* complete) {
    Handle handle; // a stream's connection is its own
    if (!handle.curl)
        return fail(ErrorCode::Internal, "libcurl could not make a handle");
    Answer answer;
    prepare(handle, call, answer);
    StreamState state{handle.curl, &answer, &take, &onOpen};
    curl_easy_setopt(handle.curl, CURLOPT_WRITEFUNCTION, streamBody);
    curl_easy_setopt(handle.curl, CURLOPT_WRITEDATA, &state);
    curl_easy_setopt(handle.curl, CURLOPT_TIMEOUT, 0L);
    // A stream that lives sends a heartbeat every 15 s: three of them missing is a dead connection.
    curl_easy_setopt(handle.curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle.curl, CURLOPT_LOW_SPEED_TIME, call.silenceSeconds);
    curl_easy_setopt(handle.curl, CURLOPT_TCP_KEEPALIVE, 1L);
    *complete = false;

    const MultiGuard guard(handle.curl);
    int running = 1;
    while (running > 0) {
        if (stop.load())
            return answer;
        if (curl_multi_perform(guard.multi, &running) != CURLM_OK)
            return fail(ErrorCode::Internal, "libcurl could not go on");
        if (running > 0)
            curl_multi_poll(guard.multi, nullptr, 0, 100, nullptr);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(guard.multi, &left)) {
        if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK)
            return state.refused ? Result<Answer>(std::move(answer)) : std::unexpected(errorOf(message->data.result));
    }
    curl_easy_getinfo(handle.curl, CURLINFO_RESPONSE_CODE, &answer.status);
    *complete = true;
    return answer;
}

} // namespace inferno::client
