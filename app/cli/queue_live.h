// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "app/cli/context.h"
#include "app/cli/frame.h"
#include "services/client/types.h"

/// What the live views of the queue show, and how they are kept up to date.
namespace inferno::cli {

/// How the queue and its machine stand at one moment.
struct QueueSnapshot {
    WallTime at{};
    client::QueueStats stats;
    client::HostInfo host;
    std::vector<client::Run> running;        ///< longest first
    std::vector<client::Run> waiting;        ///< retrying, queued, blocked; the first ones with the reason
    std::vector<client::Run> failures;       ///< failed and timed out, newest first
    std::vector<client::Run> ended;          ///< newest first, whatever came of them
    std::vector<client::CalendarEntry> next; ///< the next fire of each job
};
nlohmann::json toJson(const QueueSnapshot& snapshot);

/// Takes snapshots. Fires to come, which are dear, are asked for anew each ten seconds.
class QueueWatcher {
public:
    explicit QueueWatcher(Context& context) : context_(context) {}
    Result<QueueSnapshot> look(client::Client& service);

private:
    Result<std::vector<client::CalendarEntry>> nextFires(client::Client& service, WallTime now);

    Context& context_;
    std::vector<client::CalendarEntry> next_;
    std::optional<std::chrono::steady_clock::time_point> asked_;
};

/// Draws `view` on the whole terminal each second until q or Ctrl+C. While the service does not answer, the newest
/// snapshot stays, and a line says so. Returns the exit code.
using LiveView = std::function<Lines(const QueueSnapshot&, std::size_t columns, std::size_t rows)>;
Result<int> runLive(Context& context, const LiveView& view);

/// "22:45"; with the day where it is another one.
std::string clockTime(Context& context, const std::string& rfc3339, WallTime now);
/// "12 s", "4 min", "3 h", "2 d": no more than is read at a glance.
std::string aboutLong(std::chrono::nanoseconds duration);
/// Since the instant, or until it; nothing where it is none.
std::optional<std::chrono::nanoseconds> between(const std::string& rfc3339, WallTime now);
/// How a share of something limited looks: good, then a warning from 75 %, then bad from 90 %.
Style styleOfShare(double share);
/// "2 of 4 running, 3 waiting"; with the pause.
std::string queueWords(Context& context, const client::QueueStats& stats);
/// The rows of runs that run, and of those that wait, with the reason.
Lines runningRows(Context& context, const QueueSnapshot& snapshot, std::size_t columns);
Lines waitingRows(Context& context, const QueueSnapshot& snapshot, std::size_t columns);
/// A heading of a section.
std::string heading(const Terminal& terminal, const std::string& words, std::size_t count);

} // namespace inferno::cli
