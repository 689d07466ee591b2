// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"

/// What starting a service needs of the operating system. Safe from any thread.
namespace inferno::client {

/// The folder that this program was started from; empty where it cannot be told.
std::filesystem::path ownFolder();
/// `name` beside this program, else in PATH; nothing if it is in neither.
std::optional<std::filesystem::path> findProgram(const std::string& name);

/// Starts a program that outlives this one: a session of its own, cwd /, umask 077, no input, output appended to
/// `log`, all other descriptors closed. `environment` holds "NAME=value". Returns the process id.
Result<std::int64_t> spawnDetached(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                   const std::vector<std::string>& environment, const std::filesystem::path& log);
/// Whether this is a child of spawnDetached that has ended; its exit status is then taken.
bool hasEnded(std::int64_t child);
bool isAlive(std::int64_t process);
/// The name of a process's program ("infernod"); empty if it is gone or not ours to see.
std::string programOf(std::int64_t process);
/// Asks a process to end (SIGTERM).
Result<void> terminate(std::int64_t process);

/// Whether a server could listen on 127.0.0.1:port now.
bool portIsFree(int port);
std::uint32_t ownUser();

} // namespace inferno::client
