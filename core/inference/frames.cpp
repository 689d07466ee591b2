// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/frames.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

#include "core/base/bytes.h"

namespace inferno::inference {
namespace {

constexpr std::string_view kMagic = "IEF1";
constexpr std::size_t kPrefixBytes = 16;
/// What is read at one go. Memory for a larger frame grows with what has come, so that a length alone costs nothing.
constexpr std::size_t kReadBytes = 64U << 10;
/// A writer sends a frame at one go: one that stops within is stuck or hostile.
constexpr int kStallMs = 30'000;

/// Waits until the socket is ready for `events`; false: it is not yet.
Result<bool> isReady(int socket, short events, int timeoutMs) {
    pollfd waited{socket, events, 0};
    int ready = 0;
    do
        ready = ::poll(&waited, 1, timeoutMs);
    while (ready < 0 && errno == EINTR);
    if (ready < 0)
        return std::unexpected(errnoError(errno, "waiting for the other side"));
    return ready > 0;
}

/// The same; an error where it does not get ready.
Result<void> await(int socket, short events, int timeoutMs) {
    INFERNO_TRY(const bool ready, isReady(socket, events, timeoutMs));
    if (!ready)
        return fail(ErrorCode::IoFailed, "the other side did not answer within " + std::to_string(timeoutMs) + " ms");
    return {};
}

} // namespace

Result<std::string> encodeFrame(const Frame& frame) {
    const std::size_t length = frame.head.size() + 1 + frame.body.size();
    if (length > kMaxFrameBytes)
        return fail(ErrorCode::InputTooLarge,
                    std::to_string(length) + " bytes; " + std::to_string(kMaxFrameBytes) + " are taken");
    Bytes prefix(kMagic.begin(), kMagic.end());
    putLe(prefix, static_cast<std::uint32_t>(length));
    putLe(prefix, frame.id);
    std::string bytes;
    bytes.reserve(prefix.size() + length);
    bytes += asText(prefix);
    bytes += frame.head;
    bytes += '\n';
    bytes += frame.body;
    return bytes;
}

Result<void> writeFrame(int socket, const Frame& frame, int timeoutMs) {
    INFERNO_TRY(const std::string bytes, encodeFrame(frame));
    return writeBytes(socket, bytes, timeoutMs);
}

Result<bool> hasRoom(int socket) {
    return isReady(socket, POLLOUT, 0);
}

Result<void> writeBytes(int socket, std::string_view bytes, int timeoutMs) {
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t count =
            ::send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | (timeoutMs < 0 ? 0 : MSG_DONTWAIT));
        if (count >= 0)
            done += static_cast<std::size_t>(count);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            INFERNO_CHECK(await(socket, POLLOUT, timeoutMs));
        else if (errno != EINTR)
            return std::unexpected(errnoError(errno, "writing a frame"));
    }
    return {};
}

Result<std::size_t> FrameReader::lengthAtHand() const {
    const std::string_view prefix(buffer_.data() + begin_, kPrefixBytes);
    if (!prefix.starts_with(kMagic))
        return fail(ErrorCode::InputInvalid, "what comes is not a frame of version 1");
    const auto length = getLe<std::uint32_t>(asBytes(prefix.substr(kMagic.size())));
    if (length > kMaxFrameBytes)
        return fail(ErrorCode::InputTooLarge, "a frame says that it has " + std::to_string(length) + " bytes; " +
                                                  std::to_string(kMaxFrameBytes) + " are taken");
    return length;
}

/// REQUIRES that all of it has come.
Result<Frame> FrameReader::take(std::size_t length) {
    const std::string_view content(buffer_.data() + begin_ + kPrefixBytes, length);
    const auto headEnd = content.find('\n');
    if (headEnd == std::string_view::npos)
        return fail(ErrorCode::InputInvalid, "a frame has no head");
    const ByteView prefix = asBytes({buffer_.data() + begin_, kPrefixBytes});
    Frame frame{getLe<std::uint64_t>(prefix.subspan(kMagic.size() + 4)), std::string(content.substr(0, headEnd)),
                std::string(content.substr(headEnd + 1))};
    begin_ += kPrefixBytes + length;
    return frame;
}

/// Makes room for some of the bytes that are missing behind what has come.
void FrameReader::makeRoom(std::size_t needed) {
    if (begin_ == end_)
        begin_ = end_ = 0;
    if (begin_ > 0 && begin_ + needed > buffer_.size()) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, have());
        end_ -= std::exchange(begin_, 0);
    }
    if (end_ == 0 && buffer_.size() > kReadBytes) { // after a large frame
        buffer_.resize(kReadBytes);
        buffer_.shrink_to_fit();
    }
    if (buffer_.empty())
        buffer_.resize(kReadBytes);
    if (end_ == buffer_.size())
        buffer_.resize(std::min(2 * buffer_.size(), needed));
}

Result<bool> FrameReader::waitForMore(int timeoutMs) const {
    return have() > 0 ? Result<bool>(true) : isReady(socket_, POLLIN, timeoutMs);
}

Result<std::optional<Frame>> FrameReader::next(int timeoutMs) {
    for (;;) {
        std::size_t needed = kPrefixBytes;
        if (have() >= kPrefixBytes) {
            INFERNO_TRY(const std::size_t length, lengthAtHand());
            needed += length;
            if (have() >= needed) {
                INFERNO_TRY(Frame frame, take(length));
                return std::optional(std::move(frame));
            }
        }
        const int patienceMs = have() > 0 && timeoutMs < 0 ? kStallMs : timeoutMs;
        if (patienceMs >= 0)
            INFERNO_CHECK(await(socket_, POLLIN, patienceMs));
        makeRoom(needed);
        const ssize_t count = ::recv(socket_, buffer_.data() + end_, buffer_.size() - end_, 0);
        if (count > 0)
            end_ += static_cast<std::size_t>(count);
        else if (count == 0 && have() == 0)
            return std::optional<Frame>{};
        else if (count == 0)
            return fail(ErrorCode::IoFailed, "the other side closed in the middle of a frame");
        else if (errno != EINTR)
            return std::unexpected(errnoError(errno, "reading a frame"));
    }
}

} // namespace inferno::inference
