// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace inferno::client {

/// Reads a stream of server-sent events (WHATWG HTML, 9.2.6) from pieces cut anywhere. `lastId` outlives an event, as
/// the standard says. A line over 4 MiB is dropped with its event. Not safe from several threads.
class SseParser {
public:
    struct Event {
        std::string id; ///< the newest id seen
        std::string type;
        std::string data;
    };

    void feed(std::string_view piece, const std::function<void(const Event&)>& onEvent);
    const std::string& lastId() const { return lastId_; }
    /// Forgets an unfinished event, for a new connection; keeps lastId.
    void restart();

private:
    void line(std::string_view text, const std::function<void(const Event&)>& onEvent);

    std::string pending_;
    std::string type_;
    std::string data_;
    std::string lastId_;
    bool hasData_ = false;
    bool afterCr_ = false;
    bool overlong_ = false;
};

} // namespace inferno::client
