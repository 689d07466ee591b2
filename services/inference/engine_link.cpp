// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_link.h"

#include <future>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/inference/frames.h"

namespace inferno::serving {
namespace {

using inference::Frame;
using nlohmann::json;

/// An engine that takes no bytes for so long is stuck: its reading thread does nothing but queue.
constexpr int kSendTimeoutMs = 10'000;
/// How often is looked for what is late.
constexpr int kLateTickMs = 500;

std::unexpected<Error> gone() {
    return fail(ErrorCode::EngineUnavailable, "the engine ended before it answered", "try again in 1 s");
}

std::unexpected<Error> late(std::chrono::milliseconds timeout) {
    return fail(ErrorCode::RequestTimeout,
                "the model did not answer within " + std::to_string(timeout.count()) + " ms");
}

std::string textIn(const json& head, const char* key) {
    const auto at = head.is_object() ? head.find(key) : head.end();
    return at != head.end() && at->is_string() ? at->get<std::string>() : std::string{};
}

int numberIn(const json& head, const char* key) {
    const auto at = head.find(key);
    return at != head.end() && at->is_number_integer() ? at->get<int>() : 0;
}

std::optional<std::chrono::microseconds> microsecondsIn(const json& head, const char* key) {
    const auto at = head.find(key);
    if (at == head.end() || !at->is_number_unsigned())
        return std::nullopt;
    return std::chrono::microseconds(at->get<std::int64_t>());
}

EngineLink::Reply replyIn(Frame frame) {
    const json head = json::parse(frame.head, nullptr, false);
    if (head.is_object() && head.value("ok", false))
        return ModelAnswer{std::move(frame.body), "", microsecondsIn(head, "queue_us"),
                           microsecondsIn(head, "compute_us"), numberIn(head, "batch")};
    return fail(codeOf(textIn(head, "code")), textIn(head, "detail"), textIn(head, "hint"));
}

} // namespace

std::string EngineLink::run(std::chrono::milliseconds startTimeout,
                            const std::function<void(const EngineFacts&)>& ready) {
    std::string why;
    bool isReady = false;
    inference::FrameReader reader(process_->socket());
    for (;;) {
        if (isReady && !reader.waitForMore(kLateTickMs).value_or(true)) {
            failLate();
            continue;
        }
        auto frame = reader.next(isReady ? -1 : static_cast<int>(startTimeout.count()));
        if (!frame) {
            why = frame.error().detail;
            break;
        }
        if (!*frame)
            break;
        if ((*frame)->id != 0) {
            if (const ReplyHandler handler = take((*frame)->id))
                handler(replyIn(std::move(**frame)));
            continue; // nobody waits for it any longer: it came after its timeout
        }
        if (const json head = json::parse((*frame)->head, nullptr, false); textIn(head, "op") == "ready" && !isReady) {
            isReady = true;
            ready({textIn(head, "torch"), textIn(head, "blas"), textIn(head, "device"), numberIn(head, "workers"),
                   numberIn(head, "intra_op")});
        }
    }
    const std::string end = process_->end();
    failAll();
    return "the engine " + end + (why.empty() ? "" : " (" + why + ")");
}

EngineLink::Reply EngineLink::ask(const std::string& head, std::string_view body, std::chrono::milliseconds timeout) {
    const auto answered = std::make_shared<std::promise<Reply>>();
    auto answer = answered->get_future();
    const auto id = expect({[answered](Reply reply) { answered->set_value(std::move(reply)); }});
    if (!id)
        return gone();
    if (auto sent = send(*id, head, body); !sent && take(*id))
        return std::unexpected(std::move(sent).error());
    if (answer.wait_for(timeout) != std::future_status::ready && take(*id))
        return late(timeout);
    return answer.get();
}

bool EngineLink::post(const std::string& head, ReplyHandler handler) {
    const auto id = expect({std::move(handler)});
    return id && (send(*id, head, {}) || !take(*id));
}

bool EngineLink::postAtOnce(const std::string& head, std::string_view body, std::chrono::milliseconds timeout,
                            ReplyHandler handler) {
    if (head.size() + body.size() > inference::kSmallFrameBytes)
        return false;
    const std::unique_lock writing(writing_, std::try_to_lock);
    if (!writing || !inference::hasRoom(process_->socket()).value_or(false))
        return false;
    const auto id = expect({std::move(handler), std::chrono::steady_clock::now() + timeout, timeout});
    return id && (write(*id, head, body) || !take(*id));
}

std::optional<std::uint64_t> EngineLink::expect(Waiting waiting) {
    const std::scoped_lock lock(mutex_);
    if (closed_)
        return std::nullopt;
    const std::uint64_t id = nextId_++;
    waiting_.emplace(id, std::move(waiting));
    return id;
}

Result<void> EngineLink::send(std::uint64_t id, const std::string& head, std::string_view body) {
    const std::scoped_lock lock(writing_);
    return write(id, head, body);
}

Result<void> EngineLink::write(std::uint64_t id, const std::string& head, std::string_view body) {
    auto written = inference::writeFrame(process_->socket(), Frame{id, head, std::string(body)}, kSendTimeoutMs);
    if (written || written.error().code == ErrorCode::InputTooLarge)
        return written;
    hangUp(); // half a frame may be out
    return failBecause(std::move(written).error(), ErrorCode::EngineUnavailable, "the engine cannot be reached",
                       "try again in 1 s");
}

EngineLink::ReplyHandler EngineLink::take(std::uint64_t id) {
    const std::scoped_lock lock(mutex_);
    const auto at = waiting_.find(id);
    if (at == waiting_.end())
        return {};
    ReplyHandler handler = std::move(at->second.handler);
    waiting_.erase(at);
    return handler;
}

void EngineLink::failAll() {
    std::map<std::uint64_t, Waiting> left;
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        left.swap(waiting_);
    }
    for (const auto& [id, waiting] : left)
        waiting.handler(gone());
}

void EngineLink::failLate() {
    std::vector<Waiting> found;
    {
        const std::scoped_lock lock(mutex_);
        const MonoTime now = std::chrono::steady_clock::now();
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            const auto next = std::next(at);
            if (at->second.until <= now)
                found.push_back(std::move(waiting_.extract(at).mapped()));
            at = next;
        }
    }
    for (const Waiting& each : found)
        each.handler(late(each.timeout));
}

} // namespace inferno::serving
