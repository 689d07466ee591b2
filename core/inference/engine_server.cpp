// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine_server.h"

#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <unistd.h>
#include <vector>

#include "core/inference/engine.h"
#include "core/inference/frames.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

Frame replyTo(std::uint64_t id, const Result<std::string>& outcome) {
    if (outcome)
        return {id, R"({"ok":true})", *outcome};
    const Error& error = outcome.error();
    const json head{{"ok", false}, {"code", idOf(error.code)}, {"detail", error.detail}, {"hint", error.hint}};
    return {id, head.dump(-1, ' ', false, json::error_handler_t::replace), {}};
}

Result<std::string> emptyBody(Result<void> outcome) {
    INFERNO_CHECK(std::move(outcome));
    return std::string{};
}

class Server {
public:
    explicit Server(const ServeOptions& options) : options_(options), runtime_(runtime()), engine_(runtime_.device) {}

    int serve() {
        send({0,
              json{{"op", "ready"},
                   {"torch", runtime_.torch},
                   {"blas", runtime_.blas},
                   {"device", runtime_.device},
                   {"workers", options_.workers},
                   {"intra_op", options_.intraOpThreads}}
                  .dump(),
              {}});
        for (int i = 0; i < options_.workers; ++i)
            std::thread([this] { work(); }).detach(); // they end with the process
        for (;;) {
            auto frame = readFrame(options_.socket);
            if (!frame) {
                std::fprintf(stderr, "inferno-engine: %s\n", frame.error().message().c_str());
                return 1;
            }
            if (!*frame)
                return 0;
            enqueue(std::move(**frame));
        }
    }

private:
    void enqueue(Frame frame) {
        {
            const std::scoped_lock lock(mutex_);
            if (queue_.size() < static_cast<std::size_t>(options_.queueLimit)) {
                queue_.push_back(std::move(frame));
                waiting_.notify_one();
                return;
            }
        }
        send(replyTo(frame.id, fail(ErrorCode::EngineUnavailable, "the engine's queue is full", "try again in 1 s")));
    }

    [[noreturn]] void work() {
        prepareThread(options_.intraOpThreads);
        for (;;) {
            Frame frame;
            {
                std::unique_lock lock(mutex_);
                waiting_.wait(lock, [this] { return !queue_.empty(); });
                frame = std::move(queue_.front());
                queue_.pop_front();
            }
            send(replyTo(frame.id, answer(frame)));
        }
    }

    Result<std::string> answer(const Frame& frame) {
        const json head = json::parse(frame.head, nullptr, false);
        const auto text = [&](const char* key) {
            return head.is_object() && head.contains(key) && head[key].is_string() ? head[key].get<std::string>()
                                                                                   : std::string{};
        };
        const std::string op = text("op");
        if (op == "predict")
            return engine_.predict(text("name"), text("version"), frame.body);
        if (op == "load")
            return emptyBody(engine_.load(text("name"), text("version"), text("path"), text("handler")));
        if (op == "unload")
            return emptyBody(engine_.unload(text("name"), text("version")));
        return fail(ErrorCode::InputInvalid, "the engine knows no operation '" + op + "'");
    }

    void send(const Frame& frame) {
        const std::scoped_lock lock(writing_);
        auto sent = writeFrame(options_.socket, frame);
        if (!sent && sent.error().code == ErrorCode::InputTooLarge)
            sent = writeFrame(options_.socket, replyTo(frame.id, std::unexpected(sent.error())));
        // Nobody is left to answer to: the reading thread sees the same and ends the process.
    }

    ServeOptions options_;
    Runtime runtime_;
    Engine engine_;
    std::mutex mutex_;
    std::condition_variable waiting_;
    std::deque<Frame> queue_;
    std::mutex writing_;
};

} // namespace

int serveEngine(const ServeOptions& options) {
    prepareProcess();
    prepareThread(options.intraOpThreads);
    Server server(options);
    const int code = server.serve();
    std::fflush(nullptr);
    ::_exit(code); // without destructors: workers may be computing
}

} // namespace inferno::inference
