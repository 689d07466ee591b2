// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_link.h"

#include <future>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/inference/frames.h"

namespace inferno::serving {
namespace {

using inference::Frame;
using nlohmann::json;

/// An engine that takes no bytes for so long is stuck: its reading thread does nothing but queue.
constexpr int kSendTimeoutMs = 10'000;
/// How often is looked for what is late.
constexpr std::chrono::milliseconds kLateTick{500};

std::unexpected<Error> ended() {
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

/// What looks whether somebody still waits, for as long as the engine has not answered.
using Watch = std::optional<std::stop_callback<std::function<void()>>>;

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
    MonoTime nextLook{};
    inference::FrameReader reader(process_->socket());
    for (;;) {
        if (isReady) {
            const bool came = reader.waitForMore(static_cast<int>(kLateTick.count())).value_or(true);
            const MonoTime now = std::chrono::steady_clock::now();
            if (!came || now >= nextLook) {
                nextLook = now + kLateTick;
                failLate();
                sendCancels();
            }
            if (!came)
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

EngineLink::Reply EngineLink::ask(const std::string& head, std::string_view body, std::chrono::milliseconds timeout,
                                  const std::stop_token& gone) {
    const auto answered = std::make_shared<std::promise<Reply>>();
    auto answer = answered->get_future();
    const auto id = expect({[answered](Reply reply) { answered->set_value(std::move(reply)); }});
    if (!id)
        return ended();
    if (auto sent = send(*id, head, body); !sent && take(*id))
        return std::unexpected(std::move(sent).error());
    const std::stop_callback onGone(gone, [this, id = *id] { cancel(id); });
    if (answer.wait_for(timeout) != std::future_status::ready && take(*id)) {
        cancel(*id);
        return late(timeout);
    }
    return answer.get();
}

bool EngineLink::post(const std::string& head, ReplyHandler handler) {
    const auto id = expect({std::move(handler)});
    return id && (send(*id, head, {}) || !take(*id));
}

bool EngineLink::postAtOnce(const std::string& head, std::string_view body, std::chrono::milliseconds timeout,
                            const std::stop_token& gone, ReplyHandler handler) {
    if (head.size() + body.size() > inference::kSmallFrameBytes)
        return false;
    const auto watch = gone.stop_possible() ? std::make_shared<Watch>() : nullptr;
    if (watch)
        handler = [watch, handler = std::move(handler)](Reply reply) { handler(std::move(reply)); };
    std::optional<std::uint64_t> id;
    {
        const std::unique_lock writing(writing_, std::try_to_lock);
        if (!writing || !inference::hasRoom(process_->socket()).value_or(false))
            return false;
        id = expect({std::move(handler), std::chrono::steady_clock::now() + timeout, timeout});
        if (!id || (!write(*id, head, body) && take(*id)))
            return false;
    }
    if (watch)
        watch->emplace(gone, [link = weak_from_this(), id = *id] {
            if (const auto held = link.lock())
                held->cancel(id);
        });
    return true;
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

void EngineLink::cancel(std::uint64_t id) {
    {
        const std::scoped_lock lock(mutex_);
        cancelled_.push_back(id);
    }
    sendCancels();
}

void EngineLink::sendCancels() {
    // Where it cannot be written now, it is when `run` looks for what is late.
    const std::unique_lock writing(writing_, std::try_to_lock);
    if (!writing || !inference::hasRoom(process_->socket()).value_or(false))
        return;
    std::string bytes;
    {
        const std::scoped_lock lock(mutex_);
        for (const std::uint64_t id : std::exchange(cancelled_, {})) // nobody waits for the replies
            bytes += inference::encodeFrame({nextId_++, json{{"op", "cancel"}, {"id", id}}.dump(), {}}).value_or("");
    }
    if (!bytes.empty() && !inference::writeBytes(process_->socket(), bytes, kSendTimeoutMs))
        hangUp();
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
        waiting.handler(ended());
}

void EngineLink::failLate() {
    std::vector<Waiting> found;
    {
        const std::scoped_lock lock(mutex_);
        const MonoTime now = std::chrono::steady_clock::now();
        for (auto at = waiting_.begin(); at != waiting_.end();) {
            const auto next = std::next(at);
            if (at->second.until <= now) {
                cancelled_.push_back(at->first);
                found.push_back(std::move(waiting_.extract(at).mapped()));
            }
            at = next;
        }
    }
    for (const Waiting& each : found)
        each.handler(late(each.timeout));
}

} // namespace inferno::serving
