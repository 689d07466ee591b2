// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

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
/// timeout, or, with engine.unavailable, by the end of the engine. Safe from any thread; `run` is for one.
class EngineLink {
public:
    using Reply = Result<ModelAnswer>;
    using ReplyHandler = std::function<void(Reply)>;

    explicit EngineLink(std::unique_ptr<EngineProcess> process) : process_(std::move(process)) {}

    /// Reads until the engine is gone; then fails what waits, and returns how it ended. `ready` is called once.
    std::string run(std::chrono::milliseconds startTimeout, const std::function<void(const EngineFacts&)>& ready);

    /// Asks, and waits for the answer. Errors: those of the engine, engine.unavailable, request.timeout,
    /// input.too_large.
    Reply ask(const std::string& head, std::string_view body, std::chrono::milliseconds timeout);
    /// Asks; `handler` is called with the answer, from `run`'s thread. False: nothing could be sent, and it never is.
    bool post(const std::string& head, ReplyHandler handler);

    int pid() const { return process_->pid(); }
    std::uint64_t memoryBytes() const { return process_->memoryBytes(); }
    /// Makes `run` return.
    void hangUp() const { process_->hangUp(); }

private:
    Result<void> send(std::uint64_t id, const std::string& head, std::string_view body);
    /// The handler that waits for this id, once.
    ReplyHandler take(std::uint64_t id);
    void failAll();

    std::unique_ptr<EngineProcess> process_;
    std::mutex writing_;
    std::mutex mutex_;
    std::map<std::uint64_t, ReplyHandler> waiting_;
    std::uint64_t nextId_ = 1;
    bool closed_ = false;
};

} // namespace inferno::serving
