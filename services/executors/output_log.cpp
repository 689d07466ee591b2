// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/output_log.h"

#include <algorithm>
#include <charconv>

#include "services/executors/run_log.h"

namespace inferno::executors {
namespace {

constexpr std::uint64_t kSmallestLimit = 4096;
constexpr std::uint64_t kLargestTail = 256 * 1024;
/// Kept free for the two lines that say that output was dropped.
constexpr std::uint64_t kNoteRoom = 512;

/// N of "::progress N", 0 to 100.
std::optional<int> progressIn(std::string_view line) {
    constexpr std::string_view kPrefix = "::progress ";
    if (!line.starts_with(kPrefix))
        return std::nullopt;
    line.remove_prefix(kPrefix.size());
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
        line.remove_suffix(1);
    int percent = -1;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), percent);
    if (error != std::errc{} || end != line.data() + line.size() || percent < 0 || percent > 100)
        return std::nullopt;
    return percent;
}

} // namespace

OutputLog::OutputLog(Vfs& vfs, std::filesystem::path path, const Clock& clock, ByteSize limit)
    : vfs_(vfs), path_(std::move(path)), clock_(clock),
      limit_(std::max(static_cast<std::uint64_t>(limit), kSmallestLimit)),
      tailLimit_(std::min(limit_ / 4, kLargestTail)) {}

void OutputLog::append(std::string_view output) {
    stamp_ = formatUtc(clock_.now());
    outputBytes_ += output.size();
    while (!output.empty()) {
        const std::size_t room = kMaxLogText - partial_.size();
        const std::size_t newline = output.substr(0, room + 1).find('\n');
        if (newline != std::string_view::npos) {
            partial_ += output.substr(0, newline);
            output.remove_prefix(newline + 1);
            emit(partial_, true);
        } else {
            const std::size_t taken = std::min(room, output.size());
            partial_ += output.substr(0, taken);
            output.remove_prefix(taken);
            if (partial_.size() < kMaxLogText || output.empty())
                break; // a full piece waits too: its newline may be the next byte
            emit(partial_, false);
        }
        partial_.clear();
    }
    writeOut();
}

void OutputLog::note(std::string_view text) {
    stamp_ = formatUtc(clock_.now());
    const std::string line = formatted(text, "run", true);
    size_ += line.size();
    pending_ += line;
    writeOut();
}

void OutputLog::flushPartial() {
    if (partial_.empty())
        return;
    stamp_ = formatUtc(clock_.now());
    emit(partial_, false);
    partial_.clear();
    writeOut();
}

void OutputLog::finish() {
    flushPartial();
    if (full_) {
        std::uint64_t kept = 0;
        for (const Kept& each : tail_)
            kept += each.outputBytes;
        note(std::to_string(droppedBytes_) + " bytes of output were dropped here; the last " + std::to_string(kept) +
             " follow");
        for (Kept& each : tail_) {
            pending_ += each.line;
            pendingOutput_ += each.outputBytes;
        }
        tail_.clear();
        writeOut();
    }
    if (writeFailed_)
        note("some of the output could not be written to this log");
    if (written_ > 0 && file_->sync()) // the result says what was dropped; there is nobody else to tell
        (void)vfs_.syncFolder(path_.parent_path());
}

void OutputLog::emit(std::string_view text, bool complete) {
    if (complete && !lineBegun_)
        if (const auto percent = progressIn(text))
            progress_ = percent;
    lineBegun_ = !complete;
    put(formatted(text, "out", complete), text.size() + (complete ? 1 : 0));
}

void OutputLog::put(std::string line, std::uint64_t outputBytes) {
    if (!full_ && size_ + line.size() + tailLimit_ + kNoteRoom > limit_) {
        full_ = true;
        const std::string said = formatted("this log has reached its limit of " + formatSize(ByteSize{limit_}) +
                                               "; of what follows only the end is kept",
                                           "run", true);
        size_ += said.size();
        pending_ += said;
    }
    if (full_) {
        keepForTheEnd(std::move(line), outputBytes);
        return;
    }
    size_ += line.size();
    pending_ += line;
    pendingOutput_ += outputBytes;
}

void OutputLog::keepForTheEnd(std::string line, std::uint64_t outputBytes) {
    tailSize_ += line.size();
    tail_.push_back({std::move(line), outputBytes});
    while (tailSize_ > tailLimit_) {
        tailSize_ -= tail_.front().line.size();
        droppedBytes_ += tail_.front().outputBytes;
        tail_.pop_front();
    }
}

void OutputLog::writeOut() {
    if (pending_.empty())
        return;
    if (written())
        written_ += pending_.size();
    else {
        writeFailed_ = true;
        size_ = written_;
        droppedBytes_ += pendingOutput_;
        if (file_)
            (void)file_->truncate(written_); // no torn line; if even this fails, the next write covers it
    }
    pending_.clear();
    pendingOutput_ = 0;
}

bool OutputLog::written() {
    if (!file_) {
        auto made = vfs_.open(path_, OpenMode::Create, 0600);
        if (!made)
            return false;
        file_ = *std::move(made);
    }
    return file_->write(written_, asBytes(pending_)).has_value();
}

std::string OutputLog::formatted(std::string_view text, std::string_view stream, bool complete) const {
    std::string line;
    line.reserve(stamp_.size() + stream.size() + text.size() + 5);
    line += stamp_;
    line += ' ';
    line += stream;
    line += complete ? " F " : " P ";
    line += text;
    line += '\n';
    return line;
}

} // namespace inferno::executors
