// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"

namespace inferno::jobs {
class JobStore;
}

namespace inferno::maintenance {

class Folder;
struct Item;
struct Limits;

/// What shall be cleaned, and how far. Without limits the cache is emptied, and nothing else is deleted.
struct Request {
    bool cache = false;
    bool logs = false;
    bool history = false;
    std::optional<std::chrono::milliseconds> maxAge{}; ///< what is older goes; of runs: what ended longer ago
    std::optional<std::uint64_t> maxBytes{};           ///< cache, logs: the oldest go until no more is left
    std::optional<std::uint64_t> maxJobBytes{};        ///< history: outputs of each job; those of its oldest runs go
    std::optional<int> maxFiles{}; ///< the newest so many stay: of the cache, of the service's logs, of each job
    bool compress = false;         ///< the service's logs that stay; outputs of runs are packed when they end
};

struct Counts {
    std::uint64_t files = 0;      ///< deleted
    std::uint64_t bytes = 0;      ///< of these
    std::uint64_t compressed = 0; ///< files
    std::uint64_t saved = 0;      ///< bytes, by compressing
    std::uint64_t runs = 0;       ///< forgotten
};
struct Report {
    Counts cache;
    Counts logs;
    Counts history;
};

/// Cleans a data root: `cache/`, the service's old logs in `log/`, the outputs of ended runs and the runs themselves in
/// `runs/` and the database. It touches only these folders, follows no link out of them, and leaves alone the log that
/// is written, active runs, and what must stay of the history (JobStore::forgetRuns). Safe from any thread; one at a
/// time.
class Maintenance {
public:
    Maintenance(std::filesystem::path dataRoot, jobs::JobStore& store, const Clock& clock)
        : root_(std::move(dataRoot)), store_(store), clock_(clock) {}

    /// `done` says what was done, also where it fails half-way. Errors: input.invalid for a history without a limit of
    /// age or number; rate.limited while another one is at work; io.*.
    Result<void> run(const Request& request, Report& done);

private:
    Result<void> cleanCache(const Folder& root, const Limits& limits, Counts& counts) const;
    Result<void> cleanLogs(const Folder& root, const Limits& limits, bool compress, Counts& counts) const;
    Result<void> cleanHistory(const Folder& root, const Request& request, Counts& counts) const;
    Result<void> collectOutputs(const Folder& runs, std::vector<Item>& items) const;
    bool isForgotten(const std::string& run) const;

    std::filesystem::path root_;
    jobs::JobStore& store_;
    const Clock& clock_;
    std::mutex running_;
};

} // namespace inferno::maintenance
