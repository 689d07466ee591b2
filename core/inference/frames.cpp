// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/frames.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>

#include "core/base/bytes.h"

namespace inferno::inference {
namespace {

constexpr std::string_view kMagic = "IEF1";
constexpr std::size_t kPrefixBytes = 16;
/// Memory for a frame grows with what has come, so that a length alone costs nothing.
constexpr std::size_t kReadStep = 1U << 20;
/// A writer sends a frame at one go: one that stops within is stuck or hostile.
constexpr int kStallMs = 30'000;

/// Waits until the socket is ready for `events`.
Result<void> await(int socket, short events, int timeoutMs) {
    pollfd waited{socket, events, 0};
    int ready = 0;
    do
        ready = ::poll(&waited, 1, timeoutMs);
    while (ready < 0 && errno == EINTR);
    if (ready < 0)
        return std::unexpected(errnoError(errno, "waiting for the other side"));
    if (ready == 0)
        return fail(ErrorCode::IoFailed, "the other side did not answer within " + std::to_string(timeoutMs) + " ms");
    return {};
}

/// Fills `out`; false if the stream ends before its first byte. Each wait lasts at most `timeoutMs` (-1: for ever), for
/// what follows the first byte at most kStallMs.
Result<bool> readExactly(int socket, std::span<char> out, int timeoutMs) {
    std::size_t done = 0;
    while (done < out.size()) {
        const int patienceMs = done > 0 && timeoutMs < 0 ? kStallMs : timeoutMs;
        if (patienceMs >= 0)
            INFERNO_CHECK(await(socket, POLLIN, patienceMs));
        const ssize_t count = ::recv(socket, out.data() + done, out.size() - done, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0 && done == 0)
            return false;
        if (count == 0)
            return fail(ErrorCode::IoFailed, "the other side closed in the middle of a frame");
        if (count < 0)
            return std::unexpected(errnoError(errno, "reading a frame"));
        done += static_cast<std::size_t>(count);
    }
    return true;
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

Result<std::optional<Frame>> readFrame(int socket, int timeoutMs) {
    std::array<char, kPrefixBytes> prefix{};
    INFERNO_TRY(const bool more, readExactly(socket, prefix, timeoutMs));
    if (!more)
        return std::optional<Frame>{};
    const std::string_view prefixText(prefix.data(), prefix.size());
    if (!prefixText.starts_with(kMagic))
        return fail(ErrorCode::InputInvalid, "what comes is not a frame of version 1");
    const ByteView numbers = asBytes(prefixText.substr(kMagic.size()));
    const auto length = getLe<std::uint32_t>(numbers);
    if (length > kMaxFrameBytes)
        return fail(ErrorCode::InputTooLarge, "a frame says that it has " + std::to_string(length) + " bytes; " +
                                                  std::to_string(kMaxFrameBytes) + " are taken");
    std::string content;
    while (content.size() < length) {
        const std::size_t from = content.size();
        content.resize(from + std::min<std::size_t>(kReadStep, length - from));
        INFERNO_TRY(const bool whole,
                    readExactly(socket, std::span(content).subspan(from), timeoutMs < 0 ? kStallMs : timeoutMs));
        if (!whole)
            return fail(ErrorCode::IoFailed, "the other side closed in the middle of a frame");
    }
    const auto headEnd = content.find('\n');
    if (headEnd == std::string::npos)
        return fail(ErrorCode::InputInvalid, "a frame has no head");
    Frame frame{getLe<std::uint64_t>(numbers.subspan(4)), content.substr(0, headEnd), {}};
    content.erase(0, headEnd + 1);
    frame.body = std::move(content);
    return std::optional(std::move(frame));
}

} // namespace inferno::inference
