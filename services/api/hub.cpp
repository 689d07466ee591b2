// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/hub.h"

#include <algorithm>
#include <charconv>

namespace inferno::api {
namespace {
constexpr std::size_t kKeptEvents = 2048;
constexpr std::chrono::seconds kComesBack{60};
} // namespace

void Hub::publish(const std::string& topic, const std::string& json) {
    const std::lock_guard lock(mutex_);
    const std::uint64_t number = ++last_;
    kept_.push_back({number, topic, http::sseEvent(idOf(number), topic, json)});
    if (kept_.size() > kKeptEvents)
        kept_.pop_front();
    const std::string& text = kept_.back().text;
    std::erase_if(listeners_, [&](const Listener& listener) {
        return listener.stream->closed() || (listener.topics.contains(topic) && !listener.stream->write(text));
    });
}

void Hub::skip(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    if (!kept_.empty() && kept_.back().topic == topic && kept_.back().text.empty()) {
        kept_.back().number = ++last_; // one stands for all in a row
        return;
    }
    kept_.push_back({++last_, topic, {}});
    if (kept_.size() > kKeptEvents)
        kept_.pop_front();
}

void Hub::listen(std::shared_ptr<http::Stream> stream, Topics topics, std::string_view lastEventId) {
    const std::lock_guard lock(mutex_);
    stream->write(": connected\n\n");
    if (!lastEventId.empty()) {
        std::uint64_t seen = 0;
        const std::string prefix = epoch_ + "-";
        const bool ours =
            lastEventId.starts_with(prefix) &&
            std::from_chars(lastEventId.data() + prefix.size(), lastEventId.data() + lastEventId.size(), seen).ec ==
                std::errc{} &&
            seen <= last_;
        const std::uint64_t oldest = kept_.empty() ? last_ + 1 : kept_.front().number;
        const bool skipped = std::ranges::any_of(kept_, [&](const Event& event) {
            return event.number > seen && event.text.empty() && topics.contains(event.topic);
        });
        if (!ours || seen + 1 < oldest || skipped) {
            stream->write(http::sseEvent(idOf(last_), "reset", "{}"));
        } else {
            for (const Event& event : kept_)
                if (event.number > seen && topics.contains(event.topic))
                    stream->write(event.text);
        }
    }
    for (const std::string& topic : topics)
        heard_[topic] = std::chrono::steady_clock::now();
    listeners_.push_back({std::move(stream), std::move(topics)});
}

bool Hub::wanted(std::string_view topic) {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    const bool listening = std::ranges::any_of(listeners_, [&](const Listener& listener) {
        return !listener.stream->closed() && listener.topics.contains(topic);
    });
    if (listening)
        heard_[std::string(topic)] = now;
    const auto heard = heard_.find(topic);
    return heard != heard_.end() && now - heard->second < kComesBack;
}

} // namespace inferno::api
