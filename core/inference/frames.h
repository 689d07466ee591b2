// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"

namespace inferno::inference {

/// What the service and its engine send each other, over a stream socket (docs/formats/engine-frames.md).
struct Frame {
    std::uint64_t id = 0; ///< a reply carries the id of its request; 0: the engine speaks unasked
    std::string head;     ///< one JSON object, without a newline
    std::string body;     ///< what the head is about, often empty: an input or an output, as its bytes
};

/// The largest frame that either side accepts, behind its 16 bytes of prefix.
inline constexpr std::size_t kMaxFrameBytes = 64ULL << 20;

/// The bytes of a frame. Error: input.too_large.
Result<std::string> encodeFrame(const Frame& frame);

/// Whether a frame of kSmallFrameBytes can be written now without waiting for the reader. A socket counts as writable
/// where three quarters of its buffer are free, which has 208 KiB by default (Linux, unix(7), socket(7)).
Result<bool> hasRoom(int socket);
inline constexpr std::size_t kSmallFrameBytes = 64ULL << 10;
/// Writes bytes of frames; the errors of writeFrame.
Result<void> writeBytes(int socket, std::string_view bytes, int timeoutMs = -1);
/// Writes a whole frame; one writer at a time. Errors: input.too_large (nothing was written); io.failed: the stream is
/// broken for good, as half a frame may be out. `timeoutMs` bounds each wait for a reader; -1: for ever.
Result<void> writeFrame(int socket, const Frame& frame, int timeoutMs = -1);

/// Reads frames, as many at one go as have come. Borrows the socket, of which nobody else may read. For one thread.
class FrameReader {
public:
    explicit FrameReader(int socket) : socket_(socket) {}

    /// The next frame. Nothing: the other side has closed between two frames. Errors: io.failed (it closed within one,
    /// or nothing came for `timeoutMs`; within a frame always for 30 s at most), input.invalid (these are no frames),
    /// input.too_large (a length beyond kMaxFrameBytes: refused before a byte of it is stored). After an error the
    /// stream is of no further use.
    Result<std::optional<Frame>> next(int timeoutMs = -1);
    /// Waits until `next` has something to read, at most `timeoutMs`; false: nothing came. Error: io.failed.
    Result<bool> waitForMore(int timeoutMs) const;

private:
    /// The length of the frame at hand, of which there are at least the bytes of a prefix.
    Result<std::size_t> lengthAtHand() const;
    Result<Frame> take(std::size_t length);
    void makeRoom(std::size_t needed);
    std::size_t have() const { return end_ - begin_; }

    int socket_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0; ///< of what has come and is not taken yet
    std::size_t end_ = 0;
};

} // namespace inferno::inference
