// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "core/base/error.h"

namespace inferno::serving {

/// A started `inferno-engine` and this side's end of its socket. `pid`, `socket`, `memoryBytes` and `hangUp` are safe
/// from any thread; `end` is for the owner, once nobody uses the socket.
class EngineProcess {
public:
    /// In a session of its own, with PATH as its environment and no descriptor but standard error and its end of the
    /// socket. Errors: engine.missing, engine.unavailable.
    static Result<std::unique_ptr<EngineProcess>> start(const std::filesystem::path& program, int workers,
                                                        int intraOpThreads);
    /// Ends it.
    ~EngineProcess();
    EngineProcess(const EngineProcess&) = delete;
    EngineProcess& operator=(const EngineProcess&) = delete;

    int pid() const { return pid_; }
    int socket() const { return socket_; }
    /// Of its memory what is in RAM; 0 where that cannot be read.
    std::uint64_t memoryBytes() const;
    /// Both sides see the end of the stream: the engine ends itself, and whoever reads here comes back.
    void hangUp() const;
    /// Waits a moment for it to end, kills it if it does not, and says how it ended: "was killed by signal 9",
    /// "ended with code 1".
    std::string end();

private:
    EngineProcess(int pid, int socket) : pid_(pid), socket_(socket) {}

    int pid_;
    int socket_;
    bool ended_ = false;
};

} // namespace inferno::serving
