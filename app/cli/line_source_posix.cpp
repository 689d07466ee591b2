// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/line_source.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace inferno::cli {
namespace {

constexpr int kLookMs = 100;
constexpr std::size_t kPiece = 64U << 10;

} // namespace

Result<LineSource> LineSource::open(const std::string& path) {
    if (path == "-")
        return LineSource(STDIN_FILENO);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return fail(ErrorCode::IoNotFound, "the input " + path + " cannot be read",
                    "name a file with a request in each line, or - for the standard input");
    return LineSource(descriptor);
}

LineSource::LineSource(LineSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), buffer_(std::move(other.buffer_)), at_(other.at_),
      isAtEnd_(other.isAtEnd_) {}

LineSource::~LineSource() {
    if (descriptor_ > STDIN_FILENO)
        ::close(descriptor_);
}

/// False at the end.
bool LineSource::readMore(const std::function<bool()>& isEnded) {
    buffer_.erase(0, std::exchange(at_, 0));
    pollfd waited{descriptor_, POLLIN, 0};
    while (!isEnded()) {
        if (::poll(&waited, 1, kLookMs) == 0)
            continue;
        const std::size_t from = buffer_.size();
        buffer_.resize(from + kPiece);
        const ssize_t count = ::read(descriptor_, buffer_.data() + from, kPiece);
        buffer_.resize(from + static_cast<std::size_t>(count > 0 ? count : 0));
        if (count > 0)
            return true;
        if (count == 0 || errno != EINTR) {
            isAtEnd_ = true;
            return false;
        }
    }
    return false;
}

std::optional<std::string> LineSource::next(const std::function<bool()>& isEnded) {
    std::size_t looked = at_;
    while (!isEnded()) {
        if (const std::size_t end = buffer_.find('\n', looked); end != std::string::npos) {
            std::string line = buffer_.substr(at_, end - at_);
            at_ = end + 1;
            return line;
        }
        if (isAtEnd_ && at_ == buffer_.size())
            return std::nullopt;
        if (isAtEnd_) // a last line without its end
            return buffer_.substr(std::exchange(at_, buffer_.size()));
        looked = buffer_.size() - at_; // what is before the next line goes
        readMore(isEnded);
    }
    return std::nullopt;
}

} // namespace inferno::cli
