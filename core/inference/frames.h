// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

/// Writes a whole frame; one writer at a time. Errors: input.too_large (nothing was written); io.failed: the stream is
/// broken for good, as half a frame may be out. `timeoutMs` bounds each wait for a reader; -1: for ever.
Result<void> writeFrame(int socket, const Frame& frame, int timeoutMs = -1);

/// Reads a whole frame; one reader at a time. Nothing: the other side has closed between two frames. Errors: io.failed
/// (it closed within one, or nothing came for `timeoutMs`; within a frame always for 30 s at most), input.invalid
/// (these are no frames), input.too_large (a length beyond kMaxFrameBytes: refused before a byte of it is stored).
/// After an error the stream is of no further use.
Result<std::optional<Frame>> readFrame(int socket, int timeoutMs = -1);

} // namespace inferno::inference
