// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"

namespace inferno::client {

/// One HTTP exchange.
struct Call {
    std::string method = "GET";
    std::string path; ///< with the query, from '/'
    std::string body;
    std::string contentType;
    std::vector<std::pair<std::string, std::string>> headers;
    long timeoutSeconds = 60;
    /// Of a stream: without a byte for so long, the connection is dead. 0: silence means nothing.
    long silenceSeconds = 50;
};

struct Answer {
    long status = 0;
    std::string contentType;
    std::string nextOffset; ///< X-Next-Offset, where there is one
    std::string body;
};

/// HTTP over libcurl: a pool of connections to one service. Redirects are not followed, so that a token never goes
/// elsewhere; no proxy is used for loopback. Safe from any thread; each call blocks its own. Errors:
/// service.unreachable where nothing answered; request.timeout.
class Transport {
public:
    explicit Transport(std::string url);
    ~Transport();
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    /// Set to true where the connection broke after it had been made, so that nobody knows what the service did.
    Result<Answer> exchange(const Call& call, bool* broken = nullptr);
    /// Hands the answer's body over as it comes, until it ends or `stop` is set. An answer with another status than 200
    /// is returned whole instead. `complete` tells whether the service ended the answer properly.
    Result<Answer> stream(const Call& call, const std::function<void(std::string_view)>& onData,
                          const std::function<void()>& onOpen, const std::atomic<bool>& stop, bool* complete);
    /// The same; ends also where `take` answers false, with `complete` false.
    Result<Answer> streamWhile(const Call& call, const std::function<bool(std::string_view)>& take,
                               const std::function<void()>& onOpen, const std::atomic<bool>& stop, bool* complete);

private:
    struct Handle;
    std::unique_ptr<Handle> take();
    void giveBack(std::unique_ptr<Handle> handle);
    void prepare(Handle& handle, const Call& call, Answer& answer) const;
    Error errorOf(int curlCode) const;

    const std::string url_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Handle>> idle_;
};

} // namespace inferno::client
