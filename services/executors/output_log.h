// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/units.h"
#include "core/base/vfs.h"

namespace inferno::executors {

/// Writes a launch's log (docs/formats/run-log.md) as output arrives, and reads its `::progress N` lines.
///
/// The file never grows beyond its limit: when that is reached, a line says so, what follows is dropped and counted,
/// and its last part (a quarter of the limit, at most 256 KiB) is kept in memory and written at the end. A full disk
/// does not stop the command either: what cannot be written is dropped and counted.
/// Cost: one write for each `append`. Not safe from several threads.
class OutputLog {
public:
    /// The file is made with the first that is written; `limit` is raised to 4 KiB if it is less. `vfs` and `clock` are
    /// borrowed.
    OutputLog(Vfs& vfs, std::filesystem::path path, const Clock& clock, ByteSize limit);

    /// Output as it was read, cut anywhere.
    void append(std::string_view output);
    /// A line of the runner's own.
    void note(std::string_view text);
    /// Writes what has come of an unfinished line (a prompt without a newline), as a piece.
    void flushPartial();
    bool hasPartial() const { return !partial_.empty(); }
    /// Writes the rest and syncs it, with its name. Call once, last.
    void finish();

    std::uint64_t outputBytes() const { return outputBytes_; }
    std::uint64_t droppedBytes() const { return droppedBytes_; }
    std::optional<int> progress() const { return progress_; }

private:
    struct Kept {
        std::string line;
        std::uint64_t outputBytes;
    };
    void emit(std::string_view text, bool complete);
    void put(std::string line, std::uint64_t outputBytes);
    void keepForTheEnd(std::string line, std::uint64_t outputBytes);
    void writeOut();
    bool written();
    std::string formatted(std::string_view text, std::string_view stream, bool complete) const;

    Vfs& vfs_;
    std::filesystem::path path_;
    std::unique_ptr<File> file_; ///< none yet
    const Clock& clock_;
    std::uint64_t limit_;
    std::uint64_t tailLimit_;
    std::string stamp_;      ///< the time, formatted once for each append
    std::string partial_;    ///< of a line of output that has not ended
    bool lineBegun_ = false; ///< an earlier piece of it has been written
    std::string pending_;    ///< formatted, not yet written
    std::uint64_t pendingOutput_ = 0;
    std::uint64_t size_ = 0; ///< of the file, with what is pending
    std::uint64_t written_ = 0;
    std::deque<Kept> tail_; ///< beyond the limit, the newest
    std::uint64_t tailSize_ = 0;
    bool full_ = false;
    bool writeFailed_ = false;
    std::uint64_t outputBytes_ = 0;
    std::uint64_t droppedBytes_ = 0;
    std::optional<int> progress_;
};

} // namespace inferno::executors
