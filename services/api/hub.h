// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/http/stream.h"

namespace inferno::api {

using Topics = std::set<std::string, std::less<>>;

/// The live stream: what is published goes to all who listen to its topic. Ids are "EPOCH-N", N rising by one; the
/// newest 2,048 events are kept, so that a listener that comes back with Last-Event-ID misses nothing. Where that is
/// not possible (too long ago, another service process, nobody listened for a while), it gets one `reset` event first:
/// what it knows is old. Safe from any thread; never blocks: a listener that does not keep up is dropped by its stream.
class Hub {
public:
    explicit Hub(std::string epoch) : epoch_(std::move(epoch)) {}

    void publish(const std::string& topic, const std::string& json);
    /// In place of an event that nobody wants, and that is not worth making.
    void skip(const std::string& topic);
    void listen(std::shared_ptr<http::Stream> stream, Topics topics, std::string_view lastEventId);
    /// Whether anybody listens to the topic, or did within the last minute and may come back.
    bool wanted(std::string_view topic);

private:
    struct Event {
        std::uint64_t number = 0;
        std::string topic;
        std::string text; ///< as it is sent; "" of one that was not made
    };
    struct Listener {
        std::shared_ptr<http::Stream> stream;
        Topics topics;
    };
    std::string idOf(std::uint64_t number) const { return epoch_ + "-" + std::to_string(number); }

    const std::string epoch_;
    mutable std::mutex mutex_;
    std::uint64_t last_ = 0;
    std::deque<Event> kept_;
    std::vector<Listener> listeners_;
    std::map<std::string, std::chrono::steady_clock::time_point, std::less<>> heard_; ///< by topic: when last
};

} // namespace inferno::api
