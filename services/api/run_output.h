// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/error.h"

namespace inferno::jobs {
struct Run;
}
namespace inferno::executors {
class Executor;
}

namespace inferno::api {

/// The output of a run as its command wrote it, over all its launches, by a plain byte offset. The logs hold lines with
/// times, so an offset has no place of its own in them: the newest places handed out are remembered, and reading on
/// from one of them is O(what is read); any other offset is found from the beginning. Safe from any thread.
class RunOutput {
public:
    explicit RunOutput(const executors::Executor& executor) : executor_(executor) {}

    /// What is shown beside the bytes that the command wrote.
    struct Show {
        bool notes = false; ///< the runner's own words, each a line that begins with "[inferno] "
        bool times = false; ///< each line begins with the instant at which it came
        bool operator==(const Show&) const = default;
    };
    struct Piece {
        std::string text;
        std::uint64_t nextOffset = 0;
        bool atEnd = false; ///< nothing more was there at the time
    };
    /// About `limit` bytes from `offset`, which counts what is shown. Beyond the end: an empty piece with nextOffset =
    /// offset.
    Result<Piece> read(const jobs::Run& run, std::uint64_t offset, std::size_t limit, Show show);
    Result<Piece> read(const jobs::Run& run, std::uint64_t offset, std::size_t limit) {
        return read(run, offset, limit, Show{});
    }

private:
    struct Place {
        std::string run;
        std::uint64_t offset = 0; ///< in the output
        int launch = 1;
        std::uint64_t logOffset = 0;
        Show show{};
        bool midLine = false; ///< the line before has no end yet
    };
    Place placeFor(const std::string& run, std::uint64_t offset, Show show);
    static std::string textOf(std::string_view lines, Place& place);
    void remember(const Place& place);

    const executors::Executor& executor_;
    std::mutex mutex_;
    std::list<Place> places_; ///< newest first
};

} // namespace inferno::api
