// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>

namespace inferno::http {

/// The open end of a streamed answer: who holds it writes, the connection sends. Bounded: a client that takes its
/// data more slowly than it comes is dropped when `limit` bytes wait for it, so that it costs nobody else anything.
/// Safe from any thread; no call but `waitForRoom` blocks. The stream lives as long as somebody holds it, also after
/// the client is gone.
class Stream {
public:
    explicit Stream(std::size_t limitBytes) : limitBytes_(limitBytes) {}
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// Queues `data`. False where the client is gone, or is dropped now since too much waits for it.
    bool write(std::string_view data);
    /// Ends the answer after what is queued: the client sees a complete one.
    void finish();
    /// Ends the connection at once: the client sees that the answer is not complete.
    void abort();
    /// True once nothing more will be sent: finished, aborted, dropped, or the client is gone.
    bool closed() const;
    /// True where the answer ends before it is complete.
    bool aborted() const;
    /// Bytes that wait for the client.
    std::size_t pending() const;
    /// Waits until fewer than `bytes` wait for the client, so that a writer goes as fast as its reader. False where
    /// nothing more will be sent, or `stopping` is asked for.
    bool waitForRoom(std::size_t bytes, const std::stop_token& stopping) const;

    /// How the connection takes from it (services/http only).
    struct Taken {
        std::string data;
        bool finished = false;
        bool aborted = false;
    };
    Taken take();
    /// `wake` is called, from any thread, when there is something to take; it must not block.
    void attach(std::function<void()> wake);
    /// The client is gone.
    void detach();

private:
    void abortLocked();

    const std::size_t limitBytes_;
    mutable std::mutex mutex_;
    mutable std::condition_variable_any taken_;
    std::string queue_;
    bool finished_ = false;
    bool aborted_ = false;
    std::function<void()> wake_;
};

/// How an answer is streamed: `stream` is what its owner writes to, already or later.
struct Streaming {
    std::shared_ptr<Stream> stream;
    /// Sent when nothing else was for `heartbeatEvery`, so that both ends notice a dead connection; "" = none.
    std::string heartbeat;
    std::chrono::milliseconds heartbeatEvery{15'000};
};

/// One server-sent event (WHATWG HTML, 9.2): `data` may have several lines.
std::string sseEvent(std::string_view id, std::string_view event, std::string_view data);

} // namespace inferno::http
