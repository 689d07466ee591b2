// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "services/http/message.h"

namespace inferno::http {

/// What a client may take of the server. Times are per request, but for `idle`, the wait for the next one.
struct Limits {
    std::size_t headerBytes = 16 << 10;
    std::uint64_t bodyBytes = 8 << 20;
    std::size_t connections = 512;
    std::size_t threads = 8; ///< handlers that run at the same time
    std::chrono::milliseconds idle{75'000};
    std::chrono::milliseconds header{10'000};
    std::chrono::milliseconds body{60'000};
    std::chrono::milliseconds write{60'000}; ///< without the client taking anything
};

/// Takes the answer to a request, once, from any thread; nothing hands the request to `handle` after all.
using Answer = std::function<void(std::optional<Response>)>;
/// Begins what ends with an answer, in the event loop, and returns at once. The request stays where it is until then.
using Start = std::function<void(Answer)>;

/// What the server asks of its owner. `handle` runs in a pool and may block; `admit` runs in the event loop as soon as
/// the head is read, before the body, and must return at once: an answer from it refuses the request. So does `begin`,
/// with the whole request: what it returns is started instead of `handle`, where it returns something. So no thread
/// waits for what others compute.
struct Hooks {
    std::function<Response(Request&)> handle;
    std::function<std::optional<Response>(const Request& head)> admit;
    std::function<Start(const Request&)> begin;
    /// Renders what the server itself refuses (431, 413, 408, 400, 503); problem+json where it is not set.
    std::function<Response(const Request&, const Error&, int status)> refuse;
};

/// An HTTP/1.1 server on one event loop thread and a pool for handlers. Answers of one connection go out in the order
/// of its requests; one request of a connection is handled at a time. Owns its threads; all calls from one thread.
class Server {
public:
    Server(Limits limits, Hooks hooks);
    ~Server(); ///< stops
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Opens a door on a numeric address; `port` 0 lets the system choose. Returns the port. Once the server has
    /// started, the door answers at once, and the call may come from any thread, but not beside `stop`. Errors:
    /// port.taken (with the holder, where it can be found), input.invalid.
    Result<std::uint16_t> listen(const std::string& name, const std::string& address, std::uint16_t port);
    /// Shuts all doors again. REQUIRES that the server has not started.
    void shutDoors();
    /// Begins to answer on all open doors.
    void start();
    /// Shuts the doors, lets requests that are being handled finish for at most `grace`, aborts streams, closes all.
    void stop(std::chrono::milliseconds grace);

    std::size_t connections() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace inferno::http
