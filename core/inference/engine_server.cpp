// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine_server.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <variant>

#include "core/inference/engine.h"
#include "core/inference/engine_requests.h"
#include "core/inference/frames.h"
#include "core/inference/module.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

constexpr std::size_t kKnownHeads = 1000;
constexpr std::size_t kKeptBytes = 1U << 20; ///< of a buffer that was larger, nothing is kept

/// Without destructors: workers may be computing.
[[noreturn]] void leave(int code) {
    std::fflush(nullptr);
    ::_exit(code);
}

Result<std::string> emptyBody(Result<void> outcome) {
    INFERNO_CHECK(std::move(outcome));
    return std::string{};
}

/// Reads requests and writes replies. What may take long is done elsewhere: predictions by the engine's workers, what
/// changes the models one after the other by a thread of its own.
class Server {
public:
    Server(const ServeOptions& options, const Runtime& runtime)
        : options_(options), runtime_(runtime), engine_(engineOptions(options, runtime)) {}

    int serve() {
        const json ready{{"op", "ready"},
                         {"torch", runtime_.torch},
                         {"blas", runtime_.blas},
                         {"device", runtime_.device},
                         {"workers", options_.workers},
                         {"intra_op", options_.intraOpThreads}};
        send({0, ready.dump(), {}});
        flush();
        std::thread([this] { changeModels(); }).detach(); // it ends with the process
        FrameReader reader(options_.socket);
        for (;;) {
            auto frame = reader.next();
            if (!frame) {
                std::fprintf(stderr, "inferno-engine: %s\n", frame.error().message().c_str());
                return 1;
            }
            if (!*frame)
                return 0;
            handle(std::move(**frame));
            flush();
        }
    }

private:
    struct Change {
        std::uint64_t id = 0;
        EngineRequest request;
        std::string body;
    };

    Engine::Options engineOptions(const ServeOptions& options, const Runtime& runtime) {
        Engine::Options made;
        made.delivered = [this] { flush(); };
        made.device = runtime.device;
        made.workers = options.workers;
        made.prepareThread = [threads = options.intraOpThreads] { prepareThread(threads); };
        made.stuck = [] {
            std::fprintf(stderr, "inferno-engine: more workers hang than there are\n");
            leave(1);
        };
        return made;
    }

    void predict(Frame frame, const PredictRequest& request) {
        engine_.predict(frame.id, request.key, std::move(frame.body), request.options,
                        [this, id = frame.id](Result<std::string> outcome, const Timing& timing) {
                            send(replyTo(id, std::move(outcome), timing));
                        });
    }

    void handle(Frame frame) {
        if (const auto known = predicts_.find(frame.head); known != predicts_.end())
            return predict(std::move(frame), known->second);
        auto request = readRequest(frame.head, options_.workers);
        if (!request) {
            send(replyTo(frame.id, std::unexpected(std::move(request).error())));
        } else if (auto* asked = std::get_if<PredictRequest>(&*request)) {
            if (predicts_.size() < kKnownHeads)
                predicts_.emplace(frame.head, *asked);
            predict(std::move(frame), *asked);
        } else if (const auto* cancel = std::get_if<CancelRequest>(&*request)) {
            const bool cancelled = engine_.cancel(cancel->id);
            send(replyTo(frame.id, json{{"cancelled", cancelled}}.dump()));
        } else if (std::holds_alternative<StatsRequest>(*request)) {
            send(replyTo(frame.id, toJson(engine_.stats())));
        } else {
            const std::scoped_lock lock(mutex_);
            changes_.push_back({frame.id, std::move(*request), std::move(frame.body)});
            changesCame_.notify_one();
        }
    }

    [[noreturn]] void changeModels() {
        prepareThread(options_.intraOpThreads);
        for (;;) {
            std::unique_lock lock(mutex_);
            changesCame_.wait(lock, [this] { return !changes_.empty(); });
            Change change = std::move(changes_.front());
            changes_.pop_front();
            lock.unlock();
            send(replyTo(change.id, apply(change)));
            flush();
        }
    }

    Result<std::string> apply(Change& change) {
        if (const auto* load = std::get_if<LoadRequest>(&change.request))
            return emptyBody(engine_.load(load->key, load->options));
        if (const auto* scale = std::get_if<ScaleRequest>(&change.request))
            return emptyBody(engine_.scale(scale->key, scale->options));
        if (const auto* warm = std::get_if<WarmUpRequest>(&change.request)) {
            INFERNO_TRY(const auto runs, engine_.warmUp(warm->key, std::move(change.body)));
            return toJson(runs);
        }
        return emptyBody(engine_.unload(std::get<UnloadRequest>(change.request).key));
    }

    /// Puts a frame behind those that `flush` writes.
    void send(const Frame& frame) {
        auto bytes = encodeFrame(frame);
        if (!bytes)
            bytes = encodeFrame(replyTo(frame.id, std::unexpected(bytes.error())));
        const std::scoped_lock lock(sending_);
        unsent_ += *bytes;
    }

    /// Writes all that was sent, in one go: the replies of a batch cost one call.
    void flush() {
        {
            const std::scoped_lock lock(sending_);
            if (unsent_.empty())
                return;
        }
        const std::scoped_lock writing(writing_);
        {
            const std::scoped_lock lock(sending_);
            written_.swap(unsent_);
        }
        // Where nobody is left to answer to, the reading thread sees the same and ends the process.
        if (!written_.empty())
            (void)writeBytes(options_.socket, written_);
        written_.clear();
        if (written_.capacity() > kKeptBytes)
            written_ = {};
    }

    ServeOptions options_;
    Runtime runtime_;
    std::unordered_map<std::string, PredictRequest> predicts_; ///< by their heads, which repeat; the reading thread's
    std::mutex writing_;                                       ///< held while bytes are written; guards the next
    std::string written_;
    std::mutex sending_; ///< taken after `writing_`; guards the next
    std::string unsent_;
    std::mutex mutex_;
    std::condition_variable changesCame_;
    std::deque<Change> changes_;
    Engine engine_;
};

} // namespace

ServeOptions fitted(ServeOptions options, int cores) {
    options.workers = std::clamp(options.workers, 1, std::max(1, cores));
    options.intraOpThreads = std::clamp(options.intraOpThreads, 1, std::max(1, cores / options.workers));
    return options;
}

int serveEngine(const ServeOptions& options) {
    prepareProcess();
    const Runtime found = runtime();
    const ServeOptions fit = fitted(options, found.cores);
    prepareThread(fit.intraOpThreads);
    Server server(fit, found);
    leave(server.serve());
}

} // namespace inferno::inference
