// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/inference/engine_process.h"
#include "services/inference/model_info.h"

namespace inferno::serving {

/// What an engine says of itself when it is ready.
struct EngineFacts {
    std::string torch;
    std::string blas;
    std::string device;
    int workers = 0;
    int intraOpThreads = 0;
};

/// The requests to one running engine and their replies. Each request is answered exactly once: by the engine, by its
/// timeout, or, with engine.unavailable, by the end of the engine. What nobody waits for any longer, as `gone` is asked
/// for or it is late, the engine is told to leave out. Safe from any thread; `run` is for one.
class EngineLink : public std::enable_shared_from_this<EngineLink> {
public:
    using Reply = Result<ModelAnswer>;
    using ReplyHandler = std::function<void(Reply)>;

    explicit EngineLink(std::unique_ptr<EngineProcess> process) : process_(std::move(process)) {}

    /// Reads until the engine is gone; then fails what waits, and returns how it ended. `ready` is called once.
    std::string run(std::chrono::milliseconds startTimeout, const std::function<void(const EngineFacts&)>& ready);

    /// Asks, and waits for the answer. Errors: those of the engine, engine.unavailable, request.timeout,
    /// input.too_large.
    Reply ask(const std::string& head, std::string_view body, std::chrono::milliseconds timeout,
              const std::stop_token& gone = {});
    /// Asks; `handler` is called with the answer, from `run`'s thread. False: nothing could be sent, and it never is.
    bool post(const std::string& head, ReplyHandler handler);
    /// The same for a prediction, without waiting for anything: false also where the engine takes no more bytes now, or
    /// others are writing, or the body is no small one. The timeout is kept to half a second. REQUIRES that a
    /// shared_ptr holds the link.
    bool postAtOnce(const std::string& head, std::string_view body, std::chrono::milliseconds timeout,
                    const std::stop_token& gone, ReplyHandler handler);

    int pid() const { return process_->pid(); }
    std::uint64_t memoryBytes() const { return process_->memoryBytes(); }
    /// Makes `run` return.
    void hangUp() const { process_->hangUp(); }

private:
    struct Waiting {
        ReplyHandler handler;
        MonoTime until = MonoTime::max(); ///< then it is answered with request.timeout
        std::chrono::milliseconds timeout{0};
    };
    /// Keeps a handler until the answer; nothing: the engine is gone.
    std::optional<std::uint64_t> expect(Waiting waiting);
    /// REQUIRES `writing_`.
    Result<void> write(std::uint64_t id, const std::string& head, std::string_view body);
    Result<void> send(std::uint64_t id, const std::string& head, std::string_view body);
    /// The handler that waits for this id, once.
    ReplyHandler take(std::uint64_t id);
    void failAll();
    void failLate();
    /// Tells the engine that nobody waits for this, without waiting for anything: at the latest half a second later.
    void cancel(std::uint64_t id);
    void sendCancels();

    std::unique_ptr<EngineProcess> process_;
    std::mutex writing_;
    std::mutex mutex_;
    std::map<std::uint64_t, Waiting> waiting_;
    std::vector<std::uint64_t> cancelled_; ///< which the engine has not been told yet
    std::uint64_t nextId_ = 1;
    bool closed_ = false;
};

} // namespace inferno::serving
